"""Everything that changes a dispatch meeting, and what becomes of what it decided."""

from yingshang.apps.delivery.services.meetings.agenda import add_item, draw_up, remove_item
from yingshang.apps.delivery.services.meetings.calling import call, cancel, change, hold
from yingshang.apps.delivery.services.meetings.deciding import decide, withdraw
from yingshang.apps.delivery.services.meetings.following import check, report
from yingshang.apps.delivery.services.meetings.minutes import save_minutes, settle

__all__ = [
    "add_item",
    "call",
    "cancel",
    "change",
    "check",
    "decide",
    "draw_up",
    "hold",
    "remove_item",
    "report",
    "save_minutes",
    "settle",
    "withdraw",
]
