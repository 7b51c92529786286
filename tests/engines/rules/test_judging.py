"""Judging: three values, what is missing, exact numbers, and one meaning for one and for many."""

import itertools
import threading
from datetime import UTC, date, datetime
from decimal import Decimal

import duckdb
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.rules.columns import COLUMNS, CONDITIONS, RECORDS, STRICT_CONDITIONS, VALUES
from yingshang.engines import rules
from yingshang.engines.rules.engine import MOST_PREPARED, engine
from yingshang.engines.rules.judging import Truth

pytestmark = pytest.mark.no_database

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
STATES = {True: T, False: F, None: U}


def judge(text, **record):
    return rules.judge(rules.read(text, COLUMNS), record)


def compute(text, **record):
    return rules.compute(rules.read(text, COLUMNS, expects=None), record)


AND = {(True, True): T, (True, None): U, (None, None): U, (True, False): F, (None, False): F}
OR = {(True, True): T, (True, None): T, (None, None): U, (True, False): T, (None, False): U}
AND[False, False] = OR[False, False] = F
NOT = {True: F, False: T, None: U}


@pytest.mark.parametrize(("a", "b"), list(itertools.product([True, False, None], repeat=2)))
def test_and_or_not_have_the_three_values_of_kleene(a, b):
    key = (a, b) if (a, b) in AND else (b, a)
    assert judge("listed AND bank", listed=a, bank=b).truth is AND[key]
    assert judge("listed OR bank", listed=a, bank=b).truth is OR[key]
    assert judge("NOT listed", listed=a).truth is NOT[a]


@pytest.mark.parametrize(
    ("text", "record", "truth"),
    [
        ("staff > 10", {"staff": 10}, F),
        ("staff >= 10", {"staff": 10}, T),
        ("staff <> 10", {}, U),
        ("staff BETWEEN 1 AND 3", {"staff": 3}, T),
        ("staff NOT BETWEEN 1 AND 3", {"staff": 3}, F),
        ("kind IN ('企业', '个体户')", {"kind": "个体户"}, T),
        ("kind NOT IN ('企业', '个体户')", {"kind": "个体户"}, F),
        ("staff IN (1, debts)", {"staff": 1}, T),
        ("staff IN (1, debts)", {"staff": 2}, U),
        ("name LIKE '农%'", {"name": "农业公司"}, T),
        ("name NOT LIKE '农%'", {"name": "农业公司"}, F),
        ("name LIKE '农_公司'", {"name": "农业公司"}, T),
        ("name LIKE 'a\\%'", {"name": "a\\b"}, T),
        ("name IS NULL", {}, T),
        ("name IS NOT NULL", {"name": ""}, T),
        ("since + INTERVAL 1 MONTH = DATE '2024-02-29'", {"since": date(2024, 1, 31)}, T),
        ("since - INTERVAL 1 YEAR < DATE '2023-01-31'", {"since": date(2024, 1, 31)}, F),
        ("INTERVAL 1 DAY + since = DATE '2024-02-01'", {"since": date(2024, 1, 31)}, T),
        ("seen >= since", {"seen": datetime(2024, 1, 31), "since": date(2024, 1, 31)}, T),  # noqa: DTZ001
        ("seen < DATE '2024-02-01'", {"seen": "2024-01-31T23:59:59"}, T),
        ("date_diff('day', since, until) = 30", {"since": "2024-01-31", "until": "2024-03-01"}, T),
        ("starts_with(name, '农') AND contains(name, '业')", {"name": "农业"}, T),
        ("upper(name) = 'ABC' AND lower(name) = 'abc'", {"name": "aBc"}, T),
        ("length(name) = 2", {"name": "农业"}, T),
        ("coalesce(staff, 0) = 0", {}, T),
        ("least(staff, 3) = 3", {"staff": 5}, T),
        ("CASE WHEN listed THEN staff > 1 ELSE staff > 5 END", {"listed": True, "staff": 2}, T),
        ("year(since) = 2024 AND month(since) = 1 AND day(since) = 31", {"since": "2024-01-31"}, T),
        ("NULL OR listed", {"listed": True}, T),
        ("NULL AND listed", {"listed": True}, U),
        ("TRUE", {}, T),
        ("date = DATE '2024-01-01'", {"date": date(2024, 1, 1)}, T),
    ],
)
def test_a_record_is_judged(text, record, truth):
    assert judge(text, **record).truth is truth


