"""P7xx: case types, each check beside those of its noun."""

from yingshang.engines.packs.checks.casework import (
    conditions,
    examples,
    letters,
    names,
    processes,
    promises,
    references,
    shape,
    uses,
)

__all__ = [
    "conditions",
    "examples",
    "letters",
    "names",
    "processes",
    "promises",
    "references",
    "shape",
    "uses",
]
