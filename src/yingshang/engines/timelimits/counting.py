"""Counting days, months and period ends, one day at a time."""

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta

from yingshang.engines.timelimits.calendar import ONE_DAY, Calendar
from yingshang.engines.timelimits.lengths import MONTHS_IN_YEAR, Length, Unit

MONTHS_IN_QUARTER = 3


@dataclass
class Walk:
    """How a count went.

    Attributes:
        end: The last day counted, before any rolling.
        met: Every day looked at, in the order of the walk; the last one is `end`.
        paused: Days left out because the clock stood.
    """

    end: date
    met: list[date] = field(default_factory=list)
    paused: list[date] = field(default_factory=list)


@dataclass(frozen=True)
class DayCount:
    """What to count: `count` days of one kind, from `first` on or back.

    Attributes:
        first: First day that may count.
        standing: Days on which the clock stood; they never count.
    """

    first: date
    count: int
    is_working: bool
    standing: Collection[date] = ()
    step: timedelta = ONE_DAY


def count_days(wanted: DayCount, calendar: Calendar) -> Walk:
    """Walk until `wanted.count` days have counted; none at all ends on the day before `first`."""
    walk, counted = Walk(wanted.first - wanted.step), 0
    while counted < wanted.count:
        walk.end += wanted.step
        walk.met.append(walk.end)
        is_open = calendar.is_working(walk.end)
        if walk.end in wanted.standing:
            walk.paused.append(walk.end)
        elif is_open or not wanted.is_working:
            counted += 1
    return walk


def add_months(start: date, count: int) -> date:
    """The corresponding day `count` months on (or back), or the last day of that month."""
    month = start.year * MONTHS_IN_YEAR + start.month - 1 + count
    return in_month(month // MONTHS_IN_YEAR, month % MONTHS_IN_YEAR + 1, start.day)


def in_month(year: int, month: int, day: int) -> date:
    """Day `day` of a month, or its last day when the month is shorter."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def period_end(start: date, length: Length) -> date:
    """The first end of the period that is on or after `start`."""
    if length.unit is Unit.QUARTER_END:
        last = start.month + (-start.month) % MONTHS_IN_QUARTER
        return in_month(start.year, last, 31)
    if length.unit is Unit.YEAR_END:
        return date(start.year, MONTHS_IN_YEAR, 31)
    if length.unit is Unit.YEARLY:
        this = in_month(start.year, length.month, length.day)
        return this if this >= start else in_month(start.year + 1, length.month, length.day)
    this = in_month(start.year, start.month, length.day)
    if this >= start:
        return this
    year, month = divmod(start.year * MONTHS_IN_YEAR + start.month, MONTHS_IN_YEAR)
    return in_month(year, month + 1, length.day)
