"""Everything that changes a return."""

from yingshang.apps.delivery.services.returns.checking import approve, approve_many, send_back
from yingshang.apps.delivery.services.returns.correcting import correct
from yingshang.apps.delivery.services.returns.drafting import keep, take_over
from yingshang.apps.delivery.services.returns.evidence import attach, bounded, detach
from yingshang.apps.delivery.services.returns.importing import Filled, Outcome, take_in
from yingshang.apps.delivery.services.returns.reviewing import hand_back, hand_in
from yingshang.apps.delivery.services.returns.submitting import submit, take_back

__all__ = [
    "Filled",
    "Outcome",
    "approve",
    "approve_many",
    "attach",
    "bounded",
    "correct",
    "detach",
    "hand_back",
    "hand_in",
    "keep",
    "send_back",
    "submit",
    "take_back",
    "take_in",
    "take_over",
]
