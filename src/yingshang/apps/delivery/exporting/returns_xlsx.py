"""The prepared workbook of a unit for one period: a row a measure, ready to be filled in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from yingshang.apps.delivery.decisions.returns import Basis, LineContent
from yingshang.apps.ledger.reader import in_words
from yingshang.engines.packs.schema.returns import Column

# The hidden sheet by which a filled workbook is known again, and where lists to choose from stand.
MACHINE = "yingshang"
FIRST_ROW = 4
HEADING_FILL = PatternFill("solid", fgColor="E4EBE7")
INPUT_FILL = PatternFill("solid", fgColor="FFFDF3")
WRAPPED = Alignment(wrap_text=True, vertical="top")
LANDSCAPE_A3 = "8"
INPUTS = frozenset({
    "progress", "numerator", "denominator", "measured_in", "source", "milestones", "problems",
    "blocked_by", "blocked_since", "next_step", "evidence",
})  # fmt: skip
WIDTHS = {
    "number": 6, "task": 22, "measure": 34, "progress": 44, "problems": 28, "next_step": 28,
    "expected": 26, "evidence": 24, "milestones": 28, "numerator": 12, "denominator": 10,
    "measured_in": 10, "due": 12, "blocked_since": 12,
}  # fmt: skip
USUAL_WIDTH = 16


@dataclass(frozen=True)
class LinePart:
    """One line of a return as a row.

    Attributes:
        shown: What stands in the columns that are not filled in, by field.
        files: Names of the files attached so far.
    """

    report_id: str
    revision: int
    basis: Basis
    said: LineContent
    shown: Mapping[str, str]
    files: Sequence[str]


@dataclass(frozen=True)
class Prepared:
    """A unit's period: its heading, its rows, and (code, name) of whom one can wait for."""

    period_code: str
    unit_code: str
    title: str
    note: str
    columns: Sequence[Column]
    lines: Sequence[LinePart]
    units: Sequence[tuple[str, str]]


def as_workbook(prepared: Prepared) -> bytes:
    """The workbook; only the cells that are to be filled in can be changed."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = _("Return")
    _head(page, prepared)
    for number, line in enumerate(prepared.lines, start=1):
        _row(page, prepared.columns, line, number)
    _choices(page, book, prepared)
    _machine(book, prepared)
    page.freeze_panes = f"D{FIRST_ROW}"
    page.protection.sheet = True
    page.protection.formatColumns = page.protection.formatRows = False
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", LANDSCAPE_A3
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = f"{FIRST_ROW - 1}:{FIRST_ROW - 1}"
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _head(page: Worksheet, prepared: Prepared) -> None:
    page.append([prepared.title])
    page.append([prepared.note])
    page.append([_heading(column) for column in prepared.columns])
    page["A1"].font = Font(bold=True, size=14)
    page["A2"].alignment = Alignment(vertical="top")
    for position, column in enumerate(prepared.columns, start=1):
        head = page.cell(row=FIRST_ROW - 1, column=position)
        head.font, head.fill, head.alignment = Font(bold=True), HEADING_FILL, WRAPPED
        letter = get_column_letter(position)
        page.column_dimensions[letter].width = WIDTHS.get(column.field, USUAL_WIDTH)


def _heading(column: Column) -> str:
    return in_words(column.heading.zh_hans, column.heading.en)


def _row(page: Worksheet, columns: Sequence[Column], line: LinePart, number: int) -> None:
    row = FIRST_ROW + number - 1
    for position, column in enumerate(columns, start=1):
        value = _value(column.field, line, number)
        cell = page.cell(row=row, column=position, value=value)
        if isinstance(value, str):
            # What people wrote stays text, even where it begins like a formula.
            cell.data_type = "s"
        cell.alignment = WRAPPED
        if column.field in INPUTS:
            cell.fill, cell.protection = INPUT_FILL, Protection(locked=False)
        if column.field == "blocked_since":
            cell.number_format = "yyyy-mm-dd"


def _value(field: str, line: LinePart, number: int) -> Any:
    if field == "number":
        return number
    if field in WRITTEN:
        return WRITTEN[field](line)
    if field in INPUTS:
        return getattr(line.said, field) or None
    return line.shown.get(field, "")


def _reached(line: LinePart) -> str:
    chosen = [each for each in line.basis.milestones if each.key in line.said.milestones]
    return "\n".join(each.result for each in chosen)


WRITTEN: Mapping[str, Callable[[LinePart], Any]] = {
    "measure": lambda line: line.basis.title,
    "expected": lambda line: line.basis.expected or line.basis.figure_hint,
    "numerator": lambda line: line.said.numerator,
    "denominator": lambda line: line.said.denominator,
    "milestones": _reached,
    "evidence": lambda line: "\n".join(line.files),
}


def _choices(page: Worksheet, book: Workbook, prepared: Prepared) -> None:
    """Lists to choose from; whoever writes by hand is corrected when the workbook comes back."""
    fields = [column.field for column in prepared.columns]
    last = FIRST_ROW + max(len(prepared.lines), 1) - 1
    if "blocked_by" in fields and prepared.units:
        place = f"'{MACHINE}'!$F$1:$F${len(prepared.units)}"
        rule = DataValidation(type="list", formula1=place, allow_blank=True)
        rule.error = _("Choose from the list.")
        _apply(page, rule, fields.index("blocked_by"), last)
    for field in ("numerator", "denominator"):
        if field in fields:
            rule = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0")
            rule.error = _("Enter a number.")
            _apply(page, rule, fields.index(field), last)
    for number, line in enumerate(prepared.lines):
        results = [each.result for each in line.basis.milestones if not each.is_proven]
        if "milestones" in fields and results:
            cell = page.cell(row=FIRST_ROW + number, column=fields.index("milestones") + 1)
            hint = DataValidation(type="custom", formula1="TRUE", allow_blank=True)
            hint.promptTitle, hint.prompt = _("Milestones")[:32], "\n".join(results)[:255]
            hint.showInputMessage = True
            hint.add(cell.coordinate)
            page.add_data_validation(hint)


def _apply(page: Worksheet, rule: DataValidation, place: int, last: int) -> None:
    letter = get_column_letter(place + 1)
    rule.showErrorMessage = True
    rule.add(f"{letter}{FIRST_ROW}:{letter}{last}")
    page.add_data_validation(rule)


def _machine(book: Workbook, prepared: Prepared) -> None:
    """Which row is about what, and the saving that it was prepared from."""
    page = book.create_sheet(MACHINE)
    page.sheet_state = "veryHidden"
    page.protection.sheet = True
    page["A1"], page["B1"] = prepared.period_code, prepared.unit_code
    page["C1"] = " ".join(column.field for column in prepared.columns)
    for number, line in enumerate(prepared.lines, start=2):
        page.cell(row=number, column=1, value=line.report_id)
        page.cell(row=number, column=2, value=line.basis.key)
        page.cell(row=number, column=3, value=line.revision)
    for number, (_code, name) in enumerate(prepared.units, start=1):
        page.cell(row=number, column=6, value=name)
