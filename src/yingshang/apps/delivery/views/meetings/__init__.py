"""Pages of dispatch meetings and of what they decide."""

from yingshang.apps.delivery.views.meetings.deciding import (
    check,
    decide,
    decision,
    report,
    withdraw,
)
from yingshang.apps.delivery.views.meetings.minutes import minutes, minutes_file, settle
from yingshang.apps.delivery.views.meetings.preparing import (
    add_item,
    call,
    cancel,
    change,
    draw_up,
    hold,
    remove_item,
)
from yingshang.apps.delivery.views.meetings.reading import meeting, meetings

__all__ = [
    "add_item",
    "call",
    "cancel",
    "change",
    "check",
    "decide",
    "decision",
    "draw_up",
    "hold",
    "meeting",
    "meetings",
    "minutes",
    "minutes_file",
    "remove_item",
    "report",
    "settle",
    "withdraw",
]
