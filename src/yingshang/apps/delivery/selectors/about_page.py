"""The page about the plan: what the software read, what a person decided, every mark."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from yingshang.apps.delivery.decisions.marking import Finding, Passage, passages
from yingshang.apps.delivery.models import (
    Correction,
    Deadline,
    Duty,
    Figure,
    Instrument,
    Measure,
    Plan,
    Responsibility,
    Section,
    ServiceRule,
    Target,
    Task,
    TaskUnit,
    WorkRequirement,
)
from yingshang.apps.delivery.selectors.marks import Marks, marks_of
from yingshang.apps.delivery.selectors.plan_page import Summary, summary
from yingshang.apps.delivery.selectors.plans import tasks_of, with_findings
from yingshang.apps.delivery.selectors.units_page import unnamed


@dataclass(frozen=True)
class Found:
    """How many findings of each kind there are."""

    sections: int
    tasks: int
    measures: int
    names: int
    undecided: int
    responsibilities: int
    open_ended: int
    figures: int
    stated: int
    readings: int
    baselines_missing: int
    deadlines: int
    duties: int
    rules: int


@dataclass(frozen=True)
class Line:
    """A line of the published text; `task` is the code of the task that begins in it."""

    passages: tuple[Passage, ...]
    is_heading: bool
    task: str


@dataclass(frozen=True)
class AboutPage:
    """Everything on the page about the plan."""

    plan: Plan
    found: Found
    summary: Summary
    corrections: Sequence[Correction]
    requirements: Sequence[WorkRequirement]
    rules: Sequence[ServiceRule]
    lines: tuple[Line, ...]


def about_page(plan: Plan) -> AboutPage:
    """The page about `plan`."""
    tools = Instrument.objects.in_force().order_by("position")
    duties = Duty.objects.in_force().order_by("position")
    return AboutPage(
        plan=plan,
        found=_found(plan),
        summary=summary(plan),
        corrections=list(
            Correction.objects.in_force()
            .filter(plan=plan)
            .select_related("task")
            .order_by("position")
        ),
        requirements=list(
            WorkRequirement.objects.in_force()
            .filter(plan=plan)
            .prefetch_related(
                Prefetch("duties", duties),
                Prefetch("duties__instruments", tools),
                Prefetch("targets", Target.objects.in_force().order_by("position")),
            )
            .order_by("position")
        ),
        rules=list(
            ServiceRule.objects.in_force()
            .filter(plan=plan)
            .prefetch_related(Prefetch("instruments", tools))
            .order_by("position")
        ),
        lines=_lines(plan),
    )


def _found(plan: Plan) -> Found:
    targets = Target.objects.in_force().filter(plan=plan)
    stated = [(each.basis, each.is_baseline_missing) for each in targets]
    names = TaskUnit.objects.in_force().filter(plan=plan)
    counted = {
        name: model._default_manager.filter(plan=plan, ended_at=None).count()
        for name, model in {
            "sections": Section,
            "tasks": Task,
            "measures": Measure,
            "names": TaskUnit,
            "responsibilities": Responsibility,
            "figures": Figure,
            "deadlines": Deadline,
            "duties": Duty,
            "rules": ServiceRule,
        }.items()
    }
    return Found(
        **counted,
        open_ended=len(unnamed(plan)),
        undecided=names.filter(unit=None, unit_set=None).count(),
        stated=sum(basis == Target.Basis.TEXT for basis, _missing in stated),
        readings=sum(basis == Target.Basis.READING for basis, _missing in stated),
        baselines_missing=sum(missing for _basis, missing in stated),
    )


def _lines(plan: Plan) -> tuple[Line, ...]:
    """Every line of the text with its marks, which point at the pages of their tasks."""
    headings = set(Section.objects.in_force().filter(plan=plan).values_list("start", flat=True))
    tasks = list(with_findings(tasks_of(plan)))
    figures: dict[object, list[Figure]] = {}
    for figure in (
        Figure.objects.in_force().filter(plan=plan).prefetch_related("targets").order_by("position")
    ):
        figures.setdefault(figure.task_id, []).append(figure)
    marks = {task: marks_of(task, figures.get(task.pk, [])) for task in tasks}
    lines, at = [], 0
    for text in plan.text.splitlines(keepends=True):
        end = at + len(text.rstrip("\r\n"))
        if end > at:
            lines.append(_line(plan, (at, end), headings, marks))
        at += len(text)
    return tuple(lines)


def _line(
    plan: Plan, window: tuple[int, int], headings: set[int], marks: dict[Task, Marks]
) -> Line:
    inside = [task for task in marks if task.start < window[1] and task.end > window[0]]
    begun = next((task.code for task in inside if task.start >= window[0]), "")
    return Line(
        passages=passages(
            plan.text,
            window,
            measures=[_at(task, each) for task in inside for each in marks[task].measures],
            findings=[_at(task, each) for task in inside for each in marks[task].findings],
        ),
        is_heading=any(window[0] <= start < window[1] for start in headings),
        task=begun,
    )


def _at(task: Task, finding: Finding) -> Finding:
    """The finding, pointing at its place on the page of its task."""
    return Finding(finding.kind, finding.span, f"{task.code}#{finding.anchor}", finding.label)
