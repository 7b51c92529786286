"""Marked words put together again are the two texts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.plans.reading import plan_of
from yingshang.engines.plans.compare import compare
from yingshang.engines.plans.comparetexts import passages
from yingshang.engines.plans.comparewords import word_diff

pytestmark = pytest.mark.no_database

LETTERS = st.sampled_from(list("推进企业办理时限压缩至5个工作日内,，。；、12％%ABc 　後后（）\n"))
TEXTS = st.text(LETTERS, max_size=60)
SENTENCES = st.lists(
    st.sampled_from(
        [
            "推行网上办理。",
            "建立工作台账，",
            "网办率达到90%以上，",
            "网办率达到95%以上，",
            "加强宣传；",
            "开展部门联合检查。",
            "取消重复备案。",
            "2024年6月底前完成。",
        ]
    ),
    min_size=1,
    max_size=6,
)
TASKS = st.lists(SENTENCES.map("".join), min_size=1, max_size=5)


def plan(bodies):
    items = "\n".join(f"{i}.第{i}项工作。{body}（市局负责）" for i, body in enumerate(bodies, 1))
    return plan_of(f"一、主要任务\n{items}")


@given(TEXTS, TEXTS)
def test_kept_and_deleted_words_are_the_old_text_kept_and_inserted_the_new(old, new):
    words = word_diff(old, new)
    assert "".join(one.old for one in words) == old
    assert "".join(one.new for one in words) == new
    assert all(one.old or one.new for one in words)


@given(TEXTS)
def test_a_text_beside_itself_has_no_marks(text):
    assert {one.side for one in word_diff(text, text)} <= {"same"}


def test_two_spellings_of_one_word_are_not_marked():
    words = word_diff("最後一個月內達到５０％；", "最后一个月内达到50%。")
    assert {one.side for one in words} == {"same"}
    assert words[0].old == "最後一個月內達到５０％；"


def test_a_number_is_marked_with_what_it_counts():
    marked = [(one.side, one.text) for one in word_diff("压缩至15个工作日内", "压缩至5个工作日内")]
    assert marked == [
        ("same", "压缩至"),
        ("old", "15个工作日"),
        ("new", "5个工作日"),
        ("same", "内"),
    ]


def test_a_long_text_is_marked_in_time_and_whole():
    old = "".join(f"第{i}条，推进工作{i % 7}，完成事项{i % 11}。" for i in range(900))
    new = old.replace("第450条", "第四百五十条").replace("事项3", "任务3")
    words = word_diff(old, new)
    assert "".join(one.old for one in words) == old
    assert "".join(one.new for one in words) == new


@settings(max_examples=60, deadline=None)
@given(TASKS, TASKS)
def test_pairs_hold_every_task_once_and_their_words_are_the_texts(first, second):
    old, new = plan(first), plan(second)
    found = compare(old, new)
    assert sorted(one for pair in found.pairs for one in pair.old) == [t.id for t in old.tasks]
    assert sorted(one for pair in found.pairs for one in pair.new) == [t.id for t in new.tasks]
    own = [
        {task.id: "".join(one.text for one in passages(each, task)) for task in each.tasks}
        for each in (old, new)
    ]
    for pair in found.pairs:
        texts = ["".join(own[0][one] for one in pair.old), "".join(own[1][one] for one in pair.new)]
        assert "".join(run.old for run in pair.old_words) == texts[0]
        assert "".join(run.new for run in pair.new_words) == texts[1]
        assert not (len(pair.old) > 1 and len(pair.new) > 1)
