import random

import pytest

from yingshang.engines.texts.trends import Text, clusters, compare, new_phrases
from yingshang.engines.texts.words import even, is_telling, words

pytestmark = pytest.mark.no_database
# A small grammar of our own: a hot matter in many wordings among matters that stand alone.
WHO = ("我们小区", "附近商户", "周边居民", "楼上住户", "学生家长")
HOT = ("福民新城搅拌站夜间噪音扰民", "福民新城搅拌站粉尘污染", "福民新城搅拌站何时搬走")
MORE = ("夜里无法入睡", "窗户不敢打开", "孩子咳嗽不止", "已经拨打热线", "盼望早日搬迁")
ALONE = (
    "公交车站台没有雨棚",
    "营业执照变更需要几天",
    "幼儿园报名条件是什么",
    "医保报销比例怎么计算",
    "驾照换证在哪里办理",
    "农田灌溉水渠堵塞",
    "图书馆闭馆时间太早",
    "广场舞台灯光损坏",
    "养老金领取资格认证",
    "快递柜收费不合理",
)


def alone(number):
    return [
        Text(f"a{place}", f"想问{ALONE[place % 10]}。", ALONE[place % 10])
        for place in range(number)
    ]


def hot(number, seed=3):
    dice = random.Random(seed)  # noqa: S311 - made-up letters
    return [
        Text(f"h{place}", f"{dice.choice(WHO)}{dice.choice(MORE)}，{matter}。", matter)
        for place in range(number)
        for matter in [dice.choice(HOT)]
    ]


def test_a_matter_in_many_wordings_is_one_cluster_named_by_its_words():
    found = clusters(alone(10) + hot(9))
    assert len(found) == 1
    assert set(found[0].members) == {text.name for text in hot(9)}
    assert "搅拌站" in found[0].name
    assert "福民" in found[0].name


def test_names_hold_no_stop_words_and_whole_words_only():
    [found] = clusters(alone(10) + hot(9))
    for phrase in found.name_words:
        assert any(is_telling(word) for word in words(phrase))
        assert "我们" not in phrase


def test_the_same_texts_give_the_same_clusters():
    texts = alone(40) + hot(9)
    assert clusters(texts) == clusters(list(texts))


def test_few_texts_or_none_are_no_topic():
    assert clusters([]) == []
    assert clusters(hot(2)) == []
    assert clusters([Text("a", ""), Text("b", "，。"), Text("c", "")]) == []


def test_what_is_new_in_a_period_comes_first():
    found = compare(alone(30) + hot(9), alone(40))
    assert "搅拌站" in found[0].cluster.name
    assert found[0].is_new
    assert found[0].lift > 5
    assert found[0].rate_now == pytest.approx(1000 * 9 / 39)


def test_what_was_there_before_is_not_new():
    found = compare(alone(10) + hot(6), alone(10) + hot(12, seed=4))
    [change] = [one for one in found if "搅拌站" in one.cluster.name]
    assert not change.is_new
    assert set(change.before) == {text.name for text in hot(12, seed=4)}
    assert change.lift < 1


def test_a_period_without_an_earlier_one_can_be_looked_at():
    assert compare(hot(6), [])[0].is_new
    assert compare([], hot(6)) == []


def test_new_phrases_are_those_of_the_new_matter():
    found = new_phrases(alone(30) + hot(20), alone(40))
    assert any("搅拌站" in one.phrase for one in found)
    assert all(one.before == 0 for one in found)
    assert not any("公交" in one.phrase for one in found)


def test_a_letter_sent_many_times_makes_no_new_phrase():
    same = [Text(f"s{place}", "关于下水井盖丢失的情况反映，行人跌倒。") for place in range(6)]
    assert not any("井盖" in one.phrase for one in new_phrases(alone(30) + same, alone(40)))


def test_nothing_is_new_without_texts():
    assert new_phrases([], []) == []


def test_writing_is_evened():
    assert even("Ａ３区　 12栋**") == "a0区 0栋*"


def test_stop_words_numbers_and_single_signs_tell_nothing():
    assert [word for word in ("我们", "3", "路", "搅拌站", "A3区", "abc") if is_telling(word)] == [
        "搅拌站"
    ]
