"""The dates of a duty move, and every move is kept."""

from datetime import datetime

from yingshang.apps.directory.permissions import Actor, on_record
from yingshang.apps.ledger.services import record
from yingshang.apps.obligations.duties import Term
from yingshang.apps.obligations.events import DatesMoved
from yingshang.apps.obligations.models import DATES, DueChange, Obligation
from yingshang.apps.obligations.services.locking import naming


def move_dates(
    duty: Obligation,
    *,
    term: Term,
    reason: DueChange.Reason,
    actor: Actor,
    at: datetime,
    note: str = "",
) -> bool:
    """Put the dates of `term` in the place of the old ones, inside the caller's transaction.

    Returns:
        Whether anything moved.
    """
    if not duty.differs_from(term):
        return False
    change = DueChange(
        obligation=duty, reason=reason, note=note, by=on_record(actor), at=at,
        from_due_at=duty.due_at, from_warn_at=duty.warn_at, from_due_on=duty.due_on,
        to_due_at=term.due_at, to_warn_at=term.warn_at, to_due_on=term.due_on,
    )  # fmt: skip
    change.save()
    for name in DATES:
        setattr(duty, name, getattr(term, name))
    duty.explanation = list(term.explanation)
    duty.save(update_fields=[*DATES, "explanation"])
    moved = DatesMoved(
        **naming(duty),
        reason=reason.value,
        from_on=change.from_due_on.isoformat(),
        to_on=change.to_due_on.isoformat(),
    )
    record(moved, actor=on_record(actor), at=at)
    return True
