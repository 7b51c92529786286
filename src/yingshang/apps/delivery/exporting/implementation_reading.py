"""A filled-in workbook read back: content by task, and every fault with its cell."""

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from io import BytesIO
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from yingshang.apps.delivery.decisions.implementation import (
    Content,
    Disclaimer,
    MeasureContent,
    MilestoneContent,
    MonthContent,
)
from yingshang.apps.delivery.exporting.implementation_columns import (
    DAY,
    MEASURES,
    MILESTONES,
    MONTH,
    MONTHS,
    NOT_OURS,
    NUMBER,
    SHEETS,
    TASK,
    TEXT,
    TOKENS,
    Column,
    Sheet,
)

# Unpacked; a unit's plans take a few hundred thousand.
MOST_BYTES = 50_000_000
# What openpyxl raises for files that are no workbook, or a broken one.
BROKEN = (
    InvalidFileException,
    zipfile.BadZipFile,
    AttributeError,
    IndexError,
    KeyError,
    OSError,
    SyntaxError,
    TypeError,
    ValueError,
)
MOST_ROWS = 5_000
MONTH_WRITTEN = re.compile(r"(\d{4})[-./年](\d{1,2})月?")
DAY_WRITTEN = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?")


class UnreadableWorkbookError(Exception):
    """Not a workbook of ours; the message is a translated sentence that says what to do."""


@dataclass(frozen=True)
class CellFault:
    """What is wrong, and in which cell, such as `Measures!G4`, of which row."""

    cell: str
    place: str
    sentence: str


@dataclass(frozen=True)
class Row:
    """One filled-in row: where it stands, and its values by column."""

    sheet: Sheet
    title: str
    number: int
    task: str
    values: Mapping[str, Any]

    @property
    def place(self) -> str:
        """Sheet and row, as a person finds them."""
        return f"{self.title}!{self.number}"

    def cell(self, name: str) -> str:
        """The address of one of its cells."""
        names = [column.name for column in self.sheet.columns]
        return f"{self.title}!{get_column_letter(names.index(name) + 1)}{self.number}"


@dataclass(frozen=True)
class TaskRows:
    """Everything that the workbook says of one task."""

    code: str
    token: str
    rows: tuple[Row, ...]
    content: Content
    faults: tuple[CellFault, ...]


@dataclass
class _Reading:
    """Rows and faults as they are found."""

    rows: list[Row] = field(default_factory=list)
    faults: dict[str, list[CellFault]] = field(default_factory=dict)

    def blame(self, row: Row, name: str, sentence: str) -> None:
        self.faults.setdefault(row.task, []).append(CellFault(row.cell(name), row.place, sentence))


def read_workbook(content: bytes) -> tuple[TaskRows, ...]:
    """What the workbook says, by task in the order of its first row.

    Raises:
        UnreadableWorkbookError: Too large, no workbook, or not one that we prepared.
    """
    book = opened(content)
    titles, tokens = _machine_sheet(book)
    reading = _Reading()
    for sheet, title in zip(SHEETS, titles, strict=True):
        for number, values in _filled(book[title], sheet):
            task = _text(values.get("task"))
            row = Row(sheet, title, number, task, {})
            known = {c.name: _value(reading, row, c, values.get(c.name)) for c in sheet.columns}
            reading.rows.append(replace(row, values=known))
    tasks = dict.fromkeys([*tokens, *(row.task for row in reading.rows)])
    return tuple(_task(code, tokens.get(code, ""), reading) for code in tasks)


