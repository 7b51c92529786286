"""A table as it came: pasted text, or the first sheet of a workbook."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zipfile import BadZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

MOST_ROWS = 500
LARGEST_BYTES = 10 * 1024 * 1024
MOST_COLUMNS = 120


class TableUnreadableError(ValueError):
    """What came is no table; `str()` is the sentence to show."""


@dataclass(frozen=True)
class Table:
    """Lines of cells as text; `numbers` are those of the lines where they came from, from 1."""

    lines: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]

    def as_text(self) -> str:
        """The table as a spreadsheet would paste it."""
        written = io.StringIO()
        csv.writer(written, dialect="excel-tab", lineterminator="\n").writerows(self.lines)
        return written.getvalue()


def from_text(text: str) -> Table:
    """Pasted text; cells are parted by tabs, those with line breaks are in quotation marks.

    Raises:
        TableUnreadableError: It is empty or too long.
    """
    plain = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    return _table(csv.reader(io.StringIO(plain), dialect="excel-tab"))


def from_workbook(content: bytes) -> Table:
    """The first sheet of a workbook.

    Raises:
        TableUnreadableError: It is no workbook, too large, or empty.
    """
    if len(content) > LARGEST_BYTES:
        raise TableUnreadableError(_("The workbook is larger than 10 MB; split it."))
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        found = _table(
            [cell_text(cell) for cell in row]
            for row in sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)
        )
    except TableUnreadableError:
        raise
    except (
        InvalidFileException,
        BadZipFile,
        KeyError,
        ValueError,
        OSError,
        IndexError,
        TypeError,
        AttributeError,
        SyntaxError,
    ) as fault:
        raise TableUnreadableError(
            _("This is not an Excel workbook (.xlsx), or it is damaged.")
        ) from fault
    return found


def cell_text(value: Any) -> str:
    """A cell as people would type it."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


def _table(rows: Iterable[Sequence[str]]) -> Table:
    lines: list[tuple[str, ...]] = []
    numbers: list[int] = []
    try:
        for number, row in enumerate(rows, start=1):
            cells = tuple(cell.strip() for cell in row)
            if not any(cells):
                continue
            lines.append(cells)
            numbers.append(number)
            _require_room(lines)
    except csv.Error as fault:
        raise TableUnreadableError(_("This text cannot be read as a table.")) from fault
    if not lines:
        raise TableUnreadableError(_("There are no rows in it."))
    return Table(tuple(lines), tuple(numbers))


def _require_room(lines: Sequence[object]) -> None:
    # One more for the heading.
    if len(lines) > MOST_ROWS + 1:
        raise TableUnreadableError(
            _("At most %(count)s rows at a time; split the table.") % {"count": MOST_ROWS}
        )
