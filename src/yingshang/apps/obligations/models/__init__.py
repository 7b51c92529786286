"""What is owed, and how its dates came about."""

from yingshang.apps.obligations.models.feed import CalendarFeed
from yingshang.apps.obligations.models.obligation import (
    DATES,
    CoHolder,
    Obligation,
    ObligationQuerySet,
    State,
    Verdict,
)
from yingshang.apps.obligations.models.term import DueChange, Extension, Pause, Recheck, Urging

__all__ = [
    "DATES",
    "CalendarFeed",
    "CoHolder",
    "DueChange",
    "Extension",
    "Obligation",
    "ObligationQuerySet",
    "Pause",
    "Recheck",
    "State",
    "Urging",
    "Verdict",
]
