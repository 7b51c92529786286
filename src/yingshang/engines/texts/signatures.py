"""Keys by which a database finds texts that say nearly the same, by equality alone.

Two texts whose runs of signs overlap to a share s have the same smallest number under a random
order with chance s (MinHash); `WHOLE` keys join three such numbers each. The opening of a text has
keys of its own, so that a text that is still being typed finds the one it repeats.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from yingshang.engines.texts.shingles import Shingles, mixed, of_plain
from yingshang.engines.texts.writing import plain

VERSION: Final = 1
ROWS: Final = 3
_APART: Final = 1000


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a text that has keys: its first `signs` plain signs, all if None."""

    signs: int | None
    bands: int


WHOLE: Final = Part(None, 20)
OPENINGS: Final = (Part(24, 4), Part(60, 6))
_ORDERS = mixed(np.arange(1, WHOLE.bands * ROWS + 1, dtype=np.uint64))


@dataclass(frozen=True, slots=True)
class Signature:
    """`keys` fit a signed 64-bit column, one row each; texts that share one are candidates."""

    keys: tuple[int, ...]
    version: int = VERSION


def signature(text: str) -> Signature:
    """The keys of `text`, the same on every machine and in every run; none for an empty text.

    An opening has keys as soon as so much has been typed.
    """
    letters = plain(text).text
    keys = _keys(of_plain(letters), WHOLE.bands, 0)
    for place, part in enumerate(OPENINGS, start=1):
        if part.signs is not None and len(letters) >= part.signs:
            keys += _keys(of_plain(letters[: part.signs]), part.bands, place)
    return Signature(tuple(dict.fromkeys(keys)))


def _keys(pieces: Shingles, bands: int, place: int) -> list[int]:
    """`bands` keys of the set `pieces`; `place` keeps the parts of a text apart."""
    if not len(pieces):
        return []
    smallest = _smallest(pieces, bands * ROWS).reshape(bands, ROWS)
    keys = mixed(np.arange(place * _APART, place * _APART + bands, dtype=np.uint64))
    for row in range(ROWS):
        keys = mixed(keys ^ smallest[:, row])
    return [int(key) for key in keys.view(np.int64)]


def _smallest(pieces: Shingles, orders: int) -> NDArray[np.uint64]:
    """The smallest number of the set in each of the first `orders` random orders."""
    smallest: NDArray[np.uint64] = mixed(pieces[None, :] ^ _ORDERS[:orders, None]).min(axis=1)
    return smallest
