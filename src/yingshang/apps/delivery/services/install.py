"""Installing: a release of a pack becomes the rows of its plan."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from yingshang.apps.delivery.events import PlanRevised, PlanTakenUp
from yingshang.apps.delivery.installing import content
from yingshang.apps.delivery.installing.carried import bring_carried
from yingshang.apps.delivery.installing.rows import Kept, bring, coded
from yingshang.apps.delivery.installing.searchable import write_search_texts
from yingshang.apps.delivery.installing.units import bring_units
from yingshang.apps.delivery.models import (
    Correction,
    Deadline,
    Entry,
    Instrument,
    Measure,
    OpenEnded,
    Plan,
    Section,
    Task,
)
from yingshang.apps.directory.models import Person, Workspace
from yingshang.apps.ledger.services.record import record
from yingshang.apps.registers.models import PackRelease
from yingshang.engines.packs.pack import ReadPack


@transaction.atomic
def install_plan(
    *,
    pack: ReadPack,
    release: PackRelease,
    actor: Person | None,
    at: datetime,
    workspace: Workspace | None = None,
) -> Plan:
    """Make the plan of `pack` and everything that it holds; twice without harm.

    Runs inside the transaction that installs `release`, whose permission it relies on, after the
    directory has taken over its units. `pack` has been checked. Rows that the release no longer
    has are ended. Records one fact when the plan is new or anything differs.

    Args:
        workspace: Where the plan belongs; None is the city itself.
        at: The moment of installing, aware; it is when vanished rows end.

    Source: docs/delivery.md, "Installing".
    """
    plan, is_new = _the_plan(pack, release, workspace)
    tasks = _tasks(pack, plan, at)
    measures = _measures(pack, plan, tasks, at)
    touched: list[Entry] = [
        *tasks.touched,
        *measures.touched,
        *bring_units(pack, plan, tasks, at),
        *_findings(pack, plan, tasks, at),
        *bring_carried(pack, plan, tasks, measures, at),
    ]
    write_search_texts(plan)
    differing = _tasks_of(touched, measures)
    if is_new or touched:
        fact = (PlanTakenUp if is_new else PlanRevised)(
            plan=str(plan.pk), title=plan.title, release=str(release), tasks=differing
        )
        record(fact, actor=actor, at=at)
    return plan


def _the_plan(
    pack: ReadPack, release: PackRelease, workspace: Workspace | None
) -> tuple[Plan, bool]:
    values = {**content.plan_values(pack), "release": release}
    plan = Plan.objects.select_for_update().filter(workspace=workspace, code=pack.header.id).first()
    if plan is None:
        made = Plan.objects.create(workspace=workspace, code=pack.header.id, **values)
        return made, True
    for name, value in values.items():
        setattr(plan, name, value)
    plan.save(update_fields=list(values))
    return plan, False


def _tasks(pack: ReadPack, plan: Plan, at: datetime) -> Kept[Task]:
    sections = bring(Section, plan, coded(content.section_rows(pack)), at)
    rows = [content.task_row(task, pack.tasks[task.id]) for task in pack.plan.tasks]
    homes = {task.id: sections.id_of(task.section) for task in pack.plan.tasks}
    placed = [(code, {**values, "section_id": homes[code]}) for code, values in rows]
    tasks = bring(Task, plan, coded(placed), at)
    for task in pack.plan.tasks:
        parent = tasks.id_of(task.parent)
        if tasks.rows[task.id].parent_id != parent:
            tasks.rows[task.id].parent_id = parent
            tasks.rows[task.id].save(update_fields=["parent"])
    return tasks


def _measures(pack: ReadPack, plan: Plan, tasks: Kept[Task], at: datetime) -> Kept[Measure]:
    plain = {each.id: each.plain for task in pack.tasks.values() for each in task.measures}
    rows = (
        (
            measure.id,
            {
                **content.quoted(measure),
                "task_id": tasks.id_of(task.id),
                "plain": content.worded(plain.get(measure.id)),
            },
        )
        for task in pack.plan.tasks
        for measure in task.measures
    )
    return bring(Measure, plan, coded(rows), at)


def _findings(pack: ReadPack, plan: Plan, tasks: Kept[Task], at: datetime) -> Iterable[Entry]:
    """Figures are brought with the targets; here is what stands alone: dates, open ends, notes."""
    deadlines = (
        (
            f"{task.id}/{each.quote}",
            {**content.deadline_values(each), "task_id": tasks.id_of(task.id)},
        )
        for task in pack.plan.tasks
        for each in task.deadlines
    )
    open_ended = (
        (f"{task.id}/{each.quote}", {**content.quoted(each), "task_id": tasks.id_of(task.id)})
        for task in pack.plan.tasks
        for each in task.open_ended
    )
    corrections = (
        (code, {**values, "task_id": tasks.id_of(each.task)})
        for each in pack.plan.corrections
        for code, values in [content.correction_row(each)]
    )
    return (
        *bring(Deadline, plan, coded(deadlines), at).touched,
        *bring(OpenEnded, plan, coded(open_ended), at).touched,
        *bring(Correction, plan, coded(corrections), at).touched,
    )


def _tasks_of(touched: Iterable[Entry], measures: Kept[Measure]) -> tuple[str, ...]:
    """Ids of the tasks that the rows are, or belong to, in order."""
    homes: dict[UUID | None, UUID] = {row.pk: row.task_id for row in measures.rows.values()}
    ids = {_task_of(row, homes) for row in touched}
    return tuple(sorted(str(each) for each in ids if each))


def _task_of(row: Entry, homes: Mapping[UUID | None, UUID]) -> UUID | None:
    if isinstance(row, Task):
        return row.pk
    if isinstance(row, Instrument):
        return homes.get(row.measure_id)
    return getattr(row, "task_id", None)
