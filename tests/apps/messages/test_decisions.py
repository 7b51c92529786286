"""Which reminders belong to a day, and when an e-mail may leave."""

from datetime import date, time, timedelta

import pytest

from tests.apps.messages.factories import CALENDAR, a_due, local, rules
from yingshang.apps.messages.decisions import (
    Quiet,
    end_of_quiet,
    is_stale,
    which_rules_fire,
)

pytestmark = pytest.mark.no_database
MONDAY_25 = date(2024, 11, 25)
SUNDAY_25 = date(2024, 8, 25)


def fired(due, day, **changes):
    firings = which_rules_fire(due, rules(**changes).rules, day, CALENDAR)
    return {each.recipient: each.template for each in firings}


def said_to_holder(due, first, last):
    """What the holder is told from `first` to `last`, each occasion once: day of month → words."""
    said, known = {}, set()
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        for each in which_rules_fire(due, rules().rules, day, CALENDAR):
            if each.recipient == "holder" and each.occasion not in known:
                known.add(each.occasion)
                said[day.day] = each.template
    return said


def test_the_month_of_a_return_that_is_never_made():
    said = said_to_holder(a_due(due_on=MONDAY_25), date(2024, 11, 18), date(2024, 11, 29))
    # Five days before the 25th is the 20th; one working day before Monday is Friday, the 22nd.
    assert said == {20: "early", 22: "near", 25: "today", 26: "urge", 27: "urge", 28: "urge"} | {
        29: "urge"
    }


def test_a_last_day_on_a_sunday_is_reminded_of_on_the_friday_before():
    due = a_due(due_on=SUNDAY_25)
    assert due.practical_on == date(2024, 8, 23)
    said = said_to_holder(due, date(2024, 8, 15), date(2024, 8, 27))
    assert said == {19: "early", 22: "near", 23: "today", 26: "urge", 27: "urge"}


def test_a_make_up_saturday_is_a_day_like_any_other():
    due = a_due(due_on=date(2024, 5, 11))
    assert fired(due, date(2024, 5, 11))["holder"] == "today"


def test_nothing_fires_on_a_rest_day():
    assert fired(a_due(due_on=date(2024, 10, 8)), date(2024, 10, 3)) == {}


def test_what_could_not_be_said_on_its_day_is_said_on_the_next_working_day():
    assert fired(a_due(due_on=MONDAY_25), date(2024, 11, 21)) == {"holder": "early"}


def test_a_rule_before_the_day_ends_with_the_day():
    only_early = rules().rules[:1]
    assert which_rules_fire(a_due(due_on=MONDAY_25), only_early, date(2024, 11, 26), CALENDAR) == ()


def test_each_recipient_has_a_rule_of_their_own():
    assert fired(a_due(due_on=MONDAY_25), date(2024, 11, 28)) == {
        "holder": "urge",
        "leader": "urge",
        "lead_office": "urge",
    }


def test_a_unit_that_is_only_asked_is_not_urged():
    assert fired(a_due(due_on=MONDAY_25, is_asked=True), date(2024, 11, 26))["holder"] == "ask"


def test_a_rule_for_other_kinds_leaves_a_duty_alone():
    others = [
        {**each.model_dump(by_alias=True), "kinds": ["delivery.plan"]} for each in rules().rules
    ]
    assert fired(a_due(due_on=MONDAY_25), MONDAY_25, rules=others) == {}


def test_every_fifth_working_day_is_one_occasion():
    due = a_due(due_on=date(2024, 11, 4))
    days = [date(2024, 11, day) for day in range(5, 30)]
    occasions = [
        (day.day, each.occasion)
        for day in days
        for each in which_rules_fire(due, rules().rules, day, CALENDAR)
        if each.recipient == "lead_office"
    ]
    first_days = {occasion: day for day, occasion in reversed(occasions)}
    assert sorted(first_days.values()) == [7, 14, 21, 28]


def test_a_moved_date_is_a_new_occasion():
    due = a_due(due_on=MONDAY_25)
    moved = a_due(due_on=date(2024, 11, 26), key=due.key)
    [before], [after] = (
        {each.occasion for each in which_rules_fire(one, rules().rules[:1], day, CALENDAR)}
        for one, day in ((due, date(2024, 11, 21)), (moved, date(2024, 11, 21)))
    )
    assert before != after


@pytest.mark.parametrize(
    ("day", "days"), [(date(2024, 11, 20), 3), (MONDAY_25, 0), (date(2024, 11, 28), 3)]
)
def test_days_are_working_days_left_or_late(day, days):
    [found] = {
        each.days
        for each in which_rules_fire(a_due(due_on=MONDAY_25), rules().rules, day, CALENDAR)
        if each.recipient == "holder"
    }
    assert found == days


@pytest.mark.parametrize(
    ("moment", "end"),
    [
        (local(date(2024, 11, 18), 19, 59), None),
        (local(date(2024, 11, 18), 20), local(date(2024, 11, 19), 7, 30)),
        (local(date(2024, 11, 19), 3), local(date(2024, 11, 19), 7, 30)),
        (local(date(2024, 11, 19), 7, 30), None),
    ],
)
def test_quiet_hours_go_over_midnight(moment, end):
    assert end_of_quiet(moment, Quiet(time(20), time(7, 30))) == end


def test_quiet_hours_within_a_day():
    noon = Quiet(time(12), time(14))
    assert end_of_quiet(local(date(2024, 11, 18), 13), noon) == local(date(2024, 11, 18), 14)
    assert end_of_quiet(local(date(2024, 11, 18), 14), noon) is None


def test_equal_ends_mean_no_quiet_hours():
    assert end_of_quiet(local(date(2024, 11, 18), 0), Quiet(time(0), time(0))) is None
    assert end_of_quiet(local(date(2024, 11, 18), 0), None) is None


def test_what_waited_for_three_days_is_out_of_date():
    written = local(date(2024, 11, 18))
    assert not is_stale(written, written + timedelta(days=3))
    assert is_stale(written, written + timedelta(days=3, seconds=1))
