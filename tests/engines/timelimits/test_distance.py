"""How far away a date is, and when to warn."""

from datetime import date

import pytest

from tests.engines.timelimits.laws import CALENDAR, LICENSING, OFFICE, answer
from yingshang.engines.timelimits import WarnRule, warn_at, working_days_between

pytestmark = pytest.mark.no_database


DEFAULT = WarnRule()


def warned(start, length, rule=DEFAULT):
    return f"{warn_at(answer(start, length, LICENSING, OFFICE), rule, OFFICE):%m-%d %H:%M}"


def test_days_to_go_count_make_up_days_and_skip_holidays():
    assert working_days_between(date(2024, 4, 30), date(2024, 5, 11), CALENDAR) == 6
    assert working_days_between(date(2024, 5, 1), date(2024, 5, 5), CALENDAR) == 0
    assert working_days_between(date(2024, 5, 11), date(2024, 4, 30), CALENDAR) == -6


def test_short_limits_warn_two_working_days_before():
    assert warned("2024-04-22", "5d") == "04-25 00:00"


def test_long_limits_warn_at_a_fifth_of_their_duration():
    assert warned("2024-04-22", "90cd") == "07-03 00:00"


def test_each_part_of_the_rule_can_be_left_out():
    assert warned("2024-04-22", "90cd", WarnRule(share=0)) == "07-18 00:00"
    assert warned("2024-04-22", "90cd", WarnRule(working_days=0)) == "07-03 00:00"


def test_a_warning_never_comes_before_the_start():
    assert warned("2024-04-30", "1d") == "04-30 00:00"


def test_hours_warn_by_their_share_alone():
    assert warned("2024-04-30T10:00", "48h") == "05-02 00:24"
