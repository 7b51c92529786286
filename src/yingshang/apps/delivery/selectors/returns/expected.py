"""Which returns a period ought to have, whether or not they are there."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from yingshang.apps.delivery.models import (
    OpenEnded,
    Plan,
    ReportingPeriod,
    Responsibility,
    Return,
    Role,
    Task,
)
from yingshang.apps.delivery.selectors.plans import tasks_of
from yingshang.apps.directory.models import CityRole, Designation, Unit
from yingshang.apps.directory.models.validity import in_force

STRENGTH = tuple(Role)
Place = tuple[UUID, UUID | None, str]


@dataclass(frozen=True)
class Expected:
    """A return that a unit owes for a period; a summary is about no task."""

    unit: Unit
    task: Task | None
    kind: str
    role: str = ""

    @property
    def place(self) -> Place:
        """What tells it from the others of its period."""
        return self.unit.pk, self.task.pk if self.task else None, self.kind


def expected_of(plan: Plan, kind: str, on: date) -> tuple[Expected, ...]:
    """Every return that units owe for a month or quarter of `plan`, as things stand on a day.

    Monthly: one a unit and task, whatever its role, and a consolidation for each task without a
    lead that does not fall to a single unit. Quarterly: one a unit that answers for any task.
    """
    answering = _answering(plan, on)
    if kind == ReportingPeriod.Kind.QUARTER:
        units = {row.unit_id: row.unit for row in answering}
        return tuple(Expected(unit, None, Return.Kind.SUMMARY) for unit in units.values())
    return (*_progress(answering), *_consolidations(plan, answering, on))


def missing_from(period: ReportingPeriod, on: date) -> tuple[Expected, ...]:
    """What a period ought to have and has not: tasks or units that came later."""
    rows = Return.objects.filter(period=period).order_by("pk")
    present = set(rows.values_list("unit_id", "task_id", "kind"))
    wanted = expected_of(period.plan, period.kind, on)
    return tuple(each for each in wanted if each.place not in present)


def designated(units: Iterable[Unit], on: date) -> Mapping[UUID, UUID]:
    """Unit → the person that it designated to report for it on a local day."""
    rows = Designation.objects.on(on).filter(unit__in=list(units)).order_by("pk")
    return dict(rows.values_list("unit_id", "person_id"))


def consolidators(on: date) -> tuple[Unit, ...]:
    """Units that gather the returns of tasks without a lead, on a local day."""
    held = CityRole.objects.on(on).filter(role=CityRole.Name.CONSOLIDATOR)
    return tuple(each.unit for each in held.select_related("unit").order_by("unit__rank", "pk"))


def _answering(plan: Plan, on: date) -> list[Responsibility]:
    """One row a unit and task, in its strongest role."""
    rows = Responsibility.objects.in_force().filter(
        in_force(on, "unit__"), task__plan=plan, task__ended_at=None
    )
    found: dict[tuple[UUID, UUID], Responsibility] = {}
    ordered = rows.select_related("task__section", "unit").order_by("task__position", "position")
    for row in sorted(ordered, key=lambda row: STRENGTH.index(Role(row.role))):
        found.setdefault((row.task_id, row.unit_id), row)
    return list(found.values())


def _progress(answering: Iterable[Responsibility]) -> Iterator[Expected]:
    for row in answering:
        yield Expected(row.unit, row.task, Return.Kind.PROGRESS, row.role)


def _consolidations(
    plan: Plan, answering: Iterable[Responsibility], on: date
) -> Iterator[Expected]:
    led = {row.task_id for row in answering if row.role == Role.LEAD}
    named = Counter(row.task_id for row in answering if row.role == Role.RESPONSIBLE)
    more = OpenEnded.objects.in_force().filter(task__plan=plan).order_by("pk")
    open_ended = set(more.values_list("task_id", flat=True))
    gathering = consolidators(on)
    for task in tasks_of(plan):
        falls_to_one = named[task.pk] == 1 and task.pk not in open_ended
        if task.pk not in led and not falls_to_one:
            for unit in gathering:
                yield Expected(unit, task, Return.Kind.CONSOLIDATION)
