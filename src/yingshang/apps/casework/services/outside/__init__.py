"""Cases held elsewhere: sources, files, machines."""

from yingshang.apps.casework.services.outside.files import (
    Mapped,
    Upload,
    abandon,
    confirm_mapping,
    receive,
    take_over,
)
from yingshang.apps.casework.services.outside.machines import make_key, report, revoke_key
from yingshang.apps.casework.services.outside.sources import SourceWords, define_source

__all__ = [
    "Mapped",
    "SourceWords",
    "Upload",
    "abandon",
    "confirm_mapping",
    "define_source",
    "make_key",
    "receive",
    "report",
    "revoke_key",
    "take_over",
]
