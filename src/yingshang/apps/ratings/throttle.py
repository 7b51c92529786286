"""Slows down whoever floods windows with ratings, not the hall behind one address.

Kept in the cache, whose time is the machine's own: a standing clock would never let anybody in.
"""

import hashlib
from typing import Final

from django.core.cache import caches
from django.core.cache.backends.base import BaseCache

from yingshang.engines.packs.schema.ratings import Throttle

HOUR: Final = 3600
DAY: Final = 24 * HOUR


def is_admitted(rule: Throttle, *, device: str, address: str) -> bool:
    """Count one rating of a window; False when the device or the address gave too many.

    Args:
        device: Empty where it is not known yet: its address is that of a whole hall.
    """
    if device and _count("device", device, DAY) > rule.device_a_day:
        return False
    return _count("address", address, HOUR) <= rule.address_an_hour


def _count(what: str, whose: str, seconds: int) -> int:
    """How many there are in this span with this one; whose it is, is not kept in clear."""
    key = f"ratings:{what}:{hashlib.sha256(whose.encode()).hexdigest()}"
    _cache().add(key, 0, seconds)
    try:
        return _cache().incr(key)
    except ValueError:
        # It ran out between the two.
        return 1


def _cache() -> BaseCache:
    return caches["throttle"]
