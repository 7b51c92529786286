"""The running text of a task: without its clauses, titles of other documents and slogans."""

import re

from yingshang.engines.plans.units import Range

_BOOK = re.compile(r"《[^《》]{1,120}》")
_REFERENCE = re.compile(r"[\[(](?:19|20)\d\d[\])](?:第)?\d{1,4}号|20\d\d年第\d+号|\d{3,4}-\d{7,8}")
_QUOTED = re.compile(r"“(?!十[一二三四五六]五”)[^“”]{1,60}”")
_CATCHWORD = re.compile(r"最多跑[一1零][次趟]|[一1]次都?不跑|只跑[一1]次|零跑动")
_FIGURE = re.compile(r"%|达到|不少于|不低于|以上|以内|万(?:名|户|人|家)")
_SLOGAN = 16
_FARTHEST = 400


def passages(text: str, start: int, end: int, clauses: list[Range]) -> list[Range]:
    """Parts of a range that lie outside the clauses."""
    found: list[Range] = []
    at = start
    for first, last in sorted(clauses):
        if first > at:
            found.append((at, min(first, end)))
        at = max(at, last)
    if at < end:
        found.append((at, end))
    return found


def masked(text: str, start: int, end: int) -> str:
    """A range of the text in which titles, document numbers and slogans are blotted out.

    The result is as long as the range; blotted characters are U+2588.
    """
    words = text[start:end]
    for pattern in (_BOOK, _REFERENCE, _CATCHWORD):
        words = pattern.sub(lambda match: "█" * len(match.group()), words)
    return _QUOTED.sub(_blot, words)


def _blot(match: re.Match[str]) -> str:
    words = match.group()
    keep = bool(_FIGURE.search(words)) and (len(words) > _SLOGAN or "%" in words or "达到" in words)
    return words if keep else "█" * len(words)


def bounds(words: str, start: int, end: int, stops: str) -> Range:
    """The stretch around `start`..`end` between the nearest of `stops` outside brackets.

    An opening bracket among the stops stands for both: then the stretch never leaves a bracket.
    """
    first = start - _reach(words[max(0, start - _FARTHEST) : start][::-1], stops, ")]", "([")
    last = end + _reach(words[end : end + _FARTHEST], stops, "([", ")]")
    return first, last


def _reach(words: str, stops: str, opening: str, closing: str) -> int:
    """How many characters there are before the first stop outside brackets."""
    depth = 0
    for index, char in enumerate(words):
        if char in opening:
            depth += 1
        elif char in closing:
            if depth == 0 and "(" in stops:
                return index
            depth = max(0, depth - 1)
        elif depth == 0 and char in stops:
            return index
    return len(words)
