"""Installing, continued: targets, what carries the measures, what is asked of every unit."""

from collections.abc import Iterable
from datetime import datetime
from itertools import chain
from typing import Any
from uuid import UUID

from yingshang.apps.delivery.installing import content
from yingshang.apps.delivery.installing.rows import Kept, bring, coded
from yingshang.apps.delivery.models import (
    Duty,
    Entry,
    Figure,
    Instrument,
    Measure,
    Plan,
    ServiceRule,
    Target,
    Task,
    WorkRequirement,
)
from yingshang.engines.packs.pack import ReadPack


def bring_carried(
    pack: ReadPack, plan: Plan, tasks: Kept[Task], measures: Kept[Measure], at: datetime
) -> Iterable[Entry]:
    """Targets with their figures, requirements, duties, rules, and the instruments of all."""
    requirements, duties, rules = _requirements(pack, plan, at)
    figures = (
        (each.id, {**content.figure_values(each), "task_id": tasks.id_of(task.id)})
        for task in pack.plan.tasks
        for each in task.targets
    )
    kept_figures = bring(Figure, plan, coded(figures), at)
    targets = bring(Target, plan, coded(_target_rows(pack, tasks, measures, requirements)), at)
    _tie_figures(pack, targets, kept_figures)
    instruments = bring(
        Instrument, plan, coded(_instrument_rows(pack, measures, duties, rules)), at
    )
    return (
        *requirements.touched,
        *duties.touched,
        *rules.touched,
        *kept_figures.touched,
        *targets.touched,
        *instruments.touched,
    )


def _requirements(
    pack: ReadPack, plan: Plan, at: datetime
) -> tuple[Kept[WorkRequirement], Kept[Duty], Kept[ServiceRule]]:
    asked = pack.requirements
    paragraphs = (
        (each.id, {"name": content.worded(each.name), "start": each.span[0], "end": each.span[1]})
        for each in asked.work_requirements
    )
    requirements = bring(WorkRequirement, plan, coded(paragraphs), at)
    duties = (
        (
            duty.id,
            {
                **content.quoted(duty),
                "plain": content.worded(duty.plain),
                "requirement_id": requirements.id_of(each.id),
            },
        )
        for each in asked.work_requirements
        for duty in each.duties
    )
    rules = (
        (
            rule.id,
            {
                **content.quoted(rule),
                "name": content.worded(rule.name),
                "plain": content.worded(rule.plain),
            },
        )
        for rule in asked.service_rules
    )
    return (
        requirements,
        bring(Duty, plan, coded(duties), at),
        bring(ServiceRule, plan, coded(rules), at),
    )


def _target_rows(
    pack: ReadPack,
    tasks: Kept[Task],
    measures: Kept[Measure],
    requirements: Kept[WorkRequirement],
) -> Iterable[content.Row]:
    for task in pack.tasks.values():
        for entry in task.targets:
            yield (
                entry.id,
                {
                    **content.target_values(entry),
                    "task_id": tasks.id_of(task.id),
                    "measure_id": measures.id_of(entry.measure),
                    "requirement_id": None,
                },
            )
    for requirement in pack.requirements.work_requirements:
        for entry in requirement.targets:
            yield (
                entry.id,
                {
                    **content.target_values(entry),
                    "task_id": None,
                    "measure_id": None,
                    "requirement_id": requirements.id_of(requirement.id),
                },
            )


def _tie_figures(pack: ReadPack, targets: Kept[Target], figures: Kept[Figure]) -> None:
    """Say on which numbers of the text each target rests."""
    entries = chain.from_iterable(task.targets for task in pack.tasks.values())
    through = Target.figures.through
    wanted = {
        (targets.id_of(entry.id), figures.id_of(code))
        for entry in entries
        for code in entry.plan_targets
    }
    ties = through._default_manager.filter(target__in=targets.rows.values())
    present = {(tie.target_id, tie.figure_id): tie for tie in ties}
    through._default_manager.filter(
        pk__in=[tie.pk for pair, tie in present.items() if pair not in wanted]
    ).delete()
    through._default_manager.bulk_create(
        through(target_id=target, figure_id=figure) for target, figure in wanted - present.keys()
    )


def _instrument_rows(
    pack: ReadPack, measures: Kept[Measure], duties: Kept[Duty], rules: Kept[ServiceRule]
) -> Iterable[content.Row]:
    nothing = {"measure_id": None, "duty_id": None, "service_rule_id": None}
    owned: Iterable[tuple[Any, str, UUID]] = chain(
        (
            (each, "measure_id", measures.id_of(each.id))
            for task in pack.tasks.values()
            for each in task.measures
        ),
        (
            (each, "duty_id", duties.id_of(each.id))
            for requirement in pack.requirements.work_requirements
            for each in requirement.duties
        ),
        (
            (each, "service_rule_id", rules.id_of(each.id))
            for each in pack.requirements.service_rules
        ),
    )
    for owner, field, owner_id in owned:
        for entry in owner.instruments:
            code, values = content.instrument_row(owner.id, entry)
            yield code, {**values, **nothing, field: owner_id}
