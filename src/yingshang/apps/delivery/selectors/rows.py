"""A task as one row of a list."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from yingshang.apps.delivery.decisions.marking import Run, passages
from yingshang.apps.delivery.decisions.searching import hits
from yingshang.apps.delivery.models import Plan, Role, Target, Task

AROUND = 24


@dataclass(frozen=True)
class NamedUnit:
    """A unit as written in a clause; `code` is empty where the name means a set or nobody knows."""

    name: str
    role: Role
    code: str
    is_set: bool = False
    is_open_ended: bool = False


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
        summary: In plain words, marked as well; `summary_lang` is the language it is in.
        excerpt: Words around the first hit in the published sentence, else in whatever else was
            searched; empty without one.
        light: The most urgent one of its returns; empty while nothing is owed.
        open_ended: Words for units that nobody named.
    """

    code: str
    title: tuple[Run, ...]
    summary: tuple[Run, ...]
    summary_lang: str
    excerpt: tuple[Run, ...]
    units: tuple[NamedUnit, ...]
    open_ended: tuple[str, ...]
    targets: tuple[Target, ...]
    dates: tuple[StatedDate, ...]
    carried: Carried
    light: str = ""


def task_row(
    plan: Plan, task: Task, words: Sequence[str] = (), lights: Mapping[str, str] | None = None
) -> TaskRow:
    """The row of `task`, which comes from `plans.with_findings`; `words` are folded."""
    return TaskRow(
        code=task.code,
        title=marked(task.title, words),
        summary=marked(str(task.summary), words),
        summary_lang=task.summary.lang,
        excerpt=excerpt(_searched(plan, task), words),
        units=named_units(task),
        open_ended=tuple(each.quote for each in task.open_ended.all()),
        targets=tuple(task.targets.all()),
        dates=stated_dates(plan, task),
        carried=carried(task),
        light=(lights or {}).get(task.code, ""),
    )


def named_units(task: Task) -> tuple[NamedUnit, ...]:
    """The units of the clause as written, in its order."""
    return tuple(
        NamedUnit(
            name=each.quote,
            role=Role(each.role),
            code=each.unit.code if each.unit else "",
            is_set=each.unit_set is not None,
            is_open_ended=each.unit_set is not None and each.unit_set.is_open_ended,
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


def excerpt(texts: Iterable[str], words: Sequence[str]) -> tuple[Run, ...]:
    """Words around the first hit in the first of `texts` that has one, marked; else empty."""
    if not words:
        return ()
    for text in texts:
        found = hits(text, words)
        if found:
            start, end = max(0, found[0][0] - AROUND), found[0][0] + 2 * AROUND
            cut = text[start:end]
            return marked(f"{'…' if start else ''}{cut}{'…' if end < len(text) else ''}", words)
    return ()


def _searched(plan: Plan, task: Task) -> Iterator[str]:
    """What a search looks through and a row does not show, the published sentence first."""
    yield plan.text[task.start + len(task.number) + len(task.title) : task.end]
    for measure in task.measures.all():
        yield str(measure.plain)
        yield from (str(tool.name) for tool in measure.instruments.all())
