"""A city whose clubs may be slow, and an office that watches them."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from tests.apps.casework.factories import (
    CASE_LIMITS,
    CLUB,
    CLUB_EXAMPLES,
    CLUB_LETTERS,
    World,
    holding,
)
from tests.apps.directory.factories import PersonFactory, PostFactory, UnitFactory, holder_of
from tests.apps.obligations.factories import LIMITS, installed
from yingshang.apps.directory.models import Role, Unit

CONTENT = Path(__file__).parent / "content"
WATCH = (CONTENT / "case.yaml").read_text(encoding="utf-8")
GROUNDS = (CONTENT / "supervision.yaml").read_text(encoding="utf-8")


@dataclass
class City(World):
    """The world of casework with an office that watches."""

    watchers: Unit | None = None
    watcher: object = None
    second_watcher: object = None
    mayor: object = None

    def later(self, days):
        """Nine in the morning so many days after the city's first day."""
        return self.at + timedelta(days=days)


def a_city(grounds=GROUNDS):
    files = {
        "casework/club/case.yaml": CLUB,
        "casework/club/letters.yaml": CLUB_LETTERS,
        "casework/club/examples.yaml": CLUB_EXAMPLES,
        "casework/watch/case.yaml": WATCH,
    }
    if grounds:
        files["supervision/supervision.yaml"] = grounds
    installed(limits=LIMITS + CASE_LIMITS, files=files)
    unit, second = UnitFactory(code="market_regulation"), UnitFactory(code="second")
    watchers = UnitFactory(code="watchers")
    watcher = holder_of(Role.SUPERVISION_OFFICE, unit=watchers)
    city = City(
        unit=unit,
        second=second,
        handler=holding("handler", unit),
        colleague=holding("handler", second),
        clerk=holding("window_clerk", unit),
        checker=holding("unit_reviewer", unit),
        leader=holding("unit_leader", unit),
        applicant=PersonFactory(name="陈反映"),
        watchers=watchers,
        watcher=watcher,
        second_watcher=holder_of(Role.SUPERVISION_OFFICE, unit=watchers),
        mayor=holder_of(Role.CITY_LEADER),
    )
    also_handles(watcher, watchers)
    return city


def also_handles(person, unit):
    """The same person works on the office's cases."""
    PostFactory(role=Role.HANDLER, unit=unit, person=person, valid_from=date(2020, 1, 1))
