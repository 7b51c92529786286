"""Numbers, letters and true times: values in, values out."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yingshang.apps.casework.decisions.amounts import grouped
from yingshang.apps.casework.decisions.letters import filled
from yingshang.apps.casework.decisions.numbers import case_number, is_case_number, receipt_code
from yingshang.apps.casework.decisions.times import Lasted, elapsed, true_times

pytestmark = pytest.mark.no_database
DAY = timedelta(days=1)


def lasted(*days, ended=True):
    return [Lasted(n * DAY, ended) for n in days]


def test_a_number_says_prefix_year_and_its_own_check_digit():
    number = case_number("QK", 2024, 123)
    assert number == "QK-2024-000123-8"
    assert is_case_number(number.lower())


@given(running=st.integers(0, 10**7), place=st.integers(0, 9), digit=st.integers(1, 9))
def test_one_wrong_digit_is_always_found(running, place, digit):
    number = case_number("QK", 2024, running)
    head, year, body, check = number.split("-")
    place %= len(body)
    wrong = body[:place] + str((int(body[place]) + digit) % 10) + body[place + 1 :]
    assert not is_case_number("-".join([head, year, wrong, check]))


def test_receipt_codes_do_not_repeat():
    assert len({receipt_code() for _ in range(2000)}) == 2000


def test_a_blank_that_nobody_can_fill_is_a_dash_and_text_is_not_filled_twice():
    assert filled("{a}与{b}", {"a": "{b}", "b": ""}) == "{b}与——"


def test_without_open_cases_the_median_is_the_median():
    times = true_times(lasted(1, 2, 3, 4, 5, 6, 7, 8, 9, 10))
    assert (times.median, times.ninetieth) == (5 * DAY, 9 * DAY)


def test_open_cases_push_the_quantiles_out_and_are_never_ignored():
    honest = true_times([*lasted(1, 2, 3), *lasted(10, 10, 10, ended=False)])
    flattering = true_times(lasted(1, 2, 3))
    assert flattering.median == 2 * DAY
    assert honest.median == 3 * DAY
    assert honest.ninetieth is None
    assert (honest.ended, honest.open) == (3, 3)


def test_known_estimate_of_kaplan_and_meier():
    """Weeks of remission under 6-MP in the textbook example: the median is 23."""
    ended = lasted(6, 6, 6, 7, 10, 13, 16, 22, 23)
    still = lasted(6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35, ended=False)
    assert true_times([*ended, *still]).median == 23 * DAY


@given(st.lists(st.tuples(st.integers(0, 50), st.booleans()), max_size=40))
def test_a_quantile_is_never_earlier_than_without_open_cases(rows):
    cases = [Lasted(n * DAY, done) for n, done in rows]
    honest, closed = true_times(cases), true_times([c for c in cases if c.has_ended])
    if honest.median is not None:
        assert closed.median is not None
        assert honest.median >= closed.median
    if honest.median and honest.ninetieth:
        assert honest.median <= honest.ninetieth


def test_parts_side_by_side_count_once():
    noon = datetime(2024, 11, 18, 12, tzinfo=UTC)
    parts = [(noon, noon + DAY), (noon, noon + 3 * DAY), (noon + DAY, noon + 2 * DAY)]
    assert elapsed(parts) == 3 * DAY
    assert elapsed([]) is None


def test_sums_are_grouped_without_needless_decimals():
    shown = [grouped(each) for each in ("500000.00", "1200.50", 7, "-3", "1e3", "about 3", "NaN")]
    assert shown == ["500,000", "1,200.50", "7", "-3", "1,000", "about 3", "NaN"]
