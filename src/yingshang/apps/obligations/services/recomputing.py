"""The holiday calendar changed: the dates of open duties are computed again, chunk by chunk."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from yingshang.apps.directory.permissions import Actor, on_record, require
from yingshang.apps.ledger.models import Job
from yingshang.apps.ledger.services import record, start_job
from yingshang.apps.obligations.events import DatesRecomputed
from yingshang.apps.obligations.models import DueChange, Obligation
from yingshang.apps.obligations.permissions import MOVE_DATES
from yingshang.apps.obligations.remeasuring import measured
from yingshang.apps.obligations.services.moving import move_dates
from yingshang.apps.obligations.timekeeping import current_timekeeping, timekeeping_of
from yingshang.engines.timelimits import TimeLimitError

CHUNK = 200
RECOMPUTE_JOB = "obligations.recompute_dates"
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Recomputed:
    """One chunk: ids seen, moved, and those for which no date can be given."""

    seen: tuple[int, ...] = ()
    moved: tuple[int, ...] = ()
    undated: tuple[int, ...] = ()


@transaction.atomic
def start_recompute(*, title: str, actor: Actor, at: datetime) -> Job:
    """Queue the work; the worker does it and shows how far it is.

    Raises:
        PermissionDenied: `actor` may not move dates.
        NoReleaseError: No pack is installed.
    """
    require(actor, MOVE_DATES, at=at)
    current_timekeeping()
    return start_job(title, function=RECOMPUTE_JOB, owner=on_record(actor), at=at)


@transaction.atomic
def recompute(*, after_id: int, actor: Actor, at: datetime) -> Recomputed:
    """Compute the dates of the next unclaimed duties that rest on a time limit again.

    A claimed one keeps the dates by which it was claimed. One for which no date can be given keeps
    its dates too and is named in the result; the others are done all the same.

    Args:
        after_id: Key of the last duty of the chunk before; 0 begins.

    Returns:
        The chunk; `seen` is empty at the end.

    Raises:
        PermissionDenied: `actor` may not move dates.
    """
    require(actor, MOVE_DATES, at=at)
    rows = Obligation.objects.measurable().filter(pk__gt=after_id).select_related("holder_unit")
    chunk = rows.select_for_update(of=("self",)).order_by("pk")[:CHUNK]
    duties = list(chunk.prefetch_related("pauses", "extensions"))
    keepings = {digest: timekeeping_of(digest) for digest in {d.release_digest for d in duties}}
    moved, undated = [], []
    for duty in duties:
        try:
            term = measured(duty, keepings[duty.release_digest])
        except TimeLimitError as refusal:
            logger.warning("obligation %s: %s", duty.pk, refusal)
            undated.append(duty.pk)
            continue
        if move_dates(duty, term=term, reason=DueChange.Reason.CALENDAR, actor=actor, at=at):
            moved.append(duty.pk)
    return Recomputed(tuple(duty.pk for duty in duties), tuple(moved), tuple(undated))


@transaction.atomic
def end_recompute(
    *, seen: int, moved: int, undated: Iterable[int], actor: Actor, at: datetime
) -> None:
    """Record that the dates of all open duties have been computed again.

    Raises:
        PermissionDenied: `actor` may not move dates.
    """
    require(actor, MOVE_DATES, at=at)
    fact = DatesRecomputed(
        release=current_timekeeping().release_digest,
        seen=seen,
        moved=moved,
        undated=tuple(undated),
    )
    record(fact, actor=on_record(actor), at=at)
