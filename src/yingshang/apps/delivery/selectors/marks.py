"""What was found in the published words of a task, ready to be marked in them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yingshang.apps.delivery.decisions.marking import Finding, Passage, passages
from yingshang.apps.delivery.models import Figure, Plan, Role, Task


@dataclass(frozen=True)
class Marks:
    """Measures enclose; the other findings stand inside them."""

    measures: tuple[Finding, ...]
    findings: tuple[Finding, ...]


def marks_of(task: Task, figures: Sequence[Figure]) -> Marks:
    """The findings of `task`, which comes from `plans.with_findings`.

    Each points at an id of the task's page: `measure-01.1`, `unit-<position>`, `target-T01-a` …
    """
    measures = tuple(
        Finding("measure", each.span, f"measure-{each.code}", str(number))
        for number, each in enumerate(task.measures.all(), start=1)
    )
    return Marks(measures, (*_units(task), *_figures(figures), *_dates(task)))


def task_passages(plan: Plan, task: Task, marks: Marks) -> tuple[Passage, ...]:
    """The published words of the task, heading and clause included, cut at its marks."""
    return passages(
        plan.text, (task.start, task.end), measures=marks.measures, findings=marks.findings
    )


def _units(task: Task) -> list[Finding]:
    named = [
        Finding("unit", each.span, f"unit-{each.position}", str(Role(each.role).label))
        for each in task.task_units.all()
    ]
    open_ended = [
        Finding("open", each.span, f"open-{each.position}", _("units not named"))
        for each in task.open_ended.all()
    ]
    return [*named, *open_ended]


def _figures(figures: Sequence[Figure]) -> list[Finding]:
    found = []
    for each in figures:
        targets = [target.code for target in each.targets.all() if target.ended_at is None]
        anchor = f"target-{targets[0]}" if targets else f"figure-{each.code}"
        found.append(Finding("target", each.span, anchor, str(Figure.Kind(each.kind).label)))
    return found


def _dates(task: Task) -> list[Finding]:
    return [
        Finding("deadline", each.span, f"date-{each.position}", pgettext("mark", "date"))
        for each in task.deadlines.all()
    ]
