"""How much of two texts is the same, and which words they share."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np

from yingshang.engines.texts.shingles import Shingles, shingles
from yingshang.engines.texts.writing import Plain, plain

# From these shares on; see docs/texts.md for how they were measured.
SAME: Final = 0.5
CONTAINED: Final = 0.8
SIMILAR: Final = 0.25
SHORTEST_CONTAINED: Final = 12
SHORTEST_PHRASE: Final = 6


@dataclass(frozen=True, slots=True)
class Sameness:
    """What two texts have in common.

    `overlap` is the share of common runs in all runs of both, `contained` the share in the runs of
    the shorter one: from 0 to 1. `phrases` are as written in the second text, the longest first.
    """

    overlap: float
    contained: float
    phrases: tuple[str, ...]
    shorter: int

    @property
    def is_same(self) -> bool:
        """Nearly the same words, or the shorter text is inside the longer."""
        within = self.contained >= CONTAINED and self.shorter >= SHORTEST_CONTAINED
        return self.overlap >= SAME or within

    @property
    def is_similar(self) -> bool:
        """Worth showing to a person who decides."""
        return self.is_same or self.overlap >= SIMILAR


def compare_texts(one: str, other: str) -> Sameness:
    """What `one` has in common with `other`, with the phrases of `other` to show."""
    first, second = shingles(one), shingles(other)
    return Sameness(
        overlap=overlap(first, second),
        contained=contained(first, second),
        phrases=shared_phrases(one, other),
        shorter=min(len(first), len(second)),
    )


def similarity(one: str, other: str) -> float:
    """The share of common runs of signs in all runs of both texts (Jaccard), from 0 to 1.

    Example:
        >>> similarity("路灯坏了没有人修", "路灯坏了，没有人修！")
        1.0
    """
    return overlap(shingles(one), shingles(other))


def overlap(one: Shingles, other: Shingles) -> float:
    """`similarity` of two sets that are cut already; 0 if both are empty."""
    common = len(np.intersect1d(one, other, assume_unique=True))
    together = len(one) + len(other) - common
    return common / together if together else 0.0


def contained(one: Shingles, other: Shingles) -> float:
    """The share of the smaller set that is in the other; 0 if one is empty."""
    smaller = min(len(one), len(other))
    return len(np.intersect1d(one, other, assume_unique=True)) / smaller if smaller else 0.0


def shared_phrases(one: str, other: str, *, most: int = 5) -> tuple[str, ...]:
    """Runs of at least six signs that are in both texts, as written in `other`, longest first.

    Spaces, punctuation, width and courtesy make no difference.
    """
    first, second = plain(one), plain(other)
    pieces = [other[_span(second, start, end)] for start, end in _runs(first.text, second.text)]
    ordered = sorted(dict.fromkeys(pieces), key=lambda piece: (-len(piece), other.index(piece)))
    return tuple(ordered[:most])


def _runs(first: str, second: str) -> Iterable[tuple[int, int]]:
    """Where `second` holds what is in `first`: the longest runs from left to right, apart."""
    known = {first[at : at + SHORTEST_PHRASE] for at in range(len(first) - SHORTEST_PHRASE + 1)}
    start = 0
    while start + SHORTEST_PHRASE <= len(second):
        if second[start : start + SHORTEST_PHRASE] not in known:
            start += 1
            continue
        end = start + SHORTEST_PHRASE
        while end < len(second) and second[start : end + 1] in first:
            end += 1
        yield start, end
        start = end


def _span(text: Plain, start: int, end: int) -> slice:
    return slice(text.places[start], text.places[end - 1] + 1)
