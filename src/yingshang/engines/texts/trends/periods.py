"""One period beside an earlier one: what grows, and which phrases are new."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Final

import numpy as np

from yingshang.engines.texts.trends.clusters import FEWEST, Cluster, gather
from yingshang.engines.texts.trends.likeness import distinct
from yingshang.engines.texts.trends.naming import overlapping
from yingshang.engines.texts.trends.phrases import Phrase, Text, cut, frequent, held_by

PER: Final = 1000
# An earlier text belongs to a cluster if it shares so much with the cluster's texts on average.
BELONGS: Final = 0.16
_DOUBT: Final = 0.5
_GROWN: Final = 5
_SHORTEST: Final = 4


@dataclass(frozen=True, slots=True)
class Change:
    """A cluster of this period and what the earlier one held of it.

    Rates are texts per thousand; `lift` is how many times the earlier rate this one is, half a text
    added to both counts so that a first appearance stays finite.
    """

    cluster: Cluster
    before: tuple[str, ...]
    rate_now: float
    rate_before: float
    lift: float

    @property
    def is_new(self) -> bool:
        """Nothing like it before."""
        return not self.before


@dataclass(frozen=True, slots=True)
class NewPhrase:
    """A phrase of this period that the earlier one hardly knew, with the texts that hold it."""

    phrase: str
    now: int
    before: int


def compare(now: Sequence[Text], before: Sequence[Text], *, fewest: int = FEWEST) -> list[Change]:
    """The clusters of `now` beside the earlier texts about the same; what grows most first."""
    found = gather(now, fewest=fewest)
    earlier = found.space.place([cut(text) for text in before])
    changes = []
    for cluster, group in zip(found.clusters, found.rows, strict=True):
        middle = np.asarray(found.space.rows[list(group)].mean(axis=0)).ravel()
        near = np.asarray(earlier @ middle).ravel()
        same = tuple(before[row].name for row in np.flatnonzero(near >= BELONGS).tolist())
        changes.append(_change(cluster, same, len(now), len(before)))
    return sorted(changes, key=lambda one: (-len(one.cluster.members) * one.lift, one.cluster.name))


def _change(cluster: Cluster, same: tuple[str, ...], now: int, before: int) -> Change:
    held = len(cluster.members)
    lift = ((held + _DOUBT) / max(now, 1)) / ((len(same) + _DOUBT) / max(before, 1))
    return Change(
        cluster, same, PER * held / max(now, 1), PER * len(same) / max(before, 1), round(lift, 2)
    )


def new_phrases(
    now: Sequence[Text], before: Sequence[Text], *, least: int = 3, most: int = 30
) -> list[NewPhrase]:
    """Phrases in at least `least` texts of `now`, at least five times as frequent as before.

    Phrases of fewer than four signs are left out: they are mostly common words that happen to be
    used. So is what stands only within a longer one. A letter sent many times counts once. The
    least likely to be chance come first.
    """
    counted = frequent(distinct([cut(text) for text in now]), least)
    earlier = held_by(distinct([cut(text) for text in before]), set(counted))
    ratio = max(len(before), 1) / max(len(now), 1)

    def surprise(phrase: Phrase) -> float:
        expected = (earlier[phrase] + _DOUBT) / ratio
        return counted[phrase] * log(counted[phrase] / expected) * len(phrase)

    fresh = [
        phrase
        for phrase, number in counted.items()
        if number * ratio >= _GROWN * (earlier[phrase] + _DOUBT)
        and len("".join(phrase)) >= _SHORTEST
    ]
    found: list[NewPhrase] = []
    for phrase in sorted(fresh, key=lambda one: (-round(surprise(one), 9), one)):
        words = "".join(phrase)
        if not any(overlapping(words, known.phrase) for known in found):
            found.append(NewPhrase(words, counted[phrase], earlier[phrase]))
        if len(found) == most:
            break
    return found
