"""`casework/<type>/case.yaml`: one type of case, a service or a ledger."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from yingshang.engines.packs.schema.casework.common import (
    Bar,
    Basis,
    CaseNumberPrefix,
    Check,
    Clock,
    Fee,
    Holder,
)
from yingshang.engines.packs.schema.casework.fields import FieldEntry
from yingshang.engines.packs.schema.casework.papers import (
    Acceptance,
    GuideEntry,
    MaterialEntry,
    RouteEntry,
)
from yingshang.engines.packs.schema.casework.steps import CaseOutcome, Milestone, StepEntry
from yingshang.engines.packs.schema.common import Code, Strict, TaskId, Text

OpenedBy = Literal["applicant", "window", "official", "file"]
# Columns that every ledger has besides its fields.
OWN_COLUMNS = frozenset(
    {
        "number", "enterprise", "applicant", "agent", "holder", "stage", "step", "outcome",
        "opened_on", "accepted_on", "settled_on", "last_day", "light", "route",
    }
)  # fmt: skip


class Held(Strict):
    """Where cases live: here, or in another system that reports them."""

    here: bool = True
    system: Text | None = None


class Applicant(Strict):
    """Who may apply; a person may be asked to act for an enterprise."""

    kinds: tuple[Literal["person", "enterprise"], ...]


class CaseLimits(Strict):
    """Limits of the whole case from its acceptance; pages show both beside each other."""

    statutory: Code | None = None
    promised: Code | None = None


class CaseLetters(Strict):
    """Which letter is written when the case as a whole moves."""

    receipt: Code | None = None
    correction: Code | None = None
    acceptance: Code | None = None
    refusal: Code | None = None
    barred: Code | None = None
    lateness: Code | None = None
    withdrawal: Code | None = None


class RollUp(Strict):
    """What a month of the ledger comes to: counts, and sums of the fields that say `sum`."""

    by: tuple[Code, ...] = ()
    sum: tuple[Code, ...] = ()


class LedgerEntry(Strict):
    """The type as a table.

    `columns`: fields or columns of every ledger. `sort`: of these, `-` before one that falls.
    `month_of`: the date that puts a row into a month; the day of opening when absent. `same_when`:
    fields in which two rows of one matter agree; a new one that does is asked about.
    """

    columns: Annotated[tuple[Code, ...], Field(min_length=1)]
    sort: tuple[Annotated[str, Field(pattern=r"^-?[a-z][a-z0-9_]*$")], ...] = ()
    lock: Literal["monthly"] | None = None
    month_of: Code | None = None
    roll_up: RollUp = RollUp()
    close_out_step: Code | None = None
    same_when: tuple[Code, ...] = ()


class LinkEntry(Strict):
    """A case of another type (or of this one) that may belong to a case."""

    id: Code
    name: Text
    type: Code
    from_step: Code | None = None


class CaseEntry(Strict):
    """One type of case. `title_field` is what a case is called by in lists."""

    id: Code
    kind: Literal["service", "ledger"]
    number: CaseNumberPrefix
    name: Text
    summary: Text
    title_field: Code | None = None
    tasks: tuple[TaskId, ...] = ()
    held: Held = Held()
    holder: Holder
    opened_by: Annotated[tuple[OpenedBy, ...], Field(min_length=1)]
    applicant: Applicant | None = None
    basis: tuple[Basis, ...] = ()
    fee: Fee | None = None
    guide: tuple[GuideEntry, ...] = ()
    fields: tuple[FieldEntry, ...] = ()
    checks: tuple[Check, ...] = ()
    bars: tuple[Bar, ...] = ()
    clocks: tuple[Clock, ...] = ()
    materials: tuple[MaterialEntry, ...] = ()
    routes: tuple[RouteEntry, ...] = ()
    acceptance: Acceptance | None = None
    limits: CaseLimits = CaseLimits()
    letters: CaseLetters = CaseLetters()
    steps: Annotated[tuple[StepEntry, ...], Field(min_length=1)]
    milestones: tuple[Milestone, ...] = ()
    outcomes: Annotated[tuple[CaseOutcome, ...], Field(min_length=1)]
    ledger: LedgerEntry | None = None
    links: tuple[LinkEntry, ...] = ()
    notes: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _ledgers_are_tables(self) -> "CaseEntry":
        if self.kind == "ledger" and self.ledger is None:
            raise ValueError("台账要写 ledger / a ledger needs `ledger`")
        return self
