"""Lights of tasks: of all returns that are owed on a task for a month, the most urgent one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.formats import date_format

from yingshang.apps.delivery.kinds import MONTHLY_RETURN
from yingshang.apps.delivery.models import Plan, Task
from yingshang.apps.delivery.selectors.returns.periods import open_months
from yingshang.apps.directory.models import Unit
from yingshang.apps.ledger import clock
from yingshang.apps.obligations.models import Obligation, State
from yingshang.apps.obligations.selectors import grid, light_counts, worst
from yingshang.apps.obligations.timekeeping import rules


@dataclass(frozen=True)
class MonthLight:
    """How the returns on a task stand for one month; `period` is its code."""

    name: str
    period: str
    light: str


def months_of(plan: Plan, task: Task) -> tuple[MonthLight, ...]:
    """The open months of `plan` with the light of `task` in each; two queries."""
    opened = open_months(plan)
    light = lights([task], sorted(opened))
    found = ((month, light(task, month)) for month in sorted(opened)) if light else ()
    return tuple(
        MonthLight(date_format(month, "YEAR_MONTH_FORMAT"), opened[month], state)
        for month, state in found
        if state is not None
    )


def lights_of_tasks(tasks: Sequence[Task], unit: Unit | None = None) -> Mapping[str, str]:
    """Code of a task → the most urgent light of its returns, all months together; one query.

    Args:
        unit: Only what this unit owes. Tasks on which nothing is owed are absent.
    """
    rows = {} if unit is None else {"holder_unit": unit}
    return _lights(tasks, "matter", **rows)


def lights_of_units(tasks: Sequence[Task]) -> Mapping[UUID, str]:
    """Unit → the most urgent light of what it returns on `tasks`; one query."""
    return _lights(tasks, "unit")


def _lights(tasks: Sequence[Task], by: str, **of: Unit) -> Mapping[Any, str]:
    owed = Obligation.objects.filter(
        kind=MONTHLY_RETURN.code, matter_key__in=[str(task.pk) for task in tasks], **of
    )
    counted = light_counts(
        owed.exclude(state=State.WITHDRAWN),
        by=by,
        now=clock.now(),
        red_after_returns=rules().red_after_returns,
    )
    return {place: worst(counts) for place, counts in counted.items()}


def lights(
    tasks: Sequence[Task], months: Sequence[date]
) -> Callable[[Task, date], str | None] | None:
    """(task, first day of a month) → light as things stand now, None where nothing is owed.

    None instead of the function while nothing at all is owed. One query.
    """
    if not tasks or not months:
        return None
    counts = grid(
        [str(task.pk) for task in tasks],
        kinds=[MONTHLY_RETURN.code],
        from_on=months[0].replace(day=1),
        until_on=months[-1],
        now=clock.now(),
        red_after_returns=rules().red_after_returns,
    )

    def light(task: Task, month: date) -> str | None:
        cell = counts.get((str(task.pk), month.replace(day=1)))
        return worst(cell) if cell else None

    return light if counts else None
