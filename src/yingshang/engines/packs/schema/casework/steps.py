"""Steps of a case, their outcomes, and what follows from them."""

from typing import Annotated, Literal

from pydantic import Field

from yingshang.engines.packs.schema.casework.common import (
    Basis,
    Condition,
    Fee,
    Holder,
    StepRef,
)
from yingshang.engines.packs.schema.common import Code, Status, Strict, Text

Performer = Literal["official", "applicant", "automatic", "outside"]
StepOutcomeKind = Literal["done", "refused", "ended", "again"]
CaseOutcomeKind = Literal["granted", "done", "refused", "barred", "lapsed", "withdrawn", "ended"]


class StepOutcome(Strict):
    """How a step can end; `again` leads back to it by way of what it opens.

    `opens` and `closes` name steps; `ends` an outcome of the case. `when`: offered unless false;
    an automatic step takes the first of its outcomes whose `when` is true or absent.
    """

    id: Code
    name: Text
    kind: StepOutcomeKind = "done"
    when: Condition | None = None
    opens: tuple[Code, ...] = ()
    closes: tuple[Code, ...] = ()
    ends: Code | None = None
    letter: Code | None = None
    needs_reason: bool = False


class Countersign(Strict):
    """Who signs with the holder (会签), and how many have to agree; `ratio` is inclusive."""

    kind: Literal["all", "any", "ratio"] = "all"
    ratio: Annotated[float, Field(gt=0, le=1)] | None = None
    holders: Annotated[tuple[Holder, ...], Field(min_length=1)]


class StepEntry(Strict):
    """One step.

    It opens at acceptance, or when all of `after` and one of `after_any` are settled, or with
    `only_opened` when an outcome opens it. It is skipped where `when` is false or the route is
    none of `route` (any when empty), and held where `when` is unknown.

    `limit` is what the city promises, `statutory` what the law allows; both count from the opening
    of the step, or from the date in the field `counts_from`, in the version in force on that day;
    without such a version there is no clock. `on_expiry`: the outcome that the step takes by
    itself once its statutory last day has passed (the promised one, where there is no other).
    `pauses`: grounds on which the clock may stand still; the limit has to allow them.
    `officer`: the field that names the person responsible for it. `checked_by_other`: somebody
    else verifies the claimed completion (销号) with what `proof` names: fields or materials.
    """

    id: Code
    name: Text
    plain: Text | None = None
    holder: Holder | None = None
    officer: Code | None = None
    performer: Performer = "official"
    after: tuple[StepRef, ...] = ()
    after_any: tuple[StepRef, ...] = ()
    only_opened: bool = False
    when: Condition | None = None
    route: tuple[Code, ...] = ()
    limit: Code | None = None
    statutory: Code | None = None
    counts_from: Code | None = None
    on_expiry: Code | None = None
    pauses: tuple[Code, ...] = ()
    fields: tuple[Code, ...] = ()
    outcomes: Annotated[tuple[StepOutcome, ...], Field(min_length=1)]
    optional: bool = False
    repeatable: bool = False
    countersign: Countersign | None = None
    checked_by_other: bool = False
    proof: tuple[Code, ...] = ()
    fee: Fee | None = None
    status: Status
    basis: tuple[Basis, ...] = ()


class Milestone(Strict):
    """Something that people wait for: reached when all of `after` are."""

    id: Code
    name: Text
    after: Annotated[tuple[StepRef, ...], Field(min_length=1)]


class CaseOutcome(Strict):
    """How a case can end: by an outcome of a step, or as soon as all of `after` are settled."""

    id: Code
    name: Text
    kind: CaseOutcomeKind
    after: tuple[StepRef, ...] = ()
    after_any: tuple[StepRef, ...] = ()
    letter: Code | None = None
