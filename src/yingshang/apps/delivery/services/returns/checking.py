"""The lead office approves returns, or sends them back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from yingshang.apps.delivery.errors import (
    DeliveryError,
    OwnReturnError,
    ReasonMissingError,
)
from yingshang.apps.delivery.events import ReturnApproved, ReturnSentBack
from yingshang.apps.delivery.models import (
    ClaimedMilestone,
    ImplementationPlan,
    Return,
    ReturnVersion,
)
from yingshang.apps.delivery.permissions import CHECK_RETURN
from yingshang.apps.delivery.services.implementation import prove, withdraw_proof
from yingshang.apps.delivery.services.returns.locking import locked, naming, open_duty, waiting
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import require
from yingshang.apps.ledger.services import record
from yingshang.apps.obligations import services as obligations
from yingshang.apps.obligations.errors import ObligationError
from yingshang.apps.obligations.models import Verdict

State = Return.State
SENT_BACK_AS = {
    ReturnVersion.Verdict.HOLLOW: Verdict.HOLLOW,
    ReturnVersion.Verdict.FALSE: Verdict.FALSE,
}


@dataclass(frozen=True)
class Refused:
    """A return that could not be approved with the others, and why."""

    return_id: UUID
    title: str
    reason: str


@dataclass(frozen=True)
class Approved:
    """What became of a bulk approval."""

    count: int
    refused: tuple[Refused, ...]


@transaction.atomic
def approve(*, return_id: UUID, actor: Person, at: datetime) -> Return:
    """Take a submitted return as proven, with the milestones that it claims.

    A correction takes the place of the version approved before, and its proofs with it.

    Raises:
        PermissionDenied: `actor` is not of the lead office.
        ReturnMovedOnError: It does not wait for a check.
        OwnReturnError: `actor` submitted it.
    """
    report = locked(return_id)
    version = _checked(report, actor, at)
    version.verdict = ReturnVersion.Verdict.APPROVED
    version.checked_by, version.checked_at = actor, at
    version.save(update_fields=["verdict", "checked_by", "checked_at"])
    report.state = State.APPROVED
    report.save(update_fields=["state"])
    _verify(report, Verdict.PROVEN, actor, at)
    _prove(report, version, actor, at)
    record(ReturnApproved(**naming(report, version.number)), actor=actor, at=at)
    return report


@transaction.atomic
def send_back(
    *,
    return_id: UUID,
    verdict: ReturnVersion.Verdict,
    reason: str,
    actor: Person,
    at: datetime,
) -> Return:
    """Send a submitted return back; that counts, and the unit's next saving begins a new version.

    Args:
        verdict: `HOLLOW` or `FALSE`.

    Raises:
        PermissionDenied: `actor` is not of the lead office.
        ReasonMissingError: The reason is empty.
        ReturnMovedOnError: It does not wait for a check.
        OwnReturnError: `actor` submitted it.
    """
    report = locked(return_id)
    version = _checked(report, actor, at)
    if not reason.strip():
        raise ReasonMissingError
    version.verdict, version.check_note = verdict, reason.strip()
    version.checked_by, version.checked_at = actor, at
    version.save(update_fields=["verdict", "check_note", "checked_by", "checked_at"])
    report.state, report.revision = State.SENT_BACK, report.revision + 1
    report.save(update_fields=["state", "revision"])
    _verify(report, SENT_BACK_AS[verdict], actor, at, note=version.check_note)
    fact = ReturnSentBack(
        **naming(report, version.number), verdict=verdict.value, reason=version.check_note
    )
    record(fact, actor=actor, at=at)
    return report


def approve_many(*, return_ids: Iterable[UUID], actor: Person, at: datetime) -> Approved:
    """Approve each of several returns by itself; one that cannot be approved hinders no other.

    Raises:
        PermissionDenied: `actor` is not of the lead office.
    """
    require(actor, CHECK_RETURN, at=at)
    count, refused = 0, []
    for return_id in dict.fromkeys(return_ids):
        try:
            approve(return_id=return_id, actor=actor, at=at)
            count += 1
        except (DeliveryError, ObligationError) as refusal:
            report = Return.objects.with_names().get(pk=return_id)
            refused.append(Refused(return_id, str(report), str(refusal)))
    return Approved(count, tuple(refused))


def _checked(report: Return, actor: Person, at: datetime) -> ReturnVersion:
    require(actor, CHECK_RETURN, at=at)
    version = waiting(report, State.SUBMITTED)
    if actor.pk in {version.submitted_by_id, version.handed_in_by_id}:
        raise OwnReturnError
    return version


def _verify(report: Return, verdict: Verdict, actor: Person, at: datetime, note: str = "") -> None:
    duty = open_duty(report)
    if duty is not None and duty.claimed_at is not None:
        obligations.verify(obligation_id=duty.pk, verdict=verdict, actor=actor, at=at, note=note)


def _prove(report: Return, version: ReturnVersion, actor: Person, at: datetime) -> None:
    rows = ClaimedMilestone.objects.filter(line__version=version).order_by("pk")
    claimed = set(rows.values_list("milestone", flat=True))
    if not claimed and not version.reason:
        return
    plan = ImplementationPlan.objects.filter(task=report.task_id, unit=report.unit_id).first()
    if plan is None:
        return
    key = str(report.pk)
    if version.reason:
        withdraw_proof(
            implementation_id=plan.pk, return_key=key, reason=version.reason, actor=actor, at=at
        )
    prove(implementation_id=plan.pk, milestone_keys=claimed, return_key=key, actor=actor, at=at)
