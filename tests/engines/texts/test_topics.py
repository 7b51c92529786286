import io
import json
import random
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from yingshang.engines.texts.errors import TextsError
from yingshang.engines.texts.topics import Lesson, PhraseRule, by_rules, load, save
from yingshang.engines.texts.topics.files import read_lessons, rows_of
from yingshang.engines.texts.topics.learning import fit, learn
from yingshang.engines.texts.topics.lessons import fold_of, grouped
from yingshang.engines.texts.topics.scoring import score

pytestmark = pytest.mark.no_database
ON = date(2024, 11, 18)
# A small grammar of our own: who, what, since when.
TOPICS = {
    "噪音": ("夜里施工噪音很大", "楼下酒吧音响扰民", "广场喇叭吵得睡不着"),
    "欠薪": ("老板拖欠三个月工资", "包工头不给农民工发工资", "公司欠薪不签合同"),
    "办证": ("营业执照办理要跑很多次", "窗口说材料不全不给办证", "许可证审批太慢"),
}
PLACES = ("向阳路", "人民广场", "福民小区", "工业园区", "东市场", "火车站")
WHEN = ("从上周开始", "已经半年了", "昨天又发生", "一直没有解决", "多次反映无果")


def lessons(number=120, seed=1):
    dice = random.Random(seed)  # noqa: S311 - made-up letters
    made = []
    for place in range(number):
        label = sorted(TOPICS)[place % len(TOPICS)]
        parts = [dice.choice(PLACES), dice.choice(TOPICS[label]), dice.choice(WHEN)]
        made.append(Lesson(f"{'，'.join(parts)}，第{place}号来信。", label, group=f"g{place}"))
    return made


@pytest.fixture(scope="module")
def model():
    return learn(lessons(), on=ON)


def test_a_topic_is_told_with_the_words_that_spoke(model):
    found = model.predict("东市场门口的公司拖欠工资不给钱")
    assert found.label == "欠薪"
    assert found.chance > 0.5
    assert found.words[:2] == ("公司", "拖欠工资")
    assert sum(chance for _, chance in found.chances) == pytest.approx(1, abs=1e-5)


def test_a_model_says_what_it_learned_from_and_how_well_it_did(model):
    assert model.about.learned_on == ON
    assert model.about.labels == {"办证": 40, "噪音": 40, "欠薪": 40}
    assert model.about.held_back.lessons >= 20
    assert model.about.held_back.macro_f1 > 0.95


def test_any_text_gets_a_topic(model):
    for text in ("", "  ", "hello", "😀", "完全没有见过的词"):
        assert model.predict(text).label in TOPICS


def test_the_same_lessons_give_the_same_model(model, tmp_path):
    again = learn(lessons(), on=ON)
    assert save(again, tmp_path / "a") == save(model, tmp_path / "b")


def test_a_saved_model_tells_the_same(model, tmp_path):
    save(model, tmp_path / "m.npz")
    back = load(tmp_path / "m.npz")
    assert back.about == model.about
    for text in ("夜里喇叭吵", "执照审批慢", "欠薪"):
        assert back.predict(text) == model.predict(text)


def test_two_labels_are_enough():
    two = [lesson for lesson in lessons() if lesson.label != "办证"]
    assert fit(two, on=ON).predict("拖欠工资").label == "欠薪"


@pytest.mark.parametrize(
    "few", [[], lessons()[:5], [replace(one, label="同") for one in lessons()]]
)
def test_too_few_lessons_are_refused_in_both_languages(few):
    with pytest.raises(TextsError) as caught:
        learn(few, on=ON)
    assert "至少" in caught.value.zh
    assert "At least" in caught.value.en


def test_a_changed_model_is_refused(model, tmp_path):
    save(model, tmp_path / "m.npz")
    with np.load(tmp_path / "m.npz") as archive:
        arrays = {name: archive[name] for name in archive.files}
    arrays["bias"] = arrays["bias"] + 1
    np.savez(tmp_path / "changed.npz", **arrays)
    with pytest.raises(TextsError, match="damaged"):
        load(tmp_path / "changed.npz")


