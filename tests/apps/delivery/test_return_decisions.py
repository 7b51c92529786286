"""What counts as saying nothing, as a copy, as complete; which words changed."""

import doctest
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from yingshang.apps.delivery.decisions import saying_nothing, wording_changes
from yingshang.apps.delivery.decisions.returns import (
    Basis,
    Content,
    LineContent,
    MilestoneBasis,
    faults,
    resting_faults,
    unstorable,
)
from yingshang.apps.delivery.decisions.saying_nothing import (
    Rules,
    copied_from,
    is_hollow,
    meaningful,
    share_found,
)
from yingshang.apps.delivery.decisions.wording_changes import changes

pytestmark = pytest.mark.no_database
RULES = Rules(
    least_characters=20,
    formulas=("持续推进", "正在进行", "高度重视"),
    copied_share=0.9,
    compared_from=12,
)
SUBSTANCE = "组织召开协调会两次，印发办事指南，走访企业并收集意见建议十一条。"
MILESTONE = MilestoneBasis(uuid4(), date(2024, 6, 30), "指南印发")
BASIS = Basis("measure:01.1", "当天办结", milestones=(MILESTONE,))


def said(*progress, **more):
    lines = [
        LineContent(f"measure:01.{number}", progress=text, **more)
        for number, text in enumerate(progress, start=1)
    ]
    return Content(tuple(lines))


def found(content, bases=(BASIS,), **evidence):
    return {(fault.key, fault.field) for fault in faults(content, bases, evidence)}


@pytest.mark.parametrize("module", [saying_nothing, wording_changes], ids=lambda m: m.__name__)
def test_the_examples_are_true(module):
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    "text", ["", "持续推进。", "高度重视，正在进行，持续推进！", "ｘｘ持续推进"]
)
def test_formulas_alone_say_nothing(text):
    assert is_hollow(said(text), 0, RULES)


def test_enough_words_of_substance_say_something():
    assert not is_hollow(said("持续推进。" + SUBSTANCE), 0, RULES)


def test_words_of_all_lines_count_together():
    assert not is_hollow(said("走访企业十二户", "印发指南并公开", "召开会议二次并记录"), 0, RULES)


def test_a_figure_a_milestone_or_a_file_says_something():
    assert not is_hollow(said("正在进行", numerator=Decimal(3)), 0, RULES)
    assert not is_hollow(said("正在进行", milestones=(uuid4(),)), 0, RULES)
    assert not is_hollow(said("正在进行"), 1, RULES)


def test_width_case_and_punctuation_do_not_count():
    assert meaningful("ＡＢＣ，１２！", []) == 5
    assert share_found("走访 企业：12户", "走访企业１２户。") == 1.0


def test_the_same_text_is_a_copy_and_names_what_it_copies():
    others = [("上月", SUBSTANCE + "另有一项。"), ("市乙局", "完全不同的另外一段话，讲别的事情。")]
    assert copied_from(SUBSTANCE, others, RULES) == ("上月", 1.0)


def test_a_text_of_its_own_is_no_copy():
    own = "新设企业开办专窗，平均办理时间由八小时缩短到四小时，群众评价良好。"
    assert copied_from(own, [("上月", SUBSTANCE)], RULES) is None


def test_a_changed_figure_in_a_long_text_is_still_a_copy_and_short_texts_are_not_compared():
    changed = SUBSTANCE.replace("十一条", "十二条")
    assert copied_from(changed, [("上月", SUBSTANCE)], RULES) is not None
    assert copied_from("走访企业十户", [("上月", "走访企业十户")], RULES) is None


def test_a_return_with_words_for_every_measure_can_be_handed_in():
    assert found(said(SUBSTANCE)) == set()


def test_a_measure_without_words_is_named():
    assert found(Content()) == {("measure:01.1", "progress")}


def test_a_figure_needs_its_unit_and_its_source():
    assert found(said(SUBSTANCE, numerator=Decimal(3))) == {
        ("measure:01.1", "measured_in"),
        ("measure:01.1", "source"),
    }
    assert found(said(SUBSTANCE, denominator=Decimal(3))) == {("measure:01.1", "numerator")}


def test_a_share_of_nothing_cannot_even_be_kept():
    [fault] = unstorable(said(SUBSTANCE, numerator=Decimal(3), denominator=Decimal(0)))
    assert fault.field == "denominator"


def test_a_claimed_milestone_needs_a_file_and_must_be_in_the_plan():
    claimed = said(SUBSTANCE, milestones=(MILESTONE.key,))
    assert found(claimed) == {("measure:01.1", "evidence")}
    assert found(claimed, **{"measure:01.1": 1}) == set()
    unknown = said(SUBSTANCE, milestones=(uuid4(),))
    assert ("measure:01.1", "milestones") in found(unknown)


def test_a_proven_milestone_is_not_claimed_again():
    proven = Basis(
        "measure:01.1",
        "x",
        milestones=(MilestoneBasis(MILESTONE.key, date.max, "", is_proven=True),),
    )
    content = said(SUBSTANCE, milestones=(MILESTONE.key,))
    assert found(content, (proven,), **{"measure:01.1": 1}) == {("measure:01.1", "milestones")}


def test_whoever_waits_for_a_unit_says_since_when():
    assert found(said(SUBSTANCE, blocked_by="beta")) == {("measure:01.1", "blocked_since")}
    [fault] = unstorable(said(SUBSTANCE, blocked_since=date(2024, 5, 6)))
    assert fault.field == "blocked_since"


def test_a_lead_without_the_others_gives_a_note():
    assert [fault.field for fault in resting_faults(Content(), 2)] == ["without_note"]
    assert not list(resting_faults(Content(without_note="两单位在外办案"), 2))
    assert not list(resting_faults(Content(), 0))


def test_the_order_of_milestones_and_empty_lines_make_no_difference():
    one, two = uuid4(), uuid4()
    before = Content((LineContent("a", "x", milestones=(one, two)), LineContent("b")))
    assert before.says_the_same(Content((LineContent("a", "x", milestones=(two, one)),)))
    assert not before.says_the_same(Content((LineContent("a", "y", milestones=(two, one)),)))


def test_only_changed_words_are_marked():
    marked = changes("本月走访企业12户，发放手册。", "本月走访企业15户，发放指南。")
    assert [(each.kind, each.text) for each in marked if each.kind != "same"] == [
        ("gone", "12"),
        ("new", "15"),
        ("gone", "手册"),
        ("new", "指南"),
    ]


def test_nothing_is_lost_by_marking():
    before, after = "甲乙丙丁 abc 12.5%", "甲丙戊丁 abd 12.5%，己"
    marked = changes(before, after)
    assert "".join(each.text for each in marked if each.kind != "new") == before
    assert "".join(each.text for each in marked if each.kind != "gone") == after
