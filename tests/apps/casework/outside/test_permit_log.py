"""The permit log taken over whole: its figures agree with a count that shares no code with ours."""

import csv
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter
from zoneinfo import ZoneInfo

import pytest

from tests.apps.casework.outside.world import a_permit_world, taken
from tests.apps.directory.factories import UnitFactory
from tests.conftest import TODAY
from yingshang.apps.casework.models import Case, OutsideEvent
from yingshang.apps.casework.selectors.outside import on_time, whole_duties
from yingshang.apps.casework.selectors.times import times_of
from yingshang.apps.directory.models import Unit
from yingshang.apps.ledger.models import Event
from yingshang.apps.obligations.selectors import on_time_rates

LOG = Path(__file__).parents[4] / "../shared/data/event_logs/permit-receipt-dev.csv"
ZONE = ZoneInfo("Asia/Shanghai")
DEPARTMENTS = {"General": "market_regulation", "Experts": "second", "Customer contact": "desk"}
pytestmark = pytest.mark.skipif(
    not LOG.exists(), reason="the permit log is not among the development data beside the checkout"
)


@pytest.fixture(scope="module")
def independent():
    """Case → (department, deadline, end), read with nothing but csv."""
    with LOG.open(encoding="utf-8", newline="") as file:
        return {
            row["case:concept:name"]: (
                row["case:department"],
                datetime.fromisoformat(row["case:deadline"]),
                datetime.fromisoformat(row["case:enddate"]) if row["case:enddate"] else None,
            )
            for row in csv.DictReader(file)
        }


def imported(world, **meaning):
    Unit.objects.filter(code="desk").exists() or UnitFactory(code="desk")
    file = taken(
        world,
        LOG.read_bytes(),
        keeps_unknown=True,
        states={"unit": DEPARTMENTS},
        **meaning,
    )
    assert (file.rows, file.rejected) == (5109, 0)
    return file


def by_day(deadline, end):
    return end.astimezone(ZONE).date() <= deadline.astimezone(ZONE).date()


def by_instant(deadline, end):
    return end <= deadline


@pytest.mark.parametrize(("counting", "in_time"), [("day", by_day), ("instant", by_instant)])
def test_on_time_figures_agree_with_an_independent_count(independent, counting, in_time):
    world = a_permit_world()
    begun = perf_counter()
    file = imported(world, counting=counting)
    assert perf_counter() - begun < 60
    assert (file.cases, file.created) == (846, 5109)
    ended = {n: told for n, told in independent.items() if told[2]}
    good = sum(in_time(deadline, end) for _unit, deadline, end in ended.values())
    figures = on_time(world.extra["source"], now=TODAY)
    assert (figures.ended.numerator, figures.ended.denominator) == (good, len(ended))
    assert figures.open_past_deadline == len(independent) - len(ended)
    assert figures.without_deadline == 0
    assert good == {"day": 604, "instant": 563}[counting]


def test_figures_by_month_and_by_department_agree_too(independent):
    world = a_permit_world()
    imported(world)
    all_months, good_months, all_units, good_units = Counter(), Counter(), Counter(), Counter()
    for unit, deadline, end in independent.values():
        if end is None:
            continue
        month = deadline.astimezone(ZONE).date().replace(day=1)
        all_months[month] += 1
        all_units[DEPARTMENTS[unit]] += 1
        good_months[month] += by_day(deadline, end)
        good_units[DEPARTMENTS[unit]] += by_day(deadline, end)
    duties = whole_duties(world.extra["source"]).filter(state="settled")
    months = on_time_rates(duties, by="period", now=TODAY)
    assert {m: (r.numerator, r.denominator) for m, r in months.items()} == {
        m: (good_months[m], count) for m, count in all_months.items()
    }
    codes = dict(Unit.objects.values_list("pk", "code"))
    units = on_time_rates(duties, by="unit", now=TODAY)
    assert {codes[u]: (r.numerator, r.denominator) for u, r in units.items()} == {
        u: (good_units[u], count) for u, count in all_units.items()
    }


def test_the_same_log_twice_changes_nothing_and_true_times_count_open_cases():
    world = a_permit_world()
    imported(world)
    facts = Event.objects.filter(kind="casework.reported").count()
    again = imported(world)
    assert (again.cases, again.created, again.changed, again.unchanged) == (0, 0, 0, 5109)
    assert Event.objects.filter(kind="casework.reported").count() == facts == 846
    assert (Case.objects.count(), OutsideEvent.objects.count()) == (846, 5109)
    times = times_of("permits", since=TODAY - timedelta(days=10_000), at=TODAY)
    assert (times.ended, times.open) == (787, 59)
