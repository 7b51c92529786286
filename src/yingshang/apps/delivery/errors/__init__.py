"""Why delivery refuses a change, split by noun; each is a sentence that says what to do."""

from yingshang.apps.delivery.errors.base import DeliveryError
from yingshang.apps.delivery.errors.implementation import (
    EditedMeanwhileError,
    IncompleteError,
    NoLimitForPlansError,
    NotEditableError,
    NothingSignedError,
    NothingToChangeError,
    NothingToSignError,
    OwnSignatureError,
    ReasonMissingError,
    UnknownMeasureError,
)

__all__ = [
    "DeliveryError",
    "EditedMeanwhileError",
    "IncompleteError",
    "NoLimitForPlansError",
    "NotEditableError",
    "NothingSignedError",
    "NothingToChangeError",
    "NothingToSignError",
    "OwnSignatureError",
    "ReasonMissingError",
    "UnknownMeasureError",
]
