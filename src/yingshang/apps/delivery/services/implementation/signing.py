"""The unit's leader signs a plan; from then on it is reported as done and waits for a review."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yingshang.apps.delivery.errors import (
    IncompleteError,
    NothingSignedError,
    NothingToSignError,
    ReasonMissingError,
)
from yingshang.apps.delivery.events import ImplementationSigned, ImplementationTakenBack
from yingshang.apps.delivery.models import ImplementationVersion
from yingshang.apps.delivery.permissions import SIGN_IMPLEMENTATION
from yingshang.apps.delivery.selectors.implementation.content import faults_of, latest_head
from yingshang.apps.delivery.services.implementation.locking import (
    locked,
    naming,
    open_duty,
    read_as,
)
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import require
from yingshang.apps.ledger.services import record
from yingshang.apps.obligations import services as obligations

State = ImplementationVersion.State


@transaction.atomic
def sign(
    *, implementation_id: UUID, token: str, actor: Person, at: datetime, late_reason: str = ""
) -> ImplementationVersion:
    """Sign the draft for the unit and report the duty as done.

    Args:
        token: `token_of` the version that `actor` had read.
        late_reason: Needed once the duty is late.

    Raises:
        PermissionDenied: `actor` does not lead the unit.
        EditedMeanwhileError: Somebody saved it since `token` was read.
        NothingToSignError: There is no draft.
        IncompleteError: Something is missing; its `faults` say what.
        LateReasonMissingError: The duty is late and no reason is given.
    """
    plan = locked(implementation_id)
    require(actor, SIGN_IMPLEMENTATION, at=at, unit=plan.unit_id)
    draft = read_as(plan, token)
    if draft is None or not draft.is_draft:
        raise NothingToSignError
    missing = [str(fault) for fault in faults_of(draft, plan.task)]
    if missing:
        raise IncompleteError(missing)
    draft.state, draft.signed_by, draft.signed_at = State.SIGNED, actor, at
    draft.save(update_fields=["state", "signed_by", "signed_at"])
    duty = open_duty(plan)
    if duty is not None and duty.claimed_at is None:
        obligations.claim(obligation_id=duty.pk, actor=actor, at=at, late_reason=late_reason)
    record(ImplementationSigned(**naming(plan, draft.number)), actor=actor, at=at)
    return draft


@transaction.atomic
def take_back(
    *, implementation_id: UUID, reason: str, actor: Person, at: datetime
) -> ImplementationVersion:
    """Take a signature back before the lead office has reviewed the plan; it is a draft again.

    Raises:
        PermissionDenied: `actor` does not lead the unit.
        NothingSignedError: No version waits for a review.
        ReasonMissingError: The reason is empty.
    """
    plan = locked(implementation_id)
    require(actor, SIGN_IMPLEMENTATION, at=at, unit=plan.unit_id)
    if not reason.strip():
        raise ReasonMissingError
    signed = latest_head(plan)
    if signed is None or signed.state != State.SIGNED:
        raise NothingSignedError
    signed.state, signed.signed_by, signed.signed_at = State.DRAFT, None, None
    signed.save(update_fields=["state", "signed_by", "signed_at"])
    duty = open_duty(plan)
    if duty is not None and duty.claimed_at is not None:
        obligations.unclaim(obligation_id=duty.pk, actor=actor, at=at, reason=reason)
    fact = ImplementationTakenBack(**naming(plan, signed.number), reason=reason.strip())
    record(fact, actor=actor, at=at)
    return signed
