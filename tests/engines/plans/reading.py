"""Short ways to compile a task for the tests of the grammar."""

from yingshang.engines.documents import Document
from yingshang.engines.plans.compiler import compile_plan
from yingshang.engines.plans.model import Plan, Task

HEAD = "某市人民政府办公室\n2023年3月5日\n一、主要任务\n1."
TAIL = "\n2.另一项任务。做好工作。(责任单位:市财政局)\n"


def plan_of(text: str) -> Plan:
    """The plan in a text."""
    return compile_plan(Document(text, "text/plain"))


def task_of(body: str) -> Task:
    """The first of two tasks, published on 2023-03-05, whose words are `body`."""
    return plan_of(HEAD + body + TAIL).tasks[0]


def roles(task: Task) -> str:
    """Units by role: `A | B | C` for lead | responsible | cooperating."""
    names = {"lead": "", "responsible": "", "cooperating": ""}
    for unit in task.responsible:
        names[unit.role] += (" " if names[unit.role] else "") + unit.unit
    return " | ".join(names.values())


def figures(task: Task) -> list[str]:
    """Targets as `operator value unit`, `10..20` for a range."""
    made = []
    for target in task.targets:
        value = f"{target.value:g}" if target.value < 1e6 else str(target.value)
        top = f"..{target.value_max:g}" if target.value_max is not None else ""
        made.append(f"{target.operator} {value}{top} {target.unit}")
    return made


def dates(task: Task) -> list[str]:
    """Deadlines as `type date`."""
    return [f"{one.type} {one.date or ''}".strip() for one in task.deadlines]
