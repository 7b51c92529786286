"""Everything that changes a duty."""

from yingshang.apps.obligations.services.measuring import end_pause, extend, pause, recompute
from yingshang.apps.obligations.services.opening import open_many, open_obligation
from yingshang.apps.obligations.services.rechecking import draw_rechecks, record_recheck
from yingshang.apps.obligations.services.settling import claim, explain_lateness, unclaim, verify
from yingshang.apps.obligations.services.standing import hand_over, resume, suspend, withdraw

__all__ = [
    "claim",
    "draw_rechecks",
    "end_pause",
    "explain_lateness",
    "extend",
    "hand_over",
    "open_many",
    "open_obligation",
    "pause",
    "recompute",
    "record_recheck",
    "resume",
    "suspend",
    "unclaim",
    "verify",
    "withdraw",
]
