"""What holds for every text: no crash, and every finding points at its words."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.plans.reading import plan_of
from yingshang.engines.plans.export import as_json
from yingshang.engines.plans.model import Plan
from yingshang.engines.plans.yaml import as_pack

pytestmark = pytest.mark.no_database

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "plans" / "docs"
PIECES = [
    "一、",
    "二、",
    "（一）",
    "（二）",
    "1.",
    "2.",
    "3．",
    "（1）",
    "第一条",
    "第二章",
    "序号",
    "\t",
    "\n",
    "\n\n",
    "\u3000\u3000",
    "。",
    "，",
    "、",
    "；",
    "：",
    "（",
    "）",
    "〔",
    "〕",
    "【",
    "】",
    "“",
    "”",
    "《",
    "》",
    "牵头",
    "负责",
    "配合",
    "责任单位：",
    "牵头单位：",
    "完成时限：",
    "按职责分工负责",
    "列第一位者为牵头单位，下同",
    "等",
    "及",
    "和",
    "会同",
    "分别",
    "市发改委",
    "市财政局",
    "各县（市、区）政府",
    "各地区",
    "有关部门",
    "2023年",
    "6月底前",
    "年底前",
    "每月",
    "每3—5年",
    "十四五期间",
    "持续推进",
    "95%",
    "5个工作日",
    "三分之一",
    "一半",
    "减半",
    "翻一番",
    "100万元",
    "以上",
    "以内",
    "不超过",
    "达到",
    "由",
    "压缩至",
    "至",
    "到",
    "－",
    "推进改革",
    "总体要求",
    "保障措施",
    "附件",
    "方案",
    "通知",
    "具体措施：",
    "臺灣",
    "壓縮",
    "２０",
    "十二项",
    "百分之五十",
    "\ufeff",
    "\u3000",
    "\x00",
    "\ud7ff",
    "😀",
]
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=80).map("".join)


def check(plan: Plan) -> None:
    length = len(plan.text)
    for task in plan.tasks:
        parts = (*task.clauses, *task.responsible, *task.open_ended, *task.measures)
        for one in (task, *parts, *task.targets, *task.deadlines, *task.internal_units):
            start, end = one.span
            assert 0 <= start <= end <= length
            assert plan.text[start:end] == one.quote
            assert one.rule
    starts = [section.span[0] for section in plan.sections]
    assert starts == sorted(starts)
    as_json(plan)
    as_pack(plan, document="x.txt", sha256="0" * 64)


@given(texts)
@settings(max_examples=300, deadline=None)
def test_no_text_crashes_the_compiler_and_every_finding_points_at_its_words(text):
    check(plan_of(text))


def _mutated(text: str, dice: random.Random) -> str:
    for _ in range(dice.randint(1, 12)):
        at = dice.randrange(len(text) + 1)
        end = min(len(text), at + dice.randint(0, 60))
        text = dice.choice((
            text[:at] + text[end:],
            text[:at] + dice.choice(PIECES) + text[at:],
            text[:at] + text[at:end] * 2 + text[end:],
            text[:at] + text[at:end][::-1] + text[end:],
        ))  # fmt: skip
    return text


def test_mutated_documents_never_crash_the_compiler():
    if not DATA.is_dir():
        pytest.skip("the development data beside the checkout is absent")
    dice = random.Random(20240422)  # noqa: S311 - a seeded die, no secret
    for path in sorted(DATA.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        start = dice.randrange(max(1, len(text) - 4000))
        for _ in range(4):
            check(plan_of(_mutated(text[start : start + 4000], dice)))


@pytest.mark.parametrize(
    "unit",
    [
        "（",
        "“",
        "一、",
        "1.",
        "责任单位：",
        "市发改委、",
        "2020年",
        "牵头，",
        "序号\n",
        "每年",
        "95%、",
    ],
)
def test_hostile_repetition_takes_time_in_proportion(unit, benchmark_clock):
    short, long = (
        benchmark_clock(plan_of, unit * (size // len(unit))) for size in (10_000, 80_000)
    )
    assert long < 8 * short * 4 + 0.5
