"""A unit reports on what a meeting decided; the lead office checks it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yingshang.apps.delivery.errors import DecisionMovedOnError, ReasonMissingError
from yingshang.apps.delivery.events import DecisionChecked, DecisionReported
from yingshang.apps.delivery.models import DecisionReport
from yingshang.apps.delivery.permissions import CHECK_DECISION
from yingshang.apps.delivery.services.meetings.deciding import locked_decision
from yingshang.apps.delivery.services.meetings.locking import naming_decision
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import require
from yingshang.apps.ledger.services import record
from yingshang.apps.obligations import services as obligations
from yingshang.apps.obligations.models import Verdict


@transaction.atomic
def report(
    *, decision_id: UUID, note: str, actor: Person, at: datetime, late_reason: str = ""
) -> DecisionReport:
    """Say that what was decided is done, and what was done.

    Raises:
        PermissionDenied: `actor` acts neither for the unit nor for one beside it.
        ReasonMissingError: The note is empty.
        DecisionMovedOnError: It carries no duty.
        ObligationError: It is reported or done already, or late without a reason.
    """
    decision = locked_decision(decision_id)
    if decision.obligation_id is None:
        raise DecisionMovedOnError
    obligations.claim(
        obligation_id=decision.obligation_id, actor=actor, at=at, late_reason=late_reason
    )
    if not note.strip():
        raise ReasonMissingError
    row = DecisionReport.objects.create(
        decision=decision, note=note.strip(), reported_by=actor, reported_at=at
    )
    record(DecisionReported(**naming_decision(decision), note=row.note), actor=actor, at=at)
    return row


@transaction.atomic
def check(
    *, decision_id: UUID, verdict: Verdict, actor: Person, at: datetime, note: str = ""
) -> DecisionReport:
    """Check the last report: proven settles the decision, anything else sends it back.

    Raises:
        PermissionDenied: `actor` is not of the lead office.
        DecisionMovedOnError: No report waits to be checked.
        ObligationError: `actor` reported it, or sends it back without saying why.
    """
    require(actor, CHECK_DECISION, at=at)
    decision = locked_decision(decision_id)
    row = decision.reports.filter(verdict="").order_by("-pk").first()
    if row is None or decision.obligation_id is None:
        raise DecisionMovedOnError
    obligations.verify(
        obligation_id=decision.obligation_id, verdict=verdict, actor=actor, at=at, note=note
    )
    row.verdict, row.check_note = verdict, note.strip()
    row.checked_by, row.checked_at = actor, at
    row.save(update_fields=["verdict", "check_note", "checked_by", "checked_at"])
    fact = DecisionChecked(**naming_decision(decision), verdict=verdict, note=row.check_note)
    record(fact, actor=actor, at=at)
    return row
