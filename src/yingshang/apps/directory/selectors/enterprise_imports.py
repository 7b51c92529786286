"""Files of market entities: which came, how each stands, and its rejected rows."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Any, Final
from uuid import UUID

from openpyxl import Workbook

from yingshang.apps.directory.importing.columns import BY_CODE, COLUMNS
from yingshang.apps.directory.importing.tables import Table
from yingshang.apps.directory.models import (
    EnterpriseImport,
    EnterpriseRejection,
    EnterpriseSource,
)
from yingshang.apps.ledger.reader import in_words

LATEST: Final = 50
SHOWN_REJECTIONS: Final = 100
# A cell that begins so would be run by a spreadsheet.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class ImportsPage:
    """The latest files and the names of known sources."""

    files: Sequence[EnterpriseImport]
    sources: Sequence[str]


@dataclass(frozen=True)
class RejectedRow:
    """A row that stays out: its line and why, each reason with the heading of its cell."""

    line: int
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class ImportPage:
    """One file: its state, its columns, its counts and the first of its rejected rows."""

    file: EnterpriseImport
    columns: tuple[tuple[str, str], ...]
    rejections: tuple[RejectedRow, ...]
    is_busy: bool
    has_failed: bool

    @property
    def hidden_rejections(self) -> int:
        """How many rejected rows are not shown."""
        return self.file.rejected - len(self.rejections)


def import_of(pk: UUID) -> EnterpriseImport | None:
    """A file by its key, with its source and its work."""
    rows = EnterpriseImport.objects.select_related("source", "job", "sent_by")
    return rows.filter(pk=pk).first()


def imports_page() -> ImportsPage:
    """The latest files, the newest first."""
    rows = EnterpriseImport.objects.select_related("source", "sent_by")
    sources = EnterpriseSource.objects.order_by("name").values_list("name", flat=True)
    return ImportsPage(list(rows.order_by("-sent_at", "pk")[:LATEST]), list(sources))


def import_page(file: EnterpriseImport) -> ImportPage:
    """One file as it stands."""
    job = file.job
    ended = file.state in {EnterpriseImport.State.TRYING, EnterpriseImport.State.TAKING}
    rejections = file.rejections.order_by("line")[:SHOWN_REJECTIONS]
    return ImportPage(
        file=file,
        columns=tuple(
            (header, str(BY_CODE[code].label) if code in BY_CODE else "")
            for header, code in file.mapping.items()
        ),
        rejections=tuple(RejectedRow(each.line, _reasons(each)) for each in rejections),
        is_busy=job is not None and job.is_open,
        has_failed=ended and (job is None or not job.is_open),
    )


def column_choices() -> list[tuple[str, str]]:
    """What a column of a file can be, for a form; the empty one is not taken."""
    return [(column.code, str(column.label)) for column in COLUMNS]


def rejected_csv(file: EnterpriseImport, table: Table) -> bytes:
    """Rejected rows as they came, with line and reasons in front; UTF-8 that spreadsheets read."""
    text = StringIO()
    csv.writer(text).writerows(_rejected(file, table))
    return text.getvalue().encode("utf-8-sig")


def rejected_xlsx(file: EnterpriseImport, table: Table) -> bytes:
    """The same as a workbook."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in _rejected(file, table):
        sheet.append(row)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _rejected(file: EnterpriseImport, table: Table) -> Iterator[list[Any]]:
    yield [in_words("行号", "line"), in_words("原因", "reasons"), *table.headers]
    for each in file.rejections.order_by("line").iterator():
        cells = table.rows[each.line - table.first_line]
        yield [each.line, "\n".join(_reasons(each)), *(_harmless(cell) for cell in cells)]


def _harmless(cell: Any) -> Any:
    text = "" if cell is None else cell
    return f"'{text}" if isinstance(text, str) and text.startswith(_FORMULA) else text


def _reasons(rejection: EnterpriseRejection) -> tuple[str, ...]:
    return tuple(
        (f"{each['column']}：" if each["column"] else "") + in_words(each["zh"], each["en"])
        for each in rejection.reasons
    )
