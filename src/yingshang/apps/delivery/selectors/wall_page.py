"""The wall chart: every task against the months of the plan's period, or against its units."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yingshang.apps.delivery.decisions.dates import months_between
from yingshang.apps.delivery.decisions.wall import (
    DATE,
    LIGHTS,
    OPEN,
    WAITING,
    Cell,
    Chart,
    Column,
    Group,
    Legend,
    Row,
)
from yingshang.apps.delivery.models import Plan, Responsibility, Role, Task
from yingshang.apps.delivery.permissions import SEE_CHASE
from yingshang.apps.delivery.selectors.implementation.lists import sees_implementations
from yingshang.apps.delivery.selectors.names import written_name
from yingshang.apps.delivery.selectors.plan_page import units_with_tasks
from yingshang.apps.delivery.selectors.plans import tasks_of, with_findings
from yingshang.apps.delivery.selectors.returns.periods import open_months
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import may

ACROSS = ("months", "units")
# The state of a task in a month (its first day): one of `LIGHTS`, or None before it is known.
LightOf = Callable[[Task, date], str | None]
# None: nobody can know any light yet.
Lights = Callable[[Sequence[Task], Sequence[date]], LightOf | None]


@dataclass
class _Plugged:
    lights: Lights | None = None


_plugged = _Plugged()


def light_with(lights: Lights | None) -> None:
    """Have `lights` give the chart its colours; None takes them away. Called at start.

    `lights` gets every task and month of the chart at once, so that it can read them in one query,
    and returns the function (task, month) → light, or None while there is nothing to go by.
    """
    _plugged.lights = lights


@dataclass(frozen=True)
class WallPage:
    """The chart on the screen and what stands across.

    Attributes:
        may_chase: Whether cells lead to their returns.
        may_see_plans: Whether rows lead to the implementation plans of their task.
    """

    plan: Plan
    chart: Chart
    across: str
    may_chase: bool
    may_see_plans: bool


def wall_page(plan: Plan, across: str, on: date, viewer: Person | AnonymousUser) -> WallPage:
    """The chart of `plan` as it stands on a local day; anything but `units` means months."""
    chosen = across if across in ACROSS else ACROSS[0]
    return WallPage(
        plan=plan,
        chart=chart_of(plan, chosen, on),
        across=chosen,
        may_chase=may(viewer, SEE_CHASE, on=on),
        may_see_plans=sees_implementations(viewer, on),
    )


def chart_of(plan: Plan, across: str, on: date) -> Chart:
    """The chart of `plan`, with `months` or `units` across."""
    tasks = list(with_findings(tasks_of(plan)))
    months = months_between(plan.period_from, plan.period_to)
    light = _plugged.lights(tasks, months) if _plugged.lights and across == "months" else None
    columns, cells, legend = (
        _by_unit(plan, tasks) if across == "units" else _by_month(plan, tasks, on, light)
    )
    groups: dict[str, list[Row]] = {}
    for task in tasks:
        row = Row(task.code, task.number.rstrip("."), task.title, _leads(task), cells[task.code])
        groups.setdefault(str(task.section), []).append(row)
    return Chart(
        title=plan.title,
        issue=_issue(plan),
        state=_state(across, light),
        day=_("As of %(day)s") % {"day": date_format(on, "DATE_FORMAT")},
        source=_("Source: the plan as published, SHA-256 %(digest)s…, pack %(release)s.")
        % {"digest": plan.sha256[:16], "release": plan.release},
        number_head=pgettext("wall", "No."),
        title_head=pgettext("wall", "Task"),
        lead_head=pgettext("wall", "Lead or responsible"),
        columns=columns,
        groups=tuple(Group(title, tuple(rows)) for title, rows in groups.items()),
        legend=legend,
        has_lights=light is not None,
        is_upright=across == "units",
    )


Parts = tuple[tuple[Column, ...], dict[str, tuple[Cell, ...]], tuple[Legend, ...]]


def _by_month(plan: Plan, tasks: Sequence[Task], on: date, light: LightOf | None) -> Parts:
    months = months_between(plan.period_from, plan.period_to)
    opened = open_months(plan)
    columns = tuple(
        Column(
            _month(month, months),
            is_now=(month.year, month.month) == (on.year, on.month),
            period=opened.get(month, ""),
        )
        for month in months
    )
    cells = {
        task.code: tuple(_month_cell(task, month, light or _dark) for month in months)
        for task in tasks
    }
    names = LIGHTS if light else (WAITING,)
    legend = tuple(Legend(name, _light_word(name)) for name in names)
    has_dates = any(cell.sign == DATE for row in cells.values() for cell in row)
    dates = (Legend(DATE, _("date set by the plan")),) if has_dates else ()
    return columns, cells, (*legend, *dates)


def _month(month: date, months: Sequence[date]) -> str:
    """The month's name; with its year where the period crosses one."""
    crosses = months[0].year != months[-1].year
    return date_format(
        month, pgettext("month of a year", "M Y") if crosses else pgettext("month", "M")
    )


