"""A task as one row of a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from yingshang.apps.delivery.decisions.marking import Run, passages
from yingshang.apps.delivery.decisions.searching import folded, hits
from yingshang.apps.delivery.models import Plan, Role, Target, Task, Wording

AROUND = 24


@dataclass(frozen=True)
class NamedUnit:
    """A unit as written in a clause; `code` is empty where the name means a set or nobody knows."""

    name: str
    role: Role
    code: str
    is_set: bool = False


@dataclass(frozen=True)
class StatedDate:
    """A date as written, the last day it comes to, and whether the plan was issued after it."""

    quote: str
    last_on: date | None
    is_earlier_than_plan: bool


@dataclass(frozen=True)
class Carried:
    """How many measures a working instrument carries, of how many."""

    done: int
    total: int


@dataclass(frozen=True)
class TaskRow:
    """One task in a list.

    Attributes:
        title: The heading, with what a search asked for marked.
        excerpt: Words around the first hit in the published sentence; empty without one.
        open_ended: Words for units that nobody named.
    """

    code: str
    title: tuple[Run, ...]
    summary: Wording
    excerpt: tuple[Run, ...]
    units: tuple[NamedUnit, ...]
    open_ended: tuple[str, ...]
    targets: tuple[Target, ...]
    dates: tuple[StatedDate, ...]
    carried: Carried


def task_row(plan: Plan, task: Task, words: Sequence[str] = ()) -> TaskRow:
    """The row of `task`, which comes from `plans.with_findings`; `words` are folded."""
    return TaskRow(
        code=task.code,
        title=marked(task.title, words),
        summary=task.summary,
        excerpt=excerpt(plan.text[task.start : task.end], words),
        units=named_units(task),
        open_ended=tuple(each.quote for each in task.open_ended.all()),
        targets=tuple(task.targets.all()),
        dates=stated_dates(plan, task),
        carried=carried(task),
    )


def named_units(task: Task) -> tuple[NamedUnit, ...]:
    """The units of the clause as written, in its order."""
    return tuple(
        NamedUnit(
            name=each.quote,
            role=Role(each.role),
            code=each.unit.code if each.unit else "",
            is_set=each.unit_set is not None,
        )
        for each in task.task_units.all()
    )


def stated_dates(plan: Plan, task: Task) -> tuple[StatedDate, ...]:
    """The dates that the task states."""
    return tuple(
        StatedDate(each.quote, each.last_on, plan.is_earlier_than_issue(each.last_on))
        for each in task.deadlines.all()
    )


def carried(task: Task) -> Carried:
    """How many of the task's measures have a working instrument."""
    measures = list(task.measures.all())
    done = [any(tool.is_working for tool in each.instruments.all()) for each in measures]
    return Carried(sum(done), len(done))


def marked(text: str, words: Sequence[str]) -> tuple[Run, ...]:
    """`text` with the folded `words` marked."""
    found = passages(text, (0, len(text)), measures=[], findings=[], hits=hits(text, words))
    return tuple(run for passage in found for run in passage.runs)


def excerpt(text: str, words: Sequence[str]) -> tuple[Run, ...]:
    """Some two dozen characters either side of the first hit, marked; empty without a hit."""
    places = [place for word in words if (place := folded(text).find(word)) >= 0]
    if not places:
        return ()
    start = max(0, min(places) - AROUND)
    end = min(len(text), min(places) + 2 * AROUND)
    cut = f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
    return marked(cut, words)
