"""A duty rests, runs again, disappears or changes hands."""

from datetime import datetime

from django.db import transaction

from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import require, units_of
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.services import record
from yingshang.apps.obligations.duties import Term
from yingshang.apps.obligations.errors import (
    NotOfTheUnitError,
    NotOpenError,
    NotSuspendedError,
    PauseRunningError,
    ReasonMissingError,
)
from yingshang.apps.obligations.events import (
    ObligationHandedOver,
    ObligationResumed,
    ObligationSuspended,
    ObligationWithdrawn,
)
from yingshang.apps.obligations.models import DueChange, Obligation, State
from yingshang.apps.obligations.permissions import HAND_OVER, SUSPEND, WITHDRAW
from yingshang.apps.obligations.services.locking import locked, naming
from yingshang.apps.obligations.services.moving import move_dates


@transaction.atomic
def suspend(*, obligation_id: int, reason: str, actor: Person, at: datetime) -> Obligation:
    """Let a duty rest, with a reason that everybody sees.

    Raises:
        PermissionDenied: `actor` is not of the lead office.
        NotOpenError, ReasonMissingError: As they say.
    """
    duty = locked(obligation_id)
    require(actor, SUSPEND, at=at, unit=duty.holder_unit_id)
    _require_reason(reason)
    _require_open(duty)
    duty.state, duty.suspended_reason = State.SUSPENDED, reason.strip()
    duty.save(update_fields=["state", "suspended_reason"])
    record(ObligationSuspended(**naming(duty), reason=reason.strip()), actor=actor, at=at)
    return duty


@transaction.atomic
def resume(
    *, obligation_id: int, actor: Person, at: datetime, term: Term | None = None
) -> Obligation:
    """Let a suspended duty run again, on its old dates or on those of `term`.

    Raises:
        PermissionDenied: `actor` is not of the lead office.
        NotSuspendedError: It does not rest.
        PauseRunningError: Its clock is paused by law; that is ended by `end_pause`.
    """
    duty = locked(obligation_id)
    require(actor, SUSPEND, at=at, unit=duty.holder_unit_id)
    if duty.state != State.SUSPENDED:
        raise NotSuspendedError
    if duty.pauses.filter(until_on=None).exists():
        raise PauseRunningError
    duty.state, duty.suspended_reason = State.OPEN, ""
    duty.save(update_fields=["state", "suspended_reason"])
    if term is not None:
        move_dates(duty, term=term, reason=DueChange.Reason.SUSPENSION, actor=actor, at=at)
    resumed = ObligationResumed(**naming(duty), due_on=duty.due_on.isoformat())
    record(resumed, actor=actor, at=at)
    return duty


@transaction.atomic
def withdraw(*, obligation_id: int, reason: str, actor: Person, at: datetime) -> Obligation:
    """End a duty that no longer makes sense; it stays on record.

    Raises:
        PermissionDenied: `actor` is not of the lead office.
        NotOpenError: It is settled or withdrawn already.
        ReasonMissingError: The reason is empty.
    """
    duty = locked(obligation_id)
    require(actor, WITHDRAW, at=at, unit=duty.holder_unit_id)
    _require_reason(reason)
    if duty.state not in {State.OPEN, State.SUSPENDED}:
        raise NotOpenError
    duty.state = State.WITHDRAWN
    duty.save(update_fields=["state"])
    record(ObligationWithdrawn(**naming(duty), reason=reason.strip()), actor=actor, at=at)
    return duty


@transaction.atomic
def hand_over(*, obligation_id: int, person: Person, actor: Person, at: datetime) -> Obligation:
    """Give a duty to another person; the unit stays its holder.

    Raises:
        PermissionDenied: `actor` acts neither for the holder nor for the lead office.
        NotOpenError: It is no longer open.
        NotOfTheUnitError: `person` holds no post at the holder that day.
    """
    duty = locked(obligation_id)
    require(actor, HAND_OVER, at=at, unit=duty.holder_unit_id)
    _require_open(duty)
    if duty.holder_unit_id not in units_of(person, local_day(at)):
        raise NotOfTheUnitError
    duty.holder_person = person
    duty.save(update_fields=["holder_person"])
    record(ObligationHandedOver(**naming(duty), person=person.name), actor=actor, at=at)
    return duty


def _require_open(duty: Obligation) -> None:
    if duty.state != State.OPEN:
        raise NotOpenError


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise ReasonMissingError
