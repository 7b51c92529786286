"""Texts about the same matter put together, each cluster named by its own words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from yingshang.engines.texts.trends.likeness import Space, near_pairs
from yingshang.engines.texts.trends.naming import names
from yingshang.engines.texts.trends.phrases import Cut, Text, cut

# Pairs below are never looked at; clusters join while their texts share so much on average.
NEAR: Final = 0.2
JOINED: Final = 0.15
FEWEST: Final = 3


@dataclass(frozen=True, slots=True)
class Cluster:
    """Texts about the same: names of the members, the most typical first, and words of its own."""

    members: tuple[str, ...]
    name_words: tuple[str, ...]

    @property
    def name(self) -> str:
        """The words as one line."""
        return " · ".join(self.name_words)


@dataclass(frozen=True)
class Gathered:
    """Clusters with what they were made from, for those who go on counting."""

    clusters: tuple[Cluster, ...]
    rows: tuple[tuple[int, ...], ...]
    space: Space
    cuts: tuple[Cut, ...]


def clusters(texts: Sequence[Text], *, fewest: int = FEWEST) -> list[Cluster]:
    """Matters that at least `fewest` of `texts` are about, the largest first.

    The same texts in the same order give the same clusters; most texts are in none.
    """
    return list(gather(texts, fewest=fewest).clusters)


def gather(texts: Sequence[Text], *, fewest: int = FEWEST) -> Gathered:
    """`clusters`, with their rows and the space in which they lie."""
    cuts = tuple(cut(text) for text in texts)
    space = Space(cuts)
    groups = [group for group in _joined(space.rows) if len(group) >= fewest]
    ordered = sorted((_typical(space.rows, group) for group in groups), key=lambda g: (-len(g), g))
    named = names(cuts, ordered)
    found = tuple(
        Cluster(tuple(texts[row].name for row in group), words)
        for group, words in zip(ordered, named, strict=True)
    )
    return Gathered(found, tuple(ordered), space, cuts)


def _joined(rows: Any) -> list[list[int]]:
    """Rows put together, nearest pairs first, while both sides share `JOINED` on average."""
    owner = list(range(rows.shape[0]))
    members: dict[int, list[int]] = {row: [row] for row in owner}
    sums: dict[int, dict[int, float]] = {}
    for _, one, other in near_pairs(rows, NEAR):
        first, second = owner[one], owner[other]
        if first == second:
            continue
        if len(members[first]) < len(members[second]):
            first, second = second, first
        large, small = _sum(sums, first, rows), _sum(sums, second, rows)
        shared = sum(value * large.get(column, 0.0) for column, value in small.items())
        if shared / (len(members[first]) * len(members[second])) >= JOINED:
            for column, value in small.items():
                large[column] = large.get(column, 0.0) + value
            for row in members[second]:
                owner[row] = first
            members[first] += members.pop(second)
            del sums[second]
    return [sorted(group) for group in members.values()]


def _sum(sums: dict[int, dict[int, float]], row: int, rows: Any) -> dict[int, float]:
    if row not in sums:
        start, end = rows.indptr[row], rows.indptr[row + 1]
        sums[row] = dict(
            zip(rows.indices[start:end].tolist(), rows.data[start:end].tolist(), strict=True)
        )
    return sums[row]


def _typical(rows: Any, group: Sequence[int]) -> tuple[int, ...]:
    """The rows of a group, those nearest to its middle first."""
    chosen = rows[list(group)]
    near = np.asarray(chosen @ np.asarray(chosen.sum(axis=0)).ravel()).ravel()
    return tuple(int(group[at]) for at in np.argsort(-near.round(9), kind="stable"))
