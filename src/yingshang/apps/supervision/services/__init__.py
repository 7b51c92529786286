"""Everything that changes supervision."""

from yingshang.apps.supervision.services.deciding import ask_by_letter, dismiss, take_up
from yingshang.apps.supervision.services.looking import look
from yingshang.apps.supervision.services.reporting import (
    check_report,
    draft_report,
    rewrite_report,
    send_back_report,
    sign_report,
)

__all__ = [
    "ask_by_letter",
    "check_report",
    "dismiss",
    "draft_report",
    "look",
    "rewrite_report",
    "send_back_report",
    "sign_report",
    "take_up",
]
