"""Cross-checks between the files of a pack: one small function for each diagnostic code."""

from yingshang.engines.packs.checks import (
    casework,
    directory,
    instruments,
    limits,
    plan,
    ratings,
    reminders,
    service_requests,
    supervision,
    tasks,
    validity,
    wording,
    workings,
)
from yingshang.engines.packs.checks.registry import RULES

__all__ = [
    "RULES",
    "casework",
    "directory",
    "instruments",
    "limits",
    "plan",
    "ratings",
    "reminders",
    "service_requests",
    "supervision",
    "tasks",
    "validity",
    "wording",
    "workings",
]
