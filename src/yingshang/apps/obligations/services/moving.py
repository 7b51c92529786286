"""The dates of a duty move, and every move is kept."""

from datetime import datetime

from yingshang.apps.directory.permissions import Actor, on_record
from yingshang.apps.ledger.services import record
from yingshang.apps.obligations.duties import Term
from yingshang.apps.obligations.events import DatesMoved
from yingshang.apps.obligations.models import DueChange, Obligation
from yingshang.apps.obligations.services.locking import naming

DATES = ["due_on", "practical_on", "warn_at", "due_at", "explanation", "is_provisional"]


def move_dates(
    duty: Obligation,
    term: Term,
    *,
    reason: DueChange.Reason,
    actor: Actor,
    at: datetime,
    note: str = "",
) -> bool:
    """Put the dates of `term` in the place of the old ones, inside the caller's transaction.

    Returns:
        Whether anything moved.
    """
    before = (duty.due_at, duty.warn_at, duty.due_on)
    if (term.due_at, term.warn_at, term.is_provisional) == (*before[:2], duty.is_provisional):
        return False
    for name in DATES:
        setattr(duty, name, getattr(term, name))
    duty.explanation = list(term.explanation)
    duty.save(update_fields=DATES)
    DueChange.objects.create(
        obligation=duty,
        reason=reason,
        note=note,
        from_due_at=before[0],
        to_due_at=duty.due_at,
        from_warn_at=before[1],
        to_warn_at=duty.warn_at,
        by=on_record(actor),
        at=at,
    )
    moved = DatesMoved(
        **naming(duty),
        reason=reason.value,
        from_on=before[2].isoformat(),
        to_on=duty.due_on.isoformat(),
    )
    record(moved, actor=on_record(actor), at=at)
    return True
