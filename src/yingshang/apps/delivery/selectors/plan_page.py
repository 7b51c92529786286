"""The page of the whole plan: its tasks by environment, narrowed and counted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Count, Exists, OuterRef, Q

from yingshang.apps.delivery.decisions.searching import words_of
from yingshang.apps.delivery.models import (
    Deadline,
    Instrument,
    Measure,
    Plan,
    Responsibility,
    Role,
    Section,
    Target,
    Task,
)
from yingshang.apps.delivery.selectors.names import short_name
from yingshang.apps.delivery.selectors.plans import tasks_of, with_findings
from yingshang.apps.delivery.selectors.returns.lights import lights_of_tasks, lights_of_units
from yingshang.apps.delivery.selectors.rows import TaskRow, task_row
from yingshang.apps.directory.models import Unit


@dataclass(frozen=True)
class PlanFilter:
    """What a reader asked for; empty strings ask for everything.

    Attributes:
        words: As typed. Every word has to be found.
        unit, environment: Codes.
        targets, deadlines: `yes` or `no`.
        instruments: `working` (a measure has one) or `none_yet` (a measure has none).
    """

    words: str = ""
    unit: str = ""
    role: str = ""
    environment: str = ""
    targets: str = ""
    deadlines: str = ""
    instruments: str = ""

    @property
    def is_active(self) -> bool:
        """Whether anything is asked for."""
        return self != PlanFilter()


@dataclass(frozen=True)
class Environment:
    """A section of the plan that groups tasks, with the rows that were asked for."""

    section: Section
    rows: tuple[TaskRow, ...]


@dataclass(frozen=True)
class UnitCounts:
    """For how many tasks a unit leads, answers, supports; and how what it returns stands."""

    unit: Unit
    name: str
    leads: int
    answers: int
    supports: int
    light: str = ""

    @property
    def tasks(self) -> int:
        """Tasks in any of the three."""
        return self.leads + self.answers + self.supports


@dataclass(frozen=True)
class Summary:
    """How much there is, honestly: measures that a working instrument carries, and those not."""

    tasks: int
    measures: int
    carried: int
    working: int
    none_yet: int

    @property
    def uncarried(self) -> int:
        """Measures that nothing carries yet."""
        return self.measures - self.carried


@dataclass(frozen=True)
class PlanPage:
    """Everything on the page of the plan.

    Attributes:
        environments: Those with tasks that match; all of them when nothing is asked for.
        found: How many tasks match.
        units: Units with a responsibility, in the city's own order.
    """

    plan: Plan
    summary: Summary
    environments: tuple[Environment, ...]
    found: int
    units: tuple[UnitCounts, ...]
    asked: PlanFilter

    @property
    def is_lit(self) -> bool:
        """Whether any unit has a light already."""
        return any(each.light for each in self.units)


def plan_page(plan: Plan, asked: PlanFilter, units: tuple[UnitCounts, ...]) -> PlanPage:
    """The page of `plan`, narrowed to what was `asked`; `units` are its `unit_counts`."""
    rows = environments(plan, asked)
    return PlanPage(
        plan=plan,
        summary=summary(plan),
        environments=rows,
        found=sum(len(each.rows) for each in rows),
        units=with_lights(plan, units),
        asked=asked,
    )


def environments(plan: Plan, asked: PlanFilter) -> tuple[Environment, ...]:
    """The environments that hold a task which matches, with its row."""
    words = words_of(asked.words)
    groups: dict[Section, list[TaskRow]] = {}
    tasks = list(with_findings(tasks_of(plan).filter(_matching(asked))))
    lights = lights_of_tasks(tasks)
    for task in tasks:
        groups.setdefault(task.section, []).append(task_row(plan, task, words, lights))
    return tuple(Environment(section, tuple(rows)) for section, rows in groups.items())


def sections_with_tasks(plan: Plan) -> Sequence[Section]:
    """The plan's environments, in order."""
    tasks = Task.objects.in_force().filter(section=OuterRef("pk"))
    return list(Section.objects.in_force().filter(Exists(tasks), plan=plan).order_by("position"))


def units_with_tasks(plan: Plan) -> Sequence[Unit]:
    """Units that the plan gives anything to do, in the city's own order."""
    answering = Responsibility.objects.in_force().filter(plan=plan).values("unit")
    units = Unit.objects.filter(pk__in=answering).prefetch_related("names")
    return list(units.order_by("rank", "code"))


def unit_counts(plan: Plan) -> tuple[UnitCounts, ...]:
    """Every unit with a responsibility and its three counts, in the city's own order."""
    answering = Responsibility.objects.in_force().filter(plan=plan)
    found = answering.values("unit", "role").annotate(times=Count("pk")).order_by("unit", "role")
    counts = {(row["unit"], row["role"]): row["times"] for row in found}
    return tuple(
        UnitCounts(unit, short_name(unit), *(counts.get((unit.pk, role.value), 0) for role in Role))
        for unit in units_with_tasks(plan)
    )


def with_lights(plan: Plan, units: Sequence[UnitCounts]) -> tuple[UnitCounts, ...]:
    """The counts with the most urgent light of what each unit returns on tasks of `plan`."""
    lights = lights_of_units(list(tasks_of(plan)))
    return tuple(replace(each, light=lights.get(each.unit.pk, "")) for each in units)


def summary(plan: Plan) -> Summary:
    """How much the plan holds and how much of it works. An instrument counts once a name."""
    measures = Measure.objects.in_force().filter(plan=plan)
    tools = Instrument.objects.in_force().filter(plan=plan)
    named = set(tools.values_list("kind", "ref", "state", "name").order_by("pk"))
    distinct = {(kind, ref or str(name.zh), state) for kind, ref, state, name in named}
    working = {each for each in distinct if each[2] == Instrument.State.WORKING}
    return Summary(
        tasks=Task.objects.in_force().filter(plan=plan).count(),
        measures=measures.count(),
        carried=measures.filter(_carried("pk")).count(),
        working=len(working),
        none_yet=len(distinct) - len(working),
    )


def _matching(asked: PlanFilter) -> Q:
    matching = Q()
    for word in words_of(asked.words):
        matching &= Q(search_text__contains=word)
    if asked.environment:
        matching &= Q(section__code=asked.environment)
    if asked.unit or asked.role:
        matching &= Q(_answering(asked))
    for choice, model in ((asked.targets, Target), (asked.deadlines, Deadline)):
        there = Exists(model._default_manager.filter(task=OuterRef("pk"), ended_at=None))
        matching &= {"yes": Q(there), "no": ~Q(there)}.get(choice, Q())
    return matching & _instruments(asked.instruments)


def _answering(asked: PlanFilter) -> Exists:
    rows = Responsibility.objects.in_force().filter(task=OuterRef("pk"))
    if asked.unit:
        rows = rows.filter(unit__code=asked.unit)
    return Exists(rows.filter(role=asked.role) if asked.role else rows)


def _instruments(state: str) -> Q:
    measures = Measure.objects.in_force().filter(task=OuterRef("pk"))
    return {
        "working": Q(Exists(measures.filter(_carried("pk")))),
        "none_yet": Q(Exists(measures.exclude(_carried("pk")))),
    }.get(state, Q())


def _carried(measure: str) -> Exists:
    working = Instrument.objects.in_force().filter(state=Instrument.State.WORKING)
    return Exists(working.filter(measure=OuterRef(measure)))
