"""What the process engine finds wrong with a type, or cannot prove right, route by route."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from yingshang.engines.packs.schema.casework.case import CaseEntry
from yingshang.engines.process import Process
from yingshang.engines.process.checks import check
from yingshang.engines.process.findings import Certainty, Finding
from yingshang.engines.rules import Columns, Condition, read

_NEVER = "1 = 0"
# What must hold on some route only; everything else must hold on each.
_SOMEWHERE = frozenset({"unreachable", "exclusive_join", "end_unreachable", "reach_unproven"})


def findings(entry: CaseEntry, process: Process, columns: Columns) -> tuple[Finding, ...]:
    """Everything wrong or unproven, the certain first; a route is taken once and stays.

    A step or an end that no route reaches is found, not one that some route leaves out; an
    optional step may have outcomes from which nothing follows, as a record of something done.

    Raises:
        ConditionFault: A condition of a step is faulty.
    """
    routes: list[str | None] = [each.id for each in entry.routes]
    by_route = [_of_route(entry, process, columns, route) for route in routes or [None]]
    found: dict[Finding, None] = {}
    for each in by_route:
        for one in each:
            everywhere = all(one in other for other in by_route)
            if one.code not in _SOMEWHERE or everywhere:
                found[one] = None
    return tuple(sorted(found, key=lambda one: one.certainty is not Certainty.CERTAIN))


def _of_route(
    entry: CaseEntry, process: Process, columns: Columns, route: str | None
) -> tuple[Finding, ...]:
    """The findings of the process as it is when `route` was taken."""
    left_out = {step.id for step in entry.steps if step.route and route not in step.route}
    texts = {step.id: _NEVER if step.id in left_out else step.when for step in entry.steps}
    steps = tuple(replace(step, when=texts[step.id]) for step in process.steps)
    conditions = dict(_read(texts, columns))
    meant = {
        "condition_impossible": left_out,
        "no_consequence": {step.id for step in entry.steps if step.optional},
    }
    return tuple(
        one
        for one in check(Process(steps, process.milestones, process.ends), conditions)
        if one.step not in meant.get(one.code, ())
    )


def _read(texts: Mapping[str, str | None], columns: Columns) -> Iterator[tuple[str, Condition]]:
    for step, text in texts.items():
        if text is not None:
            yield step, read(text, columns)
