"""Due dates by hand: working days, calendar days, months, period ends, rolling, boundaries."""

from dataclasses import replace
from datetime import date

import pytest

from tests.engines.timelimits.laws import (
    CALENDAR,
    CIVIL,
    ENFORCEMENT,
    LICENSING,
    OFFICE,
    PENALTIES,
    PETITIONS,
    answer,
    due_on,
)
from yingshang.engines.timelimits import CalendarGap, OfficeHoursMissing
from yingshang.engines.timelimits.rules import Boundary, DeemedRule, Effect, Receipt, StartRule
from yingshang.engines.timelimits.wording import Bilingual

pytestmark = pytest.mark.no_database

DOMAIN_VECTORS = [
    ("2024-04-30", 1, "2024-05-06"),
    ("2024-04-30", 5, "2024-05-10"),
    ("2024-04-30", 6, "2024-05-11"),
    ("2024-02-09", 3, "2024-02-20"),
    ("2024-09-27", 3, "2024-10-08"),
    ("2024-09-30", 5, "2024-10-12"),
    ("2024-04-22", 20, "2024-05-21"),
    ("2025-01-24", 3, "2025-02-05"),
    ("2025-09-26", 7, "2025-10-13"),
    ("2025-12-31", 1, "2026-01-04"),
    ("2025-12-31", 2, "2026-01-05"),
    ("2026-09-30", 3, "2026-10-10"),
]


@pytest.mark.parametrize(("start", "count", "expected"), DOMAIN_VECTORS)
def test_working_days_follow_the_notices(start, count, expected):
    assert due_on(start, f"{count}wd") == expected
    assert due_on(start, f"{count}d", LICENSING) == expected


def test_calendar_days_roll_to_the_day_after_the_holiday():
    rolled = answer("2024-04-12", "20d", CIVIL)
    assert rolled.nominal_on == date(2024, 5, 2)
    assert rolled.due_on == rolled.practical_on == date(2024, 5, 6)


def test_without_a_rule_a_rest_day_stays_and_the_working_day_before_is_named():
    stays = answer("2024-04-12", "20d", PETITIONS)
    assert stays.due_on == date(2024, 5, 2)
    assert stays.practical_on == date(2024, 4, 30)


def test_a_make_up_saturday_is_no_rest_day_to_roll_from():
    assert due_on("2024-04-26", "15cd", CIVIL) == "2024-05-11"


@pytest.mark.parametrize(
    ("length", "law", "expected"),
    [
        ("7d", PENALTIES, "2024-05-13"),
        ("10d", PENALTIES, "2024-05-10"),
        ("90d", PENALTIES, "2024-07-29"),
        ("10d", ENFORCEMENT, "2024-05-16"),
        ("11d", ENFORCEMENT, "2024-05-11"),
        ("30d", ENFORCEMENT, "2024-05-30"),
        ("60d", PETITIONS, "2024-06-29"),
    ],
)
def test_the_word_day_is_read_as_the_law_reads_it(length, law, expected):
    assert due_on("2024-04-30", length, law) == expected


@pytest.mark.parametrize(
    ("start", "length", "expected"),
    [
        ("2024-01-31", "1mo", "2024-02-29"),
        ("2023-01-31", "1mo", "2023-02-28"),
        ("2024-01-31", "3mo", "2024-04-30"),
        ("2024-02-29", "1y", "2025-02-28"),
        ("2024-02-29", "4y", "2028-02-29"),
        ("2024-11-30", "3mo", "2025-02-28"),
        ("2024-12-15", "1mo", "2025-01-15"),
        ("2024-05-31", "before:3mo", "2024-02-29"),
    ],
)
def test_months_end_on_the_corresponding_day_or_the_last_of_the_month(start, length, expected):
    assert due_on(start, length) == expected


def test_a_month_that_ends_on_a_rest_day_rolls_under_the_civil_code():
    assert due_on("2024-03-04", "1mo", CIVIL) == "2024-04-07"


@pytest.mark.parametrize(
    ("start", "length", "expected"),
    [
        ("2024-04-22", "qe", "2024-06-30"),
        ("2024-03-31", "qe", "2024-03-31"),
        ("2024-10-01", "qe", "2024-12-31"),
        ("2024-04-22", "ye", "2024-12-31"),
        ("2024-04-22", "monthly:25", "2024-04-25"),
        ("2024-04-25", "monthly:25", "2024-04-25"),
        ("2024-04-26", "monthly:25", "2024-05-25"),
        ("2024-12-26", "monthly:25", "2025-01-25"),
        ("2024-02-01", "monthly:31", "2024-02-29"),
        ("2024-03-31", "yearly:03-31", "2024-03-31"),
        ("2024-04-01", "yearly:03-31", "2025-03-31"),
        ("2025-01-01", "yearly:02-29", "2025-02-28"),
    ],
)
def test_period_ends_are_the_first_on_or_after_the_start(start, length, expected):
    assert due_on(start, length) == expected


