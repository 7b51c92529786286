"""A duty is claimed by its holder and verified by somebody else."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import require, units_for
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.services import record
from yingshang.apps.obligations.errors import (
    ClaimedAlreadyError,
    LateReasonMissingError,
    NothingClaimedError,
    NotLateError,
    NotOpenError,
    OwnClaimError,
    ReasonMissingError,
)
from yingshang.apps.obligations.events import (
    ClaimTakenBack,
    LatenessExplained,
    ObligationClaimed,
    ObligationVerified,
)
from yingshang.apps.obligations.kinds import kind_of
from yingshang.apps.obligations.models import Obligation, State, Verdict
from yingshang.apps.obligations.permissions import CLAIM, VERIFY
from yingshang.apps.obligations.services.locking import co_units, locked, naming

OUTCOME = ("state", "claimed_at", "claimed_by", "verdict", "verified_at", "verified_by")


@transaction.atomic
def claim(*, obligation_id: int, actor: Person, at: datetime, late_reason: str = "") -> Obligation:
    """Report a duty as done. It is settled at once when its kind needs no verification.

    Args:
        late_reason: Needed from the due instant on, unless lateness was explained before.

    Raises:
        PermissionDenied: `actor` acts neither for the holder nor for a co-holder.
        NotOpenError, ClaimedAlreadyError, LateReasonMissingError: As they say.
    """
    duty = locked(obligation_id)
    _require_holding(duty, actor, at)
    _require_unclaimed(duty)
    is_late = at >= duty.due_at
    duty.late_reason = (late_reason.strip() or duty.late_reason) if is_late else ""
    if is_late and not duty.late_reason:
        raise LateReasonMissingError
    duty.claimed_at, duty.claimed_by, duty.verdict = at, actor, Verdict.NONE
    duty.verified_at = duty.verified_by = None
    if not kind_of(duty.kind).needs_verification:
        duty.state = State.SETTLED
    duty.save(update_fields=[*OUTCOME, "late_reason"])
    record(ObligationClaimed(**naming(duty), late_reason=duty.late_reason), actor=actor, at=at)
    return duty


@transaction.atomic
def verify(
    *, obligation_id: int, verdict: Verdict, actor: Person, at: datetime, note: str = ""
) -> Obligation:
    """Check a claim. A proven one settles the duty; any other sends it back and counts that.

    Raises:
        PermissionDenied: `actor` may not verify.
        OwnClaimError: `actor` made the claim.
        NotOpenError, NothingClaimedError: As they say.
        ReasonMissingError: A claim is sent back without saying why.
    """
    duty = locked(obligation_id)
    require(actor, VERIFY, at=at, unit=duty.holder_unit_id)
    _require_checkable(duty, actor)
    if verdict != Verdict.PROVEN and not note.strip():
        raise ReasonMissingError
    duty.verdict, duty.verified_at, duty.verified_by = verdict, at, actor
    if verdict == Verdict.PROVEN:
        duty.state = State.SETTLED
    else:
        _send_back(duty)
    duty.save(update_fields=[*OUTCOME, "returned_times"])
    record(ObligationVerified(**naming(duty), verdict=verdict, note=note), actor=actor, at=at)
    return duty


@transaction.atomic
def unclaim(*, obligation_id: int, actor: Person, at: datetime, reason: str) -> Obligation:
    """Take a claim back before anybody has checked it, to put something right.

    Raises:
        PermissionDenied: `actor` acts neither for the holder nor for a co-holder.
        NotOpenError, NothingClaimedError, ReasonMissingError: As they say.
    """
    duty = locked(obligation_id)
    _require_holding(duty, actor, at)
    if not reason.strip():
        raise ReasonMissingError
    if duty.state != State.OPEN:
        raise NotOpenError
    if duty.claimed_at is None:
        raise NothingClaimedError
    duty.claimed_at = duty.claimed_by = None
    duty.save(update_fields=["claimed_at", "claimed_by"])
    record(ClaimTakenBack(**naming(duty), reason=reason.strip()), actor=actor, at=at)
    return duty


@transaction.atomic
def explain_lateness(*, obligation_id: int, reason: str, actor: Person, at: datetime) -> Obligation:
    """Give the reason why a duty was or is late.

    Raises:
        PermissionDenied: `actor` acts neither for the holder nor for a co-holder.
        ReasonMissingError, NotLateError: As they say.
    """
    duty = locked(obligation_id)
    _require_holding(duty, actor, at)
    if not reason.strip():
        raise ReasonMissingError
    if not duty.is_late_at(at):
        raise NotLateError
    duty.late_reason = reason.strip()
    duty.save(update_fields=["late_reason"])
    record(LatenessExplained(**naming(duty), reason=duty.late_reason), actor=actor, at=at)
    return duty


def _require_holding(duty: Obligation, actor: Person, at: datetime) -> None:
    """Whoever acts for the holder or for a unit beside it, may claim."""
    allowed = units_for(actor, CLAIM, on=local_day(at))
    if allowed is not None and not allowed & {duty.holder_unit_id, *co_units(duty)}:
        raise PermissionDenied(CLAIM)


def _require_unclaimed(duty: Obligation) -> None:
    if duty.state != State.OPEN:
        raise NotOpenError
    if duty.claimed_at is not None:
        raise ClaimedAlreadyError


def _require_checkable(duty: Obligation, actor: Person) -> None:
    if duty.state != State.OPEN:
        raise NotOpenError
    if duty.claimed_at is None:
        raise NothingClaimedError
    if duty.claimed_by_id == actor.pk:
        raise OwnClaimError


def _send_back(duty: Obligation) -> None:
    duty.returned_times += 1
    duty.claimed_at = duty.claimed_by = None
