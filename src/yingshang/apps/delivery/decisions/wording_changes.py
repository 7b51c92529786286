"""Which words of a text are new, and which are gone, beside the text before."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

# A Latin word or a number stays whole; every Chinese character stands for itself.
PIECE = re.compile(r"[A-Za-z]+|\d+(?:[.,]\d+)*|\s+|.", re.DOTALL)
# So long a stretch in common is shown as such; shorter ones are noise between two changes.
LEAST_IN_COMMON = 2


@dataclass(frozen=True)
class Stretch:
    """A run of text: `kind` is `same`, `new` or `gone`."""

    kind: str
    text: str


def changes(before: str, after: str) -> tuple[Stretch, ...]:
    """`after` beside `before`, piece by piece, in reading order; nothing for two empty texts.

    Example:
        >>> [(each.kind, each.text) for each in changes("走访12户", "走访15户")]
        [('same', '走访'), ('gone', '12'), ('new', '15'), ('same', '户')]
    """
    old, new = PIECE.findall(before), PIECE.findall(after)
    return tuple(_merged(_stretches(old, new)))


def _stretches(old: list[str], new: list[str]) -> Iterator[Stretch]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    opcodes = matcher.get_opcodes()
    for place, (tag, i, j, k, m) in enumerate(opcodes):
        gone, fresh = "".join(old[i:j]), "".join(new[k:m])
        between = 0 < place < len(opcodes) - 1
        if tag == "equal" and not (between and len(fresh) < LEAST_IN_COMMON):
            yield Stretch("same", fresh)
        else:
            yield Stretch("gone", gone)
            yield Stretch("new", fresh)


def _merged(stretches: Iterator[Stretch]) -> Iterator[Stretch]:
    """Neighbouring changes as one, what is gone in front."""
    gone = fresh = ""
    for each in stretches:
        if each.kind != "same":
            gone += each.text if each.kind == "gone" else ""
            fresh += each.text if each.kind == "new" else ""
            continue
        yield from _pair(gone, fresh)
        gone = fresh = ""
        if each.text:
            yield each
    yield from _pair(gone, fresh)


def _pair(gone: str, fresh: str) -> Iterator[Stretch]:
    if gone:
        yield Stretch("gone", gone)
    if fresh:
        yield Stretch("new", fresh)
