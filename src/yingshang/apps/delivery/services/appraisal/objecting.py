"""A unit contests an entry, or takes that back; the lead office decides."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from yingshang.apps.delivery.decisions.appraisal import Scored
from yingshang.apps.delivery.errors import (
    EntryGoneError,
    FrozenAlreadyError,
    ObjectedAlreadyError,
    ObjectionDecidedError,
    ObjectionTooLateError,
    OwnObjectionError,
    ReasonMissingError,
)
from yingshang.apps.delivery.events import (
    ObjectionDecided,
    ObjectionRaised,
    ObjectionWithdrawn,
)
from yingshang.apps.delivery.models import AppraisalResult, Objection, Plan, Wording
from yingshang.apps.delivery.permissions import DECIDE_OBJECTION, OBJECT
from yingshang.apps.delivery.selectors.appraisal.months import contestable, scores
from yingshang.apps.delivery.services.appraisal.answering import (
    drop_answer,
    owe_answer,
    settle_answer,
)
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import require
from yingshang.apps.ledger.services import record


@transaction.atomic
def raise_objection(
    *, plan_id: UUID, month_on: date, entry_key: str, reason: str, actor: Person, at: datetime
) -> Objection:
    """Contest one entry of an open month, for the unit that it is about.

    The lead office owes an answer from then on.

    Raises:
        PermissionDenied: `actor` is neither reviewer nor leader of that unit.
        ReasonMissingError, EntryGoneError, ObjectedAlreadyError, FrozenAlreadyError,
        ObjectionTooLateError, NoObjectionLimitError: As they say.
    """
    plan = locked_plan(plan_id)
    require_open(plan, month_on)
    month = scores(plan, month_on, at)
    entry = next((each for each in month.entries if each.key == entry_key), None)
    if entry is None:
        raise EntryGoneError
    require(actor, OBJECT, at=at, unit=entry.unit_id)
    if not reason.strip():
        raise ReasonMissingError
    if entry_key in month.objections:
        raise ObjectedAlreadyError
    term = contestable(plan, month_on, at)
    if at >= term.due_at:
        raise ObjectionTooLateError(term.due_on)
    objection = _create(plan, month_on, entry, reason.strip(), actor=actor, at=at)
    duty = owe_answer(objection, at)
    fact = ObjectionRaised(**_naming(objection), obligation=duty, reason=objection.reason)
    record(fact, actor=actor, at=at)
    return objection


@transaction.atomic
def decide(
    *,
    objection_id: UUID,
    is_upheld: bool,
    note: str,
    actor: Person,
    at: datetime,
    late_reason: str = "",
) -> Objection:
    """Decide on an objection: upheld makes the entry void, otherwise it stays.

    Args:
        late_reason: Needed from the instant on at which the answer was due.

    Raises:
        PermissionDenied: `actor` is not of the lead office.
        ReasonMissingError, ObjectionDecidedError, OwnObjectionError, LateReasonMissingError: As
            they say.
    """
    require(actor, DECIDE_OBJECTION, at=at)
    if not note.strip():
        raise ReasonMissingError
    objection = _locked(objection_id)
    if objection.raised_by_id == actor.pk:
        raise OwnObjectionError
    objection.state = Objection.State.UPHELD if is_upheld else Objection.State.KEPT
    objection.note, objection.decided_by, objection.decided_at = note.strip(), actor, at
    objection.save(update_fields=["state", "note", "decided_by", "decided_at"])
    duty = settle_answer(objection, by=actor, at=at, late_reason=late_reason)
    fact = ObjectionDecided(
        **_naming(objection), obligation=duty, state=objection.state, note=objection.note
    )
    record(fact, actor=actor, at=at)
    return objection


@transaction.atomic
def withdraw(*, objection_id: UUID, reason: str, actor: Person, at: datetime) -> Objection:
    """Take an objection back before it is decided; the entry stays and is not contested again.

    Raises:
        PermissionDenied: `actor` is neither reviewer nor leader of the unit.
        ReasonMissingError, ObjectionDecidedError: As they say.
    """
    objection = _locked(objection_id)
    require(actor, OBJECT, at=at, unit=objection.unit_id)
    if not reason.strip():
        raise ReasonMissingError
    objection.state, objection.note = Objection.State.WITHDRAWN, reason.strip()
    objection.save(update_fields=["state", "note"])
    fact = ObjectionWithdrawn(
        **_naming(objection), obligation=drop_answer(objection), reason=objection.note
    )
    record(fact, actor=actor, at=at)
    return objection


def locked_plan(plan_id: UUID) -> Plan:
    """The plan, locked: objections and freezing of one plan wait for one another."""
    rows = Plan.objects.select_related("release").defer("text", "release__content")
    return rows.select_for_update(of=("self",)).get(pk=plan_id)


def require_open(plan: Plan, month_on: date) -> None:
    """Refuse a frozen month.

    Raises:
        FrozenAlreadyError: As it says.
    """
    if AppraisalResult.objects.filter(plan=plan, month_on=month_on).exists():
        raise FrozenAlreadyError


def _locked(objection_id: UUID) -> Objection:
    """The objection that waits for a decision, locked until the transaction ends.

    Raises:
        ObjectionDecidedError: It waits no longer.
    """
    rows = Objection.objects.select_related("unit").select_for_update(of=("self",))
    objection = rows.get(pk=objection_id)
    if objection.state != Objection.State.OPEN:
        raise ObjectionDecidedError
    return objection


def _create(
    plan: Plan, month_on: date, entry: Scored, reason: str, *, actor: Person, at: datetime
) -> Objection:
    return Objection.objects.create(
        plan=plan,
        month_on=month_on,
        unit_id=entry.unit_id,
        entry_key=entry.key,
        rule_name=Wording(entry.rule_zh, entry.rule_en),
        title=entry.title,
        points=entry.points,
        reason=reason,
        raised_by=actor,
        raised_at=at,
    )


def _naming(objection: Objection) -> dict[str, Any]:
    return {
        "objection": str(objection.pk),
        "month": f"{objection.month_on:%Y-%m}",
        "entry_key": objection.entry_key,
        "title": objection.title,
        "unit_id": objection.unit_id,
        "unit": objection.unit.official_name_zh,
    }
