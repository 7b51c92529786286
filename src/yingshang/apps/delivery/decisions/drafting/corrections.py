"""Applying corrections: `apply(base, corrections)` is the reading that everybody sees."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from yingshang.apps.delivery.decisions.drafting import findings, naming, tasks
from yingshang.apps.delivery.decisions.drafting.reading import HEADER, Reading
from yingshang.apps.delivery.decisions.drafting.refusals import (
    BAD_VALUE,
    UNKNOWN_OPERATION,
    RefusedCorrection,
)
from yingshang.apps.delivery.decisions.drafting.values import perhaps, stated_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One thing that a person changed. `task` and `finding` are keys; None: the whole document.

    `values` depend on the operation; the table is in docs/import.md.
    """

    op: str
    task: str | None = None
    finding: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Correction:
        """The correction that `as_json` wrote."""
        return cls(
            op=stored["op"],
            task=stored.get("task"),
            finding=stored.get("finding"),
            values=stored.get("values", {}),
        )

    def as_json(self) -> dict[str, Any]:
        """The correction as plain values, without what is empty."""
        whole = {"op": self.op, "task": self.task, "finding": self.finding}
        made: dict[str, Any] = {name: value for name, value in whole.items() if value is not None}
        return made | ({"values": dict(self.values)} if self.values else {})


Operation = Callable[[Reading, str | None, str | None, Mapping[str, Any]], Reading]


def apply(base: Reading, corrections: Iterable[Correction]) -> Reading:
    """The reading after `corrections`, in order. Pure: the same input gives the same reading.

    Undoing is applying all but the last.

    Raises:
        RefusedCorrection: One of them does not fit what the ones before it made.
    """
    reading = base
    for each in corrections:
        operation = OPERATIONS.get(each.op)
        if operation is None:
            raise RefusedCorrection(UNKNOWN_OPERATION, each.op)
        try:
            reading = operation(reading, each.task, each.finding, each.values)
        except (KeyError, TypeError) as error:
            raise RefusedCorrection(BAD_VALUE, each.op) from error
    return reading


def touched(reading: Reading, correction: Correction) -> frozenset[str]:
    """What a correction is about, before it is made: keys of tasks, or a part of the document."""
    if correction.task is None:
        part = correction.values.get("field") or correction.values.get("name") or ""
        return frozenset({f"{correction.op} {correction.finding or part}"})
    keys = {correction.task}
    place = reading.place(correction.task)
    if correction.op == "join" and place is not None:
        keys |= {each.key for each in reading.tasks[place + 1 : place + 2]}
    return frozenset(keys)


def _set_header(
    reading: Reading, _task: str | None, _finding: str | None, values: Mapping[str, Any]
) -> Reading:
    name = values["field"]
    if name not in HEADER:
        raise RefusedCorrection(BAD_VALUE, str(name))
    try:
        given = values.get("value")
        value = stated_day(given) if name == "issue_date" else perhaps(given)
    except (TypeError, ValueError) as error:
        raise RefusedCorrection(BAD_VALUE, name) from error
    return replace(reading, header={**reading.header, name: value})


OPERATIONS: Mapping[str, Operation] = {
    "set_header": _set_header,
    "set_title": tasks.set_title,
    "split": tasks.split,
    "join": tasks.join,
    "add_task": tasks.add_task,
    "remove_task": tasks.remove_task,
    "set_span": findings.set_span,
    "add": findings.add,
    "remove": findings.remove,
    "set_role": findings.set_role,
    "set_values": findings.set_values,
    "replace": findings.replace_kind,
    "settle": findings.settle,
    "name_means": naming.name_means,
    "describe_unit": naming.describe_unit,
}
