"""Arrays and single dates agree, whatever the law and length."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.timelimits.laws import CALENDAR, CIVIL, OFFICE
from yingshang.engines.timelimits import CalendarGap, Law, TimeLimit, due, parse_length
from yingshang.engines.timelimits.arrays import (
    are_provisional,
    due_dates,
    practical_dates,
    working_days_between_arrays,
)
from yingshang.engines.timelimits.distance import working_days_between
from yingshang.engines.timelimits.errors import UnitNotSupported
from yingshang.engines.timelimits.rules import DayReading, Receipt, Roll, StartRule, Unit

pytestmark = pytest.mark.no_database

DATES = st.dates(date(2005, 1, 1), date(2045, 12, 31))
COUNTED = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "before:"]),
    st.integers(0, 120),
    st.sampled_from(["wd", "cd", "d"]),
)
MONTHS = st.builds("{}{}mo".format, st.sampled_from(["", "before:"]), st.integers(0, 11))
ENDS = st.one_of(
    st.sampled_from(["qe", "ye"]),
    st.integers(1, 31).map("monthly:{}".format),
    st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(lambda on: f"yearly:{on:%m-%d}"),
)
LAWS = st.builds(
    Law,
    id=st.just("any"),
    name=st.just(CIVIL.name),
    days=st.builds(
        DayReading,
        st.sampled_from([Unit.WORKING_DAY, Unit.CALENDAR_DAY]),
        st.frozensets(st.integers(1, 15)),
        st.integers(0, 10),
    ),
    start=st.sampled_from(StartRule),
    roll=st.sampled_from(Roll),
    receipt=st.sampled_from(Receipt),
)


def array(*days):
    return np.array(days, dtype="datetime64[D]")


@settings(max_examples=300, deadline=None)
@given(
    starts=st.lists(DATES, min_size=1, max_size=4),
    length=st.one_of(COUNTED, MONTHS, ENDS),
    law=LAWS,
)
def test_arrays_give_what_single_dates_give(starts, length, law):
    limit = TimeLimit(parse_length(length), law)
    single = [due(start, limit, CALENDAR) for start in starts]
    many = due_dates(array(*starts), limit, CALENDAR)
    assert many.tolist() == [each.due_on for each in single]
    firm = {each.provisional for each in single if each.due_on <= CALENDAR.firm_until}
    late = are_provisional(many, CALENDAR).tolist()
    if not limit.length.is_before:
        assert late == [each.provisional for each in single]
        assert firm <= {False}


@settings(max_examples=100, deadline=None)
@given(start=DATES, count=st.integers(0, 60))
def test_working_days_agree_with_a_loop_over_days(start, count):
    loop, left = start, count
    while left:
        loop = date.fromordinal(loop.toordinal() + 1)
        left -= CALENDAR.is_working(loop)
    limit = TimeLimit(parse_length(f"{count}wd"), CIVIL)
    assert due(start, limit, CALENDAR).due_on == loop
    assert due_dates(array(start), limit, CALENDAR)[0] == np.datetime64(loop)


@settings(max_examples=100, deadline=None)
@given(start=DATES, end=DATES)
def test_distances_agree(start, end):
    apart = working_days_between(start, end, CALENDAR)
    assert working_days_between_arrays(array(start), array(end), CALENDAR)[0] == apart
    assert working_days_between(end, start, CALENDAR) == -apart


def test_n_working_days_lie_between_start_and_due_date():
    limit = TimeLimit(parse_length("20wd"), CIVIL)
    starts = np.arange("2018-01-01", "2026-11-01", dtype="datetime64[D]")
    dues = due_dates(starts, limit, CALENDAR)
    assert (working_days_between_arrays(starts, dues, CALENDAR) == 20).all()
    assert (practical_dates(dues, CALENDAR) == dues).all()


def test_practical_dates_are_the_working_days_before_rest_days():
    dues = array("2024-05-25", "2024-06-25", "2026-09-25")
    expected = array("2024-05-24", "2024-06-25", "2026-09-24")
    assert (practical_dates(dues, CALENDAR) == expected).all()


def test_missing_dates_stay_missing_and_shapes_are_kept():
    limit = TimeLimit(parse_length("6wd"), CIVIL)
    starts = np.array([["2024-04-30", "NaT"], ["2024-09-27", "2025-12-31"]], "datetime64[D]")
    dues = due_dates(starts, limit, CALENDAR)
    assert dues.shape == (2, 2)
    assert dues[0, 0] == np.datetime64("2024-05-11")
    assert np.isnat(dues[0, 1])
    assert due_dates(array(), limit, CALENDAR).size == 0


def test_arrays_refuse_what_they_cannot_hold():
    with pytest.raises(UnitNotSupported):
        due_dates(array("2024-04-30"), TimeLimit(parse_length("4wh"), CIVIL), OFFICE)
    for start, length in [("2003-01-01", "1wd"), ("2050-12-30", "9wd"), ("2050-12-30", "9cd")]:
        with pytest.raises(CalendarGap):
            due_dates(array(start), TimeLimit(parse_length(length), CIVIL), CALENDAR)


def test_a_newer_calendar_has_its_own_table():
    off = [replace(CALENDAR.day(date(2024, 5, 7)), kind="holiday")]
    limit = TimeLimit(parse_length("6wd"), CIVIL)
    city = due_dates(array("2024-04-30"), limit, CALENDAR.with_days(off))
    assert city[0] == np.datetime64("2024-05-13")
    assert due_dates(array("2024-04-30"), limit, CALENDAR)[0] == np.datetime64("2024-05-11")
