"""Lists of implementation plans: how each stands, what it owes, how far it has come."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q
from django.utils.translation import pgettext_lazy

from yingshang.apps.delivery.decisions.progress import Progress, progress
from yingshang.apps.delivery.events.implementation import IMPLEMENTATION
from yingshang.apps.delivery.models import (
    ImplementationPlan,
    ImplementationVersion,
    Milestone,
    Plan,
    Responsibility,
    Role,
    Task,
)
from yingshang.apps.delivery.models.implementation import ImplementationPlanQuerySet
from yingshang.apps.delivery.permissions import SEE_IMPLEMENTATION
from yingshang.apps.delivery.selectors.names import short_name
from yingshang.apps.directory.models import Person, Unit
from yingshang.apps.directory.permissions import units_for, units_of
from yingshang.apps.ledger import clock
from yingshang.apps.obligations.lights import Light
from yingshang.apps.obligations.models import Obligation
from yingshang.apps.obligations.timekeeping import rules

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NOT_BEGUN = "none"
PAGE = 60
STATES: tuple[tuple[str, "StrOrPromise"], ...] = (
    (NOT_BEGUN, pgettext_lazy("implementation plan", "not begun")),
    *ImplementationVersion.State.choices,
)


@dataclass(frozen=True)
class ImplementationRow:
    """One plan in a list.

    Attributes:
        light: Of the duty to hand it in.
        due_on: Last day of that duty; None where nothing is owed.
        progress: Milestones of the version in force.
    """

    plan: ImplementationPlan
    unit_name: str
    state: str
    light: str
    due_on: date | None
    progress: Progress

    @property
    def state_word(self) -> str:
        """The state in the reader's language."""
        return str(dict(STATES)[self.state])

    @property
    def role_word(self) -> str:
        """What the unit is in the task, in the reader's language."""
        return str(Role(self.plan.role).label)

    @property
    def can_be_reviewed(self) -> bool:
        """Whether a signed version waits."""
        return self.state == ImplementationVersion.State.SIGNED


@dataclass(frozen=True)
class StateCount:
    """How many plans stand in one state."""

    state: str
    word: str
    count: int


@dataclass(frozen=True)
class ListFilter:
    """What a list is narrowed to; empty asks for everything."""

    state: str = ""
    unit: str = ""
    environment: str = ""
    after: str = ""


@dataclass(frozen=True)
class ListPart:
    """A part of a list; `after` is the key of the next part, empty on the last one."""

    rows: tuple[ImplementationRow, ...]
    after: str


def plans_in_order(plan: Plan) -> ImplementationPlanQuerySet:
    """Every unit's plan for a task of `plan` that is in force, by task and unit."""
    rows = ImplementationPlan.objects.of(plan).filter(task__ended_at=None)
    return rows.select_related("task__section", "task__plan", "unit").in_order()


def visible_to(viewer: Person, plan: Plan, on: date) -> ImplementationPlanQuerySet:
    """All for overseers and leaders; else those of the viewer's units and of tasks they lead."""
    rows = plans_in_order(plan)
    units = units_for(viewer, SEE_IMPLEMENTATION, on=on)
    if units is None:
        return rows
    led = Responsibility.objects.in_force().filter(unit__in=units, role=Role.LEAD)
    return rows.filter(Q(unit__in=units) | Q(task__in=led.order_by().values("task")))


def sees_implementations(viewer: Person | AnonymousUser, on: date) -> bool:
    """Whether `viewer` may see implementation plans of anybody at all."""
    if not isinstance(viewer, Person):
        return False
    units = units_for(viewer, SEE_IMPLEMENTATION, on=on)
    return units is None or bool(units)


def implementations_of(
    task: Task, viewer: Person | AnonymousUser, on: date
) -> tuple[ImplementationRow, ...]:
    """Units' plans for one task that `viewer` may see; none for who is not an official."""
    if not isinstance(viewer, Person) or not sees_implementations(viewer, on):
        return ()
    plans = visible_to(viewer, task.plan, on).filter(task=task)
    return rows_of(list(plans.with_state().prefetch_related("unit__names")), now=clock.now(), on=on)


