"""A file as a table: one row of headings, then rows of cells, from csv or xlsx."""

import csv
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO, StringIO
from itertools import islice
from typing import Final

from django.utils.translation import gettext as _
from python_calamine import CalamineWorkbook

from yingshang.apps.directory.errors import RefusedError

Cell = str | int | float | bool | date | datetime | time | timedelta | None
ZIP: Final = b"PK\x03\x04"
OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"
WIDE: Final = (b"\xff\xfe", b"\xfe\xff")
# Unpacked; 200,000 rows take about a tenth.
MOST_BYTES: Final = 2_000_000_000
MOST_COLUMNS: Final = 200
# How far down a title may push the headings.
LAST_HEADING_ROW: Final = 10


@dataclass(frozen=True)
class Table:
    """Headings and the rows below them; `first_line` is the line of the first row, from 1."""

    headers: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]
    first_line: int


def read_table(content: bytes) -> Table:
    """The first sheet of a workbook, or a csv in UTF-8 or GB18030, told by its content.

    A title above the headings is passed over: the headings are the first row with most cells
    filled. Rows that are empty altogether are kept, so that lines count as people see them.

    Raises:
        RefusedError: The file cannot be read; the sentence says what to do.
    """
    if content.startswith(OLD_EXCEL):
        raise RefusedError(
            _("This is an old Excel file (xls). Save it as xlsx or csv and send it again.")
        )
    if content.startswith(WIDE):
        raise RefusedError(_("This text is in UTF-16. Save it as csv in UTF-8 or as xlsx."))
    lines = _workbook(content) if content.startswith(ZIP) else _text(content)
    place = _heading_row(lines)
    headers = tuple(str(cell or "").strip() for cell in lines[place])[:MOST_COLUMNS]
    if sum(bool(header) for header in headers) <= 1:
        raise RefusedError(
            _("No headings were found. The first row must name the columns, such as 企业名称.")
        )
    return Table(headers, lines[place + 1 :], place + 2)


def filled(table: Table) -> Iterator[tuple[int, Sequence[Cell]]]:
    """Rows that have anything in them, with their lines as a spreadsheet counts them."""
    for number, row in enumerate(table.rows, start=table.first_line):
        if any(cell not in ("", None) for cell in row):
            yield number, row


def _workbook(content: bytes) -> list[Sequence[Cell]]:
    if _unpacked(content) > MOST_BYTES:
        raise RefusedError(_("The workbook is far too large; split it."))
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except Exception as error:
        raise _unreadable() from error
    return [*rows]


def _unpacked(content: bytes) -> int:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return sum(item.file_size for item in archive.infolist())
    except zipfile.BadZipFile as error:
        raise _unreadable() from error


def _unreadable() -> RefusedError:
    return RefusedError(
        _("The workbook cannot be read. Open it, save it as xlsx and send it again.")
    )


def _text(content: bytes) -> list[Sequence[Cell]]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return _parsed(text)
    raise RefusedError(
        _("The text is neither UTF-8 nor GB18030. Save it as csv in UTF-8 and send it again.")
    )


def _parsed(text: str) -> list[Sequence[Cell]]:
    if "\0" in text:
        raise RefusedError(_("This is neither a workbook (xlsx) nor a table of text (csv)."))
    first = text[:10_000].partition("\n")[0]
    delimiter = max(",\t;", key=first.count)
    try:
        return list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise RefusedError(_("The csv is broken: %(cause)s.") % {"cause": error}) from error


def _heading_row(lines: Sequence[Sequence[Cell]]) -> int:
    counts = [
        sum(cell not in ("", None) for cell in line) for line in islice(lines, LAST_HEADING_ROW)
    ]
    if not counts:
        raise RefusedError(_("The file is empty."))
    return counts.index(max(counts)) if max(counts) > 2 * counts[0] else 0
