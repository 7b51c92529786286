"""Months by their first days."""

from datetime import date

DECEMBER = 12


def first_of(day: date) -> date:
    """The first day of the month of `day`."""
    return day.replace(day=1)


def following(month: date) -> date:
    """The first day of the next month."""
    if month.month == DECEMBER:
        return date(month.year + 1, 1, 1)
    return date(month.year, month.month + 1, 1)


def preceding(month: date) -> date:
    """The first day of the month before."""
    if month.month == 1:
        return date(month.year - 1, DECEMBER, 1)
    return date(month.year, month.month - 1, 1)


def read_month(text: str) -> date | None:
    """`2025-07` as the first day of that month; None where it is none."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
