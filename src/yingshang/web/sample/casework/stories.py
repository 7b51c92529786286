"""The sample city's services: firms that begin, end, open their doors, or ask for help."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from yingshang.apps.directory.models import Enterprise, Person
from yingshang.apps.directory.permissions import INSTALLATION
from yingshang.apps.directory.services import open_account
from yingshang.apps.directory.services.authorisations import claim, confirm
from yingshang.engines.identifiers import credit_codes
from yingshang.web.sample import invented
from yingshang.web.sample.casework import tricks, words
from yingshang.web.sample.casework.life import Plot
from yingshang.web.sample.casework.openings import Wish
from yingshang.web.sample.casework.year import Year
from yingshang.web.sample.portal_people import FOUNDER, OWNER

START, END = "company_start_up", "deregistration_simple"
FIRE, HELP = "fire_check_before_opening", "agent_service"
LINKS = (
    "registration", "bank_appointment", "seal", "invoices", "insurance", "staff_insurance",
    "housing_fund",
)  # fmt: skip
# The founder's own: these links are open on the day of the installation.
FOUNDERS_OPEN = frozenset({"insurance", "staff_insurance", "housing_fund", "gift_pack"})


def starts(year: Year) -> None:
    """企业开办: most in a day or two, one late, one to be completed, one waiting at each link."""
    if START not in year.types:
        return
    firms = new_firms(year)
    for number in range(year.many(18)):
        plot = Plot(haste=0.25 if number % 3 == 0 else 0.03, waits=frozenset({"gift_pack"}))
        _start(year, year.some_day(), firms, plot)
    late = Plot(late=frozenset({"seal"}), outcomes={"registration": "registered"}, haste=0.2)
    _start(year, year.on(80), firms, late)
    asked = _asked()
    _start(year, year.on(150), firms, _well(), is_online=True, missing=asked)
    waits = replace(_well(), waits=frozenset({"correction"}))
    _start(year, year.before_end(5), firms, waits, is_online=True, missing=asked)
    _start(year, year.before_end(3, hour=16), firms, Plot(waits=frozenset({"acceptance"})))
    for link in LINKS:
        _start(year, year.before_end(3), firms, replace(_well(), waits=frozenset({link})))
    founder = Person.objects.filter(login=FOUNDER).first()
    if founder is not None:
        plot = replace(_well(), waits=FOUNDERS_OPEN)
        main = year.main_industry()
        row = next(each for each in firms if each[2] == main)
        wish = _start_wish(year, row, plot, founder)
        year.open(replace(wish, is_online=True), year.before_end(3))


def ends(year: Year) -> None:
    """企业注销: done, in its notice, objected to, barred, lapsed."""
    if END not in year.types:
        return
    traders = year.firms(Enterprise.Kind.SOLE_TRADER)
    companies = year.firms(Enterprise.Kind.COMPANY)
    for _each in range(year.many(7)):
        _end(year, year.some_day(), next(traders), Plot())
    applied = Plot(outcomes={"apply": "applied", "decide": "deregistered"}, haste=0.5)
    for _each in range(year.many(2)):
        _end(year, year.some_day(until=140), next(companies), applied, has_owner=True)
    _end(year, year.before_end(12), next(companies), Plot(haste=0.2))
    objected = Plot(outcomes={"notice": "objected"}, haste=0.6)
    _end(year, year.on(95), next(companies), objected)
    _end(year, year.on(60), next(companies), Plot(waits=frozenset({"apply"})))
    _end(year, year.on(120), next(companies), Plot(), given={"in_abnormal_list": True})


def openings(year: Year) -> None:
    """公众聚集场所: by commitment with the check afterwards, or inspected within five days."""
    if FIRE not in year.types:
        return
    firms = year.firms(Enterprise.Kind.SOLE_TRADER)
    for number in range(year.many(12)):
        route = "inspection" if number % 3 == 0 else "commitment"
        wish = Wish(year.types[FIRE], Plot(), firm=next(firms), route=route)
        year.open(wish, year.some_day())
    waits = Plot(waits=frozenset({"verify"}), haste=0.1)
    year.open(
        Wish(year.types[FIRE], waits, firm=next(firms), route="commitment"), year.before_end(20)
    )
    inspected = Plot(waits=frozenset({"inspect"}))
    year.open(
        Wish(year.types[FIRE], inspected, firm=next(firms), route="inspection"), year.before_end(4)
    )


def helps(year: Year) -> None:
    """帮办代办: somebody of the hall helps, or acts."""
    if HELP not in year.types:
        return
    firms = year.firms(Enterprise.Kind.COMPANY)
    given = {"way": "help", "desk": year.holder(HELP)}
    for _each in range(year.many(12)):
        wish = Wish(year.types[HELP], Plot(hours=60), firm=next(firms), given=given)
        year.open(wish, year.some_day())
    owner = Person.objects.filter(login=OWNER).first()
    mine = owner and Enterprise.objects.filter(authorisations__person=owner).first()
    if owner is not None and mine:
        plot = Plot(outcomes={"assign": "assigned"}, waits=frozenset({"finish"}), hours=20)
        wish = Wish(year.types[HELP], plot, mine, owner, given)
        year.open(replace(wish, is_online=True), year.before_end(10))


def new_firms(year: Year) -> Iterator[tuple[str, ...]]:
    """Rows of companies that nobody has registered yet."""
    taken = set(Enterprise.objects.values_list("name", flat=True))
    return (row for row in year.invented_rows() if row[1] not in taken)


def _well() -> Plot:
    """Everything goes as hoped, within the first hours."""
    return Plot(outcomes=dict(HOPED), haste=0.02, waits=frozenset({"gift_pack"}))


HOPED = {"registration": "registered", "bank_appointment": "booked", "invoices": "issued"}


def _asked() -> tuple[dict[str, str], ...]:
    return tuple({"what": what, "zh": zh, "en": en} for what, zh, en in words.MISSING_PAPERS)


def _start(
    year: Year,
    at: datetime,
    firms: Iterator[tuple[str, ...]],
    plot: Plot,
    **others: object,
) -> None:
    row = next(firms)

    def begin(instant: datetime) -> None:
        founder = account(year, row[-2], instant)
        wish = _start_wish(year, row, plot, founder)
        year.open_now(replace(wish, **others), instant)  # type: ignore[arg-type]

    year.diary.note(at, begin)


def _start_wish(year: Year, row: tuple[str, ...], plot: Plot, founder: Person) -> Wish:
    _code, name, _industry, _place, _street, address, capital, *_rest = row
    number = year.next_number()
    street = row[0][2:8]
    given = {
        "company_name": name,
        "entity_kind": "limited_company",
        "premises": address,
        "region": street,
        "capital": str(int(capital) * 10_000),
        "legal_representative": founder.name,
        "contact_phone": founder.phone,
        "wants_insurance": True,
        "staff": year.dice.randrange(2, 20),
    }
    code = credit_codes.build("91", street, f"MA9{number:05}").text
    return Wish(
        year.types[START], plot, applicant=founder, given=given, later={"credit_code": code}
    )


def _end(
    year: Year,
    at: datetime,
    firm: Enterprise,
    plot: Plot,
    *,
    given: dict[str, object] | None = None,
    has_owner: bool = False,
) -> None:
    is_trader = firm.kind == Enterprise.Kind.SOLE_TRADER
    said = {"entity_kind": "sole_trader" if is_trader else "company"} | (given or {})
    wish = Wish(year.types[END], plot, firm=firm, given=said)
    if not has_owner:
        year.open(wish, at)
        return

    def begin(instant: datetime) -> None:
        owner = account(year, firm.legal_representative, instant)
        row = claim(
            enterprise=firm, ground="营业执照正本，本人到窗口", proof=None, actor=owner, at=instant
        )
        confirm(authorisation_id=row.pk, actor=year.counter.clerk, at=instant)
        year.open_now(replace(wish, applicant=owner), instant)

    year.diary.note(at, begin)


def account(year: Year, name: str, at: datetime) -> Person:
    """A member of the public for whom the window opens an account."""
    person = Person(
        login=f"public.{year.next_number():05}",
        name=name,
        phone=invented.phone(year.dice),
    )
    return open_account(person=person, password=None, actor=INSTALLATION, at=at)


def signatures(year: Year) -> None:
    """One of each verb in the ledgers of problems: signed, helped, handed over, urged."""
    if "project_problems" not in year.types:
        return
    firms = year.firms(Enterprise.Kind.COMPANY)
    happens = (tricks.countersigned, tricks.helped, tricks.handed_over, tricks.urged)
    for number, trick in enumerate(happens):
        plot = Plot(outcomes=dict(SOLVED), tricks={"solve": trick})
        wish = Wish(year.types["project_problems"], plot, firm=next(firms))
        year.open(wish, year.on(60 + 30 * number))


SOLVED = {"assign": "assigned", "solve": "solved"}
ALL = (starts, ends, openings, helps, signatures)
