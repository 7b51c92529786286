"""Conditions in plain words."""

import doctest

import pytest

from tests.engines.rules.columns import COLUMNS
from yingshang.engines import rules
from yingshang.engines.rules import condition, explaining, judging

pytestmark = pytest.mark.no_database


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        (
            "注册资本 > 100 AND kind IN ('企业', '个体户')",
            "注册资本（万元） 大于 100 且 主体类型 属于 “企业”、“个体户”",
            "Registered capital is above 100 and Kind is one of “企业”, “个体户”",
        ),
        (
            "since >= DATE '2024-01-01'",
            "成立日期 不早于 2024-01-01",
            "Founded is not before 2024-01-01",
        ),
        ("staff BETWEEN 1 AND 9", "人数 介于 1 和 9 之间", "Staff is between 1 and 9"),
        (
            "name IS NOT NULL OR NOT listed",
            "名称 已填 或 并非列入名录",
            "Name is filled in or not Listed",
        ),
        (
            "NOT (listed AND bank) AND (listed OR staff + 1 <= 2)",
            "并非（列入名录 且 bank） 且 （列入名录 或 staff + 1 不超过 2）",
            "not (Listed and bank) and (Listed or staff + 1 is at most 2)",
        ),
    ],
)
def test_a_condition_is_said_in_both_languages(text, zh, en):
    read = rules.read(text, COLUMNS)
    assert rules.explain(read, "zh") == zh
    assert rules.explain(read, "en") == en


@pytest.mark.parametrize("module", [condition, judging, explaining])
def test_the_examples_of_the_documentation_hold(module):
    assert doctest.testmod(module).failed == 0
