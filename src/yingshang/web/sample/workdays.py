"""Working days of the sample city's months."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta

from yingshang.apps.ledger import clock
from yingshang.apps.obligations.timekeeping import city_calendar
from yingshang.engines.timelimits import Calendar

ONE_DAY = timedelta(days=1)
_held: ContextVar[Calendar | None] = ContextVar("sample_calendar", default=None)


@contextmanager
def calendar_once() -> Iterator[None]:
    """Within this block the city's calendar is read once: no pack is installed."""
    token = _held.set(city_calendar())
    try:
        yield
    finally:
        _held.reset(token)


def month_after(day: date, months: int = 1) -> date:
    """The first day of the month so many months after that of `day`."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def last_working_day(month: date) -> date:
    """The last working day of the month of `month`."""
    day = month_after(month) - ONE_DAY
    calendar = _held.get() or city_calendar()
    while not calendar.is_working(day):
        day -= ONE_DAY
    return day


def working_day_from(day: date) -> date:
    """The first working day on or after `day`."""
    calendar = _held.get() or city_calendar()
    while not calendar.is_working(day):
        day += ONE_DAY
    return day


def at_hour(day: date, hour: int) -> datetime:
    """An hour of the local day."""
    return clock.morning_of(day).replace(hour=hour)
