"""Two plans side by side."""

from dataclasses import replace

import pytest

from tests.engines.plans.reading import plan_of
from yingshang.engines.plans.compare import compare

pytestmark = pytest.mark.no_database


def plan(*bodies):
    items = "\n".join(f"{index}.{body}（市局负责）" for index, body in enumerate(bodies, 1))
    return plan_of(f"一、主要任务\n{items}")


OPEN = "实行企业开办服务。推行企业开办网上办理，提供零成本大礼包。"
LIMIT = "提高审批效率。规范消防审批办理程序，现场检查压缩至5个工作日内完成。"
POWER = "优化用电配套服务。严格执行电力接入费用分担政策，推广项目用电即申即办。"
CREDIT = "加强信用体系建设。定期开展信用宣传，加大双公示信息归集力度。"


def changes(old, new):
    return [(pair.change, pair.old, pair.new) for pair in compare(old, new).pairs]


def test_tasks_that_stay_are_kept_whatever_their_number_or_unit():
    assert changes(plan(OPEN, LIMIT), plan(LIMIT, OPEN)) == [
        ("kept", (2,), (1,)),
        ("kept", (1,), (2,)),
    ]


def test_a_new_wording_and_a_new_figure_are_told_apart():
    old = plan(OPEN, LIMIT)
    new = plan(OPEN.replace("零成本", "免费"), LIMIT.replace("5个", "3个"))
    assert [change for change, _, _ in changes(old, new)] == ["reworded", "changed_target"]


def test_new_and_dropped_tasks_are_named():
    assert changes(plan(OPEN, POWER), plan(OPEN, CREDIT)) == [
        ("kept", (1,), (1,)), ("new", (), (2,)), ("dropped", (2,), ())
    ]  # fmt: skip


def test_two_tasks_made_into_one_are_merged_and_one_made_into_two_is_split():
    both = "优化用电和信用服务。" + POWER + CREDIT
    assert ("merged", (1, 2), (1,)) in changes(plan(POWER, CREDIT), plan(both, OPEN))
    assert ("split", (1,), (1, 2)) in changes(plan(both, OPEN), plan(POWER, CREDIT))


def test_a_plan_compared_with_itself_is_kept():
    same = plan(OPEN, LIMIT, POWER, CREDIT)
    assert {pair.change for pair in compare(same, same).pairs} == {"kept"}


def test_clauses_are_kept_reworded_moved_new_and_dropped():
    old = plan(
        "规范审批。推行消防审批网上办理，开展审批人员业务培训考核。取消老旧小区改造重复备案。",
        CREDIT,
    )
    new = plan(
        "规范审批。推行消防审批全程网上办理。建立审批台账并按季度公开。",
        CREDIT + "取消老旧小区改造重复备案。",
    )
    first, second = compare(old, new).pairs
    assert [(one.change, "".join(run.text for run in one.words)) for one in first.clauses] == [
        ("kept", "规范审批。"),
        ("reworded", "推行消防审批全程网上办理。"),
        ("dropped", "开展审批人员业务培训考核。"),
        ("moved", "取消老旧小区改造重复备案。"),
        ("new", "建立审批台账并按季度公开。"),
    ]
    assert second.clauses[-1].change == "moved"
    assert second.clauses[-1] is first.clauses[3]


def test_a_clause_that_was_cut_anew_is_one_clause():
    old = plan("优化用电。推行即申即办，落实电力接入费用分担政策，扩大覆盖范围。", OPEN)
    new = plan("优化用电。推行即申即办。落实电力接入费用分担政策，扩大覆盖范围。", OPEN)
    assert {one.change for one in compare(old, new).pairs[0].clauses} == {"kept"}


