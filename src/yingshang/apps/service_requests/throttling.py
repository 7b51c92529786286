"""Nobody floods the city, and nobody is shut out for sharing an address with a whole hall.

Kept in the cache, whose time is the machine's own.
"""

import hashlib
from typing import Final

from django.core.cache import caches
from django.http import HttpRequest

from yingshang.apps.service_requests.errors import TooManyError

# So many reports within so many seconds: by one device, and by everybody behind one address.
OF_DEVICE: Final = 20
OF_ADDRESS: Final = 600
HINTS_OF_DEVICE: Final = 120
SECONDS: Final = 600


def let_in(request: HttpRequest, *, what: str = "report") -> None:
    """Count one call of a device and of its address.

    Raises:
        TooManyError: There were too many of them within ten minutes.
    """
    of_device = OF_DEVICE if what == "report" else HINTS_OF_DEVICE
    address = request.META.get("REMOTE_ADDR", "")
    device = request.session.session_key or request.headers.get("X-Device", "")
    if device and _count(f"{what}:device:{_digest(device)}") > of_device:
        raise TooManyError
    if _count(f"{what}:address:{_digest(address)}") > OF_ADDRESS:
        raise TooManyError


def _count(key: str) -> int:
    cache = caches["throttle"]
    if cache.add(key, 1, SECONDS):
        return 1
    try:
        return cache.incr(key)
    except ValueError:
        cache.add(key, 1, SECONDS)
        return 1


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
