"""What each line of a return is about: own measures, published ones, or parts of a summary."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from yingshang.apps.delivery.decisions.differences import figure_of
from yingshang.apps.delivery.decisions.returns import Basis, MilestoneBasis
from yingshang.apps.delivery.models import (
    ExpectedProgress,
    ImplementationVersion,
    Measure,
    Milestone,
    PlannedMeasure,
    Return,
    Target,
)
from yingshang.apps.delivery.models.wording import Wording
from yingshang.apps.delivery.selectors.returns.rules import find_rules
from yingshang.engines.packs.schema.common import Text

Bases = tuple[Basis, ...]
OUTLINE = (
    "key", "text", "milestones__key", "milestones__due_on", "milestones__result",
    "milestones__proven_at",
)  # fmt: skip
MILESTONES = Prefetch("milestones", Milestone.objects.order_by("due_on", "position"))


def bases_of(reports: Iterable[Return]) -> Mapping[UUID, Bases]:
    """The lines of each return, by its id, in a fixed number of queries.

    A unit's own return follows its accepted implementation plan; without one, and for a
    consolidation, the measures of the task as published. `period.plan` is loaded.
    """
    rows = list(reports)
    tasks = {row.task_id for row in rows if row.task_id}
    published = _published(tasks)
    planned = _planned(rows, published)
    return {row.pk: _bases(row, planned, published) for row in rows}


def basis_of(report: Return) -> Bases:
    """The lines of one return."""
    return bases_of([report])[report.pk]


def outline_of(report: Return) -> Bases:
    """The lines of one return with their milestones, without any hints; fewer queries."""
    if report.kind != Return.Kind.PROGRESS or report.task_id is None:
        return basis_of(report)
    rows = PlannedMeasure.objects.filter(
        version__state=ImplementationVersion.State.ACCEPTED,
        version__plan__task=report.task_id,
        version__plan__unit=report.unit_id,
    ).order_by("position", "milestones__due_on", "milestones__position")
    return _outline(rows.values_list(*OUTLINE)) or basis_of(report)


def _outline(rows: Iterable[tuple[Any, ...]]) -> Bases:
    """Bases from measures beside their milestones, one row a pair."""
    titles: dict[UUID, str] = {}
    milestones: dict[UUID, list[MilestoneBasis]] = {}
    for measure, text, key, due_on, result, proven_at in rows:
        titles[measure] = text
        if key is not None:
            own = MilestoneBasis(key, due_on, result, is_proven=proven_at is not None)
            milestones.setdefault(measure, []).append(own)
    return tuple(
        Basis(f"planned:{key}", text, milestones=tuple(milestones.get(key, ())))
        for key, text in titles.items()
    )


Published = Mapping[UUID, Mapping[str, Basis]]
Planned = Mapping[tuple[UUID, UUID], ImplementationVersion]


def _bases(row: Return, planned: Planned, published: Published) -> Bases:
    if row.task_id is None:
        return _sections(row)
    own = planned.get((row.task_id, row.unit_id))
    if row.kind == Return.Kind.PROGRESS and own is not None:
        return _own(own, row.period.starts_on, published.get(row.task_id, {}))
    return tuple(published.get(row.task_id, {}).values())


def _sections(row: Return) -> Bases:
    rules = find_rules(row.period.plan)
    sections = rules.summary if rules else ()
    return tuple(
        Basis(f"section:{each.code}", _said(each.heading), expected=_said(each.hint))
        for each in sections
    )


def _said(text: Text | None) -> str:
    return str(Wording(text.zh_hans, text.en)) if text else ""


def _published(tasks: Iterable[UUID]) -> Published:
    """Task → measures in force as bases, by code, with what their targets ask for."""
    asked: dict[UUID | None, list[str]] = {}
    wanted = list(tasks)
    targets = Target.objects.in_force().filter(task__in=wanted).order_by("position")
    for target in targets:
        asked.setdefault(target.measure_id, []).append(f"{target.name} {target.amount}".strip())
    found: dict[UUID, dict[str, Basis]] = {}
    for measure in Measure.objects.in_force().filter(task__in=wanted).order_by("position"):
        found.setdefault(measure.task_id, {})[measure.code] = Basis(
            key=f"measure:{measure.code}",
            title=str(measure.plain) or measure.quote,
            figure_hint="；".join(asked.get(measure.pk, [])),
        )
    return found


def _planned(rows: Iterable[Return], published: Published) -> Planned:
    """(task, unit) → the accepted version of the unit's own plan, with its content."""
    units = {row.unit_id for row in rows if row.kind == Return.Kind.PROGRESS}
    own = PlannedMeasure.objects.order_by("position").prefetch_related(
        MILESTONES,
        Prefetch("carries", Measure.objects.order_by("position")),
        Prefetch("expected_progress", ExpectedProgress.objects.order_by("month_on")),
    )
    found = _accepted(published, units).prefetch_related(Prefetch("planned_measures", own))
    return {(each.plan.task_id, each.plan.unit_id): each for each in found}


def _accepted(tasks: Iterable[UUID], units: Iterable[UUID]) -> QuerySet[ImplementationVersion]:
    rows = ImplementationVersion.objects.filter(
        state=ImplementationVersion.State.ACCEPTED,
        plan__task__in=list(tasks),
        plan__unit__in=list(units),
    )
    return rows.select_related("plan").order_by("pk")


def _own(version: ImplementationVersion, month: date, published: Mapping[str, Basis]) -> Bases:
    return tuple(_own_measure(row, month, published) for row in version.planned_measures.all())


def _own_measure(row: PlannedMeasure, month: date, published: Mapping[str, Basis]) -> Basis:
    carried = (each.code for each in row.carries.all())
    asked = (published[code].figure_hint for code in carried if code in published)
    due = [each for each in row.expected_progress.all() if each.month_on == month]
    expected = [part for each in due for part in (each.words, figure_of(each)) if part]
    return Basis(
        key=f"planned:{row.key}",
        title=row.text,
        expected="；".join(expected),
        figure_hint="；".join(filter(None, asked)),
        person=row.person_name,
        due_on=row.ends_on,
        evidence_hint=row.evidence,
        milestones=_milestones(row),
    )


def _milestones(row: PlannedMeasure) -> tuple[MilestoneBasis, ...]:
    return tuple(
        MilestoneBasis(each.key, each.due_on, each.result, each.is_proven)
        for each in row.milestones.all()
    )
