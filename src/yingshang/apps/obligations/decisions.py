"""Pure decisions about duties: values in, values out."""

import hashlib
from collections.abc import Sequence
from fractions import Fraction
from math import ceil


def drawn_ids(ids: Sequence[int], seed: str, share: float) -> list[int]:
    """The part of `ids` that `seed` draws, in ascending order: `ceil(share × n)` of them.

    They are those with the smallest SHA-256 of `seed:id`, so that whoever knows the seed and the
    list draws the same.

    Example:
        >>> drawn_ids([1, 2, 3, 4], "2024-11", 0.5)
        [1, 4]
    """
    ranked = sorted(ids, key=lambda pk: hashlib.sha256(f"{seed}:{pk}".encode()).hexdigest())
    return sorted(ranked[: ceil(Fraction(str(share)) * len(ids))])
