"""`plan/plan.yaml`: the plan as compiled from its published text and checked by a person.

Every finding carries the words it rests on and their place; `checkpack` reads the text again and
compares. `yingshang compile --format yaml` writes this file.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from yingshang.engines.packs.schema.common import (
    MeasureId,
    Quoted,
    Span,
    Strict,
    TargetId,
    TaskId,
)

Role = Literal["lead", "responsible", "cooperating"]
Operator = Literal[">=", "<=", "=", ">", "<", "approx", "to", "range"]


class Section(Strict):
    """A numbered heading of the plan. `id` is its path: `2.1` is 二、(一)."""

    id: Annotated[str, Field(pattern=r"^\d+(\.\d+)*$")]
    number: str
    title: str
    span: Span


class PlanUnit(Quoted):
    """A unit named by a responsibility clause; `quote` is its name as written."""

    role: Role
    # The unit or set of units of `directory/` that the name means; None: nobody has decided.
    unit: str | None = None
    group: Annotated[int, Field(ge=1)] = 1


class PlanMeasure(Quoted):
    """One thing that the plan says shall be done."""

    id: MeasureId


class PlanTarget(Quoted):
    """A number that the plan sets. `value` is in base units: 5.5万户 is 55000 户."""

    id: TargetId
    subject: str | None = None
    operator: Operator
    value: float
    value_max: float | None = None
    value_text: str
    unit: str
    from_value: float | None = None
    delta: Literal["+", "-"] | None = None
    kind: Literal["goal", "limit", "parameter", "count"]
    force: Literal["binding", "striving"]


class PlanDeadline(Quoted):
    """A date that the plan sets, at the precision at which it is stated (ISO 8601)."""

    date: str | None
    type: Literal["due", "milestone", "window", "recurring", "ongoing"]


class PlanTask(Strict):
    """One task. `section` names its `Section`; `clause` is the responsibility clause."""

    id: TaskId
    number: str | None
    title: str | None
    section: str
    parent: TaskId | None = None
    span: Span
    measures: tuple[PlanMeasure, ...]
    clause: Quoted | None = None
    units: tuple[PlanUnit, ...]
    open_ended: tuple[Quoted, ...] = ()
    targets: tuple[PlanTarget, ...] = ()
    deadlines: tuple[PlanDeadline, ...] = ()


class Correction(Strict):
    """What a person changed in the compiler's reading, and why."""

    task: TaskId | None = None
    field: str
    compiled: str | None = None
    decided: str
    reason: str
    by: str
    decided_on: date


class Plan(Strict):
    """A published plan. `document` is a file beside this one, with its SHA-256."""

    title: str
    issuer: str | None
    issued_on: date | None
    doc_number: str | None
    document: str
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    compiled_by: str
    sections: tuple[Section, ...]
    tasks: tuple[PlanTask, ...]
    corrections: tuple[Correction, ...] = ()
