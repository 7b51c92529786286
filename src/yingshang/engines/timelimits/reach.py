"""From a start to the last day: which counting applies, with pauses and extensions."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from yingshang.engines.timelimits.calendar import ONE_DAY, Calendar
from yingshang.engines.timelimits.clock import run_clock
from yingshang.engines.timelimits.counting import DayCount, add_months, count_days, period_end
from yingshang.engines.timelimits.errors import UnitNotSupported
from yingshang.engines.timelimits.extensions import Extension, total_length
from yingshang.engines.timelimits.lengths import BY_THE_CLOCK, IN_DAYS, PERIOD_ENDS, Length, Unit
from yingshang.engines.timelimits.pauses import Standstill
from yingshang.engines.timelimits.rules import HourStart, Receipt, StartRule, TimeLimit

ONE_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Matter:
    """One count: from when, under which limit, in which calendar, and when the clock stood."""

    start: date | datetime
    limit: TimeLimit
    calendar: Calendar
    standing: Standstill = field(default_factory=Standstill)

    @property
    def received_at(self) -> datetime:
        """The start as a local instant, moved to the next working day where the rule says so."""
        at, calendar = self.calendar.instant(self.start), self.calendar
        if self.limit.law.receipt is Receipt.AS_RECEIVED:
            return at
        if calendar.is_working(at.date()) and not self._is_after_close(at):
            return at
        return self._opening(calendar.next_working_day(at.date()))

    def _is_after_close(self, at: datetime) -> bool:
        if not isinstance(self.start, datetime) or not self.calendar.office_hours:
            return False
        return at >= self.calendar.sessions(at.date())[-1][1]

    def _opening(self, on: date) -> datetime:
        if not isinstance(self.start, datetime) or not self.calendar.office_hours:
            return self.calendar.instant(on)
        return self.calendar.sessions(on)[0][0]

    @property
    def begins_at(self) -> datetime:
        """Where hours begin to count."""
        at = self.received_at
        full = at.replace(minute=0, second=0, microsecond=0)
        if self.limit.law.hours is HourStart.MOMENT or full == at:
            return at
        return full + ONE_HOUR

    @property
    def begins_on(self) -> date:
        """The day of the event."""
        return self.received_at.date()

    @property
    def counts_start(self) -> bool:
        """Whether the day of the event is the first day counted."""
        return self.limit.law.start is StartRule.SAME_DAY


@dataclass(frozen=True)
class Reached:
    """The unrolled end of a count and the days it met; `at` only for counts by the clock."""

    end: date
    met: tuple[date, ...] = ()
    paused: tuple[date, ...] = ()
    at: datetime | None = None


def reach(matter: Matter, extensions: tuple[Extension, ...]) -> Reached:
    """The last day before rolling.

    Extensions in the limit's own unit make it longer from the start; others are counted on from
    the end reached so far.
    """
    if (total := total_length(matter.limit, extensions)) is not None:
        return _count(matter, total)
    if not extensions:
        return _count(matter, matter.limit.length)
    before = reach(matter, extensions[:-1])
    more = _count_on(matter, before, extensions[-1].length)
    met, paused = before.met + more.met, before.paused + more.paused
    return Reached(more.end, met, paused, more.at)


def _count(matter: Matter, length: Length) -> Reached:
    unit = matter.limit.unit_of(length)
    if unit in BY_THE_CLOCK:
        return _by_the_clock(matter, matter.begins_at, length)
    if unit in PERIOD_ENDS:
        return Reached(period_end(matter.begins_on, length))
    if unit is Unit.MONTH:
        shift = ONE_DAY if matter.counts_start else timedelta()
        return _months(matter, matter.begins_on, length, shift)
    return _days(matter, _first(matter, length), length)


def _count_on(matter: Matter, before: Reached, length: Length) -> Reached:
    unit = matter.limit.unit_of(length)
    if unit in BY_THE_CLOCK and before.at is not None:
        return _by_the_clock(matter, before.at, length)
    if unit in IN_DAYS:
        return _days(matter, before.end + ONE_DAY, length)
    if unit is Unit.MONTH:
        return _months(matter, before.end, length, timedelta())
    raise UnitNotSupported(
        f"期限{matter.limit.length.name.zh}不能按{length.name.zh}延长。",
        f"A limit of {matter.limit.length.name.en} cannot be extended by {length.name.en}.",
    )


def _first(matter: Matter, length: Length) -> date:
    if matter.counts_start:
        return matter.begins_on
    return matter.begins_on + (-ONE_DAY if length.is_before else ONE_DAY)


def _days(matter: Matter, first: date, length: Length) -> Reached:
    step = -ONE_DAY if length.is_before else ONE_DAY
    is_working = matter.limit.unit_of(length) is Unit.WORKING_DAY
    wanted = DayCount(first, length.count, is_working, matter.standing.days, step)
    walk = count_days(wanted, matter.calendar)
    return Reached(walk.end, tuple(walk.met), tuple(walk.paused))


def _months(matter: Matter, start: date, length: Length, shift: timedelta) -> Reached:
    """Months, made longer by the days on which the clock stood until the end."""
    if length.is_before:
        return Reached(add_months(start, -length.count) + shift)
    end = add_months(start, length.count) - shift
    paused = [on for on in matter.standing.days if start < on <= end]
    wanted = DayCount(end + ONE_DAY, len(paused), is_working=False, standing=matter.standing.days)
    walk = count_days(wanted, matter.calendar)
    return Reached(walk.end, tuple(walk.met), (*sorted(paused), *walk.paused))


def _by_the_clock(matter: Matter, start: datetime, length: Length) -> Reached:
    run = run_clock(start, length, matter.calendar, matter.standing.windows)
    paused = tuple(on for on in matter.standing.days if start.date() <= on <= run.end.date())
    return Reached(run.end.date(), tuple(run.met), paused, run.end)
