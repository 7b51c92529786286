"""The calendar: agreement with the notices, city days, notices that arrive later."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.engines.timelimits.laws import CALENDAR, PETITIONS, answer
from yingshang.engines.timelimits import Bilingual, Day, DayKind, Notice

pytestmark = pytest.mark.no_database

REFERENCE = Path(__file__).parents[4] / "shared" / "data" / "holidays" / "cn_calendar_2018_2026.csv"
WORKING_DAYS = {2023: 249, 2024: 251, 2025: 248, 2026: 248}


def test_every_day_agrees_with_the_reference():
    if not REFERENCE.exists():
        pytest.skip("The development data with the reference calendar are not beside the checkout.")
    with REFERENCE.open(encoding="utf-8") as file:
        rows = [
            (date.fromisoformat(r["date"]), r["is_workday"] == "1") for r in csv.DictReader(file)
        ]
    assert len(rows) == 3287
    assert [on for on, works in rows if CALENDAR.is_working(on) != works] == []


@pytest.mark.parametrize(("year", "expected"), WORKING_DAYS.items())
def test_years_have_the_working_days_that_were_counted_by_hand(year, expected):
    days = (date(year, 1, 1) + timedelta(days=n) for n in range(366))
    assert sum(CALENDAR.is_working(on) for on in days if on.year == year) == expected


def test_the_calendar_covers_2004_to_2026_firmly_and_the_years_after_provisionally():
    assert CALENDAR.first_on == date(2004, 1, 1)
    assert CALENDAR.firm_until >= date(2026, 12, 28)
    assert CALENDAR.is_provisional(CALENDAR.last_on)


def test_years_without_a_notice_know_the_fixed_holidays_but_no_make_up_days():
    late = date(2040, 1, 1)
    year = [late + timedelta(days=n) for n in range(366)]
    kinds = {on: CALENDAR.day(on).kind for on in year}
    assert DayKind.MAKE_UP not in kinds.values()
    off = [f"{on:%m-%d}" for on in year if kinds[on] is DayKind.HOLIDAY]
    assert off == [
        *("01-01", "02-11", "02-12", "02-13", "02-14", "04-04", "05-01", "05-02"),
        *("06-14", "09-20", "10-01", "10-02", "10-03"),
    ]


def test_every_special_day_of_a_notice_names_its_source():
    assert "202310" in CALENDAR.day(date(2024, 5, 1)).source
    assert CALENDAR.day(date(2024, 5, 11)).name == Bilingual("劳动节", "Labour Day")


def test_a_correction_stands_above_the_package():
    assert CALENDAR.day(date(2012, 6, 23)).kind is DayKind.HOLIDAY


def test_neighbouring_working_days():
    assert CALENDAR.next_working_day(date(2024, 4, 30)) == date(2024, 5, 6)
    assert CALENDAR.previous_working_day(date(2024, 5, 6)) == date(2024, 4, 30)
    assert CALENDAR.on_or_before(date(2024, 5, 25)) == date(2024, 5, 24)
    assert CALENDAR.on_or_after(date(2024, 5, 11)) == date(2024, 5, 11)


def test_a_city_day_stands_on_top():
    city = CALENDAR.with_days([Day(date(2024, 5, 7), DayKind.HOLIDAY, source="市政府通知")])
    assert CALENDAR.changed_days(city) == (date(2024, 5, 7),)
    assert city.version != CALENDAR.version
    assert answer("2024-04-30", "6wd", PETITIONS, city).due_on == date(2024, 5, 13)


def test_a_notice_makes_its_year_firm_and_moves_provisional_dates():
    name = Bilingual("元旦", "New Year's Day")
    year = CALENDAR.firm_until.year + 1
    works = Day(CALENDAR.day(date(year, 1, 2)).on, DayKind.MAKE_UP, name, "notice")
    rests = Day(date(year, 1, 1), DayKind.HOLIDAY, name, "notice")
    newer = CALENDAR.with_notice(Notice(year, (rests, works)))
    before = answer(f"{year - 1}-12-31", "1wd")
    after = answer(f"{year - 1}-12-31", "1wd", PETITIONS, newer)
    assert (before.provisional, after.provisional) == (True, False)
    assert after.due_on == date(year, 1, 2) < before.due_on
    assert date(year, 1, 2) in CALENDAR.changed_days(newer)
    assert before.calendar_version != after.calendar_version


def test_provisional_holidays_give_way_to_the_notice():
    year = CALENDAR.firm_until.year + 1
    newer = CALENDAR.with_notice(Notice(year, ()))
    assert newer.is_working(date(year, 1, 1)) == (date(year, 1, 1).weekday() < 5)
