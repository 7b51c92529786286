"""The prepared workbook of a unit: its plans as rows, ready to be filled in and uploaded."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from yingshang.apps.delivery.decisions.dates import months_between
from yingshang.apps.delivery.decisions.implementation import Content
from yingshang.apps.delivery.exporting.implementation_columns import (
    DAY,
    MEASURES,
    MILESTONES,
    MONTH,
    MONTHS,
    NOT_OURS,
    SHEETS,
    TASK,
    TOKENS,
    Column,
    Sheet,
)
from yingshang.apps.delivery.models import Measure, Plan

BLANK_ROWS = 200
HEADING_FILL = PatternFill("solid", fgColor="E4EBE7")
WRAPPED = Alignment(wrap_text=True, vertical="top")
DAY_FORMAT = "yyyy-mm-dd"
AS_TEXT = "@"
LISTS_COLUMN = 30


@dataclass(frozen=True)
class TaskPart:
    """One task of the unit in the workbook: what its plan says now, and by which token."""

    code: str
    title: str
    measures: Sequence[Measure]
    content: Content
    token: str


def as_workbook(plan: Plan, unit_name: str, parts: Sequence[TaskPart]) -> bytes:
    """The workbook of a unit, headings protected, with lists to choose from."""
    book = Workbook()
    _instructions(book, plan, unit_name, parts)
    lists = {
        TASK: [part.code for part in parts],
        MONTH: [f"{month:%Y-%m}" for month in months_between(plan.period_from, plan.period_to)],
    }
    rows = {
        MEASURES.name: _measure_rows(parts),
        MILESTONES.name: _milestone_rows(parts),
        MONTHS.name: _month_rows(parts),
        NOT_OURS.name: _not_ours_rows(parts),
    }
    for sheet in SHEETS:
        _sheet(book, sheet, list(rows[sheet.name]), lists, plan)
    _tokens(book, parts)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _instructions(book: Workbook, plan: Plan, unit_name: str, parts: Sequence[TaskPart]) -> None:
    page = book.worksheets[0]
    page.title = _("Instructions")
    lines = [
        _("Implementation plans of %(unit)s") % {"unit": unit_name},
        plan.title,
        "",
        _("1. Fill in the sheets that follow; headings and this sheet are protected."),
        _("2. Number the measures of each task 1, 2, 3 …; milestones and months name that number."),
        _("3. Say in the last sheet which measures of the plan are not yours, and why."),
        _("4. Days are written 2024-05-31, months 2024-05; every row names its task."),
        _("5. Upload the workbook. A task is taken whole or not at all; every row is reported."),
        _("6. Signed and accepted plans are not in this workbook."),
        "",
        _("Tasks and their published measures"),
    ]
    for line in lines:
        page.append([line])
    for part in parts:
        page.append([part.code, part.title])
        for measure in part.measures:
            page.append([measure.code, measure.quote, str(measure.plain)])
    page.column_dimensions["A"].width = 14
    page.column_dimensions["B"].width = 70
    page.column_dimensions["C"].width = 50
    page["A1"].font = Font(bold=True, size=14)
    page.protection.sheet = True


def _sheet(
    book: Workbook,
    sheet: Sheet,
    rows: Sequence[Sequence[Any]],
    lists: dict[str, list[str]],
    plan: Plan,
) -> None:
    page: Worksheet = book.create_sheet(str(sheet.title))
    page.append([str(column.heading) for column in sheet.columns])
    for row in rows:
        page.append(list(row))
    _no_formulas(page)
    last = len(rows) + 1 + BLANK_ROWS
    for position, column in enumerate(sheet.columns, start=1):
        _column(page, position, column, last)
        _choices(page, position, column, last, lists, plan)
    for cell in page[1]:
        cell.font, cell.fill, cell.alignment = Font(bold=True), HEADING_FILL, WRAPPED
    page.freeze_panes = "C2"
    page.protection.sheet = True
    page.protection.formatColumns = page.protection.formatRows = False
    page.protection.insertRows = page.protection.deleteRows = page.protection.sort = False


def _column(page: Worksheet, position: int, column: Column, last: int) -> None:
    letter = get_column_letter(position)
    page.column_dimensions[letter].width = column.width
    page.column_dimensions[letter].hidden = column.is_hidden
    for number in range(2, last + 1):
        cell: Cell = page.cell(row=number, column=position)  # type: ignore[assignment]
        cell.protection = Protection(locked=column.is_hidden)
        cell.alignment = WRAPPED
        if column.kind in {TASK, MONTH}:
            cell.number_format = AS_TEXT
        elif column.kind == DAY:
            cell.number_format = DAY_FORMAT


def _choices(
    page: Worksheet,
    position: int,
    column: Column,
    last: int,
    lists: dict[str, list[str]],
    plan: Plan,
) -> None:
    rule: DataValidation | None = None
    if lists.get(column.kind):
        place = _list_place(page, column.kind, lists[column.kind])
        rule = DataValidation(type="list", formula1=place, allow_blank=True)
        rule.error = _("Choose from the list.")
    elif column.kind == DAY:
        rule = DataValidation(
            type="date",
            operator="between",
            formula1=_excel_day(plan.period_from),
            formula2=_excel_day(plan.period_to),
            allow_blank=True,
        )
        rule.error = _("A day within the plan's period, such as %(day)s.") % {
            "day": plan.period_from
        }
    if rule is not None:
        letter = get_column_letter(position)
        rule.showErrorMessage = True
        rule.add(f"{letter}2:{letter}{last}")
        page.add_data_validation(rule)


def _list_place(page: Worksheet, kind: str, values: Sequence[str]) -> str:
    """Write the choices into a hidden column of the sheet: long lists do not fit into a rule."""
    position = LISTS_COLUMN + (0 if kind == TASK else 1)
    letter = get_column_letter(position)
    page.column_dimensions[letter].hidden = True
    for number, value in enumerate(values, start=1):
        cell = page.cell(row=number, column=position, value=value)
        cell.number_format = AS_TEXT
    return f"${letter}$1:${letter}${len(values)}"


def _excel_day(day: date) -> str:
    return f"DATE({day.year},{day.month},{day.day})"


def _no_formulas(page: Worksheet) -> None:
    """What people wrote stays text, even where it begins like a formula."""
    for row in page.iter_rows(min_row=2):
        for cell in row:
            if cell.data_type == "f":
                cell.data_type = "s"


def _measure_rows(parts: Iterable[TaskPart]) -> Iterator[Sequence[Any]]:
    for part in parts:
        for number, each in enumerate(part.content.measures, start=1):
            yield (
                part.code,
                number,
                each.text,
                " ".join(each.carries),
                each.section,
                each.person_name,
                each.starts_on,
                each.ends_on,
                each.result,
                each.evidence,
                str(each.key or ""),
            )


def _milestone_rows(parts: Iterable[TaskPart]) -> Iterator[Sequence[Any]]:
    for part in parts:
        for number, measure in enumerate(part.content.measures, start=1):
            for each in measure.milestones:
                yield part.code, number, each.due_on, each.result, str(each.key or "")


def _month_rows(parts: Iterable[TaskPart]) -> Iterator[Sequence[Any]]:
    for part in parts:
        for number, measure in enumerate(part.content.measures, start=1):
            for each in measure.months:
                yield (
                    part.code,
                    number,
                    f"{each.month_on:%Y-%m}",
                    each.words,
                    each.numerator,
                    each.denominator,
                    each.unit,
                    each.source,
                )


def _not_ours_rows(parts: Iterable[TaskPart]) -> Iterator[Sequence[Any]]:
    for part in parts:
        for each in part.content.not_ours:
            yield part.code, each.measure, each.reason


def _tokens(book: Workbook, parts: Iterable[TaskPart]) -> None:
    page = book.create_sheet(TOKENS)
    page.sheet_state = "veryHidden"
    page.append([str(sheet.title) for sheet in SHEETS])
    for part in parts:
        page.append([part.code, part.token])
    page.protection.sheet = True
