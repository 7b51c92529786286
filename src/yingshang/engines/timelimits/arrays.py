"""Due dates for arrays of days: the rules of `due`, by table, a million at a time."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from yingshang.engines.timelimits.calendar import Calendar
from yingshang.engines.timelimits.errors import CalendarGap, UnitNotSupported
from yingshang.engines.timelimits.lengths import IN_DAYS, MONTHS_IN_YEAR, PERIOD_ENDS, Length, Unit
from yingshang.engines.timelimits.rules import Receipt, StartRule, TimeLimit

Days = NDArray[np.datetime64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]
NOT_A_DAY = np.iinfo(np.int64).min
MONTHS_IN_QUARTER = 3


@dataclass(frozen=True)
class Table:
    """A calendar as arrays over all its days, in days since 1970.

    Attributes:
        first: The calendar's first day.
        rank: Number of working days up to each day, included; one more entry in front for the
            day before the first, so that `rank[offset]` leaves the day out.
        nth: Offset of each working day, in order.
    """

    first: int
    last: int
    rank: NDArray[np.int32]
    nth: NDArray[np.int32]


@lru_cache(maxsize=8)
def table(calendar: Calendar) -> Table:
    """The calendar's table, built once."""
    first = np.datetime64(calendar.first_on, "D").astype(np.int64)
    days = [calendar.first_on.fromordinal(n) for n in _ordinals(calendar)]
    working = np.fromiter((calendar.is_working(on) for on in days), dtype=bool, count=len(days))
    rank = np.zeros(len(days) + 1, dtype=np.int32)
    np.cumsum(working, out=rank[1:])
    nth = np.flatnonzero(working).astype(np.int32)
    return Table(int(first), int(first) + len(days) - 1, rank, nth)


def _ordinals(calendar: Calendar) -> range:
    return range(calendar.first_on.toordinal(), calendar.last_on.toordinal() + 1)


def due_dates(starts: Days, limit: TimeLimit, calendar: Calendar) -> Days:
    """The day on which `limit` is due for every start, as `due` gives it without pauses.

    Args:
        starts: `datetime64[D]`, any shape; NaT stays NaT.

    Raises:
        CalendarGap: A start or a due date lies outside the calendar.
        UnitNotSupported: The limit counts hours, which arrays of days cannot hold.
    """
    known = table(calendar)
    days = starts.astype("datetime64[D]", copy=False).view(np.int64)
    missing = days == NOT_A_DAY if days.size and days.min() == NOT_A_DAY else None
    if missing is not None:
        days = np.where(missing, known.first + 366, days)
    _check(days, known, calendar)
    if limit.law.receipt is Receipt.NEXT_WORKING_DAY:
        days = _on_or_after(days, known, calendar)
    due = _count(days, limit, calendar)
    if limit.rolls:
        due = _on_or_after(due, known, calendar)
    _check(due, known, calendar)
    if missing is not None:
        due = np.where(missing, NOT_A_DAY, due)
    return due.view("datetime64[D]")


def practical_dates(dues: Days, calendar: Calendar) -> Days:
    """The last working day on or before each day."""
    known = table(calendar)
    days = dues.astype("datetime64[D]", copy=False).view(np.int64)
    _check(days, known, calendar)
    index = known.rank[days - known.first + 1].astype(np.int64) - 1
    return _nth(index, known, calendar).view("datetime64[D]")


def working_days_between_arrays(starts: Days, ends: Days, calendar: Calendar) -> Integers:
    """Working days after each start up to each end, included; negative when the end is first."""
    known = table(calendar)
    offsets = []
    for each in (starts, ends):
        days = each.astype("datetime64[D]", copy=False).view(np.int64)
        _check(days, known, calendar)
        offsets.append(known.rank[days - known.first + 1].astype(np.int64))
    return np.asarray(offsets[1] - offsets[0])


def are_provisional(dues: Days, calendar: Calendar) -> Flags:
    """Whether a notice still to come may move each due date."""
    return np.asarray(dues > np.datetime64(calendar.firm_until, "D"))


def _count(days: Integers, limit: TimeLimit, calendar: Calendar) -> Integers:
    length, unit = limit.length, limit.unit
    includes_start = limit.law.start is StartRule.SAME_DAY
    if unit is Unit.WORKING_DAY:
        return _working_days(days, length, calendar, int(includes_start))
    if unit in IN_DAYS:
        back = -1 if length.is_before else 1
        return days + back * (length.count - int(includes_start))
    if unit is Unit.MONTH:
        count = -length.count if length.is_before else length.count
        shift = int(includes_start) * (1 if length.is_before else -1)
        return _add_months(days, count) + shift
    if unit in PERIOD_ENDS:
        return _period_ends(days, length)
    raise UnitNotSupported(
        f"成批计算不支持{length.name.zh}，请逐件计算。",
        f"Arrays of days cannot count {length.name.en}; count one matter at a time.",
    )


def _working_days(days: Integers, length: Length, calendar: Calendar, included: int) -> Integers:
    known = table(calendar)
    offsets = days - known.first
    if length.count == 0:
        return days + (included if length.is_before else -included)
    if length.is_before:
        index = known.rank[offsets + included] - np.int32(length.count)
    else:
        index = known.rank[offsets + (1 - included)] + np.int32(length.count - 1)
    return _nth(index, known, calendar)


def _nth(index: NDArray[np.signedinteger], known: Table, calendar: Calendar) -> Integers:
    if index.size and (index.min() < 0 or index.max() >= known.nth.size):
        raise _gap(calendar)
    return np.asarray(known.nth[index] + np.int64(known.first))


def _on_or_after(days: Integers, known: Table, calendar: Calendar) -> Integers:
    _check(days, known, calendar)
    return _nth(known.rank[days - known.first], known, calendar)


def _add_months(days: Integers, count: int) -> Integers:
    months = _months(days)
    day_of_month = days - _first_days(months)
    return _in_month(months + count, day_of_month)


def _months(days: Integers) -> Integers:
    """Months since January 1970."""
    return days.view("datetime64[D]").astype("datetime64[M]").view(np.int64)


def _first_days(months: Integers) -> Integers:
    return months.view("datetime64[M]").astype("datetime64[D]").view(np.int64)


def _in_month(months: Integers, day_from_zero: Integers | int) -> Integers:
    last = _first_days(months + 1) - 1
    return np.asarray(np.minimum(_first_days(months) + day_from_zero, last))


def _period_ends(days: Integers, length: Length) -> Integers:
    months = _months(days)
    number = months % MONTHS_IN_YEAR
    if length.unit is Unit.QUARTER_END:
        return _in_month(months + (2 - number % MONTHS_IN_QUARTER), 30)
    if length.unit is Unit.YEAR_END:
        return _in_month(months + (MONTHS_IN_YEAR - 1 - number), 30)
    step = 1
    if length.unit is Unit.YEARLY:
        months, step = months - number + (length.month - 1), MONTHS_IN_YEAR
    this = _in_month(months, length.day - 1)
    return np.where(this >= days, this, _in_month(months + step, length.day - 1))


def _check(days: Integers, known: Table, calendar: Calendar) -> None:
    if days.size and (days.min() < known.first or days.max() > known.last):
        raise _gap(calendar)


def _gap(calendar: Calendar) -> CalendarGap:
    first, last = calendar.first_on.isoformat(), calendar.last_on.isoformat()
    return CalendarGap(
        f"有日期超出日历范围（{first}至{last}）。请核对日期。",
        f"A date lies outside the calendar ({first} to {last}). Check the dates.",
    )
