"""Slows down whoever guesses passwords: so many failures for one account from one address.

Kept in the cache, whose time is the machine's own: a standing clock would never let anybody in
again.
"""

import hashlib
from typing import Final

from django.core.cache import caches
from django.core.cache.backends.base import BaseCache

FAILURES: Final = 5
PAUSE_SECONDS: Final = 15 * 60


class Attempt:
    """One try of one account from one address. Take a place before looking at the password."""

    def __init__(self, *, account: str, address: str) -> None:
        """Remember whose attempt it is; the account's name is not kept in clear."""
        key = hashlib.sha256(f"{account.casefold()}\0{address}".encode()).hexdigest()
        self._places = [f"login:{key}:{number}" for number in range(FAILURES)]

    def is_allowed(self) -> bool:
        """Take one of the places; False when all are taken by failures of the last 15 minutes."""
        return any(_cache().add(place, 1, PAUSE_SECONDS) for place in self._places)

    def succeeded(self) -> None:
        """Free all places."""
        _cache().delete_many(self._places)


def _cache() -> BaseCache:
    return caches["throttle"]
