"""Lights of tasks: of all returns that are owed on a task for a month, the most urgent one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from yingshang.apps.delivery.kinds import MONTHLY_RETURN
from yingshang.apps.delivery.models import Plan, Task
from yingshang.apps.delivery.selectors.returns.periods import open_months
from yingshang.apps.ledger import clock
from yingshang.apps.obligations.selectors import grid, worst
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