def of_own_units(viewer: Person, plan: Plan, on: date) -> ImplementationPlanQuerySet:
    """Plans of the units for which the viewer acts."""
    return plans_in_order(plan).filter(unit__in=units_of(viewer, on))


def units_of_plans(plan: Plan, among: Collection[UUID]) -> tuple[Unit, ...]:
    """Those of some units that have implementation plans, in the city's order."""
    having = plans_in_order(plan).order_by().values("unit")
    return tuple(Unit.objects.filter(pk__in=among).filter(pk__in=having).order_by("rank", "code"))


def list_part(
    plans: ImplementationPlanQuerySet,
    asked: ListFilter,
    *,
    now: datetime,
    on: date,
    size: int = PAGE,
) -> ListPart:
    """One part of `plans`, narrowed, found by key and never by offset."""
    found = plans.with_state(asked.state)
    conditions = {
        "unit__code": asked.unit,
        "task__section__code": asked.environment,
    }
    found = found.filter(Q(**{name: value for name, value in conditions.items() if value}))
    key = _key(asked.after)
    found = found.after(*key) if key else found
    rows = list(found.prefetch_related("unit__names")[: size + 1])
    shown = rows[:size]
    more = _written(shown[-1]) if len(rows) > size else ""
    return ListPart(rows_of(shown, now=now, on=on), more)


def rows_of(
    plans: Sequence[ImplementationPlan], *, now: datetime, on: date
) -> tuple[ImplementationRow, ...]:
    """Rows of `plans`, read by `with_state`, in a fixed number of queries."""
    keys = [each.pk for each in plans]
    duties = _duties(keys, now)
    milestones = _milestones(keys)
    return tuple(
        ImplementationRow(
            plan=each,
            unit_name=short_name(each.unit),
            state=getattr(each, "state", NOT_BEGUN),
            light=getattr(duties.get(each.pk), "light", Light.IDLE),
            due_on=duties[each.pk].due_on if each.pk in duties else None,
            progress=progress(milestones.get(each.pk, ()), on),
        )
        for each in plans
    )


def state_counts(plans: ImplementationPlanQuerySet) -> tuple[StateCount, ...]:
    """How many of `plans` stand in which state, every state but `replaced` named."""
    with_state = plans.with_state().order_by()
    states = with_state.values("state")  # type: ignore[misc]  # annotated just above
    counted = dict(states.annotate(n=Count("pk")).values_list("state", "n"))
    return tuple(
        StateCount(state, str(word), counted.get(state, 0))
        for state, word in STATES
        if state != ImplementationVersion.State.REPLACED
    )


def duty_of(plan: ImplementationPlan, now: datetime) -> Obligation | None:
    """The duty to hand `plan` in, with its light."""
    return _duties([plan.pk], now).get(plan.pk)


def _duties(keys: Sequence[UUID], now: datetime) -> Mapping[UUID, Obligation]:
    owed = Obligation.objects.filter(
        subject_type=IMPLEMENTATION, subject_key__in=[str(key) for key in keys]
    )
    lit = owed.with_light(now, rules().red_after_returns).order_by("pk")
    return {UUID(each.subject_key): each for each in lit}


def _milestones(keys: Sequence[UUID]) -> Mapping[UUID, list[Milestone]]:
    in_force = Milestone.objects.filter(
        planned_measure__version__plan__in=keys,
        planned_measure__version__state=ImplementationVersion.State.ACCEPTED,
    )
    found: dict[UUID, list[Milestone]] = {}
    for each in in_force.select_related("planned_measure__version").order_by("due_on"):
        found.setdefault(each.planned_measure.version.plan_id, []).append(each)
    return found


def _written(row: ImplementationPlan) -> str:
    return f"{row.task.position}~{row.unit.rank}~{row.pk}"


def _key(after: str) -> tuple[int, int, UUID] | None:
    position, _, rest = after.partition("~")
    rank, _, key = rest.partition("~")
    try:
        return int(position), int(rank), UUID(key)
    except ValueError:
        return None
