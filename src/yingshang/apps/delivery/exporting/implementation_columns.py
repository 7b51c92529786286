"""The sheets of the workbook: the one description from which it is written and read."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

TEXT, DAY, MONTH, NUMBER, TASK = "text", "day", "month", "number", "task"


@dataclass(frozen=True)
class Column:
    """One column. `name` is what the code calls it; hidden ones belong to the machine."""

    name: str
    heading: "StrPromise"
    kind: str = TEXT
    width: int = 18
    is_hidden: bool = False


@dataclass(frozen=True)
class Sheet:
    """One sheet; row 1 holds the headings, content begins in row 2."""

    name: str
    title: "StrPromise"
    columns: tuple[Column, ...]


MEASURES = Sheet(
    "measures",
    _("Measures"),
    (
        Column("task", _("Task"), TASK, 8),
        Column("number", _("Measure no."), NUMBER, 10),
        Column("text", _("Own measure"), width=44),
        Column("carries", _("Measures of the plan, such as 01.1 01.2"), width=22),
        Column("section", _("Responsible section")),
        Column("person_name", _("Responsible person"), width=14),
        Column("starts_on", _("First day"), DAY, 13),
        Column("ends_on", _("Last day"), DAY, 13),
        Column("result", _("Expected result"), width=30),
        Column("evidence", _("Evidence expected"), width=30),
        Column("key", _("Key, do not change"), is_hidden=True),
    ),
)
MILESTONES = Sheet(
    "milestones",
    _("Milestones"),
    (
        Column("task", _("Task"), TASK, 8),
        Column("number", _("Measure no."), NUMBER, 10),
        Column("due_on", _("Due on"), DAY, 13),
        Column("result", _("Expected result"), width=60),
        Column("key", _("Key, do not change"), is_hidden=True),
    ),
)
MONTHS = Sheet(
    "months",
    _("By month"),
    (
        Column("task", _("Task"), TASK, 8),
        Column("number", _("Measure no."), NUMBER, 10),
        Column("month_on", _("Month, such as 2024-05"), MONTH, 14),
        Column("words", _("Expected progress"), width=48),
        Column("numerator", _("Figure"), NUMBER, 12),
        Column("denominator", _("Of how many"), NUMBER, 12),
        Column("unit", _("Counted in"), width=10),
        Column("source", _("Source of the figure"), width=26),
    ),
)
NOT_OURS = Sheet(
    "not_ours",
    _("Not ours"),
    (
        Column("task", _("Task"), TASK, 8),
        Column("measure", _("Measure of the plan"), width=12),
        Column("reason", _("Why it is not ours"), width=60),
    ),
)
SHEETS = (MEASURES, MILESTONES, MONTHS, NOT_OURS)
# A sheet for the machine: which version of each plan the workbook was made from.
TOKENS = "_"
