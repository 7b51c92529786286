"""What every part of a case type shares."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from yingshang.engines.packs.schema.common import Code, Source, Status, Strict, Text

# A boolean expression in SQL over the fields of the case and what the case knows of itself.
Condition = Annotated[str, Field(min_length=1, max_length=4000)]
# `step`, `step:outcome`, or `step:one|other`; the outcome `skipped` is one that every step has.
StepRef = Annotated[
    str,
    Field(pattern=r"^[a-z][a-z0-9_]*(:[a-z][a-z0-9_]*(\|[a-z][a-z0-9_]*)*)?$", max_length=400),
]
CaseNumberPrefix = Annotated[str, Field(pattern=r"^[A-Z]{2,4}$")]


class Basis(Source):
    """What a rule rests on; `quote` are the words of the source, as far as they matter here."""

    quote: str | None = None
    status: Status


class Fee(Strict):
    """What somebody pays. 0 is a number; a fee that nobody knows is left out, and pages say so."""

    yuan: Annotated[Decimal, Field(ge=0)]
    paid_by: Literal["applicant", "government"] = "applicant"
    status: Status
    source: Source | None = None


class FieldHolder(Strict):
    """The unit that is named in a field of the case."""

    field: Code


# A unit, a set of units, or the unit that a field of the case names.
Holder = Code | FieldHolder


class Check(Strict):
    """A condition that must not be false: when a case is submitted, or a step is settled.

    Unknown passes: what is missing is asked for by the form. `when` is `submit` or a step.
    """

    id: Code
    condition: Condition
    when: Code = "submit"
    message: Text
    basis: tuple[Basis, ...] = ()


class Bar(Strict):
    """A condition that bars the case: true bars it with `reason`.

    Unknown bars nothing: what has to be found out is an open question of the unit in charge. It is
    answered, or left open with a reason, before the case is accepted, and before it is granted.
    """

    id: Code
    condition: Condition
    reason: Text
    basis: tuple[Basis, ...] = ()
    status: Status


class Clock(Strict):
    """A day that the law counts from a field of the case and that is nobody's step here.

    `limit` is taken as it stood on the day of `counts_from`; the clock exists while `when` is not
    false and a version of the limit was in force. It is met by the day of `met_on`.
    """

    id: Code
    name: Text
    limit: Code
    counts_from: Code
    met_on: Code | None = None
    when: Condition | None = None
