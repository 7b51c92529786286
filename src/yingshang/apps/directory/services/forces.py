"""Task forces: set up, replaced, dissolved."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from yingshang.apps.directory.errors import RefusedError
from yingshang.apps.directory.events import TaskForceDissolved, TaskForceFounded
from yingshang.apps.directory.models import Person, TaskForce, Unit
from yingshang.apps.directory.permissions import Actor, on_record, require
from yingshang.apps.ledger.services import record


@transaction.atomic
def found_task_force(
    *, force: TaskForce, members: Collection[Person] = (), actor: Actor, at: datetime
) -> TaskForce:
    """Set up a unit's task force from `force.valid_from` on; the former one ends the day before.

    Args:
        force: Not yet saved.
        members: Everybody besides the first responsible and the deputy leader.

    Raises:
        PermissionDenied: `actor` may not set up a task force for this unit.
        RefusedError: No section or first day, a closed account, or the former began no earlier.

    Source: the plan's work requirement 组织领导.
    """
    require(actor, "directory.found_task_force", at=at, unit=force.unit_id)
    unit = Unit.objects.select_for_update().get(pk=force.unit_id)
    first_day = _checked_first_day(force, members)
    _end_former(unit, first_day)
    force.save(force_insert=True)
    force.members.set(members)
    fact = TaskForceFounded(
        person_id=force.first_responsible_id,
        person=force.first_responsible.name,
        unit_id=unit.pk,
        unit=unit.official_name_zh,
        deputy_leader=force.deputy_leader.name,
        section=force.section,
        first_day=first_day.isoformat(),
    )
    record(fact, actor=on_record(actor), at=at)
    return force


@transaction.atomic
def dissolve_task_force(*, force_id: UUID, last_day: date, actor: Actor, at: datetime) -> TaskForce:
    """Let a task force end after `last_day` (inclusive).

    Raises:
        PermissionDenied: `actor` may not dissolve this unit's task force.
        RefusedError: It has ended, or the day lies before its first.
    """
    force = (
        TaskForce.objects.select_for_update(of=("self",)).select_related("unit").get(pk=force_id)
    )
    require(actor, "directory.dissolve_task_force", at=at, unit=force.unit_id)
    if force.valid_to is not None:
        raise RefusedError(_("This task force has an end already."))
    if force.valid_from is not None and last_day < force.valid_from:
        raise RefusedError(_("The last day lies before the first day."))
    force.valid_to = last_day
    force.save(update_fields=["valid_to"])
    fact = TaskForceDissolved(
        unit_id=force.unit_id, unit=force.unit.official_name_zh, last_day=last_day.isoformat()
    )
    record(fact, actor=on_record(actor), at=at)
    return force


def _checked_first_day(force: TaskForce, members: Collection[Person]) -> date:
    if not force.section.strip():
        raise RefusedError(_("Name the responsible section."))
    everybody = [force.first_responsible, force.deputy_leader, *members]
    if not all(person.is_active for person in everybody):
        raise RefusedError(_("This account is closed."))
    if force.valid_from is None:
        raise RefusedError(_("Say from which day the task force works."))
    return force.valid_from


def _end_former(unit: Unit, first_day: date) -> None:
    former = TaskForce.objects.filter(unit=unit, valid_to__isnull=True).first()
    if former is None:
        return
    if former.valid_from is not None and former.valid_from >= first_day:
        raise RefusedError(_("The present task force began no earlier; choose a later day."))
    former.valid_to = first_day - timedelta(days=1)
    former.save(update_fields=["valid_to"])
