"""`appraisal.yaml`: what adds points to a unit's score or takes them away."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from yingshang.engines.packs.schema.common import (
    Code,
    DottedCode,
    Source,
    Status,
    Strict,
    Text,
    Validity,
)

PLACES = 2


def _two_places(points: Decimal) -> Decimal:
    exponent = points.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > PLACES:
        raise ValueError(
            f"{points} 的小数超过两位，请最多保留两位 / "
            f"{points} has more than two decimals; keep two"
        )
    return points


Points = Annotated[Decimal, Field(ge=-100, le=100), AfterValidator(_two_places)]
Outcome = Literal["in_time", "late", "missing"]


class DutySource(Strict):
    """Duties that came due within the month and ended in one way.

    Attributes:
        kinds: Kinds of duty; none means every kind.
        outcome: `in_time`, reported before the due instant and settled; `late`, settled and
            reported after it; `missing`, not reported at all although due.
    """

    kinds: tuple[DottedCode, ...] = ()
    outcome: Outcome


class EventSource(Strict):
    """Events of one kind within the month, about a unit.

    Attributes:
        where: Fields of the event and the value that each must have.
        undone_by: Kinds of event that, later and about the same thing, take the points back.
    """

    kind: DottedCode
    where: dict[str, str] = {}
    undone_by: tuple[DottedCode, ...] = ()


class ScoringRule(Validity):
    """Points for each duty or each event; a month's sum is held within `cap`, where there is one.

    `points` above zero add, below zero deduct. `cap` is a size without a sign. A rule holds for
    what happened on the days of its validity.
    """

    code: Code
    name: Text
    points: Points
    cap: Annotated[Decimal, Field(gt=0, le=1000), AfterValidator(_two_places)] | None = None
    duty: DutySource | None = None
    event: EventSource | None = None
    status: Status = "example"
    source: Source | None = None

    @model_validator(mode="after")
    def _has_one_source(self) -> "ScoringRule":
        if (self.duty is None) == (self.event is None):
            raise ValueError(
                "duty 和 event 必须写且只写一个 / write exactly one of `duty` and `event`"
            )
        if self.points == 0:
            raise ValueError("points 不能是 0，请写加分或扣分 / points is 0; write what counts")
        return self


class Appraisal(Strict):
    """How units are appraised each month.

    Attributes:
        version: Raised with every change of the rules.
        base: What a unit begins the month with.
        objection_limit: The limit in time_limits.yaml within which a unit may contest an entry,
            counted from the last day of the month.
        answer_limit: The limit within which the lead office decides on an objection, counted from
            the day it is raised; none means that no day is set.
    """

    version: Annotated[int, Field(ge=1)]
    base: Annotated[Decimal, Field(ge=0, le=1000), AfterValidator(_two_places)]
    objection_limit: Code
    answer_limit: Code | None = None
    rules: Annotated[tuple[ScoringRule, ...], Field(min_length=1)]
    status: Status = "example"
    note: Text | None = None
    source: Source
