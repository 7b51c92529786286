"""The page of one unit: what it leads, answers for and supports, and its people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib.auth.models import AnonymousUser

from yingshang.apps.delivery.models import Plan, Responsibility, Role
from yingshang.apps.delivery.selectors.plans import tasks_of, with_findings
from yingshang.apps.delivery.selectors.returns.lights import lights_of_tasks
from yingshang.apps.delivery.selectors.rows import TaskRow, task_row
from yingshang.apps.directory.models import Person, Unit, UnitSet
from yingshang.apps.directory.selectors import units as directory


@dataclass(frozen=True)
class UnitTask:
    """A task and the set through which the unit is meant, if any."""

    row: TaskRow
    via_set: UnitSet | None


@dataclass(frozen=True)
class RoleTasks:
    """The tasks in which the unit has one role."""

    role: Role
    tasks: tuple[UnitTask, ...]


@dataclass(frozen=True)
class UnitPage:
    """Everything on the page of a unit. `people` is None for who may not see them."""

    plan: Plan
    unit: Unit
    roles: tuple[RoleTasks, ...]
    people: directory.UnitPage | None

    @property
    def has_tasks(self) -> bool:
        """Whether the plan gives the unit anything to do."""
        return any(group.tasks for group in self.roles)


def unit_page(
    plan: Plan, code: str, *, viewer: Person | AnonymousUser, on: date
) -> UnitPage | None:
    """The page of the unit with `code` in the plan's directory; None when there is none."""
    units = Unit.objects.within(plan.workspace).prefetch_related("names")
    unit = units.filter(code=code).first()
    if unit is None:
        return None
    return UnitPage(plan, unit, _roles(plan, unit), _people(unit, viewer, on))


def _roles(plan: Plan, unit: Unit) -> tuple[RoleTasks, ...]:
    answering = Responsibility.objects.in_force().filter(plan=plan, unit=unit)
    found = list(answering.select_related("via_set").prefetch_related("via_set__names"))
    tasks = list(with_findings(tasks_of(plan).filter(pk__in=[each.task_id for each in found])))
    lights = lights_of_tasks(tasks, unit)
    rows = {task.pk: task_row(plan, task, lights=lights) for task in tasks}
    return tuple(RoleTasks(role, _of_role(role, found, rows)) for role in Role)


def _of_role(
    role: Role, found: list[Responsibility], rows: Mapping[UUID, TaskRow]
) -> tuple[UnitTask, ...]:
    meant = [each for each in found if each.role == role and each.task_id in rows]
    tasks = [UnitTask(rows[each.task_id], each.via_set) for each in meant]
    return tuple(sorted(tasks, key=lambda each: each.row.code))


def _people(unit: Unit, viewer: Person | AnonymousUser, on: date) -> directory.UnitPage | None:
    if not isinstance(viewer, Person):
        return None
    page = directory.unit_page(unit, viewer=viewer, on=on)
    return page if page.may_see_people else None
