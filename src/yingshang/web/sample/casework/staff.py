"""Who works on the sample city's cases: handlers of the units that hold steps, clerks, a deputy."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from yingshang.apps.directory.models import Deputy, Person, Post, Role, Unit
from yingshang.apps.directory.permissions import INSTALLATION
from yingshang.apps.directory.services import appoint, deputise, open_account
from yingshang.apps.ledger import clock
from yingshang.engines.packs.casework.casetype import CaseType, case_types
from yingshang.web.sample import invented
from yingshang.web.sample.city import SampleCity

AREAS = (Unit.Kind.COUNTY_GOVERNMENT, Unit.Kind.DEVELOPMENT_ZONE)
# The deputy's days, after the plan was issued: two weeks in August.
AWAY_FROM, AWAY_UNTIL = 110, 123
# Ledgers whose liaison and reviewer can be entered with one click.
SHOWN = ("arrears_clues",)
TITLES = {Role.HANDLER: "承办人", Role.WINDOW_CLERK: "窗口人员"}


@dataclass
class Staff:
    """People by unit, for whoever needs one to act.

    Attributes:
        units: Those with a handler, by code.
        areas: Codes of counties, districts and zones among them.
        away: (first day, last day, code of the unit, who stands in for its handler).
    """

    city: SampleCity
    units: dict[str, Unit] = field(default_factory=dict)
    areas: list[str] = field(default_factory=list)
    handlers: dict[str, Person] = field(default_factory=dict)
    clerks: dict[str, Person] = field(default_factory=dict)
    away: tuple[date, date, str, Person] | None = None

    @property
    def others(self) -> list[str]:
        """Codes of units that solve what is brought to them."""
        return [code for code in self.units if code not in self.areas]

    def acting(self, code: str, day: date) -> Person:
        """Who acts for a unit that day: its handler, whoever stands in, else its leader."""
        if self.away is not None:
            first, last, unit, deputy = self.away
            if code == unit and first <= day <= last:
                return deputy
        return self.handlers.get(code) or self.leader(code)

    def leader(self, code: str) -> Person:
        """The leader of a unit."""
        return self.city.people[code, Role.UNIT_LEADER]

    def checker(self, code: str) -> Person:
        """Who checks what the handlers of a unit report as done."""
        return self.city.people[code, Role.UNIT_REVIEWER]


def appointed(city: SampleCity) -> Iterator[tuple[int, int]]:
    """Give every unit that holds a step a handler, and those that accept services a clerk."""
    staff = city.kept["casework.staff"] = Staff(city)
    types = types_of(city)
    by_code = {unit.code: unit for unit in city.units()}
    staff.areas = [code for code, unit in by_code.items() if unit.kind in AREAS]
    held = [code for code in by_code if code in _holders(types)]
    codes = [*held, *staff.areas] if types else []
    accepting = _accepting(types)
    for number, code in enumerate(codes, start=1):
        staff.units[code] = by_code[code]
        staff.handlers[code] = _post(city, by_code[code], Role.HANDLER)
        if code in accepting:
            staff.clerks[code] = _post(city, by_code[code], Role.WINDOW_CLERK)
        yield number, len(codes)


def holiday(city: SampleCity) -> Iterator[tuple[int, int]]:
    """A handler is away for two weeks in summer; the next unit's stands in."""
    staff: Staff = city.kept["casework.staff"]
    codes = [code for code in staff.others if code not in staff.clerks]
    if len(codes) > 1:
        absent, deputy = codes[-2], staff.handlers[codes[-1]]
        issued_on = city.pack.plan.issued_on or city.pack.header.period_from
        first, last = (issued_on + timedelta(days=days) for days in (AWAY_FROM, AWAY_UNTIL))
        city.move_to(clock.morning_of(first - timedelta(days=1)))
        post = Post.objects.get(person=staff.handlers[absent], role=Role.HANDLER)
        row = Deputy(post=post, person=deputy, from_on=first, until_on=last, reason="年休假")
        deputise(deputy=row, actor=staff.leader(absent), at=clock.now())
        staff.away = (first, last, absent, deputy)
    yield 1, 1


def types_of(city: SampleCity) -> tuple[CaseType, ...]:
    """Case types of the pack of the city."""
    return case_types(city.pack.models)


def shown_keepers(city: SampleCity) -> frozenset[str]:
    """Codes of the units that keep the ledgers of `SHOWN`."""
    return frozenset(str(each.entry.holder) for each in types_of(city) if each.id in SHOWN)


def _holders(types: tuple[CaseType, ...]) -> frozenset[str]:
    """Codes of units that hold a case or a step."""
    named = [each.entry.holder for each in types]
    named += [step.holder for each in types for step in each.entry.steps if step.holder]
    return frozenset(holder for holder in named if isinstance(holder, str))


def _accepting(types: tuple[CaseType, ...]) -> frozenset[str]:
    """Codes of units to which people apply."""
    return frozenset(str(each.entry.holder) for each in types if each.entry.acceptance is not None)


def _post(city: SampleCity, unit: Unit, role: Role) -> Person:
    dice = city.kept["casework.dice"]
    person = Person(
        login=f"{unit.code}.{role}".replace("_", "-")[:60],
        name=invented.person_name(dice),
        phone=invented.phone(dice),
        is_demo=True,
    )
    open_account(person=person, password=None, actor=INSTALLATION, at=clock.now())
    post = Post(unit=unit, role=role, title=TITLES[role], person=person, valid_from=clock.today())
    appoint(post=post, actor=INSTALLATION, at=clock.now())
    return person
