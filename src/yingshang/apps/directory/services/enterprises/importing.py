"""A file gone through row by row, in chunks that each commit with their place."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from yingshang.apps.directory.city_content import city_content
from yingshang.apps.directory.events import EnterprisesImported
from yingshang.apps.directory.importing.rows import Reader, Row
from yingshang.apps.directory.importing.tables import Table, filled, read_table
from yingshang.apps.directory.models import (
    EnterpriseChange,
    EnterpriseImport,
    EnterpriseRejection,
)
from yingshang.apps.directory.services.enterprises.receiving import content_of
from yingshang.apps.directory.services.enterprises.sizing import (
    are_sizes_stale,
    start_recompute_sizes,
)
from yingshang.apps.directory.services.enterprises.writing import (
    Batch,
    Statement,
    compare,
    digest_of,
    write,
)
from yingshang.apps.ledger.services import Step, record

CHUNK: Final = 2_000
State = EnterpriseImport.State
COUNTS: Final = ("rows", "created", "changed", "unchanged", "rejected")


def steps(
    *, import_id: UUID, writes: bool, at: datetime, after: int | None = None
) -> Iterator[Step]:
    """Go through a file: count what it would do, or do it.

    Each step must commit before the next is asked for; the cursor is the last line done.

    Args:
        writes: False tries: rejections and counts are kept, the register stays as it is.
        after: The cursor to go on from; None starts anew.

    Raises:
        RefusedError: The file is lost or unreadable.
    """
    file = EnterpriseImport.objects.select_related("source", "sent_by").get(pk=import_id)
    table = read_table(content_of(file))
    total = sum(1 for _row in filled(table))
    if after is None:
        _start_anew(file)
    said = Statement(file.source.name, file.as_of, at)
    done = 0
    for chunk in _chunks(file, table):
        done += len(chunk)
        if after is not None and chunk[-1].line <= after:
            continue
        _go_through(file, chunk, said, writes=writes)
        yield Step(done=done, total=total, cursor=chunk[-1].line)
    _finish(file, at, writes=writes)


def _chunks(file: EnterpriseImport, table: Table) -> Iterator[list[Row]]:
    reader = Reader(file.mapping, city_content(), file.as_of)
    chunk: list[Row] = []
    for row in reader.rows(table):
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _start_anew(file: EnterpriseImport) -> None:
    for name in COUNTS:
        setattr(file, name, 0)
    file.digest = ""
    file.rejections.all().delete()


def _go_through(file: EnterpriseImport, chunk: list[Row], said: Statement, *, writes: bool) -> None:
    batch = compare(chunk, said, city_content())
    if writes:
        write(batch, said)
        file.digest = digest_of(batch, file.digest)
        EnterpriseChange.objects.bulk_create(_changes(file, batch))
    rejected = [row for row in chunk if row.faults]
    EnterpriseRejection.objects.bulk_create(
        EnterpriseRejection(
            file=file, line=row.line, reasons=[reason.stored for reason in row.faults]
        )
        for row in rejected
    )
    file.rows += len(chunk)
    file.created += len(batch.new)
    file.changed += len(batch.changed)
    file.unchanged += len(batch.unchanged)
    file.rejected += len(rejected)
    file.save(update_fields=[*COUNTS, "digest"])


def _changes(file: EnterpriseImport, batch: Batch) -> Iterator[EnterpriseChange]:
    for enterprise in batch.new:
        yield EnterpriseChange(enterprise=enterprise, file=file, is_new=True)
    for enterprise, values in batch.changed:
        yield EnterpriseChange(enterprise=enterprise, file=file, is_new=False, values=values)


def _finish(file: EnterpriseImport, at: datetime, *, writes: bool) -> None:
    if not writes:
        file.state = State.TRIED
        file.save(update_fields=["state", *COUNTS])
        return
    file.state, file.taken_at = State.TAKEN, at
    file.save(update_fields=["state", "taken_at", *COUNTS])
    counts: dict[str, Any] = {name: getattr(file, name) for name in COUNTS}
    fact = EnterprisesImported(
        import_id=file.pk,
        source=file.source.name,
        file=file.file_name,
        sha256=file.sha256,
        as_of=file.as_of.isoformat(),
        changes_digest=file.digest,
        **counts,
    )
    record(fact, actor=file.sent_by, at=at)
    if are_sizes_stale():
        start_recompute_sizes(at=at)
