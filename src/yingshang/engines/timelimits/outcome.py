"""What a count came to, before it is put into words."""

from dataclasses import dataclass
from datetime import date, datetime

from yingshang.engines.timelimits.reach import Reached
from yingshang.engines.timelimits.rules import DeemedRule


@dataclass(frozen=True)
class Deemed:
    """What the law reads into silence.

    Attributes:
        from_on: First day on which the silence counts: the day after the due date.
        effective_on: Day from which the deemed decision has effect.
    """

    rule: DeemedRule
    from_on: date
    effective_on: date


@dataclass(frozen=True)
class Outcome:
    """The unrolled end and what the rules made of it."""

    reached: Reached
    due_on: date
    due_at: datetime
    practical_on: date
    is_provisional: bool
    deemed: Deemed | None
