"""Which plans a reader may compare, and a plan's rows as the compiler gives them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from yingshang.apps.delivery.models import Deadline, Figure, Measure, Plan, Task, TaskUnit
from yingshang.apps.delivery.permissions import SEE_WORKSPACES
from yingshang.apps.delivery.selectors.plans import city_plan
from yingshang.apps.delivery.selectors.task_page import Viewer
from yingshang.apps.directory.permissions import may
from yingshang.engines.plans import model

RULE = "installed"


@dataclass(frozen=True)
class Compiled:
    """A plan as the engine reads it; ids of its tasks count from 1. `codes` are those of rows."""

    plan: model.Plan
    codes: dict[int, str]


def comparable_plans(viewer: Viewer, on: date) -> list[Plan]:
    """The city's plans, and for officials those of workspaces; the newest first, without text."""
    plans = Plan.objects.latest_first().select_related("workspace").defer("text")
    if not may(viewer, SEE_WORKSPACES, on=on):
        plans = plans.of_the_city()
    return list(plans)


def usual_choice(plans: Sequence[Plan], on: date) -> dict[str, str]:
    """The city's plan beside the one before it, else beside another; empty without two."""
    current = city_plan(on)
    others = [plan for plan in plans if current and plan.pk != current.pk]
    if current is None or not others:
        return {}
    own = [plan for plan in others if plan.workspace is None]
    return {"old": str((own or others)[0].pk), "new": str(current.pk)}


def plan_label(plan: Plan) -> str:
    """How a plan is called in a list to choose from."""
    if plan.workspace is None:
        return f"{plan.title} ({plan.period_from.year})"
    return f"{plan.workspace.name}: {plan.title} ({plan.period_from.year})"


def compiled(plan: Plan) -> Compiled:
    """The plan's rows in force as the compiler gives a plan, in six queries."""
    tasks = list(Task.objects.in_force().filter(plan=plan).order_by("position"))
    found = {kind: _by_task(kind, plan) for kind in (Measure, Figure, Deadline, TaskUnit)}
    text = Plan.objects.values_list("text", flat=True).get(pk=plan.pk)
    title = model.Named(quote=plan.title, span=(0, 0), rule=RULE, name=plan.title)
    made = model.Plan(
        text=text,
        header=model.Header(title=title),
        sections=(),
        tasks=tuple(_task(task, id_, text, found) for id_, task in enumerate(tasks, start=1)),
    )
    return Compiled(made, {id_: task.code for id_, task in enumerate(tasks, start=1)})


def _by_task(kind: Any, plan: Plan) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in kind.objects.in_force().filter(plan=plan).order_by("position"):
        found[row.task_id].append(row)
    return found


def _task(task: Task, id_: int, text: str, found: dict[Any, dict[UUID, list[Any]]]) -> model.Task:
    clause = (task.clause_start, task.clause_end)
    held = {kind: rows.get(task.pk, []) for kind, rows in found.items()}
    return model.Task(
        quote=text[task.start : task.end],
        span=(task.start, task.end),
        rule=RULE,
        id=id_,
        number=task.number or None,
        title=task.title or None,
        clauses=(model.Finding(quote=text[slice(*clause)], span=clause, rule=RULE),)
        if clause[0] < clause[1]
        else (),
        responsible=tuple(
            model.Unit(**_quoted(row), unit=row.quote, role=row.role, group=row.group)
            for row in held[TaskUnit]
        ),
        measures=tuple(model.Measure(**_quoted(row)) for row in held[Measure]),
        targets=tuple(_target(row) for row in held[Figure]),
        deadlines=tuple(
            model.Deadline(**_quoted(row), date=row.stated or None, type=row.type)
            for row in held[Deadline]
        ),
    )


def _quoted(row: Any) -> dict[str, Any]:
    return {"quote": row.quote, "span": row.span, "rule": RULE}


def _target(row: Figure) -> model.Target:
    same = ("value", "value_text", "unit", "operator", "value_max", "from_value", "kind")
    values: dict[str, Any] = {name: getattr(row, name) for name in same}
    return model.Target(
        **_quoted(row),
        **values,
        delta=row.delta or None,  # type: ignore[arg-type]  # the column keeps one of + and -
        subject=row.subject or None,
        force="striving" if row.is_striving else "binding",
    )
