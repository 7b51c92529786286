"""Decision tables, and what can be proven of them."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.rules.columns import COLUMNS, DECIDABLE, RECORDS
from yingshang.engines import rules
from yingshang.engines.rules.judging import Truth

pytestmark = pytest.mark.no_database


def table(*texts, hit="unique"):
    rows = (
        rules.Row(str(number), rules.read(text, COLUMNS), f"outcome {number}")
        for number, text in enumerate(texts, start=1)
    )
    return rules.DecisionTable(COLUMNS, tuple(rows), hit)


def satisfiable(*texts):
    return rules.satisfiable([rules.read(text, COLUMNS) for text in texts])


SIZES = ("staff < 20", "staff >= 20 AND staff < 300", "staff >= 300")


def test_a_unique_table_answers_with_its_one_true_row():
    decision = rules.decide(table(*SIZES), {"staff": 20})
    assert (decision.status, decision.hit, decision.outcomes) == ("decided", ("2",), ("outcome 2",))


def test_two_true_rows_of_a_unique_table_are_refused_by_name():
    with pytest.raises(rules.TableFault, match="1、3"):
        rules.decide(table("staff > 1", "listed", "staff > 2"), {"staff": 5, "listed": False})


def test_a_true_row_of_a_unique_table_answers_beside_an_unknown_one():
    assert rules.decide(table("staff > 1", "listed"), {"staff": 5}).status == "decided"


def test_a_table_without_an_answer_says_what_is_missing():
    decision = rules.decide(table(*SIZES[1:], "listed AND staff < 0"), {})
    assert decision.status == "unknown"
    assert decision.unknown == (("1", ("staff",)), ("2", ("staff",)), ("3", ("listed", "staff")))
    assert decision.missing == ("listed", "staff")
    assert decision.outcomes == ()


def test_a_record_that_no_row_takes_has_no_outcome():
    assert rules.decide(table(*SIZES[1:]), {"staff": 3}).status == "none"


def test_the_first_true_row_answers_only_when_all_before_it_are_false():
    first = table("listed", "staff > 1", "staff > 2", hit="first")
    assert rules.decide(first, {"listed": False, "staff": 5}).hit == ("2",)
    waiting = rules.decide(first, {"staff": 5})
    assert (waiting.status, waiting.hit, waiting.unknown) == ("unknown", (), (("1", ("listed",)),))
    assert rules.decide(first, {"listed": True}).status == "decided"


def test_all_true_rows_are_collected_in_order():
    collect = table("staff > 1", "listed", "staff > 2", hit="collect")
    decision = rules.decide(collect, {"staff": 5})
    assert (decision.status, decision.hit) == ("unknown", ("1", "3"))
    assert rules.decide(collect, {"staff": 5, "listed": True}).hit == ("1", "2", "3")


def test_two_rows_of_one_name_and_strange_columns_are_refused():
    row = rules.Row("1", rules.read("staff > 1", COLUMNS), "x")
    with pytest.raises(rules.TableFault, match="1"):
        rules.DecisionTable(COLUMNS, (row, row))
    with pytest.raises(rules.TableFault, match="staff"):
        rules.DecisionTable({"staff": rules.Column("decimal")}, (row,))


def test_a_table_that_covers_everything_once_is_proven_so():
    assert rules.overlaps(table(*SIZES)).is_proven_none
    assert rules.gaps(table(*SIZES)).is_proven_none


def test_an_overlap_is_shown_with_a_record():
    found = rules.overlaps(table("staff <= 20", "staff >= 20 AND listed")).found
    assert found == (rules.Finding(("1", "2"), {"listed": True, "staff": 20}),)


def test_a_gap_is_shown_with_a_record():
    found = rules.gaps(table("staff < 20", "staff > 20")).found
    assert found == (rules.Finding((), {"staff": 20}),)
    [gap] = rules.gaps(table("kind = '企业'", "kind = '个体户'")).found
    assert gap.example == {"kind": "合作社"}


def test_bounds_of_a_column_close_a_gap():
    assert rules.gaps(table("staff >= 0")).is_proven_none
    assert rules.gaps(table("debts >= 0")).found


def test_a_blank_is_no_gap_unless_a_row_asks_for_it():
    assert rules.gaps(table("listed", "NOT listed")).is_proven_none
    assert rules.overlaps(table("name IS NULL", "name IS NOT NULL")).is_proven_none


def test_a_row_that_cannot_be_decided_leaves_its_pairs_unproven_by_name():
    mixed = table("staff < 10", "staff < 20", "staff > debts")
    found = rules.overlaps(mixed)
    assert [one.rows for one in found.found] == [("1", "2")]
    assert [one.rows for one in found.unproven] == [("1", "3"), ("2", "3")]
    assert "staff > debts" in found.unproven[0].zh
    [unproven] = rules.gaps(mixed).unproven
    assert (unproven.rows, "staff > debts" in unproven.en) == (("3",), True)


def test_a_row_that_cannot_be_decided_does_not_hide_a_proof():
    covered = table("staff < 10", "staff >= 10", "length(name) > 3 AND staff < 0")
    assert rules.gaps(covered).is_proven_none
    assert rules.overlaps(covered).is_proven_none


def test_an_empty_table_is_one_gap():
    assert rules.gaps(table()).found == (rules.Finding((), {}),)
    assert rules.overlaps(table()).is_proven_none


@pytest.mark.parametrize(
    ("texts", "example"),
    [
        (["staff > 1", "staff < 3"], {"staff": 2}),
        (["注册资本 > 1 AND 注册资本 < 1.000002"], {"注册资本": Decimal("1.000001")}),
        (["since > DATE '2024-02-28' AND since < DATE '2024-03-01'"], {"since": date(2024, 2, 29)}),
        (["seen > DATE '2024-02-28'"], {"seen": datetime(2024, 2, 28, 0, 0, 0, 1)}),  # noqa: DTZ001
        (["name LIKE 'a' AND listed"], {"listed": True, "name": "a"}),
        (["name NOT IN ('a', '…')"], {"name": "……"}),
        (["staff > 2 * 3 - 1.5 AND staff <= 5"], {"staff": 5}),
        (["staff IS NULL"], {"staff": None}),
        (["TRUE"], {}),
    ],
)
def test_what_can_be_true_is_shown_with_a_record(texts, example):
    answer = satisfiable(*texts)
    assert isinstance(answer, rules.Yes)
    assert answer.example == example


@pytest.mark.parametrize(
    "texts",
    [
        ["staff > 1", "staff < 2"],
        ["staff < 0"],
        ["注册资本 > 1 AND 注册资本 < 1.000001"],
        ["kind <> '企业' AND kind NOT IN ('个体户', '合作社')"],
        ["listed AND NOT listed"],
        ["NULL AND listed"],
        ["staff > 1.2 AND staff < 1.8"],
        ["staff < debts AND staff > 3 AND staff < 3"],
        ["FALSE"],
    ],
)
def test_what_can_never_be_true_is_proven(texts):
    assert satisfiable(*texts) == rules.No()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("staff > debts", "staff > debts"),
        ("staff + 1 > 2 AND listed", "staff + 1 > 2"),
        ("name LIKE 'a%'", "name LIKE 'a%'"),
        ("listed OR starts_with(name, 'a')", "starts_with(name, 'a')"),
    ],
)
def test_what_is_outside_is_named_as_unproven(text, named):
    answer = satisfiable(text)
    assert isinstance(answer, rules.Unproven)
    assert named in answer.zh
    assert named in answer.en


def test_too_many_combinations_are_unproven_and_said_so():
    names = [f"c{number}" for number in range(20)]
    columns = {name: rules.Column("boolean") for name in names}
    answer = rules.satisfiable([rules.read(" AND ".join(names), columns)])
    assert isinstance(answer, rules.Unproven)
    assert "200000" in answer.zh


def test_a_wide_table_is_proven_pair_by_pair():
    names = [f"c{number}" for number in range(20)]
    columns = {name: rules.Column("boolean") for name in names}
    rows = tuple(rules.Row(name, rules.read(name, columns), name) for name in names)
    wide = rules.DecisionTable(columns, rows)
    assert len(rules.overlaps(wide).found) == 190
    assert rules.gaps(wide).unproven


@settings(max_examples=60, deadline=None)
@given(DECIDABLE, st.lists(RECORDS, min_size=20, max_size=20))
def test_a_proof_never_disagrees_with_a_verdict(text, records):
    condition = rules.read(text, COLUMNS)
    answer = rules.satisfiable([condition])
    if isinstance(answer, rules.Yes):
        assert rules.judge(condition, answer.example).truth is Truth.TRUE
    else:
        assert answer == rules.No()
        [verdicts] = rules.judge_table([condition], records)
        assert verdicts.count(Truth.TRUE) == 0


@settings(max_examples=25, deadline=None)
@given(st.lists(DECIDABLE, min_size=2, max_size=4), st.lists(RECORDS, min_size=20, max_size=20))
def test_tables_proven_sound_have_no_overlap_and_no_gap(texts, records):
    one = table(*texts, hit="collect")
    overlaps, gaps = rules.overlaps(one), rules.gaps(one)
    decisions = [rules.decide(one, record) for record in records]
    if overlaps.is_proven_none:
        assert all(len(decision.hit) <= 1 for decision in decisions)
    for finding in overlaps.found:
        assert set(finding.rows) <= set(rules.decide(one, finding.example).hit)
    if gaps.is_proven_none:
        assert all(decision.status != "none" for decision in decisions)
    for finding in gaps.found:
        assert rules.decide(one, finding.example).status == "none"
