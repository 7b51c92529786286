"""Take the daily root."""

import fcntl
from pathlib import Path

from django.db import transaction
from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate

from yingshang.apps.ledger import chain, clock
from yingshang.apps.ledger.errors import DamagedRootsError
from yingshang.apps.ledger.models import Event, EventSubject, Head
from yingshang.apps.ledger.roots import Root, read_lines, roots_file, written_line


def export_root(*, path: Path | None = None) -> Root | None:
    """Append a root to the roots file when this local day has none yet.

    Args:
        path: The file; by default the installation's own (`roots_file`).

    Returns:
        The new root; None when today has one already or nothing has happened since the last.

    Raises:
        DamagedRootsError: The last line of the file cannot be read; nothing is appended to it.
        OSError: The file cannot be written.
    """
    kept = path or roots_file()
    kept.parent.mkdir(parents=True, exist_ok=True)
    with kept.open("a", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        lines = read_lines(kept)
        if lines and lines[-1] is None:
            raise DamagedRootsError(str(kept))
        root = _next_root(lines[-1] if lines else None)
        if root is not None:
            file.write(written_line(root))
        return root


@transaction.atomic
def _next_root(last: Root | None) -> Root | None:
    day = clock.today().isoformat()
    head = Head.objects.filter(pk=1).first()
    after = last.through if last else 0
    if head is None or head.sequence <= after or (last and last.day >= day):
        return None
    events = Event.objects.filter(sequence__gt=after, sequence__lte=head.sequence)
    subjects = EventSubject.objects.filter(event__in=events)
    return Root(
        ledger=str(head.ledger_id),
        day=day,
        after=after,
        through=head.sequence,
        hash=head.hash,
        events=events.count(),
        subjects=subjects.count(),
        days=_days(events),
        previous=last.root if last else chain.GENESIS,
    ).sealed()


def _days(events: QuerySet[Event]) -> dict[str, list[int]]:
    rows = (
        events.annotate(day=TruncDate("recorded_at", tzinfo=clock.zone()))
        .values("day")
        .annotate(events=Count("pk", distinct=True), subjects=Count("subject_rows"))
        .order_by("day")
    )
    return {row["day"].isoformat(): [row["events"], row["subjects"]] for row in rows}
