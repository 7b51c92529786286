"""A ledger as a workbook: the filtered table, the form to fill in, rows that were refused."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from tempfile import TemporaryFile
from typing import IO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from yingshang.apps.casework.decisions.columns import CLOCK, DAY, Column, label_of
from yingshang.apps.casework.exporting.cells import BOLD, HEADING_FILL, heading_cell, safe_cell
from yingshang.apps.casework.importing.mapping import fields_in
from yingshang.apps.casework.importing.tables import MOST_ROWS
from yingshang.apps.ledger.reader import in_words
from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.schema.casework.fields import FieldEntry

LISTS = "yingshang"
USUAL_WIDTH = 16
ILLEGAL_IN_TITLE = str.maketrans("[]:*?/\\", "       ")
LONGEST_TITLE = 31
FORMATS = {"date": "yyyy-mm-dd", "money": "#,##0.00", "text": "@", "enterprise": "@", "person": "@"}
Typed = Callable[[Column, str], object]


def export(title: str, columns: Sequence[Column], lines: Iterable[Sequence[str]]) -> IO[bytes]:
    """The table, written line by line; numbers are numbers and days are days."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(sheet_title(title))
    sheet.freeze_panes = "A2"
    for place in range(1, len(columns) + 1):
        sheet.column_dimensions[get_column_letter(place)].width = USUAL_WIDTH
    sheet.append([heading_cell(sheet, column.label) for column in columns])
    for line in lines:
        pairs = zip(columns, line, strict=True)
        sheet.append([safe_cell(sheet, typed(column, text)) for column, text in pairs])
    file = TemporaryFile()  # noqa: SIM115 - the response closes it
    book.save(file)
    file.seek(0)
    return file


def typed(column: Column, text: str) -> object:
    """A cell's words as what they are."""
    if not text or column.is_personal:
        return text or None
    if column.is_numeric:
        return Decimal(text.replace(",", ""))
    if column.kind in {DAY, CLOCK}:
        return date.fromisoformat(text)
    return text


def template(case_type: CaseType, choices: Mapping[str, Sequence[str]]) -> bytes:
    """An empty workbook to fill in: typed cells, lists to choose from, notes.

    Args:
        choices: Field → words to choose from.
    """
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = sheet_title(in_words(case_type.entry.name.zh_hans, case_type.entry.name.en))
    lists = book.create_sheet(LISTS)
    lists.sheet_state = "hidden"
    for place, (key, field) in enumerate(fields_in(case_type).items(), start=1):
        _head(sheet, place, field)
        letter = get_column_letter(place)
        for row in range(2, MOST_ROWS + 2):
            sheet.cell(row, place).number_format = FORMATS.get(field.type, "General")
        rule = _rule(lists, place, field, choices.get(key, ()))
        if rule is not None:
            rule.add(f"{letter}2:{letter}{MOST_ROWS + 1}")
            sheet.add_data_validation(rule)
    sheet.freeze_panes = "A2"
    return saved(book)


def rejected(heading: Sequence[str], lines: Sequence[tuple[Sequence[str], str]]) -> bytes:
    """Rows that were refused, as they came, each with its reasons in the last column."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Refused rows"))
    width = max([len(heading), *(len(cells) for cells, _why in lines)])
    names = [*heading, *[""] * (width - len(heading))]
    sheet.append([heading_cell(sheet, each) for each in [*names, _("Reason")]])
    for cells, why in lines:
        padded = [*cells, *[""] * (width - len(cells)), why]
        sheet.append([safe_cell(sheet, each) for each in padded])
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The workbook as bytes."""
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def sheet_title(title: str) -> str:
    """A name that a sheet may have."""
    return title.translate(ILLEGAL_IN_TITLE).strip()[:LONGEST_TITLE] or "1"


def _head(sheet: Worksheet, place: int, field: FieldEntry) -> None:
    star = " *" if field.required else ""
    head = sheet.cell(1, place, f"{label_of(field)}{star}")
    head.font, head.fill = BOLD, HEADING_FILL
    head.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions[get_column_letter(place)].width = USUAL_WIDTH
    said = [in_words(field.hint.zh_hans, field.hint.en)] if field.hint else []
    said += [_("Required.")] if field.required else []
    if said:
        head.comment = Comment(" ".join(said), "")


def _rule(
    lists: Worksheet, place: int, field: FieldEntry, words: Sequence[str]
) -> DataValidation | None:
    if words:
        for row, word in enumerate(words, start=1):
            lists.cell(row, place, word)
        letter = get_column_letter(place)
        rule = DataValidation(
            type="list", formula1=f"'{LISTS}'!${letter}$1:${letter}${len(words)}", allow_blank=True
        )
        rule.error = _("Choose from the list.")
    elif field.type in {"number", "money"}:
        rule = DataValidation(
            type="decimal", operator="greaterThanOrEqual", formula1=str(field.minimum or "-1E+18")
        )
        rule.error = _("Enter a number.")
    elif field.type == "date":
        rule = DataValidation(type="date", operator="greaterThan", formula1="1", allow_blank=True)
        rule.error = _("Enter a day, such as 2025-07-01.")
    else:
        return None
    rule.showErrorMessage = True
    return rule
