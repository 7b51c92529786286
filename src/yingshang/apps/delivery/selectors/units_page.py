"""The page of all units: who has how much to do."""

from dataclasses import dataclass

from yingshang.apps.delivery.models import OpenEnded, Plan, Responsibility, Role, TaskUnit
from yingshang.apps.delivery.selectors.plan_page import UnitCounts, unit_counts, with_lights
from yingshang.apps.delivery.selectors.plans import tasks_of


@dataclass(frozen=True)
class UnitsPage:
    """Everything on the page of all units.

    Attributes:
        without_lead: Codes of the tasks in whose clause nobody leads and several answer.
        open_ended: Words for units that the plan does not name.
    """

    plan: Plan
    units: tuple[UnitCounts, ...]
    without_lead: tuple[str, ...]
    open_ended: tuple[OpenEnded | TaskUnit, ...]

    @property
    def is_lit(self) -> bool:
        """Whether any unit has a light already."""
        return any(each.light for each in self.units)


def units_page(plan: Plan) -> UnitsPage:
    """The page of all units of `plan`."""
    return UnitsPage(
        plan=plan,
        units=with_lights(plan, unit_counts(plan)),
        without_lead=_without_lead(plan),
        open_ended=unnamed(plan),
    )


def unnamed(plan: Plan) -> tuple[OpenEnded | TaskUnit, ...]:
    """Words of clauses for units that the plan does not name, by task."""
    described = OpenEnded.objects.in_force().filter(plan=plan).select_related("task")
    sets = TaskUnit.objects.in_force().filter(plan=plan, unit_set__is_open_ended=True)
    rows = [*described.order_by("position"), *sets.select_related("task").order_by("position")]
    return tuple(sorted(rows, key=lambda row: (row.task.position, row.start)))


def _without_lead(plan: Plan) -> tuple[str, ...]:
    """Tasks that several units answer for, or an unnamed set, without a lead among them."""
    roles: dict[object, list[str]] = {}
    for task, role in (
        Responsibility.objects.in_force()
        .filter(plan=plan)
        .values_list("task", "role")
        .order_by("pk")
    ):
        roles.setdefault(task, []).append(role)
    return tuple(
        task.code
        for task in tasks_of(plan)
        if Role.LEAD not in roles.get(task.pk, []) and len(roles.get(task.pk, [])) != 1
    )
