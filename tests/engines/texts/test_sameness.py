import csv
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yingshang.engines.texts import (
    Collection,
    compare_texts,
    shared_phrases,
    signature,
    similarity,
)

pytestmark = pytest.mark.no_database
DATA = Path(__file__).parents[3] / "../shared/data/appeals/labelled-dev.csv"
LONG = (
    "我在向阳市场经营一家水果店，最近三个月每天晚上十点以后都有大货车在店门口卸货，噪音很大，"
    "而且挡住了消防通道，跟市场管理方反映了很多次都没有解决。"
)
KEYS_OF_LAMP = (996636627613311739, -473657217924429081)
OTHER = "去年申请的创业担保贷款贴息到现在还没有到账，窗口说材料齐全让等通知，已经等了五个月。"


def test_courtesy_punctuation_and_width_make_no_difference():
    polite = "尊敬的王市长：您好！" + LONG.replace("，", " , ") + "恳请领导解决，谢谢！"
    assert similarity(LONG, polite) > 0.95


def test_keys_are_the_same_on_every_machine():
    assert signature("路灯坏了没有人修").keys[:2] == KEYS_OF_LAMP


def test_keys_fit_a_signed_column_of_64_bits():
    keys = signature(LONG).keys
    assert len(keys) == 30
    assert all(-(2**63) <= key < 2**63 for key in keys)


def test_an_empty_text_has_no_keys_and_is_like_nothing():
    assert signature(" ，。").keys == ()
    assert similarity("", "") == 0.0
    assert not compare_texts("", LONG).is_similar


def test_reworded_texts_share_a_key_and_are_the_same():
    reworded = LONG.replace("最近三个月", "近三个月来").replace("很多次", "好多次")
    assert set(signature(LONG).keys) & set(signature(reworded).keys)
    assert compare_texts(LONG, reworded).is_same


def test_other_matters_share_no_key():
    assert not set(signature(LONG).keys) & set(signature(OTHER).keys)
    assert not compare_texts(LONG, OTHER).is_similar


def test_a_forwarded_text_inside_a_longer_one_is_the_same():
    found = compare_texts(LONG, "转来群众来信一件，请阅处。" + OTHER + LONG)
    assert found.is_same
    assert found.contained == 1.0


def test_the_shared_words_are_shown_as_written():
    assert shared_phrases("每天晚上十点以后卸货噪音大", "他们每天晚上、十点以后卸货。") == (
        "每天晚上、十点以后卸货",
    )


def test_a_text_is_found_while_it_is_typed():
    held = Collection([("a", LONG), ("b", OTHER)])
    assert [one.name for one in held.find(LONG[:35])] == ["a"]
    assert held.find("一句完全无关的话，说的是别的事情。") == []


def test_the_best_comes_first():
    near = LONG.replace("水果店", "蔬菜店")
    held = Collection([("a", near), ("b", LONG), ("c", LONG[:60] + OTHER)])
    assert [one.name for one in held.find(LONG)] == ["b", "a", "c"]


@given(st.text(max_size=80))
def test_any_text_is_the_same_as_itself(text):
    assert signature(text) == signature(text)
    assert similarity(text, text) in {0.0, 1.0}


@pytest.mark.skipif(not DATA.exists(), reason="needs the development data beside the checkout")
def test_known_duplicates_are_found():
    with DATA.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["label"] == "交通运输"]
    known = {
        (str(one), str(other))
        for (one, first), (other, second) in combinations(enumerate(rows), 2)
        if first["dup_group"] == second["dup_group"]
    }
    held = Collection((str(place), row["text"]) for place, row in enumerate(rows))
    said = {
        (one.name, str(place))
        for place, row in enumerate(rows)
        for one in held.find(row["text"], least=0.5)
        if int(one.name) < place
    }
    assert len(known & said) / len(known) >= 0.98
    assert len(known & said) / len(said) >= 0.9
