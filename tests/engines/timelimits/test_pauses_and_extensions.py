"""Stop-clock windows and extensions, and their refusal."""

from datetime import date

import pytest

from tests.engines.timelimits.laws import CALENDAR, CIVIL, LICENSING, PETITIONS, PROCEDURE
from yingshang.engines.timelimits import (
    Bilingual,
    ClockStopped,
    Extension,
    ExtensionRefused,
    Pause,
    PauseNotAllowed,
    TimeLimit,
    due,
    parse_length,
)
from yingshang.engines.timelimits.rules import ExtensionRule, Ground

pytestmark = pytest.mark.no_database

HEARING = Ground("hearing", Bilingual("听证", "hearing"), "第四十五条")
TESTING = Ground("testing", Bilingual("检测", "testing"), "第四十五条")
DECISION = TimeLimit(
    parse_length("20d"),
    LICENSING,
    grounds=(HEARING, TESTING),
    extension=ExtensionRule(parse_length("10d")),
)
START = date(2024, 4, 22)


def paused(*pauses, limit=DECISION, start=START):
    return due(start, limit, CALENDAR, pauses=[Pause(*each) for each in pauses])


def test_paused_working_days_are_added_at_the_end():
    assert paused(("hearing", date(2024, 5, 13), date(2024, 5, 15))).due_on == date(2024, 5, 24)


def test_a_pause_over_a_holiday_costs_only_its_working_days():
    only_holiday = paused(("hearing", date(2024, 5, 1), date(2024, 5, 5)))
    assert only_holiday.due_on == date(2024, 5, 21)
    with_two_more = paused(("hearing", date(2024, 4, 30), date(2024, 5, 6)))
    assert with_two_more.due_on == date(2024, 5, 23)


def test_overlapping_pauses_count_once():
    both = paused(
        ("hearing", date(2024, 5, 13), date(2024, 5, 15)),
        ("testing", date(2024, 5, 14), date(2024, 5, 16)),
    )
    assert both.due_on == date(2024, 5, 27)
    assert [step.days[0].day for step in both.steps if step.kind == "pause"] == [13, 16]


def test_a_pause_outside_the_period_changes_nothing():
    before = paused(("hearing", date(2024, 4, 1), date(2024, 4, 22)))
    after = paused(("hearing", date(2024, 5, 22), date(2024, 6, 22)))
    assert before.due_on == after.due_on == date(2024, 5, 21)


def test_a_pause_lengthens_calendar_days_and_months_day_by_day():
    limit = TimeLimit(parse_length("30d"), PETITIONS, grounds=(HEARING,))
    window = ("hearing", date(2024, 5, 1), date(2024, 5, 10))
    assert paused(window, limit=limit).due_on == date(2024, 6, 1)
    months = TimeLimit(parse_length("1mo"), PETITIONS, grounds=(HEARING,))
    assert paused(window, limit=months).due_on == date(2024, 6, 1)
    again = ("hearing", date(2024, 5, 23), date(2024, 5, 24))
    assert paused(window, again, limit=months).due_on == date(2024, 6, 3)


def test_only_the_grounds_of_the_law_stop_the_clock():
    with pytest.raises(PauseNotAllowed, match="听证、检测"):
        paused(("publicity", date(2024, 5, 13), date(2024, 5, 15)))


def test_a_pause_ends_after_it_begins():
    with pytest.raises(PauseNotAllowed):
        paused(("hearing", date(2024, 5, 15), date(2024, 5, 13)))


def test_an_open_pause_gives_no_date_but_says_what_is_left():
    with pytest.raises(ClockStopped) as stopped:
        paused(("hearing", date(2024, 5, 13), None))
    assert (stopped.value.since, stopped.value.remaining) == (date(2024, 5, 13), 7)


def test_an_open_pause_after_the_due_date_changes_nothing():
    assert paused(("hearing", date(2024, 5, 22), None)).due_on == date(2024, 5, 21)


def extended(asked_on, length="10d", limit=DECISION, times=1, start=START):
    granted = [Extension(parse_length(length), asked_on)] * times
    return due(start, limit, CALENDAR, extensions=granted)


def test_an_extension_asked_for_in_time_counts_on():
    assert extended(date(2024, 5, 21)).due_on == date(2024, 6, 4)


def test_an_extension_asked_for_late_is_refused():
    with pytest.raises(ExtensionRefused, match="2024-05-22提出已逾期"):
        extended(date(2024, 5, 22))


def test_an_extension_needs_the_notice_that_the_rule_demands():
    rule = ExtensionRule(parse_length("6mo"), ask_before=parse_length("15d"))
    limit = TimeLimit(parse_length("6mo"), PROCEDURE, extension=rule)
    assert extended(date(2024, 10, 7), "6mo", limit).due_on == date(2025, 4, 22)
    with pytest.raises(ExtensionRefused, match="2024-10-07"):
        extended(date(2024, 10, 8), "6mo", limit)


def test_an_extension_is_neither_too_long_nor_one_too_many():
    with pytest.raises(ExtensionRefused, match="最多可以延长10日"):
        extended(date(2024, 5, 6), "11d")
    with pytest.raises(ExtensionRefused, match="最多延长1次"):
        extended(date(2024, 5, 6), "5d", times=2)
    with pytest.raises(ExtensionRefused, match="没有规定可以延长"):
        extended(date(2024, 5, 6), limit=TimeLimit(parse_length("20d"), LICENSING))


def test_an_extension_counts_from_the_unrolled_end():
    rule = ExtensionRule(parse_length("30d"))
    limit = TimeLimit(parse_length("20d"), CIVIL, extension=rule)
    both = extended(date(2024, 4, 20), "30d", limit, start=date(2024, 4, 12))
    assert both.nominal_on == date(2024, 6, 1)
    assert both.due_on == date(2024, 6, 3)


def test_months_are_extended_from_the_start():
    rule = ExtensionRule(parse_length("1mo"))
    limit = TimeLimit(parse_length("1mo"), PETITIONS, extension=rule)
    longer = extended(date(2024, 2, 1), "1mo", limit, start=date(2024, 1, 31))
    assert longer.due_on == date(2024, 3, 31)


def test_an_extension_in_another_unit_is_counted_on():
    rule = ExtensionRule(parse_length("5wd"))
    limit = TimeLimit(parse_length("30d"), PETITIONS, extension=rule)
    assert extended(date(2024, 5, 1), "5wd", limit).due_on == date(2024, 5, 29)
