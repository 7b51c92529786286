"""How long cases really take, those still open counted as what they are: not ended yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

HALF, NINE_TENTHS = Fraction(1, 2), Fraction(9, 10)


@dataclass(frozen=True)
class Lasted:
    """One case: how long it has lasted, and whether it has ended."""

    time: timedelta
    has_ended: bool


@dataclass(frozen=True)
class TrueTimes:
    """What an applicant may expect.

    Attributes:
        median, ninetieth: Time within which half, and nine tenths, of the cases end; None where
            too few have ended to say so.
        ended, open: How many cases this rests on.
    """

    median: timedelta | None
    ninetieth: timedelta | None
    ended: int
    open: int


def true_times(cases: Sequence[Lasted]) -> TrueTimes:
    """Median and 90th percentile with open cases censored (product-limit estimate).

    A quantile is the shortest time at which the share that has ended reaches it. Cases that end and
    cases last seen open at the same time: the ends come first.

    Source: E. L. Kaplan, P. Meier, Nonparametric estimation from incomplete observations, 1958.

    Example:
        >>> day = timedelta(days=1)
        >>> true_times([Lasted(day, True), Lasted(2 * day, True), Lasted(9 * day, False)]).median
        datetime.timedelta(days=2)
    """
    ended = sum(each.has_ended for each in cases)
    steps = _share_ended(cases)
    return TrueTimes(
        median=_reached(steps, HALF),
        ninetieth=_reached(steps, NINE_TENTHS),
        ended=ended,
        open=len(cases) - ended,
    )


def elapsed(parts: Sequence[tuple[datetime, datetime]]) -> timedelta | None:
    """Time from the first beginning to the last end: links side by side count once, not summed."""
    if not parts:
        return None
    return max(end for _, end in parts) - min(begin for begin, _ in parts)


def _share_ended(cases: Sequence[Lasted]) -> list[tuple[timedelta, Fraction]]:
    at_risk, still_open = len(cases), Fraction(1)
    found: list[tuple[timedelta, Fraction]] = []
    by_time: dict[timedelta, list[bool]] = {}
    for each in cases:
        by_time.setdefault(each.time, []).append(each.has_ended)
    for time in sorted(by_time):
        ends = sum(by_time[time])
        if ends:
            still_open *= 1 - Fraction(ends, at_risk)
            found.append((time, 1 - still_open))
        at_risk -= len(by_time[time])
    return found


def _reached(steps: Sequence[tuple[timedelta, Fraction]], share: Fraction) -> timedelta | None:
    return next((time for time, ended in steps if ended >= share), None)