@pytest.mark.parametrize(
    ("text", "record", "missing"),
    [
        ("listed AND bank", {}, ("bank", "listed")),
        ("listed AND bank", {"listed": True}, ("bank",)),
        ("listed OR staff > 3", {"listed": False}, ("staff",)),
        ("listed AND (bank OR staff > 3)", {"staff": 5}, ("listed",)),
        ("listed AND name IS NULL", {}, ("listed",)),
        ("staff * debts > 注册资本", {"debts": 1}, ("staff", "注册资本")),
        ("staff / 0 > debts", {"staff": 1}, ()),
        ("staff / 0 > 1 OR listed", {"staff": 1}, ("listed",)),
        ("coalesce(staff, debts) > 1", {}, ("debts", "staff")),
        ("CASE WHEN listed THEN staff ELSE debts END > 1", {"listed": True}, ("staff",)),
        ("CASE WHEN listed THEN staff ELSE debts END > 1", {}, ("debts", "listed")),
        ("CASE WHEN TRUE THEN staff ELSE debts END > 1", {}, ("staff",)),
        ("staff IN (1, debts)", {"staff": 2}, ("debts",)),
        ("staff IN (1, debts)", {}, ("debts", "staff")),
        ("NULL AND listed", {"listed": True}, ()),
        ("NULL OR FALSE", {}, ()),
    ],
)
def test_an_unknown_verdict_names_what_makes_it_unknown(text, record, missing):
    assert judge(text, **record) == rules.Verdict(U, missing)


@settings(max_examples=50, deadline=None)
@given(STRICT_CONDITIONS, RECORDS, st.data())
def test_columns_that_are_not_named_as_missing_do_not_matter(text, record, data):
    condition = rules.read(text, COLUMNS)
    verdict = rules.judge(condition, record)
    if verdict.truth is not U:
        assert verdict.missing == ()
        filled = {
            k: data.draw(st.sampled_from(VALUES[k])) if v is None else v for k, v in record.items()
        }
        assert rules.judge(condition, filled).truth is verdict.truth
        return
    assert verdict.missing
    assert set(verdict.missing) <= set(condition.columns_used)
    others = [k for k, v in record.items() if v is None and k not in verdict.missing]
    filled = record | {k: data.draw(st.sampled_from(VALUES[k])) for k in others}
    assert rules.judge(condition, filled) == verdict


@settings(max_examples=30, deadline=None)
@given(STRICT_CONDITIONS, RECORDS, st.data())
def test_filling_in_what_is_missing_makes_it_known(text, record, data):
    condition = rules.read(text, COLUMNS)
    missing = rules.judge(condition, record).missing
    filled = record | {k: data.draw(st.sampled_from(VALUES[k])) for k in missing}
    assert rules.judge(condition, filled).truth is not U


@settings(max_examples=10, deadline=None)
@given(st.lists(CONDITIONS, min_size=1, max_size=3), st.lists(RECORDS, min_size=1, max_size=5))
def test_one_by_one_together_and_as_a_table_agree(texts, records):
    conditions = [rules.read(text, COLUMNS) for text in texts]
    single = [[rules.judge(one, record) for record in records] for one in conditions]
    together = [rules.judge_all(conditions, record) for record in records]
    table = rules.judge_table(conditions, records)
    assert [list(column) for column in zip(*together, strict=True)] == single
    assert [list(column) for column in table] == single


