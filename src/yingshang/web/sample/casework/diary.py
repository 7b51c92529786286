"""The diary of the sample city's cases: who will do what, at which instant of office hours."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from heapq import heappop, heappush
from itertools import count

from yingshang.apps.ledger import clock
from yingshang.web.sample.workdays import ONE_DAY, working_day_from

Act = Callable[[datetime], None]
OPENS, CLOSES = time(9), time(17)


@dataclass
class Diary:
    """Acts to come, in order of their instants; what falls on the same one keeps its order."""

    entries: list[tuple[datetime, int, Act]] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=count)

    def note(self, at: datetime, act: Act) -> None:
        """Put down an act for `at`."""
        heappush(self.entries, (at, next(self.numbers), act))

    def due(self, before: datetime) -> Iterator[tuple[datetime, Act]]:
        """Take out what comes before an instant, also what is put down meanwhile."""
        while self.entries and self.entries[0][0] < before:
            at, _number, act = heappop(self.entries)
            yield at, act


def office_hours(instant: datetime) -> datetime:
    """The instant itself while offices are open, else as long after they next open."""
    local = instant.astimezone(clock.zone()).replace(second=0, microsecond=0)
    if local.time() >= CLOSES:
        local = clock.morning_of(local.date() + ONE_DAY) + timedelta(minutes=local.minute)
    if local.time() < OPENS:
        local = clock.morning_of(local.date()) + timedelta(minutes=local.minute)
    day = working_day_from(local.date())
    return local.replace(year=day.year, month=day.month, day=day.day)
