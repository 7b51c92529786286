"""A return leaves its unit: the duty is reported as done, and the text is looked through."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from yingshang.apps.delivery.decisions.returns import Content, resting_faults
from yingshang.apps.delivery.errors import (
    OwnReturnError,
    ReasonMissingError,
    ReturnIncompleteError,
)
from yingshang.apps.delivery.events import ReturnSubmitted, ReturnTakenBack
from yingshang.apps.delivery.models import Return
from yingshang.apps.delivery.permissions import SUBMIT_RETURN
from yingshang.apps.delivery.selectors.returns.findings import flags_of
from yingshang.apps.delivery.selectors.returns.others import others_to_wait_for
from yingshang.apps.delivery.services.returns.locking import (
    locked,
    naming,
    open_duty,
    waiting,
    waiting_with_content,
)
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import require
from yingshang.apps.ledger.services import record
from yingshang.apps.obligations import services as obligations

State = Return.State


@transaction.atomic
def submit(
    *,
    return_id: UUID,
    actor: Person,
    at: datetime,
    late_reason: str = "",
    without_note: str = "",
) -> Return:
    """Send a reviewed return to the lead office.

    Args:
        late_reason: Needed from the due instant on.
        without_note: Needed from a lead while returns of the other units are missing.

    Raises:
        PermissionDenied: `actor` does not review for the unit.
        ReturnMovedOnError: It does not wait for the reviewer; perhaps a colleague was faster.
        OwnReturnError: `actor` handed it in.
        ReturnIncompleteError: The others are missing and no note says why.
        LateReasonMissingError: It is late and no reason is given.
    """
    report = locked(return_id)
    require(actor, SUBMIT_RETURN, at=at, unit=report.unit_id)
    found = waiting_with_content(report, State.IN_REVIEW)
    version = found.version
    if version.handed_in_by_id == actor.pk:
        raise OwnReturnError
    version.without_note = without_note.strip() or version.without_note
    _require_the_others(report, replace(found.content, without_note=version.without_note))
    version.flags = flags_of(report, found.content, sum(found.evidence.values()))
    version.submitted_by, version.submitted_at = actor, at
    version.save(update_fields=["without_note", "flags", "submitted_by", "submitted_at"])
    report.state = State.SUBMITTED
    report.save(update_fields=["state"])
    duty = open_duty(report)
    if duty is not None and duty.claimed_at is None:
        obligations.claim(obligation_id=duty.pk, actor=actor, at=at, late_reason=late_reason)
    fact = ReturnSubmitted(**naming(report, version.number), flags=tuple(sorted(version.flags)))
    record(fact, actor=actor, at=at)
    return report


@transaction.atomic
def take_back(*, return_id: UUID, reason: str, actor: Person, at: datetime) -> Return:
    """Take a return back before the lead office has checked it; it is a draft again.

    Raises:
        PermissionDenied: `actor` does not review for the unit.
        ReasonMissingError: The reason is empty.
        ReturnMovedOnError: It is not submitted, or checked already.
    """
    report = locked(return_id)
    require(actor, SUBMIT_RETURN, at=at, unit=report.unit_id)
    if not reason.strip():
        raise ReasonMissingError
    version = waiting(report, State.SUBMITTED)
    version.submitted_by = version.submitted_at = None
    version.flags = {}
    version.save(update_fields=["submitted_by", "submitted_at", "flags"])
    report.state, report.revision = State.DRAFT, report.revision + 1
    report.save(update_fields=["state", "revision"])
    duty = open_duty(report)
    if duty is not None and duty.claimed_at is not None:
        obligations.unclaim(obligation_id=duty.pk, actor=actor, at=at, reason=reason)
    fact = ReturnTakenBack(**naming(report, version.number), reason=reason.strip())
    record(fact, actor=actor, at=at)
    return report


def _require_the_others(report: Return, content: Content) -> None:
    if not report.gathers:
        return
    others = others_to_wait_for(report)
    missing = sum(each.state not in Return.SENT for each in others)
    wrong = list(resting_faults(content, missing))
    if wrong:
        raise ReturnIncompleteError(wrong)
