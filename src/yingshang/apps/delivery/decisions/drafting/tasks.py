"""Corrections of the borders of tasks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from yingshang.apps.delivery.decisions.drafting.reading import (
    DraftTask,
    Found,
    Reading,
    Span,
    key_for,
    ordered,
    with_task,
)
from yingshang.apps.delivery.decisions.drafting.refusals import (
    BAD_VALUE,
    CUTS,
    EMPTY_SPAN,
    LEAVES_OUT,
    NO_TASK,
    NOTHING_AFTER,
    OUTSIDE,
    OVERLAPS,
    RefusedCorrection,
)
from yingshang.apps.delivery.decisions.drafting.values import perhaps

BY_PERSON = "person"
Values = Mapping[str, Any]


def set_title(reading: Reading, task: str | None, _finding: str | None, values: Values) -> Reading:
    """The task's title; nothing: the text gives it none."""
    place = _place(reading, task)
    try:
        title = perhaps(values.get("title"))
    except ValueError as error:
        raise RefusedCorrection(BAD_VALUE, "title") from error
    return with_task(reading, place, replace(reading.tasks[place], title=title))


def split(reading: Reading, task: str | None, _finding: str | None, values: Values) -> Reading:
    """Two tasks instead of one; the second begins at `offset` and has no number of its own."""
    place = _place(reading, task)
    row, offset = reading.tasks[place], int(values["offset"])
    offset += _blanks(reading.text[offset : row.span[1]])
    if not row.span[0] < offset < row.span[1]:
        raise RefusedCorrection(OUTSIDE)
    first, second = _divided(row.found, offset)
    before = offset - _blanks(reading.text[row.span[0] : offset][::-1])
    if before <= row.span[0]:
        raise RefusedCorrection(EMPTY_SPAN)
    kept = replace(row, span=(row.span[0], before), found=first)
    made = DraftTask(
        key=_free_key(reading, f"{row.key}+{offset}"),
        span=(offset, row.span[1]),
        rule=BY_PERSON,
        section=row.section,
        parent=row.parent,
        found=second,
    )
    return with_task(reading, place, kept, made)


def join(reading: Reading, task: str | None, _finding: str | None, _values: Values) -> Reading:
    """One task of this one and the next; it keeps number, title and place of the first."""
    place = _place(reading, task)
    if place + 1 >= len(reading.tasks):
        raise RefusedCorrection(NOTHING_AFTER)
    row, following = reading.tasks[place], reading.tasks[place + 1]
    taken = {each.key for each in row.found}
    found = list(row.found)
    for each in following.found:
        key = each.key if each.key not in taken else key_for(each.kind, each.span[0], taken)
        taken.add(key)
        found.append(replace(each, key=key))
    span = (row.span[0], max(row.span[1], following.span[1]))
    joined = replace(row, span=span, found=ordered(found))
    rest = [_adopted(each, following.key, row.key) for each in reading.tasks[place + 2 :]]
    return replace(reading, tasks=(*reading.tasks[:place], joined, *rest))


def add_task(reading: Reading, _task: str | None, _finding: str | None, values: Values) -> Reading:
    """A task that the compiler did not see; it stands under the heading before it."""
    start, end = (int(each) for each in values["span"])
    if not 0 <= start < end <= len(reading.text):
        raise RefusedCorrection(OUTSIDE)
    words = reading.text[start:end]
    if not words.strip():
        raise RefusedCorrection(EMPTY_SPAN)
    span = (start + _blanks(words), end - _blanks(words[::-1]))
    _require_free(reading, span, None)
    before = [each for each in reading.headings if each.span[0] <= span[0]]
    made = DraftTask(
        key=_free_key(reading, f"+{span[0]}"),
        span=span,
        rule=BY_PERSON,
        section=before[-1].key if before else None,
    )
    return replace(reading, tasks=tuple(sorted([*reading.tasks, made], key=lambda each: each.span)))


def remove_task(
    reading: Reading, task: str | None, _finding: str | None, _values: Values
) -> Reading:
    """What looked like a task is none; its children stand by themselves."""
    place = _place(reading, task)
    key = reading.tasks[place].key
    left = (*reading.tasks[:place], *reading.tasks[place + 1 :])
    return replace(reading, tasks=tuple(_adopted(each, key, None) for each in left))


def move_task(reading: Reading, place: int, span: Span) -> Reading:
    """The task at `place` with other borders.

    Raises:
        RefusedCorrection: It would overlap another task, or leave out what was found in it.
    """
    row = reading.tasks[place]
    _require_free(reading, span, row.key)
    if any(each.span[0] < span[0] or each.span[1] > span[1] for each in row.found):
        raise RefusedCorrection(LEAVES_OUT)
    moved = with_task(reading, place, replace(row, span=span))
    return replace(moved, tasks=tuple(sorted(moved.tasks, key=lambda each: each.span)))


def _divided(found: tuple[Found, ...], offset: int) -> tuple[tuple[Found, ...], tuple[Found, ...]]:
    """Findings before and after `offset`; a measure is cut in two, nothing else may be."""
    first = [each for each in found if each.span[1] <= offset]
    second = [each for each in found if each.span[0] >= offset]
    taken = {each.key for each in found}
    for each in found:
        if each.span[0] < offset < each.span[1]:
            if each.kind != "measure":
                raise RefusedCorrection(CUTS)
            key = key_for("measure", offset, taken)
            first.append(replace(each, span=(each.span[0], offset)))
            second.append(replace(each, span=(offset, each.span[1]), key=key))
    return ordered(first), ordered(second)


def _place(reading: Reading, task: str | None) -> int:
    place = reading.place(task)
    if place is None:
        raise RefusedCorrection(NO_TASK)
    return place


def _require_free(reading: Reading, span: Span, own: str | None) -> None:
    for each in reading.tasks:
        if each.key != own and each.span[0] < span[1] and span[0] < each.span[1]:
            raise RefusedCorrection(OVERLAPS, each.number or each.key)


def _free_key(reading: Reading, wanted: str) -> str:
    taken = {each.key for each in reading.tasks}
    key, number = wanted, 1
    while key in taken:
        number += 1
        key = f"{wanted}.{number}"
    return key


def _adopted(task: DraftTask, former: str, parent: str | None) -> DraftTask:
    return replace(task, parent=parent) if task.parent == former else task


def _blanks(words: str) -> int:
    return len(words) - len(words.lstrip())
