"""Hours, minutes and office hours."""

from datetime import date, datetime

import pytest

from tests.engines.timelimits.laws import CIVIL, OFFICE, PROCEDURE, answer
from yingshang.engines.timelimits import OfficeHoursMissing, Pause, TimeLimit, due, parse_length
from yingshang.engines.timelimits.rules import Ground
from yingshang.engines.timelimits.wording import Bilingual

pytestmark = pytest.mark.no_database


def until(start, length, law=CIVIL):
    return f"{answer(start, length, law, OFFICE).due_at:%Y-%m-%d %H:%M}"


def at(hour):
    return datetime.fromisoformat(f"2024-05-10T{hour:02}:00")


def test_hours_run_across_midnight_and_rest_days():
    assert until("2024-04-30T15:20", "48h") == "2024-05-02 15:20"
    assert until("2024-12-31T23:50", "30min") == "2025-01-01 00:20"


def test_civil_procedure_does_not_count_the_hour_in_which_hours_begin():
    assert until("2024-04-30T15:20", "24h", PROCEDURE) == "2024-05-01 16:00"
    assert until("2024-04-30T15:00", "24h", PROCEDURE) == "2024-05-01 15:00"


def test_a_day_without_a_time_begins_at_midnight():
    assert answer("2024-04-30", "48h").due_on == date(2024, 5, 2)


@pytest.mark.parametrize(
    ("start", "length", "expected"),
    [
        ("2024-05-10T09:00", "1wh", "2024-05-10 10:00"),
        ("2024-05-10T11:00", "1wh", "2024-05-10 14:00"),
        ("2024-05-10T12:00", "1wh", "2024-05-10 14:30"),
        ("2024-05-10T16:30", "1wh", "2024-05-11 09:00"),
        ("2024-05-11T16:30", "1wh", "2024-05-13 09:00"),
        ("2024-04-30T20:00", "4wh", "2024-05-06 14:30"),
        ("2024-05-10T08:30", "3wh", "2024-05-10 11:30"),
        ("2024-05-10", "6wh", "2024-05-10 16:30"),
    ],
)
def test_working_hours_count_in_office_sessions_and_on_make_up_days(start, length, expected):
    assert until(start, length) == expected


def test_working_hours_need_a_schedule():
    with pytest.raises(OfficeHoursMissing, match="office_hours"):
        answer("2024-05-10T09:00", "1wh")


def test_hours_stand_still_in_a_pause():
    ground = Ground("testing", Bilingual("检测", "testing"))
    limit = TimeLimit(parse_length("4wh"), CIVIL, grounds=(ground,))
    pause = Pause("testing", at(10), at(14))
    assert f"{due(at(9), limit, OFFICE, pauses=[pause]).due_at:%d %H:%M}" == "10 17:00"
