"""Which texts of a period are about the same: rows of weighted words, and pairs that are near."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, Final

import numpy as np
from scipy import sparse

from yingshang.engines.texts.trends.phrases import Cut
from yingshang.engines.texts.words import is_telling

LEAST_TEXTS: Final = 2
# A word in more than this share of all texts, and in so many, tells nothing apart.
LARGEST_SHARE: Final = 0.15
LARGEST_NUMBER: Final = 20
# From here on a text repeats another.
REPEATED: Final = 0.85
_TITLE_COUNTS: Final = 3
_BLOCK: Final = 1000
_NEIGHBOURS: Final = 30


class Space:
    """The words of all texts as columns; every text is a row of length one."""

    def __init__(self, texts: Sequence[Cut]) -> None:
        counted = [_counts(text) for text in texts]
        held = Counter(piece for counts in counted for piece in counts)
        most = max(LARGEST_SHARE * len(texts), LARGEST_NUMBER)
        pieces = sorted(piece for piece, n in held.items() if LEAST_TEXTS <= n <= most)
        self._columns = {piece: column for column, piece in enumerate(pieces)}
        self._rarity = np.log(len(texts) / np.array([held[piece] for piece in pieces])) + 0.1
        self.rows = self._placed(counted)

    def place(self, texts: Sequence[Cut]) -> Any:
        """Rows of other texts among the same columns."""
        return self._placed([_counts(text) for text in texts])

    def _placed(self, counted: Sequence[Counter[str]]) -> Any:
        columns: list[int] = []
        values: list[float] = []
        starts = [0]
        for counts in counted:
            known = [
                (self._columns[piece], n) for piece, n in counts.items() if piece in self._columns
            ]
            columns += [column for column, _ in known]
            values += [1 + float(np.log(n)) for _, n in known]
            starts.append(len(columns))
        shape = (len(counted), len(self._columns))
        found = np.array(values) * self._rarity[columns] if columns else np.array(values)
        rows = sparse.csr_matrix((found, columns, starts), shape=shape)
        lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
        return sparse.csr_matrix(sparse.diags(1 / np.maximum(lengths, 1e-9)) @ rows)


def distinct(texts: Sequence[Cut]) -> list[Cut]:
    """`texts` without those that repeat an earlier one nearly word for word."""
    if not texts:
        return []
    repeated = {later for _, _, later in near_pairs(Space(texts).rows, REPEATED)}
    return [text for place, text in enumerate(texts) if place not in repeated]


def near_pairs(rows: Any, least: float) -> list[tuple[float, int, int]]:
    """Pairs of rows that share at least `least`, the nearest first; few for each row."""
    found: set[tuple[float, int, int]] = set()
    for start in range(0, rows.shape[0], _BLOCK):
        shared = sparse.csr_matrix(rows[start : start + _BLOCK] @ rows.T)
        shared.sort_indices()
        for place in range(shared.shape[0]):
            found.update(_nearest(shared, place, start + place, least))
    return sorted(found, key=lambda pair: (-pair[0], pair[1], pair[2]))


def _nearest(shared: Any, place: int, row: int, least: float) -> Iterator[tuple[float, int, int]]:
    begin, end = shared.indptr[place], shared.indptr[place + 1]
    others, values = shared.indices[begin:end], shared.data[begin:end]
    kept = (values >= least) & (others != row)
    others, values = others[kept], values[kept]
    for at in np.argsort(-values, kind="stable")[:_NEIGHBOURS]:
        other = int(others[at])
        yield round(float(values[at]), 6), min(row, other), max(row, other)


def _counts(text: Cut) -> Counter[str]:
    """Telling words and pairs of neighbours; those of the title count three times."""
    counts: Counter[str] = Counter()
    for runs, weight in ((text.title, _TITLE_COUNTS), (text.body, 1)):
        for run in runs:
            for word in run:
                if word.is_firm and is_telling(word.sign):
                    counts[word.sign] += weight
            for one, other in pairwise(run):
                if one.is_firm and other.is_firm:
                    counts[f"{one.sign}{other.sign}"] += weight
    return counts
