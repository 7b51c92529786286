"""Take the daily root."""

import fcntl
from pathlib import Path

from django.db import transaction
from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate

from yingshang.apps.ledger import chain, clock
from yingshang.apps.ledger.errors import DamagedRootsError
from yingshang.apps.ledger.models import Event, EventSubject, Head
from yingshang.apps.ledger.roots import Root, ends_of, read_lines, roots_file, written_line
from yingshang.apps.ledger.services.strands import hold_strands


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


def _next_root(last: Root | None) -> Root | None:
    day = clock.today().isoformat()
    if last and last.day >= day:
        return None
    heads = _stopped_heads()
    after = last.through if last else 0
    through = max((head.sequence for head in heads), default=0)
    if through <= after:
        return None
    events = Event.objects.filter(sequence__gt=after, sequence__lte=through)
    subjects = EventSubject.objects.filter(event__in=events)
    return Root(
        ledger=str(heads[0].ledger_id),
        day=day,
        after=after,
        through=through,
        events=events.count(),
        subjects=subjects.count(),
        days=_days(events),
        previous=last.root if last else chain.GENESIS,
        **ends_of({h.pk: (h.number, h.hash) for h in heads if h.number}, through=through),
    ).sealed()


@transaction.atomic
def _stopped_heads() -> list[Head]:
    """All heads at one moment when nobody writes; what comes later is recorded no earlier."""
    heads = hold_strands()
    now = clock.now()
    Head.objects.update(recorded_at=max([now, *(head.recorded_at or now for head in heads)]))
    return heads


def _days(events: QuerySet[Event]) -> dict[str, list[int]]:
    rows = (
        events.annotate(day=TruncDate("recorded_at", tzinfo=clock.zone()))
        .values("day")
        .annotate(events=Count("pk", distinct=True), subjects=Count("subject_rows"))
        .order_by("day")
    )
    return {row["day"].isoformat(): [row["events"], row["subjects"]] for row in rows}
