"""Marks the words by which two texts differ."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence

from yingshang.engines.plans.comparemodel import Words
from yingshang.engines.plans.folding import fold

# A number with what it counts and a Latin word stay whole; other characters stand for themselves.
_TOKEN = re.compile(r"\d[\d.,]*(?:万|亿|%|个百分点|个工作日|个月|年|月|日)?|[A-Za-z]+|.", re.DOTALL)
_PHRASE = re.compile(r"[^，。；、,;!?！？\n]*[，。；、,;!?！？\n]?")
# Points and commas change with a clause's place in a sentence, not with what it says.
_POINTS = {ord(point): "," for point in "。;,、:."}
# Beyond so many pairs of words texts are compared by phrases, and their phrases not any further.
_MOST_WORK = 1_000_000
_ISLAND = 3

Tokens = Sequence[str]
Opcode = tuple[bool, str, str]


def word_diff(old: str, new: str) -> tuple[Words, ...]:
    """The two texts as one row of runs; the old words stand before the new ones.

    Joining `old` of all runs gives `old`, joining `new` gives `new`.

    Example:
        >>> [(one.side, one.text) for one in word_diff("压缩至5个工作日", "压缩至3个工作日")]
        [('same', '压缩至'), ('old', '5个工作日'), ('new', '3个工作日')]
    """
    first, second = _tokens(old), _tokens(new)
    if len(first) * len(second) > _MOST_WORK:
        first, second = _phrases(old), _phrases(new)
    runs = _without_islands(list(_opcodes(first, second)))
    return tuple(shown for run in runs for shown in _shown(*run))


def _tokens(text: str) -> Tokens:
    """Cut where the folded text is cut: folding keeps the length."""
    return [text[one.start() : one.end()] for one in _TOKEN.finditer(fold(text))]


def _phrases(text: str) -> Tokens:
    return [one for one in _PHRASE.findall(text) if one]


def key(text: str) -> str:
    """A text as it is compared: folded, any point or comma for any other."""
    return fold(text).translate(_POINTS)


def _opcodes(first: Tokens, second: Tokens) -> Iterator[Opcode]:
    """Runs as (equal, old words, new words)."""
    was, now = [key(one) for one in first], [key(one) for one in second]
    start, end = _in_common(was, now)
    if start:
        yield True, "".join(first[:start]), "".join(second[:start])
    last_old, last_new = len(first) - end, len(second) - end
    yield from _middle(
        (was[start:last_old], first[start:last_old]), (now[start:last_new], second[start:last_new])
    )
    if end:
        yield True, "".join(first[last_old:]), "".join(second[last_new:])


def _in_common(was: Tokens, now: Tokens) -> tuple[int, int]:
    """How many tokens the two begin with alike, and end with beside those."""
    most = min(len(was), len(now))
    start = next((i for i in range(most) if was[i] != now[i]), most)
    most -= start
    end = next((i for i in range(most) if was[-1 - i] != now[-1 - i]), most)
    return start, end


def _middle(old: tuple[Tokens, Tokens], new: tuple[Tokens, Tokens]) -> Iterator[Opcode]:
    if len(old[0]) * len(new[0]) > _MOST_WORK:
        yield False, "".join(old[1]), "".join(new[1])
        return
    matcher = difflib.SequenceMatcher(None, old[0], new[0], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        yield tag == "equal", "".join(old[1][a:b]), "".join(new[1][c:d])


def _without_islands(runs: list[Opcode]) -> list[Opcode]:
    """Changes with what little stands in common between them made one change."""
    made: list[Opcode] = []
    for place, (equal, was, now) in enumerate(runs):
        island = equal and made and _is_island(now, made[-1], runs[place + 1 : place + 2])
        if made and not made[-1][0] and (island or not equal):
            made[-1] = (False, made[-1][1] + was, made[-1][2] + now)
        else:
            made.append((equal, was, now))
    return made


def _is_island(common: str, before: Opcode, after: list[Opcode]) -> bool:
    """Whether words in common between two changes are too few to be read as such."""
    if before[0] or not after:
        return False
    changed = [max(len(was), len(now)) for _, was, now in (before, after[0])]
    return len(common) <= 1 or (len(common) <= _ISLAND and 2 * len(common) <= min(changed))


def _shown(equal: bool, was: str, now: str) -> list[Words]:  # noqa: FBT001 - an opcode
    if equal:
        return [Words(was, now)]
    shown = [Words(was, "")] if was else []
    return [*shown, Words("", now)] if now else shown
