"""The page of one task: its words, who, by when, how much, how."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser

from yingshang.apps.delivery.decisions.marking import Passage
from yingshang.apps.delivery.models import (
    Deadline,
    Figure,
    Instrument,
    Measure,
    OpenEnded,
    Plan,
    Responsibility,
    Role,
    Target,
    Task,
    TaskUnit,
)
from yingshang.apps.delivery.permissions import SEE_CHASE, SEE_TIMELINES
from yingshang.apps.delivery.selectors.implementation.lists import (
    ImplementationRow,
    implementations_of,
)
from yingshang.apps.delivery.selectors.marks import marks_of, task_passages
from yingshang.apps.delivery.selectors.plans import tasks_of, with_findings
from yingshang.apps.delivery.selectors.returns.lights import MonthLight, months_of
from yingshang.apps.delivery.selectors.rows import Carried, carried
from yingshang.apps.directory.models import Person, Unit
from yingshang.apps.directory.permissions import may
from yingshang.apps.ledger.selectors import Timeline, timeline

Viewer = Person | AnonymousUser


@dataclass(frozen=True)
class Named:
    """A name of the clause and, where it is a set, the units it stands for."""

    row: TaskUnit
    members: tuple[Unit, ...]


@dataclass(frozen=True)
class RoleGroup:
    """The names that the clause puts into one role."""

    role: Role
    names: tuple[Named, ...]


@dataclass(frozen=True)
class DatedDeadline:
    """A deadline, and whether it lies before the plan was issued."""

    row: Deadline
    is_earlier_than_plan: bool


@dataclass(frozen=True)
class TargetCard:
    """A target and the figures of the text on which it rests."""

    row: Target
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class MeasureCard:
    """A measure, its number among the task's measures, and its instruments."""

    number: int
    row: Measure
    instruments: tuple[Instrument, ...]


@dataclass(frozen=True)
class Neighbour:
    """The task before or after."""

    code: str
    title: str


@dataclass(frozen=True)
class TaskPage:
    """Everything on the page of a task.

    Attributes:
        other_figures: Numbers of the text on which no target rests.
        months: How the returns stand, month by month.
        may_chase: Whether the reader may look at the returns behind a light.
        implementations: Plans of units for this task that the reader may see.
        timeline: None for who is not an official.
    """

    plan: Plan
    task: Task
    passages: tuple[Passage, ...]
    roles: tuple[RoleGroup, ...]
    open_ended: tuple[OpenEnded, ...]
    deadlines: tuple[DatedDeadline, ...]
    targets: tuple[TargetCard, ...]
    other_figures: tuple[Figure, ...]
    measures: tuple[MeasureCard, ...]
    carried: Carried
    months: tuple[MonthLight, ...]
    may_chase: bool
    implementations: tuple[ImplementationRow, ...]
    timeline: Timeline | None
    previous: Neighbour | None
    next: Neighbour | None

    @property
    def has_lead(self) -> bool:
        """Whether the clause names who leads."""
        return any(group.role == Role.LEAD for group in self.roles)


def task_page(plan: Plan, code: str, *, viewer: Viewer, on: date) -> TaskPage | None:
    """The page of the task with `code`; None when the plan has none in force."""
    task = with_findings(tasks_of(plan).filter(code=code)).first()
    if task is None:
        return None
    figures = list(
        Figure.objects.in_force().filter(task=task).prefetch_related("targets").order_by("position")
    )
    previous, following = _neighbours(plan, task)
    return TaskPage(
        plan=plan,
        task=task,
        passages=task_passages(plan, task, marks_of(task, figures)),
        roles=_roles(task),
        open_ended=tuple(task.open_ended.all()),
        deadlines=tuple(
            DatedDeadline(each, plan.is_earlier_than_issue(each.last_on))
            for each in task.deadlines.all()
        ),
        targets=_targets(task, figures),
        other_figures=tuple(each for each in figures if not each.targets.all()),
        measures=tuple(
            MeasureCard(number, each, tuple(each.instruments.all()))
            for number, each in enumerate(task.measures.all(), start=1)
        ),
        carried=carried(task),
        months=months_of(plan, task),
        may_chase=may(viewer, SEE_CHASE, on=on),
        implementations=implementations_of(task, viewer, on),
        timeline=task_timeline(task, viewer, on),
        previous=previous,
        next=following,
    )


def task_timeline(task: Task, viewer: Viewer, on: date) -> Timeline | None:
    """What `viewer` may read of the task's history; None for who is not an official."""
    if not may(viewer, SEE_TIMELINES, on=on):
        return None
    return timeline("delivery.task", task.pk, viewer)


def _roles(task: Task) -> tuple[RoleGroup, ...]:
    members = _members(task)
    named = [Named(row, members.get(row.unit_set_id, ())) for row in task.task_units.all()]
    groups = [
        RoleGroup(role, tuple(each for each in named if each.row.role == role)) for role in Role
    ]
    return tuple(group for group in groups if group.names)


def _members(task: Task) -> dict[object, tuple[Unit, ...]]:
    through = Responsibility.objects.in_force().filter(task=task, via_set__isnull=False)
    found: dict[object, tuple[Unit, ...]] = {}
    for row in through.select_related("unit").order_by("unit__rank", "unit__code"):
        found[row.via_set_id] = (*found.get(row.via_set_id, ()), row.unit)
    return found


def _targets(task: Task, figures: list[Figure]) -> tuple[TargetCard, ...]:
    resting: dict[object, list[Figure]] = {}
    for figure in figures:
        for target in figure.targets.all():
            resting.setdefault(target.pk, []).append(figure)
    return tuple(
        TargetCard(target, tuple(resting.get(target.pk, ()))) for target in task.targets.all()
    )


def _neighbours(plan: Plan, task: Task) -> tuple[Neighbour | None, Neighbour | None]:
    around = tasks_of(plan)
    before = around.filter(position__lt=task.position).order_by("-position").first()
    after = around.filter(position__gt=task.position).first()
    return _neighbour(before), _neighbour(after)


def _neighbour(task: Task | None) -> Neighbour | None:
    return Neighbour(task.code, task.title) if task else None
