"""From the limits of a case type to the dates of its duties."""

from dataclasses import dataclass
from datetime import date, datetime

from yingshang.apps.casework.errors import DateError
from yingshang.apps.obligations.duties import Term
from yingshang.apps.obligations.terms import Timekeeping
from yingshang.engines.packs.schema.casework.steps import StepEntry
from yingshang.engines.timelimits import LimitUnknown, TimeLimitError


@dataclass(frozen=True)
class Clocks:
    """The dates of one duty: what was promised and what the law allows; None: there is no such."""

    promised: Term | None
    statutory: Term | None

    @property
    def term(self) -> Term | None:
        """By which the duty is measured: what was promised, else the law."""
        return self.promised or self.statutory

    @property
    def promised_on(self) -> date | None:
        """The promised last day, inclusive."""
        return self.promised.due_on if self.promised else None

    @property
    def statutory_on(self) -> date | None:
        """The statutory last day, inclusive."""
        return self.statutory.due_on if self.statutory else None


NO_CLOCK = Clocks(None, None)


def clocks(
    keeping: Timekeeping,
    promised: str | None,
    statutory: str | None,
    start: date | datetime,
    at: datetime,
) -> Clocks:
    """The dates of two limits that began with one event.

    Raises:
        DateError: The calendar does not reach so far.
    """
    return Clocks(term(keeping, promised, start, at), term(keeping, statutory, start, at))


def step_clocks(
    keeping: Timekeeping, step: StepEntry, record: dict[str, object], at: datetime
) -> Clocks:
    """The dates of a step that opens at `at`; from its `counts_from` where that day is known."""
    if step.limit is None and step.statutory is None:
        return NO_CLOCK
    named = record.get(step.counts_from) if step.counts_from else None
    start = named if isinstance(named, date) else at
    return clocks(keeping, step.limit, step.statutory, start, at)


def term(
    keeping: Timekeeping, limit: str | None, start: date | datetime, at: datetime
) -> Term | None:
    """The dates of one limit; None where there is none, or none was in force that day."""
    if limit is None:
        return None
    try:
        return keeping.term(limit, start, opened_at=at)
    except LimitUnknown:
        return None
    except TimeLimitError as fault:
        raise DateError(fault.message.zh, fault.message.en) from fault