def test_arrays_are_judged_like_records():
    conditions = [
        rules.read("staff > 1 AND listed", COLUMNS),
        rules.read("since >= DATE '2024-01-01' OR 注册资本 > 1.5", COLUMNS),
        rules.read("bank", COLUMNS),
    ]
    arrays = {
        "staff": np.array([1, 2, 3]),
        "listed": np.ma.array([True, True, True], mask=[False, False, True]),
        "since": np.array(["2023-12-31", "NaT", "2024-01-01"], dtype="datetime64[D]"),
        "注册资本": np.array(["1.6", None, "0"], dtype=object),
    }
    first, second, third = rules.judge_table(conditions, arrays)
    assert [one.truth for one in first] == [F, T, U]
    assert first[2].missing == ("listed",)
    assert [one.truth for one in second] == [T, U, T]
    assert (third.count(U), third.count(rules.Verdict(U, ("bank",)))) == (3, 3)


def test_floats_and_wrong_cells_of_arrays_are_refused():
    condition = rules.read("staff > 1", COLUMNS)
    for values in (np.array([1.5]), np.array(["many"], dtype=object)):
        with pytest.raises(rules.RecordFault, match="栏目"):
            rules.judge_table([condition], {"staff": values})


def test_no_records_and_no_conditions_have_no_verdicts():
    condition = rules.read("staff > 1", COLUMNS)
    assert [list(one) for one in rules.judge_table([condition], [])] == [[]]
    assert rules.judge_table([], [{}]) == ()
    assert rules.judge_all([], {}) == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.1 + 0.2", Decimal("0.3")),
        ("1 / 3", Decimal("0.333333")),
        ("2 / 3", Decimal("0.666667")),
        ("-2 / 3", Decimal("-0.666667")),
        ("1 / 2 + 1", Decimal("1.5")),
        ("0.000001 / 2", Decimal("0.000001")),
        ("10000000000 * 10000000000.5", Decimal(100000000005000000000)),
        ("9000000000000000000 * 1", 9_000_000_000_000_000_000),
        ("9007199254740993 - 0", 9007199254740993),
        ("9000000000000000000 * 2", None),
        ("9000000000000000000 + 9000000000000000000", None),
        ("99999999999999999999.5 * 99999999999999999999.5", None),
        ("1 / 0", None),
        ("1.5 / (1 - 1.0)", None),
        ("0.001 * 0.0005", Decimal("0.000001")),
        ("round(2.345, 2)", Decimal("2.35")),
        ("round(-2.5)", Decimal(-3)),
        ("round(7, 2)", 7),
        ("abs(-7)", 7),
        ("7 - 2 - 1", 4),
        ("2 + 3 * 4", 14),
        ("-(2 - 3) * 2", 2),
        ("CASE WHEN staff > 1 THEN '大' WHEN staff = 1 THEN '小' END", None),
        ("DATE '2024-02-29' + INTERVAL 1 YEAR", date(2025, 2, 28)),
        ("DATE '9999-12-31' + INTERVAL 99999 YEAR", None),
        ("coalesce(listed, TRUE)", True),
        ("upper('''a')", "'A"),
    ],
)
def test_values_are_exact_or_unknown(text, value):
    assert compute(text) == value


def test_a_computed_field_takes_its_branch():
    text = "CASE WHEN staff > 300 THEN '大型' WHEN staff > 20 THEN '小型' ELSE '微型' END"
    assert [compute(text, staff=n) for n in (301, 21, 20)] == ["大型", "小型", "微型"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("staff", 1.5),
        ("staff", True),
        ("staff", 10**19),
        ("staff", "many"),
        ("注册资本", 0.5),
        ("注册资本", Decimal("0.0000001")),
        ("注册资本", Decimal("NaN")),
        ("注册资本", Decimal(10) ** 21),
        ("listed", "yes"),
        ("listed", 1),
        ("since", "2024-13-01"),
        ("since", datetime(2024, 1, 1)),  # noqa: DTZ001
        ("seen", date(2024, 1, 1)),
        ("name", 5),
        ("name", "a\0b"),
        ("name", "\ud800"),
        ("name", b"a"),
    ],
)
def test_a_value_that_does_not_fit_its_column_is_refused_with_a_sentence(name, value):
    with pytest.raises(rules.RecordFault) as raised:
        judge(f"{name} IS NULL", **{name: value})
    assert COLUMNS[name].named(name, "zh") in raised.value.zh
    assert COLUMNS[name].named(name, "en") in raised.value.en