def test_targets_dates_and_units_change_as_facts():
    old = plan_of(
        "一、主要任务\n1.提高审批效率。网办率达到90%以上，2023年6月底前完成。"
        "（责任单位：市财政局、市发改委）\n2.另一项任务。做好工作。（市局负责）"
    )
    new = plan_of(
        "一、主要任务\n1.提高审批效率。网办率达到95%以上，2024年6月底前完成。"
        "（市发展和改革委员会牵头，市税务局配合）\n2.另一项任务。做好工作。（市局负责）"
    )
    pair = compare(old, new).pairs[0]
    [target] = [one for one in pair.targets if one.change != "kept"]
    [date] = [one for one in pair.deadlines if one.change != "kept"]
    assert pair.change == "changed_target"
    assert (target.old.value, target.new.value, target.fields) == (90, 95, ("value",))
    assert (date.old.date, date.new.date, date.fields) == (
        "2023-06-30",
        "2024-06-30",
        ("date",),
    )
    assert {(one.change, one.name, one.old, one.new) for one in pair.units} == {
        ("changed", "市发展和改革委员会", "responsible", "lead"),
        ("new", "市税务局", None, "cooperating"),
        ("dropped", "市财政局", "responsible", None),
    }


def test_every_pair_says_why_and_what_is_unsure():
    old = plan(OPEN, "优化用电配套服务。统一收费标准，减少停电次数。", POWER.replace("配套", ""))
    new = plan(OPEN, POWER)
    pairs = compare(old, new).pairs
    assert next(reason.rule for pair in pairs for reason in pair.reasons) == "same_words"
    assert all(pair.reasons for pair in pairs if pair.old and pair.new)
    assert all(0 < reason.score <= 1 for pair in pairs for reason in pair.reasons)


def test_a_weak_pair_asks_to_be_confirmed_and_a_lone_task_names_the_nearest():
    old = plan("减免企业房租。对承租国有资产类经营用房的企业，免收房租一个月。", CREDIT)
    new = plan(
        "减免中小企业房租。鼓励市场和创业园在疫情期间为租户减收租金，由双方协商，国有资产减半。",
        "宣传信用政策。定期开展信用宣传，评选示范街区，组织夜间消费活动和购物节庆。",
    )
    pairs = compare(old, new).pairs
    assert pairs[0].reasons[0].rule in {"alike_title", "alike"}
    assert pairs[0].unsure
    assert pairs[0].unsure[0].zh.startswith("文字相似度只有")


def test_a_plan_compared_with_nothing_is_all_new():
    nothing = plan_of("关于天气的短文。今天晴。")
    assert {pair.change for pair in compare(nothing, plan(OPEN, LIMIT)).pairs} == {"new"}
    assert {pair.change for pair in compare(plan(OPEN, LIMIT), nothing).pairs} == {"dropped"}
    assert compare(nothing, nothing).pairs == ()


def test_the_same_words_cut_otherwise_are_kept_up_to_where_both_have_a_border():
    body = "优化用电服务。推行即申即办，落实费用分担政策，扩大覆盖范围，公开办理时限。"
    old, new = plan(body, OPEN), plan(body, OPEN)
    task = new.tasks[0]
    new = replace(new, tasks=(replace(task, measures=task.measures[:1]), *new.tasks[1:]))
    first = compare(old, new).pairs[0]
    assert {one.change for one in first.clauses} == {"kept"}
    assert "".join(run.old for run in first.old_words) == body


def test_the_same_words_read_otherwise_are_kept_but_another_year_is_another_date():
    body = "提高审批效率。网办率达到90%以上，年底前完成，并于6月底前公布。"
    old, new = plan(body), plan(body)
    task = new.tasks[0]
    later = replace(task.deadlines[0], date="2099-12-31")
    read = replace(task, targets=(), deadlines=(later, *task.deadlines[1:]))
    pair = compare(old, replace(new, tasks=(read,))).pairs[0]
    assert {one.change for one in pair.targets} == {"kept"}
    assert [one.fields for one in pair.deadlines if one.change != "kept"] == [("date",)]
