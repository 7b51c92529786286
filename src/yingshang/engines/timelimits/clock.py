"""Counting hours, minutes and office hours, around the times at which the clock stood."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from yingshang.engines.timelimits.calendar import ONE_DAY, Calendar
from yingshang.engines.timelimits.lengths import Length, Unit

Window = tuple[datetime, datetime]


@dataclass
class Run:
    """How a count by the clock went: its last instant and the local days it touched."""

    end: datetime
    met: list[date] = field(default_factory=list)


def duration(length: Length) -> timedelta:
    """How much time the length takes from the clock."""
    minutes = length.count if length.unit is Unit.MINUTE else length.count * 60
    return timedelta(minutes=minutes)


def run_clock(
    start: datetime, length: Length, calendar: Calendar, standing: tuple[Window, ...]
) -> Run:
    """Count `length` from `start`, in office hours where its unit says so, around `standing`.

    Raises:
        OfficeHoursMissing: Office hours are needed and the calendar has none.
    """
    left, run = duration(length), Run(start)
    windows = _office(start, calendar) if length.unit is Unit.WORKING_HOUR else _always(start)
    for opening, closing in windows:
        run.met.append(opening.date())
        for begin, end in _outside((max(opening, start), closing), standing):
            run.end = begin + min(left, end - begin)
            left -= run.end - begin
            if not left:
                return run
    return run


def _office(start: datetime, calendar: Calendar) -> Iterator[Window]:
    """Office sessions that end after `start`."""
    on = start.date()
    while True:
        yield from ((begin, end) for begin, end in calendar.sessions(on) if end > start)
        on += ONE_DAY


def _always(start: datetime) -> Iterator[Window]:
    """Whole local days from `start` on."""
    begin = start
    while True:
        end = datetime.combine(begin.date() + ONE_DAY, datetime.min.time(), tzinfo=begin.tzinfo)
        yield begin, end
        begin = end


def _outside(window: Window, standing: tuple[Window, ...]) -> Iterator[Window]:
    """The parts of `window` in which the clock runs."""
    begin, end = window
    for stop, resume in standing:
        if resume <= begin or stop >= end:
            continue
        if stop > begin:
            yield begin, stop
        begin = max(begin, resume)
    if begin < end:
        yield begin, end
