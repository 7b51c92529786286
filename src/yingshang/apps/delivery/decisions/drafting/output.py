"""A corrected reading as the `plan/plan.yaml` of a pack."""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from yingshang.apps.delivery.decisions.drafting.directory import Choice, Place
from yingshang.apps.delivery.decisions.drafting.reading import DraftTask, Found, Kind, Reading

COMPILED_BY = "yingshang compile, corrected by a person"
MOST_MEASURES = 99
MOST_TARGETS = len(string.ascii_lowercase)
MOST_TASKS = 999
MOST: tuple[tuple[Kind, int], ...] = (("measure", MOST_MEASURES), ("target", MOST_TARGETS))


@dataclass(frozen=True, slots=True)
class Source:
    """The published document: name of its file beside `plan.yaml`, and its digest."""

    document: str
    sha256: str


@dataclass(frozen=True, slots=True)
class TooMany:
    """A task that holds more of something than a pack can: `kind` is `measure` or `target`."""

    task: DraftTask | None
    kind: str
    count: int
    most: int


def too_many(reading: Reading) -> tuple[TooMany, ...]:
    """Whatever a pack has no room for; empty when the reading fits."""
    found = [
        TooMany(task, kind, len(task.of(kind)), most)
        for task in reading.tasks
        for kind, most in MOST
        if len(task.of(kind)) > most
    ]
    if len(reading.tasks) > MOST_TASKS:
        found.append(TooMany(None, "task", len(reading.tasks), MOST_TASKS))
    return tuple(found)


def task_ids(reading: Reading) -> dict[str, str]:
    """The id in the pack of each task, by key: 01, 02 … in the order of the document."""
    return {task.key: f"{number:02d}" for number, task in enumerate(reading.tasks, start=1)}


def as_plan(
    reading: Reading,
    source: Source,
    means: Mapping[Place, Choice],
    corrections: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """The values of `plan.yaml`; what is empty is left out, as people write it.

    Args:
        means: Codes of units and sets by task and finding; undecided names get none.
        corrections: What people decided, as `corrections.described` words it.
    """
    paths = _paths(reading.headings)
    issued = reading.header["issue_date"]
    ids = task_ids(reading)
    made = {
        "title": reading.header["title"] or source.document,
        "issuer": reading.header["issuer"],
        "issued_on": date.fromisoformat(issued) if issued else None,
        "doc_number": reading.header["doc_number"],
        "document": source.document,
        "sha256": source.sha256,
        "compiled_by": COMPILED_BY,
        "sections": [_section(each, paths[each.key]) for each in reading.headings],
        "tasks": [_task(task, reading, ids, paths, means) for task in reading.tasks],
    }
    return made | ({"corrections": list(corrections)} if corrections else {})


def _paths(headings: Iterable[Found]) -> dict[str, str]:
    """Path of each heading: 2.1 is the first below the second."""
    counts: list[int] = []
    made: dict[str, str] = {}
    for each in headings:
        level = max(int(each.values["level"]), 1)
        del counts[level:]
        # A level that was left out counts as its first.
        counts += [1] * (level - 1 - len(counts))
        counts[level - 1 :] = [counts[level - 1] + 1 if len(counts) == level else 1]
        made[each.key] = ".".join(str(one) for one in counts)
    return made


def _section(heading: Found, path: str) -> dict[str, Any]:
    return {
        "id": path,
        "number": heading.values["number"] or "",
        "title": heading.values["title"],
        "span": list(heading.span),
    }


def _task(
    task: DraftTask,
    reading: Reading,
    ids: Mapping[str, str],
    paths: Mapping[str, str],
    means: Mapping[Place, Choice],
) -> dict[str, Any]:
    name = ids[task.key]
    measures = enumerate(task.of("measure")[:MOST_MEASURES], 1)
    targets = zip(string.ascii_lowercase, task.of("target"), strict=False)
    clauses = task.of("clause")
    made: dict[str, Any] = {
        "id": name,
        "number": task.number,
        "title": task.title,
        "section": _section_of(task, reading, paths),
    }
    if task.parent:
        made["parent"] = ids[task.parent]
    made["span"] = list(task.span)
    made["measures"] = [{"id": f"{name}.{at}", **_quoted(each, reading)} for at, each in measures]
    if clauses:
        made["clause"] = _quoted(clauses[-1], reading)
    made["units"] = [
        _unit(each, reading, means.get((task.key, each.key))) for each in task.of("unit")
    ]
    lists = {
        "open_ended": [_quoted(each, reading) for each in task.of("open")],
        "targets": [
            {"id": f"T{name}-{letter}", **_quoted(each, reading), **_stated(each.values)}
            for letter, each in targets
        ],
        "deadlines": [{**_quoted(each, reading), **each.values} for each in task.of("deadline")],
    }
    return made | {field: rows for field, rows in lists.items() if rows}


def _section_of(task: DraftTask, reading: Reading, paths: Mapping[str, str]) -> str:
    """Path of the task's heading, or of the last one before it; 1 where there is none at all."""
    if task.section and task.section in paths:
        return paths[task.section]
    before = [each for each in reading.headings if each.span < task.span]
    return paths[before[-1].key] if before else "1"


def _quoted(found: Found, reading: Reading) -> dict[str, Any]:
    return {"quote": reading.quote(found.span), "span": list(found.span)}


def _unit(found: Found, reading: Reading, meaning: Choice | None) -> dict[str, Any]:
    made = {**_quoted(found, reading), "role": found.values["role"]}
    if meaning and meaning.code:
        made["unit"] = meaning.code
    return made | ({"group": found.values["group"]} if found.values["group"] > 1 else {})


def _stated(values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a target without those that say nothing."""
    return {name: value for name, value in values.items() if value is not None}
