"""Builds the tree of numbered items: a number counts when it goes on with its series."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from yingshang.engines.plans.enumerators import Enumerator, enumerators

# How far a series may jump at the start of a paragraph before the number is refused.
_JUMP = 3
# Longest heading that may stand before an item without a full stop between.
_HEADING = 70
# A stretch without a line break from which a document counts as flat.
_FLAT = 250
_HEADING_END = re.compile(r"[。\n]|;|(?<=[^\d]):\n")
_REFERENCE = re.compile(r"(?:第|[及和或按据照见将对]|本条|上述|前述)$")
_DATED = re.compile(r"20\d\d年|\d{1,2}月|\d{1,4}(?:[%个项家日天]|小时)")
_LISTED = re.compile(r"[、和]?[一二三四五六七八九十]+(?:、|类|级|等|是|线|者)")


@dataclass(slots=True)
class Item:
    """A numbered item of the view. `end` is where the next item starts, or the text ends."""

    start: int
    body: int
    style: str
    value: int
    strong: bool
    depth: int
    parent: Item | None
    end: int = 0
    own_end: int = 0
    skipped: bool = False
    children: list[Item] = field(default_factory=list)


@dataclass(slots=True)
class _Series:
    open: list[Item] = field(default_factory=list)
    last: dict[str, int] = field(default_factory=dict)


def outline(text: str, end: int) -> list[Item]:
    """The numbered items before `end`, in order; each knows its parent and children."""
    items: list[Item] = []
    series = _Series()
    for mark in enumerators(text[:end]):
        depth = _depth(mark, series, text)
        if depth is None:
            continue
        del series.open[depth:]
        parent = series.open[-1] if series.open else None
        item = Item(mark.start, mark.end, mark.style, mark.value, mark.strong, depth, parent)
        item.skipped = mark.value not in (1, series.last.get(mark.style, 0) + 1)
        if parent:
            parent.children.append(item)
        series.open.append(item)
        series.last[mark.style] = mark.value
        items.append(item)
    _close(items, end)
    return items


def _depth(mark: Enumerator, series: _Series, text: str) -> int | None:
    """Level at which `mark` opens an item, None where it is only a number in a sentence."""
    styles = [item.style for item in series.open]
    level = styles.index(mark.style) if mark.style in styles else None
    depth = level if level is not None else len(series.open)
    last = series.open[level].value if level is not None else series.last.get(mark.style, -1)
    first = level is None and mark.value == 1
    if first or mark.value == last + 1:
        return depth if _placed(mark, series, text) else None
    return _restart(mark, series, level)


def _restart(mark: Enumerator, series: _Series, level: int | None) -> int | None:
    """A series that begins again or jumps; only where it opens a paragraph."""
    jumps = mark.bounded and level is not None and mark.value > 1
    if mark.digits_follow or not (mark.strong or jumps):
        return None
    if level is None:
        last = series.last.get(mark.style, 0)
        near = 0 < mark.value - last <= _JUMP
        return len(series.open) if near or not series.open else None
    if mark.value == 1 or 0 < mark.value - series.open[level].value <= _JUMP:
        return level
    return None


def _placed(mark: Enumerator, series: _Series, text: str) -> bool:
    """Whether a number stands where an item can begin."""
    after_clause = mark.start > 0 and text[mark.start - 1] in ")]"
    dated = text[mark.end - 1] != "、" and _DATED.match(text, mark.end)
    if mark.digits_follow and not (mark.strong or after_clause or dated):
        return False
    if mark.style == "han" and _LISTED.match(text, mark.end):
        return False
    if mark.strong or mark.bounded:
        return True
    flat = bool(series.open) and _goes_on(mark, series) and _flat(mark, text)
    return flat or _after_heading(mark, series, text)


def _after_heading(mark: Enumerator, series: _Series, text: str) -> bool:
    """Directly after a heading without a full stop: 二、营造环境(四)降低门槛."""
    if not series.open or mark.style not in ("han_bracket", "arabic"):
        return False
    opened = series.open[-1]
    between = text[opened.body : mark.start]
    short = 1 <= len(between) <= _HEADING and not any(stop in between for stop in "。;\n")
    upper = opened.style in ("han", "chapter", "han_bracket") and opened.style != mark.style
    return short and upper and not _REFERENCE.search(between)


def _goes_on(mark: Enumerator, series: _Series) -> bool:
    """Whether a number is the next of its series, and no first."""
    return mark.value > 1 and mark.value == series.last.get(mark.style, 0) + 1


def _flat(mark: Enumerator, text: str) -> bool:
    """Whether `mark` stands in a document whose line breaks were lost, before a word."""
    low, high = max(0, mark.start - _FLAT), min(len(text), mark.end + _FLAT)
    following = text[mark.end : mark.end + 1]
    return "\n" not in text[low:high] and high - low > _FLAT and following >= "“"


def _close(items: list[Item], end: int) -> None:
    for index, item in enumerate(items):
        item.own_end = items[index + 1].start if index + 1 < len(items) else end
        item.end = end
    waiting: list[Item] = []
    for item in items:
        while waiting and waiting[-1].depth >= item.depth:
            waiting.pop().end = item.start
        waiting.append(item)


def heading(text: str, item: Item) -> tuple[int, int]:
    """Range of the item's heading sentence, without its full stop; empty where it is prose."""
    stop = _HEADING_END.search(text, item.body, item.own_end)
    finish = stop.start() if stop else item.own_end
    return item.body, finish
