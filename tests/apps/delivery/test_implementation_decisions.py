"""What a plan needs, how far it has come, what two versions say otherwise: without a database."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from yingshang.apps.delivery.decisions.completeness import Frame, faults, unstorable
from yingshang.apps.delivery.decisions.differences import differences, figure_of
from yingshang.apps.delivery.decisions.implementation import (
    Content,
    Disclaimer,
    MeasureContent,
    MilestoneContent,
    MonthContent,
)
from yingshang.apps.delivery.decisions.progress import progress

pytestmark = pytest.mark.no_database
FRAME = Frame(date(2024, 4, 22), date(2024, 12, 31), ("01.1", "01.2"))
KEY = UUID(int=1)
MEASURE = MeasureContent(
    text="开设专窗",
    carries=("01.1",),
    section="注册科",
    person_name="张三",
    starts_on=date(2024, 5, 6),
    ends_on=date(2024, 11, 29),
    result="当日办结",
    evidence="台账",
    milestones=(MilestoneContent(date(2024, 6, 28), "专窗开放"),),
    months=(MonthContent(date(2024, 5, 1), "选址"),),
    key=KEY,
)
WHOLE = Content((MEASURE,), (Disclaimer("01.2", "由市政数局负责"),))


def found(**more):
    return [str(each) for each in faults(WHOLE.with_measure(replace(MEASURE, **more)), FRAME)]


def test_a_whole_plan_has_no_fault():
    assert not faults(WHOLE, FRAME)


@pytest.mark.parametrize(
    "gap",
    [
        {"text": ""},
        {"section": ""},
        {"person_name": ""},
        {"starts_on": None},
        {"ends_on": None},
        {"result": ""},
        {"evidence": ""},
        {"milestones": ()},
    ],
)
def test_every_gap_of_a_measure_is_one_fault(gap):
    assert len(found(**gap)) == 1


def test_a_measure_that_carries_nothing_leaves_the_published_one_open_too():
    assert len(found(carries=())) == 2


def test_every_published_measure_is_carried_or_expressly_refused():
    [fault] = faults(replace(WHOLE, not_ours=()), FRAME)
    assert "01.2" in str(fault)


def test_a_measure_is_not_carried_and_refused_at_once():
    [fault] = faults(replace(WHOLE, not_ours=(*WHOLE.not_ours, Disclaimer("01.1", "x"))), FRAME)
    assert "01.1" in str(fault)


def test_a_measure_that_the_task_no_longer_has_is_named():
    assert any("09.9" in fault for fault in found(carries=("01.1", "09.9")))


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "count"),
    [
        (date(2024, 4, 22), date(2024, 12, 31), 0),
        (date(2024, 4, 21), date(2024, 12, 31), 1),
        (date(2024, 4, 22), date(2025, 1, 1), 1),
    ],
)
def test_the_period_of_the_plan_includes_its_first_and_last_day(starts_on, ends_on, count):
    assert len(found(starts_on=starts_on, ends_on=ends_on)) == count


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (date(2024, 5, 6), 0),
        (date(2024, 11, 29), 0),
        (date(2024, 5, 5), 1),
        (date(2024, 11, 30), 1),
    ],
)
def test_milestones_lie_within_the_measure_both_days_included(day, count):
    assert len(found(milestones=(MilestoneContent(day, "x"),))) == count


@pytest.mark.parametrize(
    ("month", "count"),
    [(date(2024, 5, 1), 0), (date(2024, 11, 1), 0), (date(2024, 4, 1), 1), (date(2024, 12, 1), 1)],
)
def test_months_lie_within_the_measure(month, count):
    assert len(found(months=(MonthContent(month, "x"),))) == count


@pytest.mark.parametrize(
    "month",
    [
        MonthContent(date(2024, 5, 1), numerator=Decimal(3)),
        MonthContent(date(2024, 5, 1), numerator=Decimal(3), unit="户"),
        MonthContent(date(2024, 5, 1), denominator=Decimal(3)),
        MonthContent(date(2024, 5, 1), "", Decimal(3), Decimal(0), "户", "台账"),
    ],
)
def test_half_a_figure_is_a_fault_and_cannot_even_be_kept(month):
    content = WHOLE.with_measure(replace(MEASURE, months=(month,)))
    assert len(faults(content, FRAME)) == 1
    assert len(unstorable(content)) == 1


def test_dates_the_wrong_way_round_cannot_be_kept_but_gaps_can():
    wrong = WHOLE.with_measure(replace(MEASURE, ends_on=date(2024, 5, 5)))
    assert len(unstorable(wrong)) == 1
    assert not unstorable(Content((MeasureContent("x"),)))


def test_a_unit_may_say_that_nothing_of_a_task_is_its_own():
    refused = tuple(Disclaimer(code, "不涉及") for code in FRAME.measures)
    assert not faults(Content((), refused), FRAME)


@dataclass(frozen=True)
class Mile:
    due_on: date
    is_proven: bool = False


MILES = (
    Mile(date(2024, 6, 28), is_proven=True),
    Mile(date(2024, 9, 30)),
    Mile(date(2024, 11, 29), is_proven=True),
    Mile(date(2024, 12, 20)),
)


def test_progress_counts_what_is_due_and_proven():
    counted = progress(MILES, date(2024, 10, 8))
    assert (counted.due, counted.proven_of_due, counted.proven, counted.total) == (2, 1, 2, 4)
    assert counted.is_behind
    assert counted.next_due_on == date(2024, 12, 20)


def test_a_milestone_is_due_from_the_day_after_its_last_day():
    assert progress(MILES, date(2024, 9, 30)).due == 1
    assert progress(MILES, date(2024, 10, 1)).due == 2


def test_without_milestones_nothing_is_due_and_nothing_is_behind():
    counted = progress((), date(2024, 10, 8))
    assert (counted.due, counted.total, counted.next_due_on) == (0, 0, None)
    assert not counted.is_behind


def test_two_versions_that_say_the_same_do_not_differ():
    assert not differences(WHOLE, WHOLE)


def test_a_changed_field_is_shown_before_and_after():
    [changed] = differences(WHOLE, WHOLE.with_measure(replace(MEASURE, section="综合科")))
    assert changed.kind == "changed"
    assert [(each.before, each.after) for each in changed.fields] == [("注册科", "综合科")]


def test_added_and_removed_measures_are_told_apart_by_their_key():
    other = replace(MEASURE, key=UUID(int=2), text="另一项")
    after = replace(WHOLE, measures=(other,))
    assert [each.kind for each in differences(WHOLE, after)] == ["added", "removed"]


def test_a_reason_taken_away_is_a_difference():
    [change] = differences(WHOLE, replace(WHOLE, not_ours=()))
    assert (change.kind, change.title) == ("removed", "01.2")


def test_a_figure_is_written_without_trailing_zeros():
    month = MonthContent(date(2024, 5, 1), "", Decimal("30.0000"), Decimal(120), "户", "台账")
    assert figure_of(month) == "30/120 户 (台账)"


def test_order_and_new_keys_do_not_make_another_content():
    again = replace(MEASURE, key=None, carries=("01.1",))
    assert WHOLE.says_the_same(replace(WHOLE, measures=(again,)))
    assert not WHOLE.says_the_same(replace(WHOLE, measures=(replace(again, text="改"),)))
