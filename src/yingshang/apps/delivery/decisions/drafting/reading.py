"""What is understood of a document at one moment: values only, as JSON and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

Span = tuple[int, int]
Kind = Literal["unit", "open", "measure", "target", "deadline", "clause", "heading", "rule"]
HEADER = ("title", "issuer", "issue_date", "doc_number")
# What a person may add, remove and replace; the rest only the compiler makes.
EDITABLE: tuple[Kind, ...] = ("unit", "open", "measure", "target", "deadline")
LETTERS: Mapping[str, str] = {
    "unit": "u",
    "open": "o",
    "measure": "m",
    "target": "g",
    "deadline": "d",
    "clause": "c",
    "heading": "h",
    "rule": "r",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Words of the document that mean something.

    `span` is half-open in code points of the text. `values` depends on the kind: a unit has name,
    role and group; a target and a deadline have the fields of the pack's schema. `unsure` is a
    sentence for the person who checks; None when nobody needs to.
    """

    key: str
    kind: Kind
    span: Span
    rule: str
    unsure: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftTask:
    """One task with what was found in it, in the order of the text."""

    key: str
    span: Span
    rule: str
    number: str | None = None
    title: str | None = None
    section: str | None = None
    parent: str | None = None
    unsure: str | None = None
    found: tuple[Found, ...] = ()

    def of(self, kind: Kind) -> tuple[Found, ...]:
        """Its findings of one kind."""
        return tuple(each for each in self.found if each.kind == kind)

    def finding(self, key: str) -> Found | None:
        """The finding with this key."""
        return next((each for each in self.found if each.key == key), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A document as understood. `names` holds what people decided about names of units."""

    text: str
    header: Mapping[str, str | None]
    headings: tuple[Found, ...] = ()
    tasks: tuple[DraftTask, ...] = ()
    overall: tuple[Found, ...] = ()
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def task(self, key: str | None) -> DraftTask | None:
        """The task with this key."""
        return next((each for each in self.tasks if each.key == key), None)

    def place(self, key: str | None) -> int | None:
        """Where the task with this key stands, from 0."""
        return next((at for at, each in enumerate(self.tasks) if each.key == key), None)

    def quote(self, span: Span) -> str:
        """The words at `span`."""
        return self.text[span[0] : span[1]]

    def doubts(self) -> Iterator[tuple[DraftTask | None, DraftTask | Found]]:
        """Whatever a person should look at, in the order of the document, with its task."""
        outside = [(None, each) for each in (*self.headings, *self.overall) if each.unsure]
        yield from sorted(outside, key=lambda pair: pair[1].span)
        for task in self.tasks:
            if task.unsure:
                yield task, task
            yield from ((task, each) for each in task.found if each.unsure)


def ordered(found: tuple[Found, ...] | list[Found]) -> tuple[Found, ...]:
    """Findings in the order of the text; what begins together keeps its order."""
    return tuple(sorted(found, key=lambda each: each.span))


def key_for(kind: Kind, start: int, taken: set[str]) -> str:
    """A key that nothing in `taken` has."""
    plain = f"{LETTERS[kind]}{start}"
    key, number = plain, 1
    while key in taken:
        number += 1
        key = f"{plain}.{number}"
    return key


def as_json(reading: Reading) -> dict[str, Any]:
    """The reading without its text, as plain values."""
    return {
        "header": dict(reading.header),
        "headings": [_found_json(each) for each in reading.headings],
        "overall": [_found_json(each) for each in reading.overall],
        "tasks": [_task_json(each) for each in reading.tasks],
        "names": {name: dict(each) for name, each in reading.names.items()},
    }


def from_json(stored: Mapping[str, Any], text: str) -> Reading:
    """The reading that `as_json` wrote, of the document `text`."""
    return Reading(
        text=text,
        header={name: stored["header"].get(name) for name in HEADER},
        headings=tuple(_found(each) for each in stored["headings"]),
        overall=tuple(_found(each) for each in stored["overall"]),
        tasks=tuple(_task(each) for each in stored["tasks"]),
        names=stored["names"],
    )


def _found_json(found: Found) -> dict[str, Any]:
    return {
        "key": found.key,
        "kind": found.kind,
        "span": list(found.span),
        "rule": found.rule,
        "unsure": found.unsure,
        "values": dict(found.values),
    }


def _task_json(task: DraftTask) -> dict[str, Any]:
    return {
        "key": task.key,
        "span": list(task.span),
        "rule": task.rule,
        "number": task.number,
        "title": task.title,
        "section": task.section,
        "parent": task.parent,
        "unsure": task.unsure,
        "found": [_found_json(each) for each in task.found],
    }


def _found(stored: Mapping[str, Any]) -> Found:
    start, end = stored["span"]
    return Found(**{**stored, "span": (start, end)})


def _task(stored: Mapping[str, Any]) -> DraftTask:
    start, end = stored["span"]
    found = tuple(_found(each) for each in stored["found"])
    return DraftTask(**{**stored, "span": (start, end), "found": found})


def with_task(reading: Reading, at: int, *tasks: DraftTask) -> Reading:
    """The reading with `tasks` in the place of the one at `at`."""
    return replace(reading, tasks=(*reading.tasks[:at], *tasks, *reading.tasks[at + 1 :]))