def test_a_nominal_25th_on_a_rest_day_has_a_practical_day_before_it():
    returns = {
        month: answer(f"2024-{month:02}-01", "monthly:25").practical_on.isoformat()
        for month in (5, 6, 8)
    }
    assert returns == {5: "2024-05-24", 6: "2024-06-25", 8: "2024-08-23"}
    mid_autumn = answer("2026-09-01", "monthly:25")
    assert (mid_autumn.due_on.day, mid_autumn.practical_on.day) == (25, 24)


def test_a_start_on_a_rest_day_counts_from_the_day_after():
    assert due_on("2024-05-04", "1wd") == "2024-05-06"
    assert due_on("2024-05-04", "1cd") == "2024-05-05"


def test_a_receipt_rule_moves_a_rest_day_to_the_next_working_day():
    moved = replace(LICENSING, receipt=Receipt.NEXT_WORKING_DAY)
    assert due_on("2024-05-04", "1wd", moved) == "2024-05-07"
    late = answer("2024-05-10T17:30", "1wd", moved, OFFICE)
    assert late.due_on == date(2024, 5, 13)
    assert late.steps[0].kind == "receipt"


def test_a_law_may_count_the_first_day():
    inclusive = replace(PETITIONS, start=StartRule.SAME_DAY)
    assert due_on("2024-04-22", "1wd", inclusive) == "2024-04-22"
    assert due_on("2024-04-22", "30cd", inclusive) == "2024-05-21"
    assert due_on("2024-04-22", "1mo", inclusive) == "2024-05-21"


def test_counting_back_leaves_the_full_days_between():
    assert due_on("2024-12-31", "before:30cd") == "2024-12-01"
    assert due_on("2024-05-11", "before:7d", LICENSING) == "2024-04-29"
    assert due_on("2024-12-31", "before:0cd") == "2024-12-31"


def test_a_limit_counted_back_never_rolls_on():
    counted = answer("2024-05-31", "before:30cd", CIVIL)
    assert counted.due_on == date(2024, 5, 1)
    assert counted.practical_on == date(2024, 4, 30)


def test_the_last_day_ends_at_midnight_or_at_the_close_of_business():
    midnight = answer("2024-04-22", "3wd", calendar=OFFICE)
    assert midnight.due_at.isoformat() == "2024-04-26T00:00:00+08:00"
    close = answer("2024-04-22", "3wd", calendar=OFFICE, boundary=Boundary.CLOSE_OF_BUSINESS)
    assert close.due_at.isoformat() == "2024-04-25T17:00:00+08:00"
    with pytest.raises(OfficeHoursMissing):
        answer("2024-04-22", "3wd", boundary=Boundary.CLOSE_OF_BUSINESS)


def test_silence_counts_as_acceptance_from_the_day_of_receipt():
    rule = DeemedRule("accepted", Bilingual("即为受理", "accepted"), Effect.START)
    silent = answer("2024-04-30", "5d", LICENSING, deemed=rule)
    assert silent.due_on == date(2024, 5, 10)
    assert silent.deemed.from_on == date(2024, 5, 11)
    assert silent.deemed.effective_on == date(2024, 4, 30)


def test_silence_counts_as_renewal_from_the_expiry():
    rule = DeemedRule("renewed", Bilingual("视为准予延续", "deemed renewed"))
    silent = answer("2024-12-31", "before:0cd", LICENSING, deemed=rule)
    assert silent.deemed.effective_on == date(2024, 12, 31)
    assert silent.deemed.from_on == date(2025, 1, 1)


def test_a_date_outside_the_calendar_is_refused():
    for start, length in [("2003-12-31", "1wd"), ("2050-12-01", "90cd"), ("2050-12-30", "9wd")]:
        with pytest.raises(CalendarGap):
            due_on(start, length)


def test_an_aware_start_is_taken_as_the_local_day():
    assert due_on("2024-04-30T17:00:00+00:00", "1cd") == "2024-05-02"


def test_a_count_into_a_year_without_a_notice_is_provisional():
    assert not answer("2026-12-21", "5wd").provisional
    assert answer("2026-12-21", "6wd").provisional
    late = answer("2026-12-31", "1wd")
    assert (late.due_on, late.provisional) == (date(2027, 1, 4), True)
    assert CALENDAR.is_provisional(late.due_on)
