"""Duties that follow a row of another app, and are settled by what happens to that row.

The other app has asked who may act, and records one fact that names the duty among its subjects
(`OBLIGATION`); nothing is recorded here. People never call these.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from yingshang.apps.directory.models import Person, Unit
from yingshang.apps.obligations.duties import Duty
from yingshang.apps.obligations.errors import LateReasonMissingError, PauseRunningError
from yingshang.apps.obligations.models import Obligation, State
from yingshang.apps.obligations.models.obligation import LIVE
from yingshang.apps.obligations.services.opening import CHUNK, insert


def begin(*, duties: Iterable[Duty]) -> list[Obligation]:
    """Begin duties of rows that are new themselves: one insert a thousand, inside the caller's act.

    Raises:
        IntegrityError: One of the rows owes this already: a fault of the program.
    """
    return insert(list(duties))


def following(*, kind: str, keys: Collection[object]) -> dict[str, Obligation]:
    """Live duties of this kind by the key of the row that they follow, locked; one query."""
    texts = [str(key) for key in keys]
    rows = Obligation.objects.live().filter(kind=kind, subject_key__in=texts).order_by("pk")
    return {row.subject_key: row for row in rows.select_for_update()} if texts else {}


def fulfil(
    *,
    duties: Collection[Obligation],
    by: Person | None,
    at: datetime,
    late_reason: str = "",
    is_final: bool = True,
) -> None:
    """Settle locked duties; those that somebody else must check (`is_final=False`) stay claimed.

    Args:
        by: None when an outside system or the flow itself brought the end.
        late_reason: Needed from the due instant on of a person who has not explained it before.

    Raises:
        LateReasonMissingError, PauseRunningError: As they say.
    """
    for duty in duties:
        if duty.state == State.SUSPENDED:
            raise PauseRunningError
        is_explained = by is None or late_reason.strip() or duty.late_reason
        if at >= duty.due_at and not is_explained:
            raise LateReasonMissingError
    rows = Obligation.objects.filter(pk__in=[duty.pk for duty in duties])
    state = State.SETTLED if is_final else State.OPEN
    rows.update(claimed_at=at, claimed_by=by, state=state)
    if late_reason.strip():
        rows.filter(due_at__lte=at, late_reason="").update(late_reason=late_reason.strip())


def stand_as_told(*, ended: Mapping[int, datetime | None]) -> None:
    """Settle duties of work that another system did, late ones too; None: open after all.

    Args:
        ended: Key of a locked duty → aware instant. One update a thousand.
    """
    rows = [
        Obligation(pk=pk, claimed_at=at, state=State.SETTLED if at else State.OPEN)
        for pk, at in ended.items()
    ]
    Obligation.objects.bulk_update(rows, ["claimed_at", "state"], batch_size=CHUNK)


def reopen(*, duty: Obligation) -> None:
    """What was claimed turned out not to be done: it is owed again, by the same dates."""
    duty.claimed_at = duty.claimed_by = None
    duty.returned_times += 1
    duty.save(update_fields=["claimed_at", "claimed_by", "returned_times"])


def confirm(*, duty: Obligation, by: Person, at: datetime) -> None:
    """Somebody else has checked a claimed duty: it is settled."""
    duty.verified_at, duty.verified_by, duty.verdict = at, by, "proven"
    duty.state = State.SETTLED
    duty.save(update_fields=["verified_at", "verified_by", "verdict", "state"])


def drop(*, kind: str, keys: Collection[object]) -> None:
    """These rows need nothing any more: their duties are withdrawn; one update."""
    texts = [str(key) for key in keys]
    live = Obligation.objects.filter(kind=kind, subject_key__in=texts, state__in=LIVE)
    live.update(state=State.WITHDRAWN)


def pass_on(*, duty: Obligation, unit: Unit, person: Person | None) -> None:
    """Another unit, or another person of it, owes the duty from now on; its dates stay."""
    duty.holder_unit, duty.holder_person = unit, person
    duty.is_asked = unit.reach == Unit.Reach.ASKED
    duty.save(update_fields=["holder_unit", "holder_person", "is_asked"])
