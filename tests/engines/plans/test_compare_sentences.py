"""What is said of comparisons, in Chinese and in English."""

import pytest

from tests.engines.plans.reading import task_of
from yingshang.engines.plans.comparemodel import Reason, UnitChange
from yingshang.engines.plans.comparesentences import (
    facts_said,
    nearest_said,
    reason_said,
    target_said,
)

pytestmark = pytest.mark.no_database


@pytest.mark.parametrize(
    ("words", "zh"),
    [
        ("网办率达到95%以上。", "≥ 95%"),
        ("审批时限由10个工作日压缩至5个工作日以内。", "由 10 变为 ≤ 5 个工作日"),
        ("办理时限压缩三分之一以上。", "减 ≥ 三分之一"),
        ("力争突破5.5万户。", "≥ 55,000 户（力争）"),
    ],
)
def test_a_target_is_said_with_operator_value_and_unit(words, zh):
    assert target_said(task_of(words).targets[0]).zh == zh


def test_units_of_which_the_same_is_to_be_said_share_a_line():
    facts = [
        UnitChange("new", "市财政局", None, "lead"),
        UnitChange("new", "市税务局", None, "cooperating"),
        UnitChange("new", "市统计局", None, "cooperating"),
        UnitChange("changed", "市商务局", "lead", "responsible"),
    ]
    assert [one.line.zh for one in facts_said(facts)] == [
        "单位新增：市财政局 无 → 牵头",
        "单位新增：市税务局、市统计局 无 → 配合",
        "单位调整：市商务局 牵头 → 负责",
    ]


def test_reasons_are_said_in_both_languages():
    reason = Reason(1, 2, "taken_up", 0.64)
    assert reason_said(reason).zh == "原任务的文字有64%写入新任务"
    assert "64%" in reason_said(reason).en
    assert "未达到" in nearest_said(Reason(1, 2, "alike", 0.2), "3.用电").zh
