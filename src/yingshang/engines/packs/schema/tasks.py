"""`tasks/01.yaml …`: how each task is carried out."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from yingshang.engines.packs.schema.common import (
    MeasureId,
    Quoted,
    Source,
    Status,
    Strict,
    TargetId,
    TaskId,
    Text,
)
from yingshang.engines.packs.schema.plan import Operator

InstrumentKind = Literal[
    "case_type",
    "ledger",
    "request_topic",
    "register",
    "screening_rule",
    "indicator",
    "inspection",
    "review",
    "map",
    "generic",
]


class Instrument(Strict):
    """What carries a measure out.

    `state` is `working` when `ref` names something installed with this pack, and `none_yet` when
    nothing does: the screen says so.
    """

    kind: InstrumentKind
    name: Text
    state: Literal["working", "none_yet"]
    ref: str | None = None


class MeasureEntry(Strict):
    """One measure of the plan in plain words, with the instruments that carry it."""

    id: MeasureId
    plain: Text
    instruments: Annotated[tuple[Instrument, ...], Field(min_length=1)]


class Baseline(Strict):
    """The figure that a target starts from. All None means: baseline missing."""

    value: Decimal | None = None
    source: Source | None = None
    measured_on: date | None = None


class TargetEntry(Strict):
    """A target in computable form.

    `basis` is `text` when the plan states the figure literally: then `plan_targets` name it in
    `plan.yaml`, or `quoted` gives the words. It is `reading` when the project reads it into them.
    """

    id: TargetId
    name: Text
    basis: Literal["text", "reading"]
    plan_targets: tuple[str, ...] = ()
    quoted: Quoted | None = None
    measure: MeasureId | None = None
    operator: Operator | Literal["rank", "publish"]
    value: Decimal | None
    unit: Text
    force: Literal["binding", "striving"]
    needs_baseline: bool = False
    baseline: Baseline = Baseline()
    formula: Text
    data_needed: Text
    status: Status = "verified"
    note: Text | None = None


class TaskEntry(Strict):
    """How one task of the plan is carried out."""

    id: TaskId
    summary: Text
    measures: Annotated[tuple[MeasureEntry, ...], Field(min_length=1)]
    targets: tuple[TargetEntry, ...] = ()
    notes: tuple[Text, ...] = ()
