"""A file of a source gone through case by case, in chunks that each commit with their place."""

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from yingshang.apps.casework.errors import UnmappedError
from yingshang.apps.casework.events import OutsideFileTaken
from yingshang.apps.casework.models import OutsideFile, OutsideRemark, OutsideSource
from yingshang.apps.casework.outside.cases import gathered
from yingshang.apps.casework.outside.rows import Reader, Said
from yingshang.apps.casework.outside.xes import read_log
from yingshang.apps.casework.selectors.outside import mapping_of
from yingshang.apps.casework.services.outside.files import COUNTS, content_of
from yingshang.apps.casework.services.outside.sources import (
    meaning_of,
    naming_source,
)
from yingshang.apps.casework.services.outside.taking import take, try_out
from yingshang.apps.casework.services.outside.telling import Telling, telling
from yingshang.apps.directory.permissions import INSTALLATION
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.services import Step, record
from yingshang.apps.obligations.timekeeping import city_calendar

CHUNK: Final = 250
BATCH: Final = 1_000
State = OutsideFile.State


def steps(*, file_id: UUID, writes: bool, at: datetime, after: int | None = None) -> Iterator[Step]:
    """Go through a file: count what it would do, or do it.

    Each step must commit before the next is asked for; the cursor is the number of cases done.

    Args:
        writes: False tries: remarks and counts are kept, no case changes.
        after: The cursor to go on from; None starts anew.

    Raises:
        RefusedError: The file is lost or unreadable.
    """
    file = OutsideFile.objects.select_related("source", "sent_by").get(pk=file_id)
    mapping = mapping_of(file.source)
    if mapping is None:
        raise UnmappedError
    rows = list(Reader(meaning_of(mapping, file.mapping)).rows(read_log(content_of(file))))
    cases = gathered(rows)
    by = file.sent_by or INSTALLATION
    about = telling(file.source, mapping, as_of_of(file, at), by, at)
    if after is None:
        _start_anew(file, rows)
    for place in range(after or 0, len(cases), CHUNK):
        _go_through(file, cases[place : place + CHUNK], about, writes=writes)
        done = min(place + CHUNK, len(cases))
        yield Step(done=done, total=len(cases), cursor=done)
    _finish(file, about, writes=writes)


def as_of_of(file: OutsideFile, at: datetime) -> datetime:
    """The last instant of the day as of which a file is true, but not later than now."""
    zone = city_calendar().zone
    return min(datetime.combine(file.as_of, time.max, zone), at)


def _start_anew(file: OutsideFile, rows: list[Said]) -> None:
    file.remarks.all().delete()
    for name in COUNTS:
        setattr(file, name, 0)
    file.rows = len(rows)
    file.rejected = sum(bool(said.faults) for said in rows)
    file.remarked = sum(bool(said.remarks) and not said.faults for said in rows)
    OutsideRemark.objects.bulk_create(
        (
            OutsideRemark(
                file=file,
                line=said.line,
                is_taken=not said.faults,
                reasons=[each.stored for each in (said.faults or said.remarks)],
            )
            for said in rows
            if said.faults or said.remarks
        ),
        batch_size=BATCH,
    )
    file.save(update_fields=COUNTS)


def _go_through(file: OutsideFile, cases: list[Any], about: Telling, *, writes: bool) -> None:
    counts = take(cases, about) if writes else try_out(cases, about)
    for name in ("cases", "created", "changed", "unchanged"):
        setattr(file, name, getattr(file, name) + getattr(counts, name))
    file.save(update_fields=COUNTS)


@transaction.atomic
def _finish(file: OutsideFile, about: Telling, *, writes: bool) -> None:
    if not writes:
        file.state = State.TRIED
        file.save(update_fields=["state", *COUNTS])
        return
    file.state, file.taken_at = State.TAKEN, about.at
    file.save(update_fields=["state", "taken_at", *COUNTS])
    source = OutsideSource.objects.select_for_update().order_by().get(pk=file.source_id)
    source.as_of = max(source.as_of, about.as_of) if source.as_of else about.as_of
    source.save(update_fields=["as_of"])
    named = ("cases", "created", "changed", "unchanged", "rejected")
    counts: dict[str, Any] = {name: getattr(file, name) for name in named}
    fact = OutsideFileTaken(
        **naming_source(source),
        file=file.file_name,
        sha256=file.sha256,
        as_of=local_day(about.as_of).isoformat(),
        **counts,
    )
    record(fact, actor=file.sent_by, at=about.at)
