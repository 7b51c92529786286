"""Corrections of single findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from yingshang.apps.delivery.decisions.drafting.reading import (
    EDITABLE,
    DraftTask,
    Found,
    Kind,
    Reading,
    Span,
    key_for,
    ordered,
    with_task,
)
from yingshang.apps.delivery.decisions.drafting.refusals import (
    BAD_VALUE,
    EMPTY_SPAN,
    NO_FINDING,
    NO_TASK,
    NOT_IN_TEXT,
    OUTSIDE,
    SETTLED,
    RefusedCorrection,
)
from yingshang.apps.delivery.decisions.drafting.tasks import move_task
from yingshang.apps.delivery.decisions.drafting.values import checked

BY_PERSON = "person"
Values = Mapping[str, Any]


def add(reading: Reading, task: str | None, _finding: str | None, values: Values) -> Reading:
    """A finding that the compiler did not make."""
    place, row = _row(reading, task)
    kind = _editable(values.get("kind"))
    span = inside(reading, row.span, values["span"])
    found = _made(reading, row, kind, span, dict(values.get("values", {})))
    return with_task(reading, place, replace(row, found=ordered([*row.found, found])))


def remove(reading: Reading, task: str | None, finding: str | None, _values: Values) -> Reading:
    """A finding that is none."""
    if task is None:
        return replace(
            reading,
            overall=_without(reading.overall, finding),
        )
    place, row = _row(reading, task)
    return with_task(reading, place, replace(row, found=_without(row.found, finding)))


def set_role(reading: Reading, task: str | None, finding: str | None, values: Values) -> Reading:
    """Another role of a unit."""
    return set_values(reading, task, finding, {"values": {"role": values["role"]}})


def set_values(reading: Reading, task: str | None, finding: str | None, values: Values) -> Reading:
    """Other values of a unit, a target or a deadline; whoever sets them has looked at it."""
    place, row = _row(reading, task)
    former = _finding(row, finding)
    made = checked(former.kind, values["values"], former.values)
    changed = replace(former, values=made, unsure=None, rule=BY_PERSON)
    return with_task(reading, place, replace(row, found=_with(row.found, changed)))


def set_span(reading: Reading, task: str | None, finding: str | None, values: Values) -> Reading:
    """Other borders of a finding; without a finding, of the task itself."""
    place, row = _row(reading, task)
    if finding is None:
        return move_task(reading, place, span_of(reading, values["span"]))
    former = _finding(row, finding)
    span = inside(reading, row.span, values["span"])
    given = dict(values.get("values", {}))
    if former.kind == "unit":
        given.setdefault("name", compact(reading.quote(span)))
    made = checked(former.kind, given, former.values)
    changed = replace(former, span=span, values=made, unsure=None, rule=BY_PERSON)
    return with_task(reading, place, replace(row, found=ordered(_with(row.found, changed))))


def replace_kind(
    reading: Reading, task: str | None, _finding: str | None, values: Values
) -> Reading:
    """All findings of one kind: the quotes of `items`, each found after the one before."""
    place, row = _row(reading, task)
    kind = _editable(values.get("kind"))
    kept = tuple(each for each in row.found if each.kind != kind)
    emptied = replace(row, found=kept)
    at = row.span[0]
    for item in values["items"]:
        given = {name: value for name, value in item.items() if name not in ("quote", "at")}
        start = reading.text.find(item["quote"], max(at, item.get("at", at)), row.span[1])
        if not item["quote"] or start < 0:
            raise RefusedCorrection(NOT_IN_TEXT, item["quote"][:40])
        span = (start, start + len(item["quote"]))
        made = _made(reading, emptied, kind, span, given)
        emptied = replace(emptied, found=(*emptied.found, made))
        # Two figures may share their words; measures never do.
        at = span[1] if kind == "measure" else start
    return with_task(reading, place, replace(emptied, found=ordered(emptied.found)))


def settle(reading: Reading, task: str | None, finding: str | None, _values: Values) -> Reading:
    """The doubt is answered: what was read is right."""
    if task is None:
        return replace(
            reading,
            headings=_settled(reading.headings, finding),
            overall=_settled(reading.overall, finding),
        )
    place, row = _row(reading, task)
    if finding is None:
        if row.unsure is None:
            raise RefusedCorrection(SETTLED)
        return with_task(reading, place, replace(row, unsure=None))
    former = _finding(row, finding)
    if former.unsure is None:
        raise RefusedCorrection(SETTLED)
    changed = replace(former, unsure=None)
    return with_task(reading, place, replace(row, found=_with(row.found, changed)))


def inside(reading: Reading, window: Span, given: Any) -> Span:
    """The span `given`, which must lie in `window`.

    Raises:
        RefusedCorrection: It is none, empty, or reaches outside.
    """
    start, end = span_of(reading, given)
    if start < window[0] or end > window[1]:
        raise RefusedCorrection(OUTSIDE)
    return start, end


def span_of(reading: Reading, given: Any) -> Span:
    """A span of the document, without blanks at its ends.

    Raises:
        RefusedCorrection: It is none, or holds no words.
    """
    start, end = (int(each) for each in given)
    if not 0 <= start <= end <= len(reading.text):
        raise RefusedCorrection(OUTSIDE)
    words = reading.text[start:end]
    start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
    if start >= end:
        raise RefusedCorrection(EMPTY_SPAN)
    return start, end


def compact(words: str) -> str:
    """Words without the blanks and line breaks between them."""
    return "".join(words.split())


def _made(reading: Reading, row: DraftTask, kind: Kind, span: Span, given: dict[str, Any]) -> Found:
    if kind == "unit":
        given.setdefault("name", compact(reading.quote(span)))
    key = key_for(kind, span[0], {each.key for each in row.found})
    return Found(key=key, kind=kind, span=span, rule=BY_PERSON, values=checked(kind, given, {}))


def _row(reading: Reading, task: str | None) -> tuple[int, DraftTask]:
    place = reading.place(task)
    if place is None:
        raise RefusedCorrection(NO_TASK)
    return place, reading.tasks[place]


def _finding(row: DraftTask, key: str | None) -> Found:
    found = row.finding(key or "")
    if found is None:
        raise RefusedCorrection(NO_FINDING)
    return found


def _editable(kind: Any) -> Kind:
    if kind not in EDITABLE:
        raise RefusedCorrection(BAD_VALUE, "kind")
    found: Kind = kind
    return found


def _with(found: tuple[Found, ...], changed: Found) -> tuple[Found, ...]:
    return tuple(changed if each.key == changed.key else each for each in found)


def _without(found: tuple[Found, ...], key: str | None) -> tuple[Found, ...]:
    kept = tuple(each for each in found if each.key != key)
    if len(kept) == len(found):
        raise RefusedCorrection(NO_FINDING)
    return kept


def _settled(found: tuple[Found, ...], key: str | None) -> tuple[Found, ...]:
    return tuple(replace(each, unsure=None) if each.key == key else each for each in found)
