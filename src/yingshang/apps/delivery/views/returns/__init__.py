"""Pages of returns: a unit's month, filling in, reviewing, checking."""

from yingshang.apps.delivery.views.returns.deciding import (
    approve,
    correct,
    hand_back,
    hand_in,
    send_back,
    submit,
    take_back,
)
from yingshang.apps.delivery.views.returns.evidence import detach, evidence
from yingshang.apps.delivery.views.returns.filling import edit, take_over
from yingshang.apps.delivery.views.returns.reading import report, returns, unit_month
from yingshang.apps.delivery.views.returns.workbook import download, upload

__all__ = [
    "approve",
    "correct",
    "detach",
    "download",
    "edit",
    "evidence",
    "hand_back",
    "hand_in",
    "report",
    "returns",
    "send_back",
    "submit",
    "take_back",
    "take_over",
    "unit_month",
    "upload",
]
