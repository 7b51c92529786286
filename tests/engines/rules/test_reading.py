"""Reading conditions: the frozen grammar, and every fault with its place and advice."""

import re

import pytest
import sqlglot
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlglot import exp

from tests.engines.rules.columns import COLUMNS, CONDITIONS, NUMBERS
from yingshang.engines import rules
from yingshang.engines.rules.lexing import LONGEST

pytestmark = pytest.mark.no_database

FAULTY = {
    "empty": ("  ", 1, 1, ""),
    "too_long": ("listed AND " * LONGEST, 1, 1, ""),
    "too_deep": ("(" * 200 + "listed" + ")" * 200, 1, 1, ""),
    "character": ("staff > 1 AND ☃", 1, 15, ""),
    "full_width": ("staff ＞ 1", 1, 7, ">"),
    "chinese_word": ("staff > 1 且 listed", 1, 11, "AND"),
    "sign": ("staff == 1", 1, 7, "="),
    "comment": ("staff > 1 -- 人数", 1, 11, ""),
    "semicolon": ("staff > 1;", 1, 10, ""),
    "parameter": ("staff > $1", 1, 9, ""),
    "double_quotes": ('kind = "企业"', 1, 8, "'企业'"),
    "quote_open": ("kind = '企业", 1, 8, ""),
    "bracket": ("(staff > 1", 1, 1, ""),
    "number": ("staff > 1e5", 1, 9, ""),
    "date": ("since > DATE '2024-02-30'", 1, 9, ""),
    "interval": ("since > until + INTERVAL 3 WEEKS", 1, 17, ""),
    "refused_word": ("SELECT staff", 1, 1, ""),
    "unknown_column": ("注册资金 > 1", 1, 1, "注册资本"),
    "unknown_function": ("lenght(name) > 1", 1, 1, "length('text')"),
    "arguments": ("length(staff) > 1", 1, 1, "length('text')"),
    "syntax": ("staff > AND listed", 1, 9, ""),
    "unfinished": ("staff >", 1, 7, ""),
    "missing_operator": ("listed bank", 1, 8, ""),
    "not_allowed": ("listed IS TRUE", 1, 11, "="),
    "compare_types": ("staff > '10'", 1, 1, ""),
    "compare_null": ("staff = NULL", 1, 9, "IS NULL"),
    "order": ("kind > '企业'", 1, 1, ""),
    "not_boolean": ("listed AND staff", 1, 12, ""),
    "arithmetic": ("name * 2 > 1", 1, 1, ""),
    "dates_added": ("since + until > since", 1, 1, "since + INTERVAL 1 DAY"),
    "interval_alone": ("INTERVAL 3 DAY IS NULL", 1, 1, ""),
    "like": ("name LIKE kind", 1, 1, ""),
    "case_types": ("CASE WHEN listed THEN 1 ELSE 'a' END = 1", 1, 23, ""),
    "unknown_choice": ("kind = '个体'", 1, 8, "'个体户'"),
    "result_type": ("staff + 1", 1, 1, ""),
}


@pytest.mark.parametrize("code", sorted(FAULTY))
def test_every_fault_names_its_place_and_what_to_write(code):
    text, line, column, suggestion = FAULTY[code]
    [fault] = rules.faults_of(text, COLUMNS)
    assert (fault.code, fault.line, fault.column) == (code, line, column)
    assert fault.suggestion == suggestion
    assert suggestion in fault.zh
    assert suggestion in fault.en
    assert "{" not in fault.zh + fault.en
    with pytest.raises(rules.ConditionFault) as raised:
        rules.read(text, COLUMNS)
    assert raised.value.faults == (fault,)


def test_every_code_of_a_fault_is_tried_here():
    assert set(FAULTY) | {"columns_clash"} == rules.FAULT_CODES


def test_columns_that_differ_in_case_only_are_refused():
    clashing = {"a": rules.Column("integer"), "A": rules.Column("integer")}
    assert [fault.code for fault in rules.faults_of("a = 1", clashing)] == ["columns_clash"]


def test_one_reading_shows_all_faults_in_order_of_place():
    found = rules.faults_of("staff = 'x'\n  AND kind = '公司'\n  AND since - until > 3", COLUMNS)
    assert [(one.line, one.column, one.code) for one in found] == [
        (1, 1, "compare_types"),
        (2, 14, "unknown_choice"),
        (3, 7, "dates_added"),
    ]
    assert found[2].suggestion == "date_diff('day', earlier, later)"


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("Staff > 1", "staff"),
        ("人数 > 1", "staff"),
        ("kind = 企业", "'企业'"),
        ("staff > 1 && listed", "AND"),
        ("staff >= 1 并且 listed", "AND"),
        ("staff > 1 或listed", "OR listed"),
        ("（staff > 1）", "("),
        ("kind = “企业”", "'"),
        ("since > '2024-01-01'", "DATE '2024-01-31'"),
        ("since > DATE '20240101'", "DATE '2024-01-01'"),
        ("name ILIKE 'a%'", "LIKE"),
        ("until > since + 5", "since + INTERVAL 1 DAY"),
    ],
)
def test_what_people_write_at_first_is_met_with_what_to_write(text, suggestion):
    assert rules.faults_of(text, COLUMNS)[0].suggestion == suggestion


