"""Chinese administrative time: when something is due, and why.

Arrays of dates are in `yingshang.engines.timelimits.arrays`, which alone loads NumPy.
"""

from yingshang.engines.timelimits.calendar import Calendar, Day, DayKind, Notice, OfficeHours
from yingshang.engines.timelimits.distance import WarnRule, warn_at, working_days_between
from yingshang.engines.timelimits.due import DueDate, due
from yingshang.engines.timelimits.errors import (
    CalendarGap,
    ClockStopped,
    ExtensionRefused,
    LawUnknown,
    LengthUnreadable,
    LimitUnknown,
    OfficeHoursMissing,
    PauseNotAllowed,
    TimeLimitError,
)
from yingshang.engines.timelimits.extensions import Extension
from yingshang.engines.timelimits.lengths import Length, Unit, parse_length
from yingshang.engines.timelimits.national import national_calendar
from yingshang.engines.timelimits.outcome import Deemed
from yingshang.engines.timelimits.pauses import Pause
from yingshang.engines.timelimits.register import Register
from yingshang.engines.timelimits.rules import Law, TimeLimit
from yingshang.engines.timelimits.steps import Step, StepKind
from yingshang.engines.timelimits.wording import Bilingual

__all__ = [
    "Bilingual",
    "Calendar",
    "CalendarGap",
    "ClockStopped",
    "Day",
    "DayKind",
    "Deemed",
    "DueDate",
    "Extension",
    "ExtensionRefused",
    "Law",
    "LawUnknown",
    "Length",
    "LengthUnreadable",
    "LimitUnknown",
    "Notice",
    "OfficeHours",
    "OfficeHoursMissing",
    "Pause",
    "PauseNotAllowed",
    "Register",
    "Step",
    "StepKind",
    "TimeLimit",
    "TimeLimitError",
    "Unit",
    "WarnRule",
    "due",
    "national_calendar",
    "parse_length",
    "warn_at",
    "working_days_between",
]