def _month_cell(task: Task, month: date, light: LightOf) -> Cell:
    state = light(task, month)
    if state is not None:
        return Cell(state, _light_word(state))
    ends = [
        each
        for each in task.deadlines.all()
        if each.last_on and (each.last_on.year, each.last_on.month) == (month.year, month.month)
    ]
    return Cell(DATE, ends[0].quote) if ends else Cell(WAITING, _light_word(WAITING))


def _dark(_task: Task, _month: date) -> None:
    return None


def _light_word(state: str) -> str:
    return {
        "normal": pgettext("light", "on track"),
        "near": pgettext("light", "due soon"),
        "overdue": pgettext("light", "overdue"),
        "verify": pgettext("light", "to be verified"),
        "idle": pgettext("light", "not due"),
        WAITING: pgettext("light", "lights up with the returns"),
    }[state]


def _by_unit(plan: Plan, tasks: Sequence[Task]) -> Parts:
    units = units_with_tasks(plan)
    answering = Responsibility.objects.in_force().filter(plan=plan)
    roles: dict[tuple[object, object], str] = {}
    order = [role.value for role in Role]
    for task, unit, role in answering.values_list("task", "unit", "role").order_by("position"):
        former = roles.get((task, unit), role)
        roles[task, unit] = min(former, role, key=order.index)
    unnamed = any(_is_open(task) for task in tasks)
    columns = [Column(written_name(unit), code=unit.code) for unit in units]
    cells = {
        task.code: [_role_cell(roles.get((task.pk, unit.pk))) for unit in units] for task in tasks
    }
    legend = [Legend(role.value, str(role.label)) for role in Role]
    if unnamed:
        columns.append(Column(_("units not named")))
        legend.append(Legend(OPEN, _("further units, not named by the plan")))
        for task in tasks:
            cells[task.code].append(_open_cell(task))
    return tuple(columns), {code: tuple(row) for code, row in cells.items()}, tuple(legend)


def _is_open(task: Task) -> bool:
    sets = [each.unit_set for each in task.task_units.all() if each.unit_set]
    return bool(task.open_ended.all()) or any(each.is_open_ended for each in sets)


def _open_cell(task: Task) -> Cell:
    return Cell(OPEN, _("further units, not named by the plan")) if _is_open(task) else Cell()


def _role_cell(role: str | None) -> Cell:
    return Cell(role, str(Role(role).label)) if role else Cell()


def _leads(task: Task) -> str:
    """Who leads as written; without a lead who answers; else the words for those not named."""
    named = list(task.task_units.all())
    leads = [each.quote for each in named if each.role == Role.LEAD]
    answering = [each.quote for each in named if each.role == Role.RESPONSIBLE]
    open_ended = [each.quote for each in task.open_ended.all()]
    return "、".join(leads or answering or open_ended)


def _issue(plan: Plan) -> str:
    parts = [plan.issuer, date_format(plan.issued_on, "DATE_FORMAT") if plan.issued_on else ""]
    return " · ".join(part for part in parts if part)


def _state(across: str, light: LightOf | None) -> str:
    if across == "units":
        return _("Who leads, who answers, who supports, as the plan says.")
    if light is None:
        return _("Lights come with the returns; until then only the plan's own dates are marked.")
    return _("Lights follow from the returns and their dates.")
