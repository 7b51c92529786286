"""Market entities of the sample city: one file of the registering authority, and a later one."""

import csv
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from io import StringIO
from random import Random
from uuid import UUID

from yingshang.apps.directory.models import Person, Role
from yingshang.apps.directory.services import enterprises as services
from yingshang.apps.directory.services.enterprises.receiving import Upload
from yingshang.apps.ledger import clock
from yingshang.apps.ledger.services import run_next_job
from yingshang.engines.packs.schema.areas import Areas, Enterprises
from yingshang.web.sample.city import Happening, SampleCity
from yingshang.web.sample.invented_firms import HEADINGS, Firm, Firms

TITLE = "经营主体 Market entities"
SOURCE = "登记机关（示范数据）"
# In days after the plan was issued.
FIRST, SECOND = 6, 160
# One in so many rows of the later file has changed; and so many rows of each are wrong.
CHANGED, WRONG = 40, 5


def first_file(city: SampleCity) -> Iterator[tuple[int, int]]:
    """The register arrives, with a few rows that cannot be right."""
    firms = _firms(city)
    if firms:
        yield 0, len(firms)
        _import(city, "经营主体名册.csv", [*firms, *map(_spoilt, firms[:WRONG])], FIRST)
        yield len(firms), len(firms)


def later_file(city: SampleCity) -> Iterator[tuple[int, int]]:
    """Months later the same register arrives again; most of it is unchanged."""
    random = _random(city)
    firms = [
        firm.growing(random) if number % CHANGED == 0 else firm
        for number, firm in enumerate(_firms(city))
    ]
    if firms:
        yield 0, len(firms)
        _import(city, "经营主体名册（更新）.csv", firms, SECOND)
        yield len(firms), len(firms)


def _firms(city: SampleCity) -> list[Firm]:
    """The same entities whenever it is asked; none where the pack does not say what they are."""
    areas = city.pack.models.get("directory/areas.yaml")
    register = city.pack.models.get("directory/enterprises.yaml")
    if not isinstance(areas, Areas) or not isinstance(register, Enterprises):
        return []
    if not areas.streets or not register.trades or not register.brands:
        return []
    return list(Firms(areas, register, _issued_on(city), _random(city)).make(city.enterprises))


def _import(city: SampleCity, name: str, firms: Sequence[Firm], after: int) -> None:
    """Through the door that a real file takes: received, confirmed, tried, taken over."""
    day = _issued_on(city) + timedelta(days=after)
    city.move_to(clock.morning_of(day))
    actor = _lead_office(city)
    upload = Upload(name, _as_csv(firms), SOURCE, day - timedelta(days=1))
    file = services.receive(upload=upload, actor=actor, at=clock.now())
    services.confirm_mapping(import_id=file.pk, mapping=file.mapping, actor=actor, at=clock.now())
    run_next_job()
    _take_over(file.pk, actor)


def _take_over(import_id: UUID, actor: Person) -> None:
    services.take_over(import_id=import_id, actor=actor, at=clock.now())
    run_next_job()


def _as_csv(firms: Sequence[Firm]) -> bytes:
    text = StringIO()
    csv.writer(text).writerows([HEADINGS, *(firm.cells for firm in firms)])
    return text.getvalue().encode("gb18030")


def _spoilt(firm: Firm) -> Firm:
    """A slip of the pen in the credit code."""
    code = firm.cells[0]
    return Firm((code[:-1] + ("0" if code[-1] != "0" else "1"), *firm.cells[1:]))


def _random(city: SampleCity) -> Random:
    """Dice of their own, so that more entities do not change the rest of the city."""
    return Random(city.pack.header.id)  # noqa: S311 - chosen, not secret


def _issued_on(city: SampleCity) -> date:
    return city.pack.plan.issued_on or city.pack.header.period_from


def _lead_office(city: SampleCity) -> Person:
    return next(person for (_, role), person in city.people.items() if role == Role.LEAD_OFFICE)


HAPPENINGS = (Happening(FIRST, TITLE, first_file), Happening(SECOND, TITLE, later_file))
