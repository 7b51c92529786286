"""A pack's plan as the compiler gives it, so that it can be compared with one just compiled."""

from typing import Any

from yingshang.engines.packs.pack import ReadPack
from yingshang.engines.packs.schema import plan as schema
from yingshang.engines.packs.schema.common import Quoted
from yingshang.engines.plans.model import (
    Deadline,
    Finding,
    Header,
    Measure,
    Named,
    Plan,
    Target,
    Task,
    Unit,
)

RULE = "pack"


def plan_of(pack: ReadPack) -> Plan:
    """The plan with its tasks and all that was found in them; ids count from 1 in its order.

    Sections, and who decided what, are left out.

    Raises:
        NotRead: The plan or its text has faults.
    """
    plan = pack.plan
    title = Named(quote=plan.title, span=(0, 0), rule=RULE, name=plan.title)
    tasks = tuple(_task(task, number, pack) for number, task in enumerate(plan.tasks, start=1))
    return Plan(text=pack.document, header=Header(title=title), sections=(), tasks=tasks)


def _found(one: Quoted) -> dict[str, Any]:
    return {"quote": one.quote, "span": (one.span[0], one.span[1]), "rule": RULE}


def _task(task: schema.PlanTask, number: int, pack: ReadPack) -> Task:
    start, end = task.span
    return Task(
        quote=pack.document[start:end],
        span=(start, end),
        rule=RULE,
        id=number,
        number=task.number,
        title=task.title,
        clauses=(Finding(**_found(task.clause)),) if task.clause else (),
        responsible=tuple(
            Unit(**_found(one), unit=one.quote, role=one.role, group=one.group)
            for one in task.units
        ),
        open_ended=tuple(Finding(**_found(one)) for one in task.open_ended),
        measures=tuple(Measure(**_found(one)) for one in task.measures),
        targets=tuple(_target(one) for one in task.targets),
        deadlines=tuple(
            Deadline(**_found(one), date=one.date, type=one.type) for one in task.deadlines
        ),
    )


def _target(one: schema.PlanTarget) -> Target:
    values = one.model_dump(exclude={"id", "quote", "span"})
    return Target(**_found(one), **values)
