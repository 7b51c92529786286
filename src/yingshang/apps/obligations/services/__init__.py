"""Everything that changes a duty."""

from yingshang.apps.obligations.services.bulk import Done, explain_many, hand_over_many
from yingshang.apps.obligations.services.feeds import open_feed, revoke_feed
from yingshang.apps.obligations.services.measuring import end_pause, extend, pause
from yingshang.apps.obligations.services.opening import open_many, open_obligation
from yingshang.apps.obligations.services.rechecking import draw_rechecks, record_recheck
from yingshang.apps.obligations.services.recomputing import (
    RECOMPUTE_JOB,
    Recomputed,
    end_recompute,
    recompute,
    start_recompute,
)
from yingshang.apps.obligations.services.settling import claim, explain_lateness, unclaim, verify
from yingshang.apps.obligations.services.standing import hand_over, resume, suspend, withdraw
from yingshang.apps.obligations.services.telling import tell_moved
from yingshang.apps.obligations.services.urging import Urged, urge

__all__ = [
    "RECOMPUTE_JOB",
    "Done",
    "Recomputed",
    "Urged",
    "claim",
    "draw_rechecks",
    "end_pause",
    "end_recompute",
    "explain_lateness",
    "explain_many",
    "extend",
    "hand_over",
    "hand_over_many",
    "open_feed",
    "open_many",
    "open_obligation",
    "pause",
    "recompute",
    "record_recheck",
    "resume",
    "revoke_feed",
    "start_recompute",
    "suspend",
    "tell_moved",
    "unclaim",
    "urge",
    "verify",
    "withdraw",
]
