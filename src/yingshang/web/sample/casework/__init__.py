"""April to November of the sample city's cases and ledgers, lived week by week."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from random import Random

from yingshang.apps.casework import services
from yingshang.apps.directory.models import Person, Post
from yingshang.apps.directory.permissions import read_once
from yingshang.apps.ledger import clock
from yingshang.web.sample.casework import ledgers, stories
from yingshang.web.sample.casework.diary import CLOSES, Diary
from yingshang.web.sample.casework.openings import Counter
from yingshang.web.sample.casework.staff import appointed, holiday, types_of
from yingshang.web.sample.casework.year import BEGINS, SEED, Year
from yingshang.web.sample.city import Happening, SampleCity
from yingshang.web.sample.portal_people import CLERK
from yingshang.web.sample.workdays import calendar_once

TITLE = "办件和台账 Cases and ledgers"
WEEKS = (*tuple(range(BEGINS + 7, 210, 7)), 210)
NIGHT = timedelta(hours=1)


def posts(city: SampleCity) -> Iterator[tuple[int, int]]:
    """Handlers and clerks take up their posts."""
    city.kept["casework.dice"] = Random(SEED)  # noqa: S311 - chosen, not secret
    yield from appointed(city)


def plans(city: SampleCity) -> Iterator[tuple[int, int]]:
    """Everything that will be asked for is put down; nothing happens yet."""
    issued_on = city.pack.plan.issued_on or city.pack.header.period_from
    city.move_to(clock.morning_of(issued_on + timedelta(days=BEGINS)))
    clerk = Person.objects.filter(login=CLERK).first()
    types = {each.id: each for each in types_of(city)}
    if clerk is not None and types:
        hall = Post.objects.select_related("unit").get(person=clerk).unit
        counter = Counter(Diary(), city.kept["casework.staff"], clerk, hall)
        year = Year(city, counter, types, city.kept["casework.dice"], clock.today())
        with clock.read_once(), calendar_once():
            for story in (*stories.ALL, *ledgers.ALL):
                story(year)
        city.kept["casework.diary"] = counter.diary
    yield 0, len(WEEKS)


def _week(number: int, days: int) -> Callable[[SampleCity], Iterator[tuple[int, int]]]:
    def live(city: SampleCity) -> Iterator[tuple[int, int]]:
        """What was put down for the days before this one."""
        diary: Diary | None = city.kept.get("casework.diary")
        if diary is not None:
            issued_on = city.pack.plan.issued_on or city.pack.header.period_from
            _lived(city, diary, clock.morning_of(issued_on + timedelta(days=days)))
        yield number, len(WEEKS)

    return live


def _lived(city: SampleCity, diary: Diary, until: datetime) -> None:
    today = None
    # Nobody takes up or leaves a post meanwhile; whoever moves the clock has it read afresh.
    with read_once(), clock.read_once(), calendar_once():
        for at, act in diary.due(until):
            if at.date() != today:
                today = at.date()
                _night(city, at)
            act(at)
        _silent(until)


def _night(city: SampleCity, at: datetime) -> None:
    """The day begins: what came to pass by silence, and the clock stands at its evening."""
    _silent(clock.morning_of(at.date()) - NIGHT)
    city.move_to(at.replace(hour=CLOSES.hour, minute=59))


def _silent(at: datetime) -> None:
    while services.deem_accepted(at=at) or services.expire(at=at):
        pass


HAPPENINGS = (
    Happening(0, TITLE, posts),
    Happening(BEGINS, TITLE, plans),
    Happening(105, TITLE, holiday),
    *(Happening(days, TITLE, _week(number, days)) for number, days in enumerate(WEEKS, start=1)),
)
