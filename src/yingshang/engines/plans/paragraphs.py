"""Finds tasks without a number: paragraphs under a bare heading that end with a clause."""

from __future__ import annotations

from bisect import bisect_right

from yingshang.engines.plans.clause import Clause
from yingshang.engines.plans.outline import Item
from yingshang.engines.plans.units import Range

STYLE = "paragraph"
_SEVERAL = 2
_LONGEST_HEADING = 40
_BULLETS = "-—●■◆◇☆★▲△○□※•·> "


def with_paragraphs(text: str, items: list[Item], found: list[Clause]) -> list[Item]:
    """The items, and between them the paragraphs that have a clause but no number.

    Only headings of the first level that say nothing themselves hold such paragraphs, and a
    document that has no numbers at all; elsewhere the clauses belong to the numbered item.
    One heading at least must hold several.
    """
    if not items:
        alone = _paragraphs(text, 0, found)
        return _made(text, alone, None) if len(alone) >= _SEVERAL else []
    held = {id(item): _held(text, item, found) for item in items}
    if max(map(len, held.values())) < _SEVERAL:
        return items
    made: list[Item] = []
    for item in items:
        made += [item, *_made(text, held[id(item)], item)]
    return made


def _held(text: str, item: Item, found: list[Clause]) -> list[Range]:
    """The paragraphs under a bare heading that end with clauses."""
    line = text.find("\n", item.body, item.end)
    if item.depth or item.children or not _bare(text, item, line):
        return []
    first = bisect_right(found, item.start, key=_start)
    return _paragraphs(text, line + 1, found[first : bisect_right(found, item.end - 1, key=_start)])


def _start(clause: Clause) -> int:
    return clause.start


def bullet_end(text: str, start: int) -> int:
    """Where the words of a paragraph begin, after the bullet that may open it."""
    while start < len(text) and text[start] in _BULLETS:
        start += 1
    return start


def _bare(text: str, item: Item, line: int) -> bool:
    """Whether the first line of an item is a heading and nothing more."""
    words = text[item.body : line]
    return 0 < line - item.body <= _LONGEST_HEADING and not any(stop in words for stop in "。;()")


def _paragraphs(text: str, first: int, found: list[Clause]) -> list[Range]:
    """Ranges that end with the clauses that close a line; the lines before the first are left."""
    made: list[Range] = []
    for clause in found:
        end = clause.end + (text[clause.end : clause.end + 1] == "。")
        if text[end : end + 1] not in ("", "\n"):
            continue
        low = made[-1][1] if made else first
        start = _line(text, clause.start, low)
        if not text[start : clause.start].strip() and start > low:
            start = _line(text, start - 1, low)
        made.append((start, end))
    return made


def _line(text: str, at: int, low: int) -> int:
    """Start of the line that holds `at`, not before `low`."""
    start = max(text.rfind("\n", low, at) + 1, low)
    return start + (text[start : start + 1] == "\n")


def _made(text: str, ranges: list[Range], parent: Item | None) -> list[Item]:
    depth = parent.depth + 1 if parent else 0
    made = []
    for start, end in ranges:
        body = bullet_end(text, start)
        item = Item(start, body, STYLE, 0, strong=True, depth=depth, parent=parent)
        item.end = item.own_end = end
        made.append(item)
    if parent and made:
        parent.children += made
        parent.own_end = made[0].start
    return made
