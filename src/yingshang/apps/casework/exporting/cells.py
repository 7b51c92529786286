"""Cells of a workbook: what people wrote stays text, whatever it begins with."""

from decimal import Decimal
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font, PatternFill

MOST_LETTERS = 32_000
BOLD = Font(bold=True)
HEADING_FILL = PatternFill("solid", fgColor="E4EBE7")


def safe_cell(sheet: Any, value: Any) -> Any:
    """A cell in which text is never taken for a formula."""
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value)[:MOST_LETTERS])
        cell.data_type = "s"
        return cell
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, Decimal):
        cell.number_format = "#,##0.00"
    return cell


def heading_cell(sheet: Any, text: str) -> Any:
    """A cell of the first line."""
    cell = safe_cell(sheet, text)
    cell.font, cell.fill = BOLD, HEADING_FILL
    return cell