@pytest.mark.parametrize(
    "text",
    [
        "(SELECT 1) = 1",
        "staff IN (SELECT 1)",
        "EXISTS (listed)",
        "CAST(staff AS VARCHAR) = '1'",
        "staff::text = '1'",
        "sum(staff) OVER () > 1",
        "count(*) > 1",
        "*",
        "listed; DROP TABLE x",
        "listed /* x */",
        "listed # x",
        "read_csv('/etc/passwd') IS NULL",
        "getenv('HOME') = 'x'",
        "staff > ?",
        "staff > :one",
        '"none" = 1',
        "x.staff = 1",
        "staff[1] = 1",
        "[staff] = 1",
        "{'a': staff} = 1",
        "listed IS DISTINCT FROM bank",
        "name LIKE 'a' ESCAPE 'b'",
        "name || name = 'a'",
        "staff % 2 = 1",
        "(staff, 1) = (1, 1)",
        "CASE staff WHEN 1 THEN TRUE END",
        "TIMESTAMP '2024-01-01 00:00:00' < seen",
        "x'41' = name",
        "staff = 0x10",
        "name SIMILAR TO 'a'",
        "listed ? bank : bank",
        "listed AS x",
        "staff IN ()",
        "staff BETWEEN 1",
        "lambda x: x",
        "NOT",
        "()",
        "\0",
        "name = '\ud800'",
        "date",
        "INTERVAL",
        "- listed",
        "date_diff('month', since, until) > 1",
        "round(注册资本, staff) > 1",
    ],
)
def test_all_else_is_refused(text):
    assert rules.faults_of(text, COLUMNS)


@settings(max_examples=80, deadline=None)
@given(CONDITIONS)
def test_a_condition_written_out_reads_as_itself(text):
    first = rules.read(text, COLUMNS)
    again = rules.read(first.canonical(), COLUMNS)
    assert again == first
    assert hash(again) == hash(first)
    assert again.canonical() == first.canonical()


@settings(max_examples=60, deadline=None)
@given(CONDITIONS)
def test_what_is_sent_to_the_database_means_what_was_written(text):
    """The stock parser of sqlglot, reading the text itself, sees the tree that was sent."""
    condition = rules.read(text, COLUMNS)
    written = sqlglot.parse_one(condition.canonical(), dialect="duckdb")
    columns = {node.name for node in written.find_all(exp.Column)}
    assert columns == set(condition.columns_used)
    again = sqlglot.parse_one(text, dialect="duckdb")
    assert _flat(again) == _flat(written)


def _flat(node):  # noqa: PLR0911 -- one line a kind of node
    """A tree without brackets, quotes, redundant chains and other spellings."""
    node = node.unnest() if isinstance(node, exp.Expression) else node
    if not isinstance(node, exp.Expression):
        return str(node).lower()
    if node.args.get("negate"):
        plain = node.copy()
        plain.set("negate", None)
        return "Not", (_flat(plain),)
    if isinstance(node, exp.Literal):
        return str(node.this)
    if isinstance(node, exp.Column):
        return node.name
    if isinstance(node, exp.And | exp.Or):
        name = type(node).__name__
        parts = [_flat(node.left), _flat(node.right)]
        return name, tuple(x for part in parts for x in (part[1] if part[0] == name else [part]))
    if isinstance(node, exp.Interval):
        return "interval", node.this.name, node.args["unit"].name.rstrip("S")
    given = [node.args[key] for key in sorted(node.args) if node.args[key] is not None]
    parts = [one for group in given for one in (group if isinstance(group, list) else [group])]
    return type(node).__name__, tuple(_flat(part) for part in parts)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=40))
def test_no_text_does_more_than_fail(text):
    for fault in rules.faults_of(text, COLUMNS):
        assert fault.code in rules.FAULT_CODES


WORDS = st.sampled_from(
    [
        match.group()
        for match in re.finditer(
            r"\S+",
            """
        staff name listed since AND OR NOT ( ) 'a' 1 1.5 = < IN IS NULL BETWEEN LIKE CASE WHEN
        THEN ELSE END , - * / DATE '2024-01-01' abs( INTERVAL DAY TRUE select coalesce(
    """,
        )
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_words_of_the_grammar_in_any_order_are_read_or_refused(text):
    faults = rules.faults_of(text, COLUMNS, expects=None)
    if faults:
        with pytest.raises(rules.ConditionFault):
            rules.read(text, COLUMNS, expects=None)
    else:
        expression = rules.read(text, COLUMNS, expects=None)
        assert rules.read(expression.canonical(), COLUMNS, expects=None) == expression
        rules.compute(expression, {})


@settings(max_examples=30, deadline=None)
@given(NUMBERS)
def test_numbers_are_expressions_and_no_conditions(text):
    assert rules.read(text, COLUMNS, expects="decimal").type in {"integer", "decimal"}
    assert rules.faults_of(text, COLUMNS)[0].code == "result_type"


def test_long_chains_are_read():
    text = " AND ".join(f"staff <> {n}" for n in range(400))
    assert rules.judge(rules.read(text, COLUMNS), {"staff": 500}).truth is rules.Truth.TRUE


@pytest.mark.parametrize("text", ["NOT " * 2000 + "listed", "-" * 1 + " - " * 2000 + "1 > 0"])
def test_endless_nesting_is_a_fault(text):
    assert [fault.code for fault in rules.faults_of(text, COLUMNS)] == ["too_deep"]


def test_a_condition_knows_its_columns_and_its_text():
    text = "staff>1 and 注册资本 > staff"
    condition = rules.read(text, COLUMNS)
    assert condition.columns_used == ("staff", "注册资本")
    assert condition.text == text
    assert condition.canonical() == "staff > 1 AND 注册资本 > staff"


def test_no_chinese_sentence_is_without_its_english():
    found = [rules.faults_of(text, COLUMNS)[0] for text, *_ in FAULTY.values()]
    assert all(fault.zh.isascii() is False and "。" not in fault.en for fault in found)