def opened(content: bytes) -> Workbook:
    """The workbook with its values.

    Raises:
        UnreadableWorkbookError: Too large unpacked, or no workbook.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
        if unpacked > MOST_BYTES:
            raise UnreadableWorkbookError(_("The file is too large; upload the prepared workbook."))
        return load_workbook(BytesIO(content), data_only=True)
    except BROKEN as broken:
        raise UnreadableWorkbookError(
            _("This file is no .xlsx workbook. Download the prepared one and fill it in.")
        ) from broken


def _machine_sheet(book: Workbook) -> tuple[list[str], dict[str, str]]:
    """Titles of our sheets, in their order, and the token of each task."""
    rows = list(book[TOKENS].iter_rows(values_only=True)) if TOKENS in book.sheetnames else []
    titles = [str(title) for title in rows[0][: len(SHEETS)]] if rows else []
    if len(titles) != len(SHEETS) or not set(titles) <= set(book.sheetnames):
        raise UnreadableWorkbookError(
            _("This is not the prepared workbook, or one of its sheets is gone. Download it again.")
        )
    return titles, {str(row[0]): str(row[1]) for row in rows[1:]}


def _filled(page: Worksheet, sheet: Sheet) -> Iterator[tuple[int, dict[str, Any]]]:
    width = len(sheet.columns)
    last = min(page.max_row, MOST_ROWS)
    rows = page.iter_rows(min_row=2, max_row=last, max_col=width, values_only=True)
    for number, cells in enumerate(rows, start=2):
        values = dict(zip((column.name for column in sheet.columns), cells, strict=False))
        if any(value not in (None, "") for name, value in values.items() if name != "key"):
            yield number, values


def _value(reading: _Reading, row: Row, column: Column, given: Any) -> Any:
    if column.name == "key":
        return _key(given)
    try:
        return READERS[column.kind](given)
    except (ValueError, InvalidOperation):
        reading.blame(row, column.name, _sentence(column.kind, given))
        return None


def _sentence(kind: str, given: Any) -> str:
    example = {DAY: "2024-05-31", MONTH: "2024-05", NUMBER: "12"}[kind]
    return _("“%(given)s” cannot be read; write it like %(example)s.") % {
        "given": given,
        "example": example,
    }


def _text(given: Any) -> str:
    return "" if given is None else str(given).strip()


def _day(given: Any) -> date | None:
    if given in (None, ""):
        return None
    if isinstance(given, datetime):
        return given.date()
    found = DAY_WRITTEN.fullmatch(str(given).strip())
    if found is None:
        raise ValueError(given)
    return date(int(found[1]), int(found[2]), int(found[3]))


def _month(given: Any) -> date | None:
    if given in (None, ""):
        return None
    if isinstance(given, datetime):
        return given.date().replace(day=1)
    found = MONTH_WRITTEN.fullmatch(str(given).strip())
    if found is None:
        raise ValueError(given)
    return date(int(found[1]), int(found[2]), 1)


def _number(given: Any) -> Decimal | None:
    if given in (None, ""):
        return None
    number = Decimal(str(given).strip())
    if not number.is_finite():
        raise ValueError(given)
    return number


def _key(given: Any) -> UUID | None:
    try:
        return UUID(str(given))
    except ValueError:
        return None


READERS: Mapping[str, Callable[[Any], Any]] = {
    TASK: _text,
    TEXT: _text,
    DAY: _day,
    MONTH: _month,
    NUMBER: _number,
}


def _task(code: str, token: str, reading: _Reading) -> TaskRows:
    rows = tuple(row for row in reading.rows if row.task == code)
    measures: dict[Decimal, MeasureContent] = {}
    not_ours: dict[str, Disclaimer] = {}
    for row in rows:
        if row.sheet is MEASURES:
            _add_measure(reading, row, measures)
        elif row.sheet is NOT_OURS:
            _add_disclaimer(reading, row, not_ours)
    for row in rows:
        if row.sheet in (MILESTONES, MONTHS):
            _add_part(reading, row, measures)
    ordered = tuple(measures[number] for number in sorted(measures))
    content = Content(ordered, tuple(not_ours.values()))
    return TaskRows(code, token, rows, content, tuple(reading.faults.get(code, ())))


def _add_measure(reading: _Reading, row: Row, measures: dict[Decimal, MeasureContent]) -> None:
    values = dict(row.values)
    number = values.pop("number")
    values.pop("task")
    if number is None:
        reading.blame(row, "number", _("Number this measure: 1, 2, 3 …"))
        return
    if number in measures:
        reading.blame(row, "number", _("This number is used twice in the task."))
        return
    carries = tuple(dict.fromkeys(re.split(r"[\s,，、;；]+", values.pop("carries").strip())))
    measures[number] = MeasureContent(**values, carries=tuple(filter(None, carries)))


def _add_disclaimer(reading: _Reading, row: Row, found: dict[str, Disclaimer]) -> None:
    code, reason = row.values["measure"], row.values["reason"]
    if not code:
        reading.blame(row, "measure", _("Say which measure of the plan is meant, such as 01.2."))
    elif code in found:
        reading.blame(row, "measure", _("This measure stands here twice."))
    elif not reason:
        reading.blame(row, "reason", _("Say why this measure is not yours."))
    else:
        found[code] = Disclaimer(code, reason)


def _add_part(reading: _Reading, row: Row, measures: dict[Decimal, MeasureContent]) -> None:
    number = row.values["number"]
    known = measures.get(number) if number is not None else None
    if known is None:
        reading.blame(row, "number", _("The sheet of measures has no such number for this task."))
    elif row.sheet is MILESTONES:
        measures[number] = _with_milestone(reading, row, known)
    else:
        measures[number] = _with_month(reading, row, known)


def _with_milestone(reading: _Reading, row: Row, known: MeasureContent) -> MeasureContent:
    due_on, result = row.values["due_on"], row.values["result"]
    if due_on is None:
        reading.blame(row, "due_on", _("Give the day of this milestone."))
        return known
    if not result:
        reading.blame(row, "result", _("Say what this milestone brings."))
        return known
    milestone = MilestoneContent(due_on, result, row.values["key"])
    return replace(known, milestones=(*known.milestones, milestone))


def _with_month(reading: _Reading, row: Row, known: MeasureContent) -> MeasureContent:
    values = {name: row.values[name] for name in row.values if name not in {"task", "number"}}
    month = values["month_on"]
    if month is None:
        reading.blame(row, "month_on", _("Give the month, such as 2024-05."))
        return known
    if any(each.month_on == month for each in known.months):
        reading.blame(row, "month_on", _("This month stands here twice for the measure."))
        return known
    if values["numerator"] is not None and not (values["unit"] and values["source"]):
        reading.blame(row, "numerator", _("A figure needs its unit and its source."))
        return known
    return replace(known, months=(*known.months, MonthContent(**values)))
