"""Working days of the sample city's months."""

from datetime import date, datetime, timedelta

from yingshang.apps.ledger import clock
from yingshang.apps.obligations.timekeeping import city_calendar

ONE_DAY = timedelta(days=1)


def month_after(day: date, months: int = 1) -> date:
    """The first day of the month so many months after that of `day`."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def last_working_day(month: date) -> date:
    """The last working day of the month of `month`."""
    day = month_after(month) - ONE_DAY
    while not city_calendar().is_working(day):
        day -= ONE_DAY
    return day


def working_day_from(day: date) -> date:
    """The first working day on or after `day`."""
    while not city_calendar().is_working(day):
        day += ONE_DAY
    return day


def at_hour(day: date, hour: int) -> datetime:
    """An hour of the local day."""
    return clock.morning_of(day).replace(hour=hour)
