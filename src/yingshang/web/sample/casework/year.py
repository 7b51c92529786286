"""The months of the sample city's cases: days to choose from, firms to draw, where cases open."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from itertools import count
from random import Random

from yingshang.apps.directory.models import Enterprise
from yingshang.apps.ledger import clock
from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.schema.areas import Areas, Enterprises
from yingshang.web.sample.casework.diary import Diary, office_hours
from yingshang.web.sample.casework.openings import Counter, Wish
from yingshang.web.sample.city import SampleCity
from yingshang.web.sample.invented_firms import Firms

# With so many market entities the counts of the stories hold; with more there are more cases.
AT_SCALE = 2_000
# In days after the plan was issued.
BEGINS = 9
# Over so many days is spread what would come before people are at work.
FIRST_DAYS = 14
DAY = timedelta(days=1)
# Divisions of section C of GB/T 4754.
MANUFACTURING = frozenset(str(number) for number in range(13, 44))
SEED = 20240425


@dataclass
class Year:
    """Everything that stories draw from; their dice are their own.

    Attributes:
        begins_on: The day on which the last of the people took up their posts.
    """

    city: SampleCity
    counter: Counter
    types: Mapping[str, CaseType]
    dice: Random
    begins_on: date
    numbers: Iterator[int] = field(default_factory=partial(count, 1))

    @property
    def diary(self) -> Diary:
        """Where acts are put down."""
        return self.counter.diary

    @property
    def issued_on(self) -> date:
        """The day on which the plan was issued."""
        return self.city.pack.plan.issued_on or self.city.pack.header.period_from

    @property
    def ends_on(self) -> date:
        """The day on which the city stands when it is built."""
        return self.city.pack.header.sample_day

    def many(self, number: int) -> int:
        """So many in a small city, more in a larger one; at least one."""
        return max(1, round(number * self.city.enterprises / AT_SCALE))

    def on(self, days: int) -> datetime:
        """Some hour of a day, so many days after the plan; never before people are at work."""
        day = self.issued_on + days * DAY
        if day <= self.begins_on:
            day = self.begins_on + (1 + days % FIRST_DAYS) * DAY
        return self._hour(day)

    def some_day(self, until: int = 205) -> datetime:
        """Some office hour between the first days and `until` days after the plan."""
        return self.on(self.dice.randrange(BEGINS + 1, until))

    def before_end(self, days: int, *, hour: int = 9) -> datetime:
        """A morning, or another hour, so many days before the city's last."""
        minutes = timedelta(minutes=self.dice.randrange(5, 50))
        morning = clock.morning_of(self.ends_on - days * DAY)
        return office_hours(morning.replace(hour=hour) + minutes)

    def firms(self, kind: str) -> Iterator[Enterprise]:
        """Enterprises of a kind that are at work, in an order of the dice; never the same twice."""
        rows = Enterprise.objects.in_operation().filter(kind=kind)
        keys = list(rows.order_by("pk").values_list("pk", flat=True))
        self.dice.shuffle(keys)
        return (Enterprise.objects.get(pk=key) for key in keys)

    def invented_rows(self) -> Iterator[tuple[str, ...]]:
        """Companies that could be: rows as the registering authority would write them."""
        areas = self.city.pack.models.get("directory/areas.yaml")
        register = self.city.pack.models.get("directory/enterprises.yaml")
        if not isinstance(areas, Areas) or not isinstance(register, Enterprises):
            return
        firms = Firms(areas, register, self.issued_on, Random(SEED))  # noqa: S311 - chosen
        for firm in firms.make(20 * self.many(60)):
            if firm.cells[0].startswith("91"):
                yield firm.cells

    def main_industry(self) -> str:
        """The code of what most of the city makes; empty without a register."""
        register = self.city.pack.models.get("directory/enterprises.yaml")
        trades = register.trades if isinstance(register, Enterprises) else ()
        makers = [trade for trade in trades if trade.industry[:2] in MANUFACTURING]
        return max(makers, key=lambda trade: trade.weight).industry if makers else ""

    def holder(self, code: str) -> str:
        """The unit in charge of a type."""
        return str(self.types[code].entry.holder)

    def next_number(self) -> int:
        """A number that nobody has had."""
        return next(self.numbers)

    def open(self, wish: Wish, at: datetime) -> None:
        """Put down that a case is opened."""
        self.diary.note(at, partial(self.open_now, wish))

    def open_now(self, wish: Wish, at: datetime) -> None:
        """Open a case, with dice of its own."""
        self.counter.open(wish, Random(self.dice.random()), at)  # noqa: S311 - chosen

    def _hour(self, day: date) -> datetime:
        minutes = timedelta(minutes=self.dice.randrange(0, 8 * 60))
        return office_hours(clock.morning_of(day) + minutes)
