"""On PostgreSQL no page reads the whole table: the plans are looked at."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.apps.directory.factories import UnitFactory, holder_of
from tests.apps.obligations.factories import CHECKED, ObligationFactory, a_liaison, local
from tests.conftest import TODAY
from yingshang.apps.directory.models import Role
from yingshang.apps.obligations import selectors
from yingshang.apps.obligations.models import Obligation, State
from yingshang.apps.obligations.selectors.command import command_page
from yingshang.apps.obligations.selectors.desk import desk_page, matters_page, month_page
from yingshang.apps.obligations.selectors.lists import list_page, verify_page
from yingshang.apps.obligations.selectors.narrowing import Wanted

pytestmark = [pytest.mark.postgresql]
NOVEMBER = date(2024, 11, 1)
YEARS = range(2004, 2024)
SCAN = re.compile("Seq Scan on obligations_obligation")


@pytest.fixture
def city():
    """Twenty thousand settled duties of earlier years, a few hundred open ones."""
    units = UnitFactory.create_batch(10)
    claimant = a_liaison()
    old = [
        row(units[n % 10], date(year, month, 25), n, state=State.SETTLED, claimant=claimant)
        for year in YEARS
        for month in range(1, 13)
        for n in range(85)
    ]
    new = [row(units[n % 10], date(2024, 11, 8 + n % 20), n) for n in range(300)]
    Obligation.objects.bulk_create(old + new, batch_size=4000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return units


def row(unit, day, number, *, state=State.OPEN, claimant=None):
    return ObligationFactory.build(
        holder_unit=unit,
        due_on=day,
        period_on=day.replace(day=1),
        matter_key=f"{day.year}-{number % 50}",
        matter_code=f"{number % 50:02}",
        state=state,
        claimed_at=local(day) if claimant else None,
        claimed_by=claimant,
    )


def plans_of(read):
    """The plans of every query over obligations that `read` makes."""
    with CaptureQueriesContext(connection) as caught:
        read()
    queries = [each["sql"] for each in caught if "obligations_obligation" in each["sql"]]
    assert queries
    plans = []
    with connection.cursor() as cursor:
        for sql in queries:
            cursor.execute(f"EXPLAIN {sql}")
            plans.append("\n".join(line for (line,) in cursor.fetchall()))
    return plans


def test_no_page_reads_the_whole_table(city):
    liaison, leader = a_liaison(city[3]), holder_of(Role.CITY_LEADER)
    seen = selectors.visible_to(leader)
    pages = {
        "desk": lambda: desk_page(liaison, ""),
        "tasks": lambda: matters_page(liaison),
        "month": lambda: month_page(liaison, NOVEMBER),
        "list": lambda: list_page(liaison, Wanted(light="overdue"), ""),
        "old list": lambda: list_page(liaison, Wanted(which="due", month=date(2015, 3, 1)), ""),
        "verify": lambda: verify_page(leader, ""),
        "command": lambda: command_page(leader, NOVEMBER),
        "chase": lambda: selectors.page_of(seen.filter(period_on=NOVEMBER, kind=CHECKED.code)),
        "wall": lambda: selectors.grid(
            [f"2024-{n}" for n in range(50)],
            kinds=[CHECKED.code],
            from_on=date(2024, 1, 1),
            until_on=date(2024, 12, 1),
            now=TODAY,
            red_after_returns=2,
        ),
    }
    whole = {
        name: plan for name, read in pages.items() for plan in plans_of(read) if SCAN.search(plan)
    }
    assert not whole


def test_the_desk_of_a_unit_reads_only_what_is_alive(city):
    [plan] = [
        each for each in plans_of(lambda: desk_page(a_liaison(city[3]), "")) if "Limit" in each
    ]
    assert re.search("obligation_live_(of_unit|by_date)", plan)
