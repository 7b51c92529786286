"""Fields of a case: what is asked, shown, kept and computed."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from yingshang.engines.packs.schema.casework.common import Condition
from yingshang.engines.packs.schema.common import Code, Strict, Text

CellType = Literal[
    "text", "long_text", "number", "money", "date", "choice", "yes_no", "enterprise", "person",
    "address", "unit", "region", "industry",
]  # fmt: skip
FieldType = CellType | Literal["file", "table"]
# What the city knows of an applicant before it is asked.
Prefill = Literal[
    "enterprise.name", "enterprise.credit_code", "enterprise.kind", "enterprise.industry",
    "enterprise.region", "enterprise.address", "enterprise.registered_on", "enterprise.capital",
    "enterprise.status", "enterprise.size_class", "enterprise.legal_representative",
    "person.name", "person.phone", "case.today", "case.official", "case.unit",
]  # fmt: skip


class ChoiceEntry(Strict):
    """One of the answers to choose from."""

    id: Code
    name: Text


class Asked(Strict):
    """What fields and the columns of a table have in common. Money is in yuan unless `unit`."""

    id: Code
    name: Text
    hint: Text | None = None
    required: bool = False
    choices: tuple[ChoiceEntry, ...] = ()
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    # Digits after the point of a number; none means a whole number, money always has two.
    decimals: Annotated[int, Field(ge=0, le=6)] | None = None
    # Characters of a text, inclusive.
    length: Annotated[int, Field(ge=1, le=20000)] | None = None
    unit: Text | None = None
    personal: bool = False
    sum: bool = False


class Cell(Asked):
    """A column of a table of rows."""

    type: CellType


class FieldEntry(Asked):
    """A field of the case.

    `when`: shown and kept unless this is false. `computed`: never typed, always counted from the
    other fields; an expression in SQL. `among`: the set that a unit is chosen from.
    `prefill: enterprise.kind` chooses `branch`, `cooperative` or `sole_trader`; other kinds of the
    register do not say which answer is right, and leave the choice to whoever applies.
    """

    type: FieldType
    required_when: Condition | None = None
    when: Condition | None = None
    columns: tuple[Cell, ...] = ()
    prefill: Prefill | None = None
    computed: Condition | None = None
    among: Code | None = None
    in_list: bool = False