def no_archive():
    return b"not a model"


def pickled():
    target = io.BytesIO()
    np.savez(target, facts=np.array([{"a": 1}], dtype=object))
    return target.getvalue()


def foreign():
    target = io.BytesIO()
    np.savez(target, facts=np.arange(3))
    return target.getvalue()


def lone_array():
    target = io.BytesIO()
    np.save(target, np.arange(3))
    return target.getvalue()


@pytest.mark.parametrize("made", [no_archive, pickled, foreign, lone_array, bytes])
def test_a_file_that_is_no_model_is_refused(made, tmp_path):
    (tmp_path / "m.npz").write_bytes(made())
    with pytest.raises(TextsError):
        load(tmp_path / "m.npz")


def test_a_missing_model_is_refused_with_what_to_do(tmp_path):
    with pytest.raises(TextsError, match="learn-topics"):
        load(tmp_path / "none.npz")


def test_a_model_of_another_format_is_refused(model, tmp_path):
    save(replace(model, about=replace(model.about, format=99)), tmp_path / "m.npz")
    with pytest.raises(TextsError, match="99"):
        load(tmp_path / "m.npz")


def test_near_duplicates_share_a_group_and_a_fold():
    twice = Lesson("向阳路夜里施工噪音很大，从上周开始天天到凌晨两点，孩子睡不着觉。", "噪音")
    again = replace(twice, text=twice.text.replace("凌晨两点", "凌晨三点"))
    other = Lesson("公司拖欠三个月工资，劳动合同也没有签。", "欠薪")
    one, two, three = grouped([twice, again, other])
    assert one.group == two.group != three.group
    assert fold_of(one, 5) == fold_of(two, 5)


def test_the_plain_mean_of_f1_counts_rare_labels_as_much():
    found = score(["a", "a", "a", "b"], ["a", "a", "a", "a"])
    assert found.accuracy == 0.75
    assert found.macro_f1 == pytest.approx((6 / 7 + 0) / 2)


RULES = [
    PhraseRule("欠薪", ("拖欠", "工资"), without=("退休",)),
    PhraseRule("空", ()),
    PhraseRule("噪音", ("噪音",)),
]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("老板拖欠我们工资", "欠薪"),
        ("拖 欠 ， 工资", "欠薪"),
        ("拖欠退休工资，还有噪音", "噪音"),
        ("别的事", None),
    ],
)
def test_the_first_rule_that_fits_decides(text, label):
    found = by_rules(RULES, text)
    assert (found.label if found else None) == label


def test_lessons_are_read_and_doubtful_rows_left_out(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        "title,text,label,dup_group,exact_dup\n题,一,甲,g,0\n,二,乙,h,1\n,三,,i,0\n", "utf-8-sig"
    )
    assert read_lessons(path) == [Lesson("一", "甲", "题", "g")]


def test_a_file_of_a_chinese_spreadsheet_is_read(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("text,label\n噪音,甲\n".encode("gb18030"))
    assert rows_of(path) == [{"text": "噪音", "label": "甲"}]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"title,label\na,b\n", "Line 1"),
        (b"text,label\na,b\nc\n", "Line 3"),
        (b'text,label\na,"b\n', "Line 2"),
        (b"\xff\xfe\x00\x81\x20", "UTF-8"),
        (b"", "Line 1"),
    ],
)
def test_a_wrong_line_is_named(content, said, tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(TextsError, match=said):
        read_lessons(path)


def test_facts_of_a_model_can_be_read_by_anyone(model, tmp_path):
    save(model, tmp_path / "m.npz")
    with np.load(tmp_path / "m.npz", allow_pickle=False) as archive:
        facts = json.loads(archive["facts"].tobytes())
    assert facts["about"]["learned_on"] == "2024-11-18"
