"""How long the outbox waits before it tries again, and how long work still has to go."""

from datetime import timedelta

FIRST_WAIT: timedelta = timedelta(minutes=1)
LONGEST_WAIT: timedelta = timedelta(days=4)
FACTOR = 4
MAX_ATTEMPTS = 10


def wait_after(attempts: int) -> timedelta | None:
    """How long to wait after that many failures; None when a person has to look.

    The waits are 1 min, 4 min, 16 min, 64 min, 4.3 h, 17 h, 2.8 d, then 4 d: about twelve days from
    the first failure to the last attempt.

    Example:
        >>> wait_after(2)
        datetime.timedelta(seconds=240)
        >>> wait_after(10) is None
        True
    """
    if attempts >= MAX_ATTEMPTS:
        return None
    growth: int = FACTOR ** (attempts - 1)
    return min(FIRST_WAIT * growth, LONGEST_WAIT)


def seconds_left(seconds: float, *, done: int, total: int) -> int | None:
    """Whole seconds that the rest takes at the pace so far; None while nothing can be said.

    Example:
        >>> seconds_left(10.0, done=25, total=100)
        30
    """
    if not done or not total:
        return None
    return round(seconds / done * (total - done))
