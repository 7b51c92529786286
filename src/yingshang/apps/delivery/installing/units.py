"""Installing, continued: the names in responsibility clauses, and the units that they mean."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from yingshang.apps.delivery.installing import content
from yingshang.apps.delivery.installing.rows import Kept, Values, bring, coded
from yingshang.apps.delivery.models import Entry, Plan, Responsibility, Task, TaskUnit
from yingshang.apps.directory.models import Unit, UnitSet
from yingshang.engines.packs.pack import ReadPack
from yingshang.engines.packs.schema.plan import PlanUnit


class Known(NamedTuple):
    """What the directory has: units and sets by code."""

    units: dict[str, Unit]
    sets: dict[str, UnitSet]


def bring_units(pack: ReadPack, plan: Plan, tasks: Kept[Task], at: datetime) -> tuple[Entry, ...]:
    """Bring the names as written and the responsibilities that follow from them."""
    known = Known(
        {unit.code: unit for unit in Unit.objects.filter(workspace=plan.workspace)},
        {
            each.code: each
            for each in UnitSet.objects.filter(workspace=plan.workspace).prefetch_related("members")
        },
    )
    named = [
        (task.id, tasks.id_of(task.id), each) for task in pack.plan.tasks for each in task.units
    ]
    names = (_name_row(code, task_id, each, known) for code, task_id, each in named)
    kept = bring(TaskUnit, plan, coded(names), at)
    duties: dict[str, Values] = {}
    for code, task_id, each in sorted(named, key=lambda row: row[2].unit in known.sets):
        for unit, via in _meant(each, known):
            values = {"task_id": task_id, "unit_id": unit.pk, "role": each.role, "via_set_id": via}
            duties.setdefault(f"{code}/{each.role}:{unit.code}", values)
    answering = bring(Responsibility, plan, _positioned(duties), at)
    return (*kept.touched, *answering.touched)


def _name_row(task: str, task_id: UUID, named: PlanUnit, known: Known) -> content.Row:
    unit, unit_set = known.units.get(named.unit or ""), known.sets.get(named.unit or "")
    return f"{task}/{named.role}:{named.unit or named.quote}", {
        **content.quoted(named),
        "task_id": task_id,
        "role": named.role,
        "group": named.group,
        "unit_id": unit.pk if unit else None,
        "unit_set_id": unit_set.pk if unit_set else None,
    }


def _meant(named: PlanUnit, known: Known) -> Iterable[tuple[Unit, UUID | None]]:
    """The units behind a name and the set through which they are meant."""
    if named.unit in known.units:
        return [(known.units[named.unit], None)]
    if named.unit in known.sets:
        unit_set = known.sets[named.unit]
        return [(unit, unit_set.pk) for unit in unit_set.members.all()]
    return []


def _positioned(duties: dict[str, Values]) -> dict[str, Values]:
    return {
        code: {"position": position, **duties[code]}
        for position, code in enumerate(sorted(duties), start=1)
    }
