"""Everything that writes messages."""

from yingshang.apps.messages.services.preferences import change_preferences
from yingshang.apps.messages.services.queueing import Draft, queue
from yingshang.apps.messages.services.reading import mark_all_read, mark_read
from yingshang.apps.messages.services.reminding import Outcome, remind
from yingshang.apps.messages.services.retrying import retry
from yingshang.apps.messages.services.rulebooks import take_over_rules
from yingshang.apps.messages.services.sending import send_due

__all__ = [
    "Draft",
    "Outcome",
    "change_preferences",
    "mark_all_read",
    "mark_read",
    "queue",
    "remind",
    "retry",
    "send_due",
    "take_over_rules",
]
