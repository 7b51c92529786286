"""What the compiler understands of a plan. Spans are half-open code-point offsets into the text."""

from dataclasses import dataclass
from typing import Literal

Role = Literal["lead", "responsible", "cooperating"]
Operator = Literal[">=", "<=", "=", "approx", "to", "range"]
Kind = Literal["goal", "limit", "parameter", "count"]
DeadlineType = Literal["due", "milestone", "window", "recurring", "ongoing"]
Force = Literal["binding", "striving"]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Words of the document, where they stand, and the rule that read them.

    `unsure` is a sentence in Chinese for the person who checks; None where the rule is sure.
    """

    quote: str
    span: Span
    rule: str
    unsure: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Named(Finding):
    """Words whose `name` is free of the blanks and page furniture that may lie between them."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit(Finding):
    """A unit that answers for a task. `group` numbers the clauses of the task from 1."""

    unit: str
    role: Role
    group: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Finding):
    """A number that the plan sets.

    `value` is in base units (万 and 亿 multiplied out); `value_text` keeps the wording. `fraction`
    is the unit of halves and thirds. `delta` marks a change by `value`, not a level.
    """

    value: float
    value_text: str
    unit: str
    operator: Operator
    value_max: float | None = None
    from_value: float | None = None
    delta: Literal["+", "-"] | None = None
    subject: str | None = None
    kind: Kind = "goal"
    force: Force = "binding"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline(Finding):
    """A date that the plan sets, at the stated precision (ISO 8601; None for ongoing work)."""

    date: str | None
    type: DeadlineType


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Finding):
    """One thing that the plan says shall be done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Finding):
    """A heading. `number` is as printed; the title of an attached plan has none."""

    level: int
    number: str | None
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Finding):
    """One task with everything found in it. `section` indexes `Plan.sections`, outermost first."""

    id: int
    number: str | None
    title: str | None
    section: tuple[int, ...] = ()
    parent: int | None = None
    clauses: tuple[Finding, ...] = ()
    responsible: tuple[Unit, ...] = ()
    open_ended: tuple[Finding, ...] = ()
    measures: tuple[Measure, ...] = ()
    targets: tuple[Target, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    rows: tuple[Span, ...] = ()
    internal_units: tuple[Unit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What the document says of itself; None where it does not say."""

    title: Named | None = None
    title_alt: tuple[Named, ...] = ()
    issuer: Named | None = None
    co_issuers: tuple[Named, ...] = ()
    issue_date: str | None = None
    issue_date_at: Named | None = None
    doc_number: Named | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A compiled plan."""

    text: str
    header: Header
    sections: tuple[Section, ...]
    tasks: tuple[Task, ...]
    overall_targets: tuple[Target, ...] = ()
    implicit_lead: Finding | None = None
    implicit_units: Finding | None = None
    section_responsible: tuple[Finding, ...] = ()

    def unsure(self) -> list[Finding]:
        """Findings that a person should look at, in the order of the document."""
        found: list[Finding] = [*self.sections, *self.tasks, *self.overall_targets]
        for task in self.tasks:
            found += [*task.clauses, *task.responsible, *task.targets, *task.deadlines]
        return sorted((one for one in found if one.unsure), key=lambda one: one.span)
