"""The one reader of time.

A production installation follows the real clock. A sample or training installation may stand at
an instant of its own, kept in one row; `services.stand_at` and `services.advance_clock` move it.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from yingshang.apps.ledger.models import Clock


@dataclass
class _Reading:
    """What one request has read of the clock's row."""

    known: bool = False
    standing_at: datetime | None = None


_held: ContextVar[_Reading | None] = ContextVar("clock_held", default=None)


def now() -> datetime:
    """This instant, aware: the installation's own when it stands still, else the real one."""
    return standing_at() or datetime.now(UTC)


def today() -> date:
    """The local day (Asia/Shanghai) of `now()`."""
    return local_day(now())


def tomorrow() -> date:
    """The local day after `today()`."""
    return today() + timedelta(days=1)


def local_day(instant: datetime) -> date:
    """The local day on which an aware instant falls."""
    return instant.astimezone(zone()).date()


def morning_of(day: date) -> datetime:
    """Nine o'clock, local time, of `day`: when offices open."""
    return datetime.combine(day, time_of_day(9), zone())


def midnight_of(day: date) -> datetime:
    """The first instant of `day`, local time."""
    return datetime.combine(day, time_of_day(), zone())


def zone() -> ZoneInfo:
    """The installation's time zone."""
    return ZoneInfo(settings.TIME_ZONE)


def is_standing() -> bool:
    """Whether this installation stands at an instant of its own."""
    return standing_at() is not None


def standing_at() -> datetime | None:
    """The instant at which this installation stands; None while it follows the real clock."""
    if not settings.IS_SAMPLE:
        return None
    reading = _held.get()
    if reading is None:
        return _read()
    if not reading.known:
        reading.standing_at, reading.known = _read(), True
    return reading.standing_at


def stopwatch() -> float:
    """Seconds since an arbitrary moment, for measuring how long something takes."""
    return time.perf_counter()


def forget() -> None:
    """Read the row afresh at the next question; called by whoever moves the clock."""
    reading = _held.get()
    if reading is not None:
        reading.known = False


@contextmanager
def read_once() -> Iterator[None]:
    """Within this block the clock's row is read at most once."""
    token = _held.set(_Reading())
    try:
        yield
    finally:
        _held.reset(token)


def once_per_request(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: one reading of the clock's row a request."""

    def respond(request: HttpRequest) -> HttpResponse:
        with read_once():
            return get_response(request)

    return respond


def _read() -> datetime | None:
    return Clock.objects.values_list("standing_at", flat=True).first()
