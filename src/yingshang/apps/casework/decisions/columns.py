"""Columns of a ledger: fields of its type, and what every case has."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.ledger.reader import in_words
from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.schema.casework.fields import FieldEntry

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TEXT, NUMBER, DAY, CHOICE = "text", "number", "day", "choice"
# Computed row by row, so neither narrowed nor sorted by.
CLOCK = "clock"
CHOSEN = frozenset({"choice", "yes_no", "unit", "region"})
# Never a column: files and tables within a row.
NO_COLUMN = frozenset({"file", "table"})
# What every case has: its name and how it is narrowed.
OWN: Mapping[str, tuple["StrOrPromise", str]] = {
    "number": (_("case number"), TEXT),
    "title": (_("matter"), TEXT),
    "enterprise": (_("enterprise"), TEXT),
    "applicant": (_("applicant"), TEXT),
    "agent": (_("agent"), TEXT),
    "holder": (_("unit in charge"), CHOICE),
    "stage": (_("stage"), CHOICE),
    "step": (pgettext_lazy("case", "step"), CHOICE),
    "claimed": (_("reported, to be checked"), CHOICE),
    "outcome": (_("outcome"), CHOICE),
    "opened_on": (_("opened"), DAY),
    "accepted_on": (_("accepted"), DAY),
    "settled_on": (_("ended"), DAY),
    "last_day": (_("last day"), DAY),
    "light": (_("light"), CHOICE),
    "route": (_("route"), CHOICE),
}


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes:
        kind: How it is narrowed: text (contains), number and day (range), choice; a clock is not.
        field: The field of the type; None for what every case has.
        optional: Steps that may be left out: they are current only where nothing else is open.
    """

    id: str
    label: str
    kind: str
    field: FieldEntry | None = None
    optional: tuple[str, ...] = ()

    @property
    def type(self) -> str:
        """The type of the field; empty for what every case has."""
        return self.field.type if self.field else ""

    @property
    def is_personal(self) -> bool:
        """Whether it is masked, and neither narrowed nor sorted by."""
        return self.field is not None and self.field.personal

    @property
    def is_asked(self) -> bool:
        """Whether rows can be narrowed and sorted by it."""
        return not self.is_personal and self.kind != CLOCK

    @property
    def is_editable(self) -> bool:
        """Whether people fill it in."""
        return self.field is not None and self.field.computed is None

    @property
    def is_numeric(self) -> bool:
        """Whether it is set to the right."""
        return self.kind == NUMBER

    @property
    def is_summed(self) -> bool:
        """Whether its sum stands under the table."""
        return self.is_numeric and (self.field is None or self.field.sum)


def columns_of(case_type: CaseType) -> dict[str, Column]:
    """Every column that a table of this type can have, those of the type's ledger first."""
    optional = optional_steps(case_type)
    known = {key: _own(key, optional) for key in OWN}
    for key, field in case_type.fields.items():
        if field.type not in NO_COLUMN:
            known[key] = Column(key, label_of(field), kind_of(field), field)
    for clock in case_type.entry.clocks:
        known[clock.id] = Column(clock.id, in_words(clock.name.zh_hans, clock.name.en), CLOCK)
    first = case_type.ledger.columns if case_type.ledger else ()
    order = dict.fromkeys([*(each for each in first if each in known), *known])
    return {key: known[key] for key in order}


def usual_columns(case_type: CaseType) -> tuple[str, ...]:
    """The columns of a table before anybody chose."""
    known = columns_of(case_type)
    if case_type.ledger:
        return tuple(each for each in case_type.ledger.columns if each in known)
    listed = [key for key, one in case_type.fields.items() if one.in_list and key in known]
    return ("number", *listed, "step", "last_day", "light")


def label_of(field: FieldEntry) -> str:
    """The name of a field in the reader's language."""
    return in_words(field.name.zh_hans, field.name.en)


def kind_of(field: FieldEntry) -> str:
    """How a field is narrowed."""
    if field.type in {"number", "money"}:
        return NUMBER
    if field.type == "date":
        return DAY
    return CHOICE if field.type in CHOSEN else TEXT


def optional_steps(case_type: CaseType) -> tuple[str, ...]:
    """Steps that may be left out."""
    return tuple(step.id for step in case_type.entry.steps if step.optional)


def _own(key: str, optional: tuple[str, ...]) -> Column:
    label, kind = OWN[key]
    said = str(label)
    return Column(key, said[:1].upper() + said[1:], kind, optional=optional)
