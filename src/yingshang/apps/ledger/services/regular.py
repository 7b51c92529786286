"""What the worker does again and again, each thing at its own pace."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.db import DatabaseError

from yingshang.apps.ledger import clock

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Regular:
    """A function that the worker calls every so many seconds."""

    name: str
    seconds: float
    function: Callable[[], int]


_known: dict[str, Regular] = {}


def every(name: str, *, seconds: float, function: Callable[[], int]) -> None:
    """Have each worker call `function` every so many seconds of real time.

    What day or hour it is, the function asks the ledger's clock itself.

    Args:
        name: `<app>.<verb>`; called at start, from the app or from `web/wiring.py`.
        function: Returns how much it did, 0 when there was nothing; safe to repeat, and safe beside
            another worker that does the same.

    Raises:
        ValueError: The name belongs to another function.
    """
    known = _known.setdefault(name, Regular(name, seconds, function))
    if known.function is not function:
        raise ValueError(f"{name} is already done by another function")


class Regulars:
    """One worker's turns at everything that is regular."""

    def __init__(self) -> None:
        self._next: dict[str, float] = {}

    def hurry(self) -> None:
        """Give everything its turn at the next `go`: the clock stands at another day."""
        self._next.clear()

    def go(self) -> int:
        """Call whatever has its turn; how much was done. One fault does not stop the others."""
        count = 0
        for regular in _known.values():
            now = clock.stopwatch()
            if now >= self._next.get(regular.name, now):
                self._next[regular.name] = now + regular.seconds
                count += _call(regular)
        return count


def _call(regular: Regular) -> int:
    try:
        return regular.function()
    except DatabaseError:
        raise
    except Exception:
        logger.exception("%s failed", regular.name)
        return 0
