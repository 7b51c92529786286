"""Files of market entities: which came, how each stands, and its rejected rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from yingshang.apps.directory.importing.columns import BY_CODE, COLUMNS
from yingshang.apps.directory.models import (
    EnterpriseImport,
    EnterpriseSource,
)
from yingshang.apps.directory.selectors.sent_files import reasons_of

LATEST: Final = 50
SHOWN_REJECTIONS: Final = 100


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
        rejections=tuple(RejectedRow(each.line, reasons_of(each)) for each in rejections),
        is_busy=file.is_busy,
        has_failed=ended and (job is None or not job.is_open),
    )


def column_choices() -> list[tuple[str, str]]:
    """What a column of a file can be, for a form; the empty one is not taken."""
    return [(column.code, str(column.label)) for column in COLUMNS]
