"""What a date as stated by a plan comes to."""

import calendar
import re
from datetime import date

_STATED = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
DECEMBER = 12


def last_day(stated: str | None) -> date | None:
    """The last day, inclusive, of a date stated to the year, month or day (ISO 8601).

    None for everything else: repetitions, or a date that nobody could resolve.

    Example:
        >>> last_day("2024-03")
        datetime.date(2024, 3, 31)
    """
    found = _STATED.fullmatch(stated or "")
    if found is None:
        return None
    year, month = int(found[1]), int(found[2] or DECEMBER)
    try:
        return date(year, month, int(found[3] or calendar.monthrange(year, month)[1]))
    except (ValueError, calendar.IllegalMonthError):
        return None


def months_between(first: date, last: date) -> tuple[date, ...]:
    """The first days of all months from that of `first` to that of `last`, both inclusive."""
    span = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return tuple(date(month // 12, month % 12 + 1, 1) for month in span)
