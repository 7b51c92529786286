"""Two plans side by side."""

import pytest

from tests.engines.plans.reading import plan_of
from yingshang.engines.plans.compare import compare, word_diff

pytestmark = pytest.mark.no_database


def plan(*bodies):
    items = "\n".join(f"{index}.{body}（市局负责）" for index, body in enumerate(bodies, 1))
    return plan_of(f"一、主要任务\n{items}")


OPEN = "实行企业开办服务。推行企业开办网上办理，提供零成本大礼包。"
LIMIT = "提高审批效率。规范消防审批办理程序，现场检查压缩至5个工作日内完成。"
POWER = "优化用电配套服务。严格执行电力接入费用分担政策，推广项目用电即申即办。"
CREDIT = "加强信用体系建设。定期开展信用宣传，加大双公示信息归集力度。"


def changes(old, new):
    return [(pair.change, pair.old, pair.new) for pair in compare(old, new)]


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
    assert {pair.change for pair in compare(same, same)} == {"kept"}


def test_the_two_texts_can_be_put_together_again_from_the_marked_words():
    old, new = OPEN + LIMIT, LIMIT.replace("5个", "3个") + OPEN
    words = word_diff(old, new)
    assert "".join(one.text for one in words if one.side != "new") == old
    assert "".join(one.text for one in words if one.side != "old") == new
