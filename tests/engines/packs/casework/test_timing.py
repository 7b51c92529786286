"""Which days are the last ones."""

from datetime import date, datetime

import pytest

from tests.engines.packs.casework.city import LIAOYUAN, MINIMAL, timing_of
from yingshang.engines.packs.casework.records import record_of
from yingshang.engines.packs.casework.timing import case_days, clock_days, step_days
from yingshang.engines.timelimits import Pause, PauseNotAllowed

pytestmark = pytest.mark.no_database
SET_UP = MINIMAL.case_types["set_up"]
LIMITS = timing_of(MINIMAL)
LAW = timing_of(LIAOYUAN)
ARREARS = LIAOYUAN.case_types["arrears_clues"]


def test_a_step_counts_from_its_opening():
    days = step_days(SET_UP.steps["review"], datetime.fromisoformat("2024-05-10T15:00"), {}, LIMITS)
    assert days.promised is not None
    assert days.statutory is not None
    assert days.promised.due_on == days.statutory.due_on == date(2024, 5, 11)


def test_a_step_counts_from_the_date_that_it_names():
    handle = ARREARS.steps["handle"]
    opened = datetime.fromisoformat("2025-07-10T09:00")
    known = step_days(handle, opened, {"received_on": date(2025, 7, 1)}, LAW)
    unknown = step_days(handle, opened, {}, LAW)
    assert known.statutory is not None
    assert known.statutory.due_on == date(2025, 7, 31)
    assert unknown.statutory is not None
    assert unknown.statutory.due_on == date(2025, 8, 9)


def test_before_the_law_there_is_no_clock():
    days = step_days(ARREARS.steps["handle"], datetime.fromisoformat("2025-05-31T09:00"), {}, LAW)
    assert (days.promised, days.statutory, days.expiry, days.expired_at) == (None,) * 4
    assert step_days(
        ARREARS.steps["handle"], datetime.fromisoformat("2025-06-01T09:00"), {}, LAW
    ).statutory


def test_a_pause_on_an_allowed_ground_moves_the_last_day_and_others_are_refused():
    review, opened = SET_UP.steps["review"], datetime.fromisoformat("2024-05-06T09:00")
    paused = [Pause("expert_review", date(2024, 5, 7), date(2024, 5, 8))]
    days = step_days(review, opened, {}, LIMITS, paused)
    assert days.statutory is not None
    assert days.statutory.due_on == date(2024, 5, 9)
    with pytest.raises(PauseNotAllowed):
        step_days(review, opened, {}, LIMITS, [Pause("hearing", date(2024, 5, 7), None)])


def test_a_step_that_expires_is_settled_on_its_last_day():
    days = step_days(SET_UP.steps["wait"], datetime.fromisoformat("2024-05-06T09:00"), {}, LIMITS)
    assert days.expired_at is not None
    assert days.expired_at.replace(tzinfo=None) == datetime.fromisoformat("2024-05-07T23:59:59")


def test_the_whole_case_counts_from_its_acceptance():
    days = case_days(SET_UP, datetime.fromisoformat("2024-05-06T16:00"), LIMITS)
    assert days.promised is not None
    assert days.promised.due_on == date(2024, 5, 7)


@pytest.mark.parametrize(
    ("delivered", "debtor", "agreed", "expected"),
    [
        ("2025-05-31", "organ", False, {"payment_due": date(2025, 6, 30)}),
        ("2025-06-01", "organ", True, {"payment_due_agreed": date(2025, 7, 31)}),
        ("2025-05-31", "large_firm", False, {}),
        ("2025-06-01", "large_firm", False, {"payment_due_large": date(2025, 7, 31)}),
        ("2025-06-01", "other", False, {}),
    ],
)
def test_the_day_of_payment_follows_the_law_of_the_day(delivered, debtor, agreed, expected):
    facts = {
        "delivered_on": delivered,
        "debtor_class": debtor,
        "debtor_is_large": False,
        "creditor_size": "small",
        "term_agreed": agreed,
    }
    found = clock_days(ARREARS, record_of(ARREARS, facts, {}), LAW)
    assert {name: day for name, day in found.items() if day} == expected
