"""Everything that changes the register of market entities, split by verb."""

from yingshang.apps.directory.services.enterprises.entering import register
from yingshang.apps.directory.services.enterprises.importing import steps
from yingshang.apps.directory.services.enterprises.receiving import (
    abandon,
    confirm_mapping,
    receive,
    take_over,
)
from yingshang.apps.directory.services.enterprises.sizing import (
    recompute_sizes,
    start_recompute_sizes,
)

__all__ = [
    "abandon",
    "confirm_mapping",
    "receive",
    "recompute_sizes",
    "register",
    "start_recompute_sizes",
    "steps",
    "take_over",
]
