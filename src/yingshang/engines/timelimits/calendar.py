"""Every day's kind: working day, weekend, holiday, make-up day; with source and certainty."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from zoneinfo import ZoneInfo

from yingshang.engines.timelimits.errors import CalendarGap, OfficeHoursMissing
from yingshang.engines.timelimits.wording import Bilingual

ONE_DAY = timedelta(days=1)
SATURDAY = 5
# The notice of a year may rearrange these last days of the year before (as for 2007, 2019, 2023).
NEW_YEAR_REACH = 3


class DayKind(StrEnum):
    """Why offices are open or shut on a day."""

    WORKING = "working"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    MAKE_UP = "make_up"


@dataclass(frozen=True)
class Day:
    """A day that is not simply a weekday or a weekend, and where that is said."""

    on: date
    kind: DayKind
    name: Bilingual | None = None
    source: str = ""

    @property
    def is_working(self) -> bool:
        """Whether offices are open."""
        return self.kind in (DayKind.WORKING, DayKind.MAKE_UP)


@dataclass(frozen=True)
class OfficeHours:
    """Sessions of a working day, in order and not overlapping, from `valid_from` on."""

    sessions: tuple[tuple[time, time], ...]
    valid_from: date = date.min


@dataclass(frozen=True)
class Notice:
    """The yearly notice on holidays: all days of `year` that it rearranges."""

    year: int
    days: tuple[Day, ...]


@dataclass(frozen=True, eq=False)
class Calendar:
    """Which days are working days, from `first_on` to `last_on`, both included.

    Attributes:
        special: Days that differ from weekday or weekend, or carry a name.
        firm_until: Last day that no notice can change any more; later days are provisional.
        office_hours: Schedules by `valid_from`, ascending; empty where none are known.
    """

    special: Mapping[date, Day]
    first_on: date
    firm_until: date
    last_on: date
    office_hours: tuple[OfficeHours, ...] = ()
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Asia/Shanghai"))

    def day(self, on: date) -> Day:
        """Kind, name and source of `on`.

        Raises:
            CalendarGap: `on` lies outside the calendar.
        """
        if known := self.special.get(on):
            return known
        self.check(on)
        return Day(on, DayKind.WEEKEND if on.weekday() >= SATURDAY else DayKind.WORKING)

    def is_working(self, on: date) -> bool:
        """Whether `on` is a working day, make-up days included."""
        return self.day(on).is_working

    def is_provisional(self, on: date) -> bool:
        """Whether a notice that is still to come may change `on`."""
        return on > self.firm_until

    def check(self, on: date) -> None:
        """Refuse a day outside the calendar."""
        if self.first_on <= on <= self.last_on:
            return
        first, last = self.first_on.isoformat(), self.last_on.isoformat()
        raise CalendarGap(
            f"日历只包括{first}至{last}，不包括{on.isoformat()}。请核对日期。",
            f"The calendar runs from {first} to {last}; {on.isoformat()} lies outside it."
            " Check the date.",
        )

    def next_working_day(self, on: date) -> date:
        """The first working day after `on`."""
        return next(day for day in self._days(on, ONE_DAY) if self.is_working(day))

    def previous_working_day(self, on: date) -> date:
        """The last working day before `on`."""
        return next(day for day in self._days(on, -ONE_DAY) if self.is_working(day))

    def on_or_after(self, on: date) -> date:
        """`on` if it is a working day, else the first one after it."""
        return on if self.is_working(on) else self.next_working_day(on)

    def on_or_before(self, on: date) -> date:
        """`on` if it is a working day, else the last one before it."""
        return on if self.is_working(on) else self.previous_working_day(on)

    def _days(self, on: date, step: timedelta) -> Iterator[date]:
        while True:
            on += step
            yield on

    def sessions(self, on: date) -> tuple[tuple[datetime, datetime], ...]:
        """Office sessions of `on` as local instants; empty on a rest day.

        Raises:
            OfficeHoursMissing: No schedule is known for `on`.
        """
        if not self.is_working(on):
            return ()
        known = [hours for hours in self.office_hours if hours.valid_from <= on]
        if not known:
            raise OfficeHoursMissing(
                f"没有{on.isoformat()}的办公时间，无法按工作小时或下班时间计算。"
                "请在方案包中填写 office_hours。",
                f"No office hours are known for {on.isoformat()}."
                " Enter office_hours in the pack to count working hours or the close of business.",
            )
        return tuple(
            (self.local(on, start), self.local(on, end)) for start, end in known[-1].sessions
        )

    def local(self, on: date, at: time) -> datetime:
        """The local instant `at` on `on`."""
        return datetime.combine(on, at, tzinfo=self.zone)

    def instant(self, start: date | datetime) -> datetime:
        """`start` as a local instant; naive times are local, a date is its midnight."""
        if not isinstance(start, datetime):
            return self.local(start, time())
        if start.tzinfo is None:
            return start.replace(tzinfo=self.zone)
        return start.astimezone(self.zone)

    def with_days(self, days: Iterable[Day]) -> "Calendar":
        """A calendar with a city's own days on top."""
        return replace(self, special={**self.special, **{day.on: day for day in days}})

    def with_office_hours(self, hours: Iterable[OfficeHours]) -> "Calendar":
        """A calendar with these schedules instead of its own."""
        return replace(self, office_hours=tuple(sorted(hours, key=lambda each: each.valid_from)))

    def with_notice(self, notice: Notice) -> "Calendar":
        """The calendar once the notice for a year has arrived: that year becomes firm.

        Provisional holidays of the year give way to the notice's days.
        """
        kept = {
            on: day
            for on, day in self.special.items()
            if on.year != notice.year or not self.is_provisional(on)
        }
        announced = {day.on: day for day in notice.days}
        firm = date(notice.year, 12, 31 - NEW_YEAR_REACH)
        return replace(self, special=kept | announced, firm_until=max(self.firm_until, firm))

    def changed_days(self, newer: "Calendar") -> tuple[date, ...]:
        """Days that are working in one of the two calendars and rest days in the other."""
        candidates = sorted({*self.special, *newer.special})
        return tuple(on for on in candidates if self.is_working(on) != newer.is_working(on))

    @cached_property
    def version(self) -> str:
        """Twelve characters that change with any day, office hour or firm date."""
        days = sorted((on.isoformat(), day.kind.value) for on, day in self.special.items())
        text = repr((days, self.first_on, self.firm_until, self.last_on, self.office_hours))
        return sha256(text.encode()).hexdigest()[:12]
