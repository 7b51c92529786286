"""A call-back that should not count: asked for by one, decided by another, visible to all."""

from datetime import datetime

from django.db import transaction

from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import require
from yingshang.apps.ledger.services import record
from yingshang.apps.service_requests.errors import ExclusionError, ReasonNeededError
from yingshang.apps.service_requests.events import ExclusionAsked, ExclusionDecided
from yingshang.apps.service_requests.models import CallBack
from yingshang.apps.service_requests.permissions import ASK_EXCLUSION, DECIDE_EXCLUSION
from yingshang.apps.service_requests.services.locking import locked_request, naming

State = CallBack.Exclusion


@transaction.atomic
def ask_exclusion(*, call_back_id: int, reason: str, actor: Person, at: datetime) -> CallBack:
    """Ask that a call-back does not count for the rates of the unit that handled the matter.

    Raises:
        PermissionDenied: `actor` does not work for that unit.
        ReasonNeededError, ExclusionError: As they say.
    """
    row = CallBack.objects.get(pk=call_back_id)
    request = locked_request(row.request_id)
    require(actor, ASK_EXCLUSION, at=at, unit=row.unit_id)
    if not reason.strip():
        raise ReasonNeededError
    row.refresh_from_db()
    if row.exclusion != State.NONE:
        raise ExclusionError
    row.exclusion, row.exclusion_reason = State.ASKED, reason.strip()
    row.exclusion_asked_by = actor
    row.save(update_fields=["exclusion", "exclusion_reason", "exclusion_asked_by"])
    fact = ExclusionAsked(**naming(request), call_back=row.pk, reason=row.exclusion_reason)
    record(fact, actor=actor, at=at)
    return row


@transaction.atomic
def decide_exclusion(*, call_back_id: int, approves: bool, actor: Person, at: datetime) -> CallBack:
    """Approve or refuse it, as somebody else than asked.

    Raises:
        PermissionDenied: `actor` does not decide on exclusions.
        ExclusionError: Nobody asked, it is decided, or `actor` asked themselves.
    """
    require(actor, DECIDE_EXCLUSION, at=at)
    row = CallBack.objects.get(pk=call_back_id)
    request = locked_request(row.request_id)
    row.refresh_from_db()
    if row.exclusion != State.ASKED or row.exclusion_asked_by_id == actor.pk:
        raise ExclusionError
    row.exclusion = State.APPROVED if approves else State.REFUSED
    row.exclusion_decided_by, row.exclusion_decided_at = actor, at
    row.save(update_fields=["exclusion", "exclusion_decided_by", "exclusion_decided_at"])
    zh, en = ("不计入满意度", "excluded") if approves else ("仍然计入", "counted all the same")
    fact = ExclusionDecided(**naming(request), call_back=row.pk, decision_zh=zh, decision_en=en)
    record(fact, actor=actor, at=at)
    return row
