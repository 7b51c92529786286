"""How well labels were told, and how sure the scores are."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from yingshang.engines.texts.topics.model import Score, softmax


def score(right: Sequence[str], told: Sequence[str]) -> Score:
    """Accuracy and the plain mean of F1 over all labels that occur, from 0 to 1."""
    hits = Counter(one for one, other in zip(right, told, strict=True) if one == other)
    held, said = Counter(right), Counter(told)
    labels = sorted(held | said)
    f1 = [2 * hits[label] / (held[label] + said[label]) for label in labels]
    return Score(hits.total() / len(right), sum(f1) / len(f1), len(right))


def sharpness_of(
    scores: NDArray[np.float32], right: Sequence[str], labels: tuple[str, ...]
) -> float:
    """The factor under which the scores of held-back texts give the most honest chances."""
    known = [place for place, label in enumerate(right) if label in labels]
    columns = [labels.index(right[place]) for place in known]
    tried = [round(0.5 * step, 1) for step in range(1, 21)]

    def surprise(sharpness: float) -> float:
        chances = softmax(scores[known] * np.float32(sharpness))
        return float(-np.log(np.maximum(chances[range(len(known)), columns], 1e-9)).mean())

    return min(tried, key=surprise)
