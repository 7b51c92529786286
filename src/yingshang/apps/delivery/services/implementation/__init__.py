"""Everything that changes a unit's own plan for a task."""

from yingshang.apps.delivery.services.implementation.changing import change
from yingshang.apps.delivery.services.implementation.drafting import keep
from yingshang.apps.delivery.services.implementation.importing import take_in
from yingshang.apps.delivery.services.implementation.opening import open_drafting
from yingshang.apps.delivery.services.implementation.proving import prove, withdraw_proof
from yingshang.apps.delivery.services.implementation.reviewing import (
    accept,
    accept_many,
    send_back,
)
from yingshang.apps.delivery.services.implementation.signing import sign, take_back

__all__ = [
    "accept",
    "accept_many",
    "change",
    "keep",
    "open_drafting",
    "prove",
    "send_back",
    "sign",
    "take_back",
    "take_in",
    "withdraw_proof",
]
