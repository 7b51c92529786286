"""`casework/<type>/examples.yaml`: what happens in a case, and what must come of it."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from yingshang.engines.packs.schema.common import Code, Strict, Text

# A fact as YAML can hold it; a table is a list of rows; null says that nobody knows.
Scalar = str | int | float | bool | None
Fact = Scalar | list[dict[str, Scalar]]
ActKind = Literal["settle", "accept", "refuse_entry", "pause", "resume", "withdraw", "wait"]


class LastDays(Strict):
    """Expected last days in time of a step or of the case, both included."""

    promised: date | None = None
    statutory: date | None = None


class BarExpected(Strict):
    """A bar that stands, or that waits for the fields `missing`."""

    id: Code
    value: Literal["true", "unknown"]
    missing: tuple[Code, ...] = ()


class Expectation(Strict):
    """What must be so at this moment; what is left out is not looked at."""

    open: tuple[Code, ...] | None = None
    last_days: dict[Code, LastDays] = {}
    case_last_days: LastDays | None = None
    clocks: dict[Code, date | None] = {}
    bars: tuple[BarExpected, ...] | None = None
    failed_checks: tuple[Code, ...] | None = None
    letters: tuple[Code, ...] | None = None
    milestones: tuple[Code, ...] | None = None
    computed: dict[Code, Scalar] = {}
    outcome: Code | None = None
    # From acceptance to the end of the last step, in minutes of the wall clock.
    elapsed_minutes: int | None = None


class Act(Strict):
    """Something that somebody does at `at`; `wait` lets time pass and limits run out."""

    at: datetime
    act: ActKind = "settle"
    step: Code | None = None
    outcome: Code | None = None
    facts: dict[Code, Fact] = {}
    ground: Code | None = None
    expect: Expectation | None = None


class Example(Strict):
    """One case from its opening to what is expected of it. Times are local."""

    id: Code
    name: Text
    route: Code | None = None
    opened: datetime
    facts: dict[Code, Fact] = {}
    acts: tuple[Act, ...] = ()
    expect: Expectation


class ExamplesFile(Strict):
    """All examples of a type."""

    examples: Annotated[tuple[Example, ...], Field(min_length=1)]
