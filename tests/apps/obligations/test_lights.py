"""The light in SQL agrees with the rule in words, on every database."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.apps.directory.factories import UnitFactory
from tests.apps.obligations.factories import ObligationFactory, a_liaison
from tests.conftest import TODAY
from yingshang.apps.directory.models import Person, Unit
from yingshang.apps.obligations.lights import Light
from yingshang.apps.obligations.models import Obligation, State
from yingshang.web.templatetags.lights import LIGHTS

HOUR = timedelta(hours=1)
# Instants are hours away from now, few enough that equal ones are met often.
HOURS = st.integers(-3, 3)
ROWS = st.fixed_dictionaries(
    {
        "state": st.sampled_from(list(State)),
        "verdict": st.sampled_from(["", "hollow", "false"]),
        "returned_times": st.integers(0, 3),
        "opened": HOURS,
        "due": HOURS,
        "warned": st.integers(0, 3),
        "claimed": st.none() | HOURS,
    }
)


def in_words(row, red_after_returns):
    """The rule as the pack's readers know it: the first line that holds is the light."""
    claimed, due = row["claimed"], row["due"]
    lines = [
        (row["state"] in {State.SUSPENDED, State.WITHDRAWN}, "idle"),
        (row["state"] == State.SETTLED, "normal"),
        (row["verdict"] == "false", "overdue"),
        (claimed is None and row["returned_times"] >= red_after_returns, "overdue"),
        (claimed is not None and claimed < due, "verify"),
        (due <= 0, "overdue"),
        (row["opened"] > 0, "idle"),
        (due - row["warned"] <= 0, "near"),
    ]
    return next((light for holds, light in lines if holds), "normal")


def stored(unit, claimant, row):
    due_at = TODAY + row["due"] * HOUR
    claimed = row["claimed"]
    return ObligationFactory.build(
        holder_unit=unit,
        state=row["state"],
        verdict=row["verdict"],
        returned_times=row["returned_times"],
        opened_at=TODAY + row["opened"] * HOUR,
        due_at=due_at,
        warn_at=due_at - row["warned"] * HOUR,
        claimed_at=None if claimed is None else TODAY + claimed * HOUR,
        claimed_by=None if claimed is None else claimant,
    )


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(rows=st.lists(ROWS, min_size=30, max_size=60), red_after_returns=st.integers(1, 3))
def test_the_light_in_sql_is_the_light_in_words(db, rows, red_after_returns):
    Obligation.objects.all().delete()
    unit = Unit.objects.first() or UnitFactory()
    claimant = Person.objects.first() or a_liaison(unit)
    Obligation.objects.bulk_create([stored(unit, claimant, row) for row in rows])
    lit = Obligation.objects.with_light(TODAY, red_after_returns).order_by("pk")
    assert [each.light for each in lit] == [in_words(row, red_after_returns) for row in rows]


@pytest.mark.parametrize(
    ("claimed", "red"), [(None, True), (-1, False), (0, True), (1, True)], ids=str
)
def test_red_this_week_is_what_passed_its_due_instant_without_a_claim_in_time(claimed, red):
    due_at = TODAY - 24 * HOUR
    claim = {}
    if claimed is not None:
        claim = {"claimed_at": due_at + claimed * HOUR, "claimed_by": a_liaison()}
    ObligationFactory(due_at=due_at, warn_at=due_at, **claim)
    week = Obligation.objects.turned_red(TODAY - 7 * 24 * HOUR, TODAY)
    assert week.exists() is red
    assert Obligation.objects.overdue(TODAY).exists() is red


def test_the_week_begins_with_its_first_instant_and_ends_before_its_last():
    since = TODAY - 7 * 24 * HOUR
    for due_at in (since, TODAY):
        ObligationFactory(due_at=due_at, warn_at=due_at)
    assert [row.due_at for row in Obligation.objects.turned_red(since, TODAY)] == [since]


def test_the_lights_are_those_of_the_design_system():
    assert set(Light.ALL) <= set(LIGHTS)
