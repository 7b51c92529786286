"""Columns, and random conditions over them, for the tests of rules."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from yingshang.engines.rules import Column, Words

COLUMNS = {
    "注册资本": Column("decimal", Words("注册资本（万元）", "Registered capital")),
    "kind": Column("text", Words("主体类型", "Kind"), choices=("企业", "个体户", "合作社")),
    "name": Column("text", Words("名称", "Name")),
    "staff": Column("integer", Words("人数", "Staff"), minimum=0),
    "debts": Column("integer"),
    "listed": Column("boolean", Words("列入名录", "Listed")),
    "bank": Column("boolean"),
    "since": Column("date", Words("成立日期", "Founded")),
    "until": Column("date"),
    "seen": Column("datetime"),
    "date": Column("date"),
}

_NAMES = {
    kind: [name for name, column in COLUMNS.items() if column.type == kind]
    for kind in ("decimal", "integer", "boolean", "date", "datetime")
}


def _numbers() -> st.SearchStrategy[str]:
    leaves = st.one_of(
        st.sampled_from(_NAMES["integer"] + _NAMES["decimal"]),
        st.integers(0, 10**12).map(str),
        st.decimals(0, 10**6, places=3).map(lambda d: f"{d:f}"),
        st.just("length(name)"),
        st.just("date_diff('day', since, seen)"),
        st.sampled_from(["year(since)", "month(seen)", "day(since + INTERVAL 2 MONTH)"]),
    )

    def grow(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.one_of(
            st.tuples(inner, st.sampled_from("+-*/"), inner).map(
                lambda t: f"({t[0]} {t[1]} {t[2]})"
            ),
            st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda t: f"{t[0]} {t[1]} {t[2]}"),
            inner.map(lambda one: f"- {one}"),
            inner.map(lambda one: f"round(abs({one}), 2)"),
            st.tuples(inner, inner).map(lambda t: f"coalesce({t[0]}, {t[1]})"),
            st.tuples(inner, inner).map(lambda t: f"GREATEST({t[0]}, least({t[1]}, 3))"),
            st.tuples(inner, inner).map(lambda t: f"case when listed then {t[0]} else {t[1]} end"),
        )

    return st.recursive(leaves, grow, max_leaves=5)


NUMBERS = _numbers()
TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=5).map(
    lambda text: "'" + text.replace("'", "''") + "'"
)
DAYS = st.one_of(
    st.sampled_from(_NAMES["date"]),
    st.dates(date(1990, 1, 1), date(2040, 1, 1)).map(lambda day: f"DATE '{day}'"),
    st.integers(0, 99).map(lambda n: f"(since + INTERVAL {n} MONTHS)"),
)
NOTS = st.sampled_from(["", "NOT "])
SIGNS = st.sampled_from(["=", "<>", "!=", "<", "<=", ">", ">="])

ATOMS = st.one_of(
    st.sampled_from([*_NAMES["boolean"], "TRUE", "false", "NULL"]),
    st.tuples(NUMBERS, SIGNS, NUMBERS).map(" ".join),
    st.tuples(DAYS, SIGNS, DAYS).map(" ".join),
    st.tuples(NUMBERS, NOTS, NUMBERS, NUMBERS).map(
        lambda t: f"{t[0]} {t[1]}BETWEEN {t[2]} AND {t[3]}"
    ),
    st.tuples(st.just("name"), NOTS, TEXTS, TEXTS).map(
        lambda t: f"{t[0]} {t[1]}IN ({t[2]}, {t[3]})"
    ),
    st.tuples(NOTS, TEXTS).map(lambda t: f"upper(name) {t[0]}LIKE {t[1]}"),
    st.tuples(st.sampled_from(sorted(COLUMNS)), NOTS).map(lambda t: f'"{t[0]}" IS {t[1]}NULL'),
    TEXTS.map(lambda text: f"starts_with(name, {text}) = contains({text}, name)"),
)


def _conditions(atoms: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.recursive(
        atoms,
        lambda inner: st.one_of(
            st.tuples(inner, st.sampled_from(["AND", "or"]), inner).map(" ".join),
            st.tuples(inner, st.sampled_from(["AND", "OR"]), inner).map(
                lambda t: f"({t[0]} {t[1]} {t[2]})"
            ),
            inner.map(lambda one: f"NOT ({one})"),
            inner.map(lambda one: f"not {one}"),
        ),
        max_leaves=6,
    )


CONDITIONS = _conditions(ATOMS)

SIMPLE_ATOMS = st.one_of(
    st.sampled_from(["listed", "bank"]),
    st.tuples(
        st.sampled_from(["staff", "debts", "注册资本"]), SIGNS, st.integers(0, 4).map(str)
    ).map(" ".join),
    st.sampled_from(["kind = '企业'", "kind IN ('个体户', '合作社')", "kind <> '企业'"]),
    st.sampled_from(
        ["since >= DATE '2024-01-01'", "since BETWEEN DATE '2023-01-01' AND DATE '2024-01-01'"]
    ),
    st.sampled_from(["staff * debts > 2", "staff + 1 > debts", "length(name) > 1"]),
)
STRICT_CONDITIONS = _conditions(SIMPLE_ATOMS)
DECIDABLE_ATOMS = st.one_of(
    st.sampled_from(["listed", "kind = '企业'", "kind NOT IN ('个体户', '合作社')", "name = 'a'"]),
    st.tuples(
        st.sampled_from(["staff", "注册资本"]), SIGNS, st.sampled_from(["1", "2.5", "3"])
    ).map(" ".join),
    st.sampled_from(
        ["staff IS NULL", "since < DATE '2024-01-01' + INTERVAL 1 MONTH", "name LIKE 'b'"]
    ),
    st.sampled_from(["since BETWEEN DATE '2023-01-01' AND DATE '2024-01-31'", "kind IS NOT NULL"]),
)
DECIDABLE = _conditions(DECIDABLE_ATOMS)

VALUES: dict[str, list[Any]] = {
    "注册资本": [Decimal(1), Decimal("2.5"), Decimal("2.75"), Decimal(-3), 3],
    "kind": ["企业", "个体户", "合作社"],
    "name": ["a", "b", "", "农业"],
    "staff": [0, 1, 2, 3, 40],
    "debts": [0, 1, 2, 5],
    "listed": [True, False],
    "bank": [True, False],
    "since": [date(2022, 5, 1), date(2023, 12, 31), date(2024, 1, 15), date(2024, 2, 1)],
}
RECORDS = st.fixed_dictionaries(
    {name: st.one_of(st.none(), st.sampled_from(values)) for name, values in VALUES.items()}
)
