"""A duty is claimed by its holder and verified by somebody else."""

from datetime import datetime

from django.db import transaction

from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import require
from yingshang.apps.ledger.services import record
from yingshang.apps.obligations.errors import (
    ClaimedAlreadyError,
    LateReasonMissingError,
    NothingClaimedError,
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
from yingshang.apps.obligations.services.locking import locked, naming


@transaction.atomic
def claim(*, obligation_id: int, actor: Person, at: datetime, late_reason: str = "") -> Obligation:
    """Report a duty as done. It is settled at once when its kind needs no verification.

    Args:
        late_reason: Needed from the due instant on.

    Raises:
        PermissionDenied: `actor` does not act for the holder.
        NotOpenError, ClaimedAlreadyError, LateReasonMissingError: As they say.
    """
    duty = locked(obligation_id)
    require(actor, CLAIM, at=at, unit=duty.holder_unit_id)
    _require_unclaimed(duty)
    if at >= duty.due_at and not late_reason.strip():
        raise LateReasonMissingError(duty.due_on)
    duty.claimed_at, duty.claimed_by, duty.verdict = at, actor, Verdict.NONE
    duty.late_reason = late_reason.strip() if at >= duty.due_at else ""
    if not kind_of(duty.kind).needs_verification:
        duty.state = State.SETTLED
    duty.save(update_fields=["claimed_at", "claimed_by", "verdict", "late_reason", "state"])
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
    duty.save()
    record(ObligationVerified(**naming(duty), verdict=verdict, note=note), actor=actor, at=at)
    return duty


@transaction.atomic
def unclaim(*, obligation_id: int, actor: Person, at: datetime, reason: str) -> Obligation:
    """Take a claim back before anybody has checked it, to put something right.

    Raises:
        PermissionDenied: `actor` does not act for the holder.
        NotOpenError, NothingClaimedError, ReasonMissingError: As they say.
    """
    duty = locked(obligation_id)
    require(actor, CLAIM, at=at, unit=duty.holder_unit_id)
    if not reason.strip():
        raise ReasonMissingError
    if duty.state != State.OPEN:
        raise NotOpenError(duty.state)
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
        PermissionDenied: `actor` does not act for the holder.
        ReasonMissingError: The reason is empty.
    """
    duty = locked(obligation_id)
    require(actor, CLAIM, at=at, unit=duty.holder_unit_id)
    if not reason.strip():
        raise ReasonMissingError
    duty.late_reason = reason.strip()
    duty.save(update_fields=["late_reason"])
    record(LatenessExplained(**naming(duty), reason=duty.late_reason), actor=actor, at=at)
    return duty


def _require_unclaimed(duty: Obligation) -> None:
    if duty.state != State.OPEN:
        raise NotOpenError(duty.state)
    if duty.claimed_at is not None:
        raise ClaimedAlreadyError(duty.claimed_at)


def _require_checkable(duty: Obligation, actor: Person) -> None:
    if duty.state != State.OPEN:
        raise NotOpenError(duty.state)
    if duty.claimed_at is None:
        raise NothingClaimedError
    if duty.claimed_by_id == actor.pk:
        raise OwnClaimError


def _send_back(duty: Obligation) -> None:
    duty.returned_times += 1
    duty.claimed_at = duty.claimed_by = None
