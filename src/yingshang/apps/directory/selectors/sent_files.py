"""Rows of files that were not taken over, as files again."""

import csv
from collections.abc import Iterable, Iterator
from io import BytesIO, StringIO
from typing import Any, Final

from openpyxl import Workbook

from yingshang.apps.directory.importing.tables import Table
from yingshang.apps.directory.models.sent_files import SentRow
from yingshang.apps.ledger.reader import in_words

# A cell that begins so would be run by a spreadsheet.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def rejected_csv(rejections: Iterable[SentRow], table: Table) -> bytes:
    """Rejected rows as they came, with line and reasons in front; UTF-8 that spreadsheets read."""
    text = StringIO()
    csv.writer(text).writerows(_rejected(rejections, table))
    return text.getvalue().encode("utf-8-sig")


def rejected_xlsx(rejections: Iterable[SentRow], table: Table) -> bytes:
    """The same as a workbook."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in _rejected(rejections, table):
        sheet.append(row)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def reasons_of(rejection: SentRow) -> tuple[str, ...]:
    """Why a row stays out, in the reader's language, each with the heading of its cell."""
    return tuple(
        (f"{each['column']}：" if each["column"] else "") + in_words(each["zh"], each["en"])
        for each in rejection.reasons
    )


def _rejected(rejections: Iterable[SentRow], table: Table) -> Iterator[list[Any]]:
    yield [in_words("行号", "line"), in_words("原因", "reasons"), *table.headers]
    for each in rejections:
        cells = table.rows[each.line - table.first_line]
        yield [each.line, "\n".join(reasons_of(each)), *(_harmless(cell) for cell in cells)]


def _harmless(cell: Any) -> Any:
    text = "" if cell is None else cell
    return f"'{text}" if isinstance(text, str) and text.startswith(_FORMULA) else text
