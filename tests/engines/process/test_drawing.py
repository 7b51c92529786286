"""The drawing: accessible, deterministic, without inline style, nothing over the edge."""

import re
from xml.etree import ElementTree as Xml

import pytest

from tests.engines.process import drawn
from tests.engines.process.cases import process, step
from yingshang.engines.process import check, draw, tell
from yingshang.engines.process.layout import WIDTH, layers, wrapped
from yingshang.engines.timelimits.wording import Bilingual

pytestmark = pytest.mark.no_database

NAME = Bilingual("企业开办 <一网通>", "Start-up & more")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(params=["start_up", "review"])
def definition(request):
    return getattr(drawn, request.param)()


def test_the_drawn_types_are_sound(definition):
    unproven = {each.code for each in check(definition)}
    assert unproven <= {"condition_unproven"}


def test_a_drawing_says_what_it_shows(definition):
    root = Xml.fromstring(draw(definition, NAME))  # noqa: S314
    assert root.get("role") == "img"
    assert root.get("lang") == "zh-Hans"
    assert root.findtext(f"{SVG}title") == NAME.zh
    described = root.findtext(f"{SVG}desc") or ""
    assert all(each.name.zh in described for each in definition.steps)


def test_a_drawing_has_no_inline_style_and_no_script(definition):
    text = draw(definition, NAME, "zh", drawn.SOME)
    assert "style=" not in text
    assert "<style" not in text
    assert not re.search(r"\son\w+=", text)


def test_the_same_type_is_drawn_the_same(definition):
    again = getattr(drawn, "start_up" if len(definition.steps) == 9 else "review")()
    assert draw(definition, NAME, "en", drawn.SOME) == draw(again, NAME, "en", drawn.SOME)


def test_every_step_stands_inside_the_picture_and_over_no_other(definition):
    root = Xml.fromstring(draw(definition, NAME))  # noqa: S314
    boxes = [
        tuple(float(each.get(key, "0")) for key in ("x", "y", "width", "height"))
        for each in root.iter(f"{SVG}rect")
        if "process-frame" not in (each.get("class") or "")
    ]
    assert len(boxes) == len(definition.nodes)
    for x, y, width, height in boxes:
        assert x >= 0
        assert x + width <= WIDTH
        assert y + height <= float(root.get("height", "0"))
    for index, (x, y, width, height) in enumerate(boxes):
        for left, top, wide, high in boxes[index + 1 :]:
            apart_x = x + width <= left or left + wide <= x
            assert apart_x or y + height <= top or top + high <= y


def test_how_a_case_stands_is_said_by_word_and_shape_too():
    text = draw(drawn.start_up(), NAME, "zh", drawn.SOME)
    for word in ("已办", "办理中", "待补充信息", "无需办理", "未到"):
        assert f">{word}</text>" in text
    assert "办理中" not in draw(drawn.start_up(), NAME)


def test_the_words_say_what_is_waited_for_and_what_follows():
    lines = {line.step: line for line in tell(drawn.review())}
    assert lines["letter"].waits == "在“审查决定”（不予许可）之后"
    assert "补正（打开补正材料）" in lines["accept"].outcomes
    assert lines["correction"].waits == "由其他环节的结果打开"
    english = {line.step: str(line) for line in tell(drawn.review(), "en", drawn.SOME)}
    assert english["accept"].endswith("· done")
    assert "after “Visit” and “Experts”" in english["decide"]


def test_a_node_that_waits_for_some_of_many_says_for_which():
    text = re.sub(r"<[^>]*>|\n", "", draw(drawn.start_up(), NAME))
    assert "在“企业设立登记”和“发票申领和税控设备”之后" in text


def test_layers_follow_the_longest_way():
    definition = process(step("a"), step("b", "a"), step("c", ["a", "b"]), step("last", ["a", "c"]))
    found = layers(definition)
    assert [found[each] for each in ("a", "b", "c", "last", "end/over")] == [0, 1, 2, 3, 4]


def test_names_break_between_chinese_characters_and_at_latin_spaces():
    assert wrapped("住房公积金开户登记", 70, 13) == ("住房公积金", "开户登记")
    assert wrapped("register with the tax office", 100, 13) == (
        "register with",
        "the tax",
        "office",
    )
    assert wrapped("", 70, 13) == ("",)
