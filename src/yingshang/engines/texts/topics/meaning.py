"""The meaning of a text as the mean of its words' vectors, and how near it is to known texts.

Words that keep the same company have vectors alike, so that a text is understood by words that no
lesson of its label held. A text is compared with landmarks: some of the lessons.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from yingshang.engines.texts.topics.views import HEAD, WORDS

Floats = NDArray[np.float32]
# How sharply nearness falls with distance, for the whole text and for its beginning.
NEARNESS: Final = {WORDS: 1.5, HEAD: 0.7}


@dataclass(frozen=True, slots=True)
class Meaning:
    """Vectors of words, the landmarks' vectors and what nearness to each says for each label."""

    vectors: Floats
    centre: Floats
    landmarks: Floats
    says: Floats

    def of_words(self, columns: NDArray[np.intp], values: Floats) -> Floats:
        """The vector of a text with these words, not yet centred."""
        mean: Floats = values @ self.vectors[columns]
        return mean

    def scores(self, means: Floats) -> Floats:
        """What the vectors of texts (one a row: whole text, then beginning) say for each label."""
        near = nearness(settled(means, self.centre), self.landmarks)
        said: Floats = near @ self.says
        return said


def settled(means: Floats, centre: Floats) -> Floats:
    """Both halves of every row centred, of length one, and stretched by its `NEARNESS`."""
    halves = np.split(means - centre, len(NEARNESS), axis=1)
    stretched = [
        half / np.maximum(np.linalg.norm(half, axis=1, keepdims=True), 1e-9) * np.sqrt(sharp)
        for half, sharp in zip(halves, NEARNESS.values(), strict=True)
    ]
    return np.concatenate(stretched, axis=1).astype(np.float32)


def nearness(rows: Floats, landmarks: Floats) -> Floats:
    """How near each row is to each landmark, from 0 to 1, with a last column of ones."""
    full = np.float32(sum(NEARNESS.values()))
    near = np.exp(rows @ landmarks.T - full)
    return np.concatenate([near, np.ones((len(rows), 1), np.float32)], axis=1).astype(np.float32)
