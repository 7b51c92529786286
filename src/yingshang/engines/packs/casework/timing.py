"""Which days are the last ones, of steps, of the case, and of the clocks that fields start."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.casework.records import Record
from yingshang.engines.packs.schema.casework.steps import StepEntry
from yingshang.engines.rules import Truth, judge
from yingshang.engines.timelimits import Calendar, DueDate, LimitUnknown, Pause, Register, due

ONE_SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Timing:
    """Laws, limits and days off of a release."""

    register: Register
    calendar: Calendar

    def due(
        self, limit: str | None, start: date | datetime | None, pauses: Sequence[Pause] = ()
    ) -> DueDate | None:
        """When `limit` ends that began at `start`; None without either, or before it existed.

        Raises:
            TimeLimitError: The calendar does not reach so far, or a pause is not allowed.
        """
        if limit is None or start is None:
            return None
        on = start.date() if isinstance(start, datetime) else start
        try:
            found = self.register.limit(limit, on)
        except LimitUnknown:
            return None
        return due(start, found, self.calendar, pauses=pauses)


@dataclass(frozen=True)
class Days:
    """The promised and the statutory last day, both included; None: there is no such clock."""

    promised: DueDate | None
    statutory: DueDate | None

    @property
    def expiry(self) -> DueDate | None:
        """After which a step settles itself: what the law says, else what was promised."""
        return self.statutory or self.promised

    @property
    def expired_at(self) -> datetime | None:
        """The last second in time, local: when a step that settles itself is settled.

        What opens then counts from that last day (届满之日), not from the day after it.
        """
        return self.expiry.due_at - ONE_SECOND if self.expiry else None


def step_days(
    step: StepEntry,
    opened: date | datetime,
    record: Mapping[str, object],
    timing: Timing,
    pauses: Sequence[Pause] = (),
) -> Days:
    """The last days of a step that opened at `opened`; from its `counts_from` where that is known.

    Raises:
        TimeLimitError: As `Timing.due`.
    """
    named = record.get(step.counts_from) if step.counts_from else None
    start = named if isinstance(named, date) else opened
    return Days(timing.due(step.limit, start, pauses), timing.due(step.statutory, start, pauses))


def case_days(case_type: CaseType, accepted: date | datetime, timing: Timing) -> Days:
    """The last days of the whole case, from its acceptance."""
    limits = case_type.limits
    return Days(timing.due(limits.promised, accepted), timing.due(limits.statutory, accepted))


def clock_days(case_type: CaseType, record: Record, timing: Timing) -> dict[str, date | None]:
    """The last day of every clock that a field starts; None where it does not run."""
    found: dict[str, date | None] = {}
    for clock in case_type.entry.clocks:
        start = record.get(clock.counts_from)
        condition = case_type.conditions.get(f"clocks.{clock.id}.when")
        runs = condition is None or judge(condition, record).truth is not Truth.FALSE
        answer = timing.due(clock.limit, start if isinstance(start, date) and runs else None)
        found[clock.id] = answer.due_on if answer else None
    return found
