"""A text as a set of short pieces, each a number that is the same on every machine."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from yingshang.engines.texts.writing import plain

LENGTH: Final = 3
Shingles = NDArray[np.uint64]
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_SHIFTS = tuple(np.uint64(bits) for bits in (30, 27, 31))
_SIGN_BITS = np.uint64(21)


def shingles(text: str) -> Shingles:
    """The distinct runs of three signs in `text`, as sorted numbers; a shorter text is one run."""
    return of_plain(plain(text).text)


def of_plain(text: str) -> Shingles:
    """`shingles` of a text that is plain already."""
    signs = np.frombuffer(text.encode("utf-32-le"), dtype="<u4").astype(np.uint64)
    if not len(signs):
        return np.empty(0, dtype=np.uint64)
    length = min(LENGTH, len(signs))
    runs = np.zeros(len(signs) - length + 1, dtype=np.uint64)
    for start in range(length):
        runs = (runs << _SIGN_BITS) | signs[start : start + len(runs)]
    return np.unique(mixed(runs))


def mixed(numbers: Shingles) -> Shingles:
    """Every number spread over 64 bits (the finisher of SplitMix64, a bijection)."""
    with np.errstate(over="ignore"):
        spread = numbers + _SPREAD
        spread = (spread ^ (spread >> _SHIFTS[0])) * _FIRST
        spread = (spread ^ (spread >> _SHIFTS[1])) * _SECOND
        return spread ^ (spread >> _SHIFTS[2])
