"""What the steps of the sample city share: the pack, the dice, the people made so far."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any

from yingshang.apps.directory.models import Person, Role, Unit
from yingshang.apps.ledger import clock
from yingshang.apps.ledger.services import advance_clock
from yingshang.engines.packs.pack import ReadPack


@dataclass
class SampleCity:
    """A city in the making.

    Attributes:
        pack: The installed release.
        random: The only source of chance; seeded.
        people: (unit code, role) → the person who holds it.
        enterprises: How many market entities it has.
        kept: What a part of the city keeps from one happening to the next, by its name.
    """

    pack: ReadPack
    random: Random
    people: dict[tuple[str, Role], Person] = field(default_factory=dict)
    enterprises: int = 0
    kept: dict[str, Any] = field(default_factory=dict)

    def units(self) -> list[Unit]:
        """Units of the city that can hold a task, in the order of the pack."""
        wanted = [unit.code for unit in self.pack.directory.units if unit.level != "province"]
        found = Unit.objects.filter(workspace=None, code__in=wanted).order_by("rank", "code")
        return list(found)

    def move_to(self, instant: datetime) -> datetime:
        """Advance the installation's clock to `instant` unless it stands there or later."""
        if clock.now() < instant:
            advance_clock(to=instant, actor=None)
        return clock.now()


@dataclass(frozen=True)
class Happening:
    """Something that the city lives through.

    Attributes:
        after_days: When it begins, in days after the plan was issued; what begins earlier is over
            before it, because the clock only goes forward.
        title: Its name beside the progress bar, in Chinese and English; parts may share one.
        live: Does it through the services, and says after each part how far it has come.
    """

    after_days: int
    title: str
    live: Callable[[SampleCity], Iterator[tuple[int, int]]]
