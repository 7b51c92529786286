"""The sample city's ledgers: rows of every type, the arrears' own stories, months locked."""

from collections.abc import Mapping
from datetime import date, datetime

from yingshang.apps.casework.selectors.ledgers.months import locks
from yingshang.apps.casework.services.ledgers.locking import lock_month
from yingshang.apps.directory.models import Enterprise
from yingshang.web.sample.casework import tricks, words
from yingshang.web.sample.casework.diary import Act
from yingshang.web.sample.casework.life import Plot
from yingshang.web.sample.casework.openings import Wish
from yingshang.web.sample.casework.year import Year
from yingshang.web.sample.workdays import at_hour, month_after, working_day_from

ARREARS, TALKS, VISITS = "arrears_clues", "private_firm_talks", "leader_visits"
# Rows of a small city, by type; of every other ledger there are a few.
ROWS: Mapping[str, int] = {
    ARREARS: 14, TALKS: 30, VISITS: 22, "project_problems": 10, "financing_needs": 10,
}  # fmt: skip
A_FEW = 6
# Longest hours that a step of a row takes: brisk, usual, slow.
PACES = (60, 300, 1_500)
# Whose months are locked: the lists that are added up.
LOCKED = (ARREARS, TALKS, "project_problems")
LOCK_DAY, LOCK_HOUR = 5, 16


def rows(year: Year) -> None:
    """Rows of every ledger, spread over the months."""
    firms = year.firms(Enterprise.Kind.COMPANY)
    for code, case_type in year.types.items():
        if not case_type.is_ledger:
            continue
        for _each in range(year.many(ROWS.get(code, A_FEW))):
            given = debtor(year) if code == ARREARS else {}
            wish = Wish(
                case_type,
                Plot(hours=year.dice.choice(PACES), hope=0.82),
                firm=next(firms),
                given=given,
            )
            year.open(wish, year.some_day())


def arrears(year: Year) -> None:
    """Paid and checked; planned and broken; sent back; found wanting; open for months."""
    if ARREARS not in year.types:
        return
    firms = year.firms(Enterprise.Kind.COMPANY)
    paid = {"examine": "assigned", "handle": "paid"}
    planned = {"examine": "assigned", "handle": "planned"}
    stories = (
        (45, Plot(outcomes=dict(paid))),
        (70, Plot(outcomes={**planned, "repay": "broken"}, waits=frozenset({"follow_court"}))),
        (88, Plot(outcomes=dict(paid), tricks={"close_out": tricks.back_to("handle")})),
        (101, Plot(outcomes={**paid, "close_out.checked": "wanting"})),
        (115, Plot(outcomes={**planned, "demand": "sent"}, waits=frozenset({"repay"}))),
        (30, Plot(outcomes={"examine": "assigned"}, waits=frozenset({"handle"}))),
    )
    for days, plot in stories:
        wish = Wish(year.types[ARREARS], plot, firm=next(firms), given=debtor(year))
        year.open(wish, year.on(days))


def months(year: Year) -> None:
    """On the fifth of each month the unit's reviewer locks the month before."""
    month = year.issued_on.replace(day=1)
    while (following := month_after(month)).replace(day=LOCK_DAY) < year.ends_on:
        _lock_later(year, month, following)
        month = following


def debtor(year: Year) -> dict[str, object]:
    """Somebody invented who owes something."""
    name, kind = year.dice.choice(words.DEBTORS)
    return {"debtor": name, "debtor_class": kind}


def _lock_later(year: Year, month: date, following: date) -> None:
    day = working_day_from(following.replace(day=LOCK_DAY))
    for code in LOCKED:
        if code in year.types and locks(year.types[code]):
            year.diary.note(at_hour(day, LOCK_HOUR), _lock(year, code, month))


def _lock(year: Year, code: str, month: date) -> Act:
    staff = year.counter.staff
    unit = year.holder(code)

    def lock(at: datetime) -> None:
        lock_month(
            type_code=code,
            unit_id=staff.units[unit].pk,
            month=month,
            actor=staff.checker(unit),
            at=at,
        )

    return lock


ALL = (rows, arrears, months)
