"""The lead office accepts a signed plan or sends it back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from yingshang.apps.delivery.errors import (
    DeliveryError,
    NothingSignedError,
    OwnSignatureError,
    ReasonMissingError,
)
from yingshang.apps.delivery.events import ImplementationAccepted, ImplementationSentBack
from yingshang.apps.delivery.models import ImplementationPlan, ImplementationVersion
from yingshang.apps.delivery.permissions import REVIEW_IMPLEMENTATION
from yingshang.apps.delivery.selectors.implementation.content import latest_head
from yingshang.apps.delivery.services.implementation.locking import locked, naming, open_duty
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import require
from yingshang.apps.ledger.services import record
from yingshang.apps.obligations import services as obligations
from yingshang.apps.obligations.errors import ObligationError
from yingshang.apps.obligations.models import Verdict

State = ImplementationVersion.State


@dataclass(frozen=True)
class Refused:
    """A plan that could not be accepted with the others, and why."""

    implementation_id: UUID
    reason: str


@dataclass(frozen=True)
class Accepted:
    """What became of a bulk acceptance."""

    count: int
    refused: tuple[Refused, ...]


@transaction.atomic
def accept(*, implementation_id: UUID, actor: Person, at: datetime) -> ImplementationVersion:
    """Put the signed version in force; the one before stays on record as replaced.

    Raises:
        PermissionDenied: `actor` is not of the lead office.
        NothingSignedError: No version waits for a review.
        OwnSignatureError: `actor` signed it.
    """
    require(actor, REVIEW_IMPLEMENTATION, at=at)
    plan = locked(implementation_id)
    version = _waiting(plan, actor)
    ImplementationVersion.objects.filter(plan=plan, state=State.ACCEPTED).update(
        state=State.REPLACED
    )
    version.state, version.reviewed_by, version.reviewed_at = State.ACCEPTED, actor, at
    version.save(update_fields=["state", "reviewed_by", "reviewed_at"])
    _verify(plan, Verdict.PROVEN, actor, at)
    record(ImplementationAccepted(**naming(plan, version.number)), actor=actor, at=at)
    return version


@transaction.atomic
def send_back(
    *, implementation_id: UUID, reason: str, actor: Person, at: datetime
) -> ImplementationVersion:
    """Send the signed version back; the unit's next saving begins a new one.

    Raises:
        PermissionDenied: `actor` is not of the lead office.
        ReasonMissingError: The reason is empty.
        NothingSignedError: No version waits for a review.
        OwnSignatureError: `actor` signed it.
    """
    require(actor, REVIEW_IMPLEMENTATION, at=at)
    if not reason.strip():
        raise ReasonMissingError
    plan = locked(implementation_id)
    version = _waiting(plan, actor)
    version.state, version.review_note = State.SENT_BACK, reason.strip()
    version.reviewed_by, version.reviewed_at = actor, at
    version.save(update_fields=["state", "review_note", "reviewed_by", "reviewed_at"])
    _verify(plan, Verdict.HOLLOW, actor, at, note=version.review_note)
    fact = ImplementationSentBack(**naming(plan, version.number), reason=version.review_note)
    record(fact, actor=actor, at=at)
    return version


def accept_many(*, implementation_ids: Iterable[UUID], actor: Person, at: datetime) -> Accepted:
    """Accept each of several plans by itself; one that cannot be accepted hinders no other.

    Raises:
        PermissionDenied: `actor` is not of the lead office.
    """
    require(actor, REVIEW_IMPLEMENTATION, at=at)
    count, refused = 0, []
    for implementation_id in dict.fromkeys(implementation_ids):
        try:
            accept(implementation_id=implementation_id, actor=actor, at=at)
            count += 1
        except (DeliveryError, ObligationError) as refusal:
            refused.append(Refused(implementation_id, str(refusal)))
    return Accepted(count, tuple(refused))


def _waiting(plan: ImplementationPlan, actor: Person) -> ImplementationVersion:
    latest = latest_head(plan)
    if latest is None or latest.state != State.SIGNED:
        raise NothingSignedError
    if latest.signed_by_id == actor.pk:
        raise OwnSignatureError
    return latest


def _verify(
    plan: ImplementationPlan, verdict: Verdict, actor: Person, at: datetime, note: str = ""
) -> None:
    duty = open_duty(plan)
    if duty is not None and duty.claimed_at is not None:
        obligations.verify(obligation_id=duty.pk, verdict=verdict, actor=actor, at=at, note=note)
