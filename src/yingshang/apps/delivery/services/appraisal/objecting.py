"""A unit contests an entry; the lead office decides."""

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
from yingshang.apps.delivery.events import ObjectionDecided, ObjectionRaised
from yingshang.apps.delivery.models import AppraisalResult, Objection, Plan, Wording
from yingshang.apps.delivery.permissions import DECIDE_OBJECTION, OBJECT
from yingshang.apps.delivery.selectors.appraisal.months import contestable, scores
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import require
from yingshang.apps.ledger.services import record


@transaction.atomic
def raise_objection(
    *, plan_id: UUID, month_on: date, entry_key: str, reason: str, actor: Person, at: datetime
) -> Objection:
    """Contest one entry of an open month, for the unit that it is about.

    Raises:
        PermissionDenied: `actor` is neither reviewer nor leader of that unit.
        ReasonMissingError, EntryGoneError, ObjectedAlreadyError, FrozenAlreadyError,
        ObjectionTooLateError: As they say.
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
    fact = ObjectionRaised(**_naming(objection), reason=objection.reason)
    record(fact, actor=actor, at=at)
    return objection


@transaction.atomic
def decide(
    *, objection_id: UUID, is_upheld: bool, note: str, actor: Person, at: datetime
) -> Objection:
    """Decide on an objection: upheld makes the entry void, otherwise it stays.

    Raises:
        PermissionDenied: `actor` is not of the lead office.
        ReasonMissingError, ObjectionDecidedError, OwnObjectionError: As they say.
    """
    require(actor, DECIDE_OBJECTION, at=at)
    if not note.strip():
        raise ReasonMissingError
    rows = Objection.objects.select_related("unit").select_for_update(of=("self",))
    objection = rows.get(pk=objection_id)
    if objection.state != Objection.State.OPEN:
        raise ObjectionDecidedError
    if objection.raised_by_id == actor.pk:
        raise OwnObjectionError
    objection.state = Objection.State.UPHELD if is_upheld else Objection.State.KEPT
    objection.note, objection.decided_by, objection.decided_at = note.strip(), actor, at
    objection.save(update_fields=["state", "note", "decided_by", "decided_at"])
    fact = ObjectionDecided(**_naming(objection), state=objection.state, note=objection.note)
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
