"""Lessons as sparse matrices, and what each piece of text is worth for telling labels apart."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Floats = NDArray[np.float32]
LEAST_TEXTS: Final = 2
# The say of the most frequent label beside all others, and a floor against accidents.
_GRAVITY: Final = 7.0
_FLOOR: Final = 0.0005


@dataclass(frozen=True, slots=True)
class Table:
    """Pieces in column order and one row of 1 + log(count) for each text."""

    pieces: tuple[str, ...]
    rows: Any


def vocabulary(counters: Sequence[Counter[str]]) -> tuple[str, ...]:
    """Pieces that at least two texts hold, in order."""
    texts = Counter(piece for counter in counters for piece in counter)
    return tuple(sorted(piece for piece, number in texts.items() if number >= LEAST_TEXTS))


def table(counters: Sequence[Counter[str]], pieces: tuple[str, ...]) -> Table:
    """How often each of `pieces` stands in each text, dampened by the logarithm."""
    where = {piece: column for column, piece in enumerate(pieces)}
    columns: list[int] = []
    values: list[int] = []
    starts = [0]
    for counter in counters:
        known = [(where[piece], count) for piece, count in counter.items() if piece in where]
        columns += [column for column, _ in known]
        values += [count for _, count in known]
        starts.append(len(columns))
    data = 1 + np.log(np.array(values, dtype=np.float32))
    shape = (len(counters), len(pieces))
    return Table(pieces, sparse.csr_matrix((data.astype(np.float32), columns, starts), shape))


def worth(rows: Any, labels: NDArray[np.intp]) -> Floats:
    """Inverse gravity moment times the root of rarity, for every column.

    A piece that one label holds far more often than the next ones is worth most.

    Source: Chen, Zhang, Long, Zhang, “Turning from TF-IDF to TF-IGM”, 2016.
    """
    held = (rows > 0).astype(np.float64)
    chosen = np.eye(int(labels.max()) + 1)[labels]
    share = np.asarray((held.T @ chosen) / np.maximum(chosen.sum(axis=0), 1)) + _FLOOR
    share = -np.sort(-share, axis=1)
    gravity = share[:, 0] / (share @ np.arange(1, share.shape[1] + 1))
    texts = np.asarray(held.sum(axis=0)).ravel()
    rarity = np.log(rows.shape[0] / (texts + 1)) + 1
    terms: Floats = (1 + _GRAVITY * gravity) * np.sqrt(np.maximum(rarity, 0.1))
    return terms.astype(np.float32)


def weighted(rows: Any, terms: Floats) -> Any:
    """Every row times the worth of its pieces, of length one."""
    scaled = sparse.csr_matrix(rows @ sparse.diags(terms.astype(np.float32)))
    lengths = np.sqrt(np.asarray(scaled.multiply(scaled).sum(axis=1)).ravel())
    return sparse.csr_matrix(
        sparse.diags((1 / np.maximum(lengths, 1e-9)).astype(np.float32)) @ scaled
    )
