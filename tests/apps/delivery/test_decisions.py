from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yingshang.apps.delivery.decisions.amounts import amount
from yingshang.apps.delivery.decisions.dates import last_day, months_between
from yingshang.apps.delivery.decisions.marking import Finding, passages
from yingshang.apps.delivery.decisions.searching import folded, hits, words_of

pytestmark = pytest.mark.no_database


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("2024-03-05", date(2024, 3, 5)),
        ("2024-02", date(2024, 2, 29)),
        ("2024", date(2024, 12, 31)),
        ("2024-13", None),
        ("2024-02-30", None),
        ("R/P1M", None),
        ("", None),
        (None, None),
    ],
)
def test_a_stated_date_lasts_until_the_end_of_what_it_states(stated, day):
    assert last_day(stated) == day


def test_months_are_counted_across_the_turn_of_the_year():
    months = months_between(date(2024, 11, 30), date(2025, 2, 1))
    assert months == (date(2024, 11, 1), date(2024, 12, 1), date(2025, 1, 1), date(2025, 2, 1))


def test_a_period_that_ends_before_it_begins_has_no_months():
    assert months_between(date(2024, 5, 1), date(2024, 3, 1)) == ()


def test_words_are_found_whatever_their_width_script_and_case():
    assert words_of(" 營商　Ｅ窗 營商 ") == ("营商", "e窗")
    assert hits("完善許可E窗通", ["许可", "e窗"]) == ((2, 6),)


def test_hits_that_touch_are_one_hit():
    assert hits("办办办", ["办"]) == ((0, 3),)
    assert hits("一办二", []) == ()


@given(st.text())
def test_folding_never_moves_a_character(text):
    assert len(folded(text)) == len(text)


def finding(start, end, kind="target"):
    return Finding(kind, (start, end), f"{kind}-{start}", kind)


spans = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda s: (s[0], s[0] + s[1]))


@given(
    window=spans,
    measures=st.lists(spans, max_size=5),
    inner=st.lists(spans, max_size=8),
    found=st.lists(spans, max_size=4),
)
def test_passages_join_up_to_the_published_words(window, measures, inner, found):
    text = "".join(chr(0x4E00 + i) for i in range(50))
    result = passages(
        text,
        window,
        measures=[finding(*span, kind="measure") for span in measures],
        findings=[finding(*span) for span in inner],
        hits=found,
    )
    assert "".join(run.text for each in result for run in each.runs) == text[slice(*window)]
    assert all(run.text for each in result for run in each.runs)


def test_a_target_inside_a_measure_stays_inside_it():
    [before, measure] = passages(
        "甲乙丙丁戊", (0, 5), measures=[finding(1, 5, "measure")], findings=[finding(2, 4)]
    )
    assert before.measure is None
    assert measure.begins
    assert [(run.text, bool(run.finding)) for run in measure.runs] == [
        ("乙", False),
        ("丙丁", True),
        ("戊", False),
    ]


def test_of_two_that_overlap_the_earlier_and_longer_keeps_the_words():
    [passage] = passages(
        "甲乙丙丁", (0, 4), measures=[], findings=[finding(0, 2), finding(0, 3), finding(2, 4)]
    )
    assert [run.text for run in passage.runs] == ["甲乙丙", "丁"]


def test_a_measure_cut_in_two_begins_once():
    cut = [finding(0, 2, "measure"), finding(1, 4, "measure")]
    found = passages("甲乙丙丁", (0, 4), measures=cut, findings=[])
    assert [each.begins for each in found] == [True, True]


@pytest.mark.parametrize(
    ("operator", "value", "unit", "written"),
    [
        (">=", "95.0000", "%", "≥ 95%"),
        ("<=", "1", "%/年", "≤ 1%/年"),
        (">", "55000", "户", "> 55,000 户"),
        ("=", "0", "元", "0 元"),
        (">=", "33.3300", "%", "≥ 33.33%"),
    ],
)
def test_an_amount_is_written_without_needless_zeros(operator, value, unit, written):
    assert amount(operator, Decimal(value), unit) == written
