"""Lays out a document as the grammar reads it: whole paragraphs, without furniture."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from itertools import pairwise

from yingshang.engines.plans.folding import fold
from yingshang.engines.plans.model import Span

# Blank runs that stand for a line break in a document on one line, and blanks that say nothing.
_BLANKS = re.compile(r" {3,}|\t+ |(?<=\d) (?=[年月日个家项名人户件种类万亿%])|(?<=[年到至]) (?=\d)")
_FLAT_BLANKS = re.compile(_BLANKS.pattern.replace(" {3,}", " {2,}"))
_FLAT = 400
_LABEL = re.compile(r"(?:牵头|责任|配合|参与|参加|完成|落实|实施|协办|主办|承办|协助)[一-龥]{1,6}:")
_ENUMERATOR = re.compile(
    r"(?:第?[一二三四五六七八九十]{1,3}[、章条]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,3}[.．、](?!\d))"
)
_PAGE = re.compile(r"(?:-+ ?\d{1,3} ?-+|第 ?\d{1,3} ?页.{0,12}|\d{1,3} ?/ ?\d{1,3}|https?://\S+)$")
_NUMBER = re.compile(r"\d{1,3}$")
_TERMINAL = "。;:!?"
_LONG_LINES = 12
_WIDEST = 90
_SHORTEST_HEAD = 3
# A page head returns at least this often, and not before this many lines.
_PAGES = 4
_LINES_A_PAGE = 15
# After these a number at the start of a line goes on with the sentence.
_HELD_OPEN = ",、(第和及至到"


@dataclass(frozen=True, slots=True)
class View:
    """Folded text of a document and, for each of its characters, the offset it came from."""

    text: str
    origin: array[int]
    source: str
    hard_wrapped: bool

    def span(self, start: int, end: int) -> Span:
        """Offsets into the document of the half-open range of the view; blanks are shed."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        if start >= end:
            at = self.origin[start] if start < len(self.origin) else len(self.source)
            return at, at
        return self.origin[start], self.origin[end - 1] + 1

    def quote(self, start: int, end: int) -> str:
        """The document's own words for a range of the view."""
        first, last = self.span(start, end)
        return self.source[first:last]

    def name(self, start: int, end: int) -> str:
        """The document's own characters without blanks and furniture: a name broken over lines."""
        chars = (self.source[self.origin[index]] for index in range(start, end))
        return "".join("".join(chars).split())


@dataclass(slots=True)
class _Line:
    start: int
    text: str
    indented: bool

    @property
    def bare(self) -> str:
        return self.text.strip()


def lay_out(source: str) -> View:
    """The view of a document. Time and memory grow with its length."""
    lines = _lines(fold(source))
    width = _wrap_width(lines)
    kept = _without_furniture(lines, wrapped=width is not None)
    flat = sum(len(line.text) for line in lines) > _FLAT * max(len(lines), 1)
    blanks = _FLAT_BLANKS if flat else _BLANKS
    parts: list[str] = []
    origin: array[int] = array("I")
    previous: _Line | None = None
    for line in kept:
        if previous is not None and not _continues(previous, line, width):
            parts.append("\n")
            origin.append(previous.start + len(previous.text.rstrip()))
        _append(line, parts, origin, blanks)
        previous = line
    return View("".join(parts), origin, source, width is not None)


def _append(line: _Line, parts: list[str], origin: array[int], blanks: re.Pattern[str]) -> None:
    offset = len(line.text) - len(line.text.lstrip(" "))
    body = line.text.strip(" \n")
    at = 0
    first = line.start + offset
    for gap in blanks.finditer(body):
        mark = "\n" if gap.end() - gap.start() > 1 else ""
        parts += [body[at : gap.start()], mark]
        origin.extend(range(first + at, first + gap.start() + len(mark)))
        at = gap.end()
    parts.append(body[at:])
    origin.extend(range(first + at, first + len(body)))


def _lines(folded: str) -> list[_Line]:
    lines = []
    at = 0
    for text in re.split(r"[\n\x0b\x0c\x85\u2028\u2029]", folded):
        if text.strip():
            lines.append(_Line(at, text, text.startswith("  ")))
        at += len(text) + 1
    return lines


def _wrap_width(lines: list[_Line]) -> int | None:
    """Length of a full line where the text is hard-wrapped; None where lines are paragraphs."""
    lengths = sorted(len(line.bare) for line in lines)
    if len(lengths) < _LONG_LINES:
        return None
    width = lengths[int(len(lengths) * 0.9)]
    long = [line for line in lines if len(line.bare) >= max(0.8 * width, 10)]
    open_ended = sum(line.bare[-1] not in _TERMINAL + ")" for line in long)
    if width > _WIDEST or open_ended < 0.6 * len(long) or len(long) < 0.2 * len(lines):
        return None
    return width


def _continues(previous: _Line, line: _Line, width: int | None) -> bool:
    """Whether `line` goes on with the paragraph of `previous`."""
    if width is None or line.indented or len(previous.bare) < 0.8 * width:
        return False
    if _LABEL.match(line.bare):
        return False
    return not _ENUMERATOR.match(line.bare) or previous.bare[-1] in _HELD_OPEN


def _without_furniture(lines: list[_Line], *, wrapped: bool) -> list[_Line]:
    repeated = _page_heads(lines) if wrapped else set()
    kept: list[_Line] = []
    for line in lines:
        bare = line.bare
        if _PAGE.fullmatch(bare) or (wrapped and _NUMBER.fullmatch(bare)) or bare in repeated:
            continue
        if wrapped and kept and kept[-1].bare == bare:
            continue
        kept.append(line)
    return kept


def _page_heads(lines: list[_Line]) -> set[str]:
    """Lines that return once a page; words that return with every task stand closer together."""
    places: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        if (
            len(line.bare) > _SHORTEST_HEAD
            and line.bare[-1] not in _TERMINAL
            and ":" not in line.bare
        ):
            places.setdefault(line.bare, []).append(index)
    return {
        text
        for text, held in places.items()
        if len(held) >= _PAGES and min(b - a for a, b in pairwise(held)) >= _LINES_A_PAGE
    }
