"""Vectors of words from the company that they keep in the lessons, and landmarks among these."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy import linalg, sparse
from sklearn.utils.extmath import randomized_svd

from yingshang.engines.texts.topics.meaning import Meaning, nearness, settled
from yingshang.engines.texts.topics.views import Read

Floats = NDArray[np.float32]
SIZE: Final = 150
COMPANY: Final = 10
LANDMARKS: Final = 800
# How much the meaning says beside the words themselves, and how little it trusts one lesson.
SHARE: Final = 0.5
_CAUTION: Final = 0.1
_DAMPING: Final = 0.75


def learn(
    texts: Sequence[Read], pieces: tuple[str, ...], rows: tuple[Any, Any], chosen: NDArray[np.intp]
) -> Meaning:
    """Meaning learned from lessons: `rows` are the weighted words of the texts and beginnings."""
    words = of_words(texts, pieces)
    means = np.concatenate([half @ words for half in rows], axis=1).astype(np.float32)
    centre: Floats = means.mean(axis=0)
    placed = settled(means, centre)
    marks = placed[_spread(len(placed))]
    return Meaning(
        vectors=words.astype(np.float16).astype(np.float32),
        centre=centre,
        landmarks=marks,
        says=_said(placed, marks, chosen),
    )


def of_words(texts: Sequence[Read], pieces: tuple[str, ...]) -> Floats:
    """A vector of length one for every piece: the factors of its company beyond chance (PPMI)."""
    company = _company(texts, pieces)
    size = min(SIZE, len(pieces) - 1)
    left, strength, _ = randomized_svd(company, size, n_iter=2, random_state=0)
    found = left * np.sqrt(strength)
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    vectors: Floats = found / np.maximum(lengths, 1e-9)
    return vectors.astype(np.float32)


def _company(texts: Sequence[Read], pieces: tuple[str, ...]) -> Any:
    """Positive pointwise mutual information of pieces within ten words, nearer ones more."""
    where = {piece: column for column, piece in enumerate(pieces)}
    lines = [np.array([where[one] for one in text.words if one in where]) for text in texts]
    met = sparse.csr_matrix((len(pieces), len(pieces)), dtype=np.float32)
    for gap in range(1, COMPANY + 1):
        long = [line for line in lines if len(line) > gap]
        if long:
            ends = (
                np.concatenate([x[:-gap] for x in long]),
                np.concatenate([x[gap:] for x in long]),
            )
            seen = np.full(len(ends[0]), 1 / gap, dtype=np.float32)
            met = met + sparse.csr_matrix((seen, ends), shape=met.shape)
    both = (met + met.T).tocoo()
    total = np.asarray(both.sum(axis=1)).ravel()
    chance = total**_DAMPING / (total**_DAMPING).sum()
    surprise = np.log(both.data / (total[both.row] * chance[both.col]))
    kept = surprise > 0
    entries = (surprise[kept], (both.row[kept], both.col[kept]))
    return sparse.csr_matrix(entries, shape=both.shape)


def _spread(number: int) -> NDArray[np.intp]:
    """At most `LANDMARKS` lessons, evenly spread."""
    return np.unique(np.linspace(0, number - 1, min(number, LANDMARKS)).astype(np.intp))


def _said(placed: Floats, marks: Floats, chosen: NDArray[np.intp]) -> Floats:
    """Least squares from nearness to labels, rare labels weighing as much as frequent ones."""
    near = nearness(placed, marks).astype(np.float64)
    number = np.bincount(chosen)
    weight = np.sqrt(1 / number[chosen])
    weight /= weight.mean()
    wanted = np.eye(len(number))[chosen] * 2 - 1
    among = np.eye(near.shape[1]) * 1e-3
    among[:-1, :-1] += nearness(marks, marks)[:, :-1]
    left = (near.T * weight) @ near + _CAUTION * among
    said: Floats = linalg.solve(left, (near.T * weight) @ wanted, assume_a="pos")
    return (said * SHARE).astype(np.float32)