def test_an_aware_time_is_beijing_time():
    late = datetime(2024, 1, 1, 16, tzinfo=UTC)
    assert judge("seen >= DATE '2024-01-02'", seen=late).truth is T


def test_a_value_expression_is_no_condition():
    with pytest.raises(rules.RulesError):
        rules.judge(rules.read("staff + 1", COLUMNS, expects="integer"), {})


def test_conditions_that_declare_a_column_differently_are_not_judged_together():
    other = rules.read("staff = 'a'", {"staff": rules.Column("text")})
    with pytest.raises(rules.RulesError, match="staff"):
        rules.judge_all([rules.read("staff = 1", COLUMNS), other], {})


HOSTILE = [
    "'; DROP TABLE x; --",
    '" OR 1=1',
    "$1",
    "{table}",
    "=",
    "",
    " ",
    "\\",
    "%",
    "NULL",
    "真'",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_records_and_conditions_stays_text(text):
    quoted = text.replace("'", "''")
    assert judge(f"name = '{quoted}'", name=text).truth is T
    assert judge("name = 'other'", name=text).truth is F
    assert compute("name", name=text) == text


def test_a_column_may_have_any_name():
    for name in ['a"b', "{x}", "a b", "select", "AND", "1", "'"]:
        quoted = '"' + name.replace('"', '""') + '"'
        condition = rules.read(f"{quoted} = 1", {name: rules.Column("integer")})
        assert rules.judge(condition, {name: 1}).truth is T
        assert rules.judge_table([condition], [{name: 1}, {}])[0][1].missing == (name,)
        assert rules.read(condition.canonical(), {name: rules.Column("integer")}) == condition


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=20))
def test_any_text_comes_back_as_it_was(text):
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    if "\0" not in text:
        assert compute("name", name=text) == text


def test_a_prepared_condition_sees_every_next_record_and_no_earlier_one():
    condition = rules.read("name = 'a' AND staff > 1", COLUMNS)
    for record, truth in [({"name": "a", "staff": 2}, T), ({}, U), ({"name": "b"}, F)] * 3:
        assert rules.judge(condition, record).truth is truth
        judge(f"staff = {len(record)}", staff=1)


def test_forgotten_statements_are_prepared_again():
    first = rules.read("staff = 0", COLUMNS)
    for number in range(MOST_PREPARED + 10):
        assert judge(f"staff = {number}", staff=number).truth is T
    assert rules.judge(first, {"staff": 0}).truth is T


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "INSTALL httpfs",
        "LOAD httpfs",
        "ATTACH '/tmp/x'",
        "SET enable_external_access=true",
        "COPY (SELECT 1) TO '/tmp/yingshang-rules-test'",
        "SET memory_limit='100GB'",
    ],
)
def test_the_database_reaches_no_file_and_no_network(statement):
    judge("staff = 1", staff=1)
    with pytest.raises(duckdb.Error):
        engine().connection.execute(statement)


def test_threads_do_not_meet():
    condition = rules.read("staff = debts", COLUMNS)
    answers: dict[int, list[Truth]] = {}

    def work(number):
        records = [{"staff": number, "debts": number + step % 2} for step in range(100)]
        answers[number] = [rules.judge(condition, record).truth for record in records]

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {number: [T, F] * 50 for number in range(4)}
