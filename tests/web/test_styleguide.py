"""The styleguide shows every component, components say what they need, choices are kept."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.utils import translation

from yingshang.web.templatetags.lights import LIGHTS
from yingshang.web.templatetags.quotes import pieces

TEMPLATES = Path(__file__).parents[2] / "src/yingshang/web/templates"
COMPONENTS = sorted((TEMPLATES / "components").glob("*.html"))
EACH = pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
# Names that a loop, a `with` or Django itself brings.
GIVEN = {"forloop", "language", "item", "field", "error", "message", "cell", "column", "row"}
GIVEN |= {
    "event",
    "note",
    "part",
    "label",
    "group",
    "parts",
    "sentence",
    "home",
    "key",
    "name",
    "value",
}


def found(start, end, label="", kind="unit"):
    return SimpleNamespace(start=start, end=end, kind=kind, label=label)


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["", "?theme=dark", "?type_size=large", "?layout=portal"])
def test_the_styleguide_renders_in_every_mode(client, query):
    assert client.get(f"/styleguide{query}").status_code == 200


@pytest.mark.django_db
def test_the_styleguide_shows_every_component(client):
    page = client.get("/styleguide")
    shown = {template.name for template in page.templates}
    assert {f"components/{path.name}" for path in COMPONENTS} - shown == set()


@pytest.mark.django_db
def test_the_page_speaks_the_language_of_its_reader(client):
    chinese = BeautifulSoup(client.get("/styleguide").content, "html.parser")
    english = BeautifulSoup(
        client.get("/styleguide", headers={"Accept-Language": "en"}).content, "html.parser"
    )
    assert (chinese.html["lang"], chinese.h1.text) == ("zh-Hans", "样式手册")
    assert (english.html["lang"], english.h1.text) == ("en", "Styleguide")


@pytest.mark.django_db
def test_a_chosen_theme_and_type_size_stay(client):
    answer = client.post("/preferences", {"theme": "dark", "next": "/styleguide"})
    assert (answer.status_code, answer["Location"]) == (302, "/styleguide")
    client.post("/preferences", {"type_size": "large"})
    page = BeautifulSoup(client.get("/styleguide").content, "html.parser")
    assert (page.html["data-theme"], page.html["data-type"]) == ("dark", "large")


def test_an_unknown_choice_is_the_usual_one(client):
    answer = client.post("/preferences", {"theme": "<b>", "type_size": "huge"})
    assert {name: answer.cookies[name].value for name in answer.cookies} == {
        "theme": "auto",
        "type_size": "normal",
    }


def test_a_choice_never_leads_to_a_foreign_site(client):
    answer = client.post("/preferences", {"theme": "dark", "next": "https://example.com/"})
    assert answer["Location"] == "/"


@pytest.mark.django_db
def test_an_unknown_address_says_what_to_do(client):
    answer = client.get("/no-such-page")
    assert answer.status_code == 404
    assert "返回首页" in answer.content.decode()


def test_the_page_for_a_broken_program_needs_nothing_from_it():
    assert "没有保存" in render_to_string("500.html")


@pytest.mark.no_database
@EACH
def test_every_component_says_what_it_needs(path):
    text = path.read_text(encoding="utf-8")
    header = re.match(r"{% comment %}\n(.+?)\n{% endcomment %}\n", text, re.DOTALL)
    assert header, "begin with a comment that lists the variables"
    body = text[header.end() :]
    used = set(re.findall(r"{{ ?(\w+)", body)) | set(re.findall(r"{% (?:el)?if (\w+)", body))
    told = set(re.findall(r"\w+", header[1]))
    bound = set(re.findall(r"{% blocktranslate [^%]*?(?:with|count) (\w+)=", body))
    assert used - told - bound - GIVEN == set()


@pytest.mark.no_database
def test_every_include_of_a_component_is_closed_to_the_page_around_it():
    with_whole_context = {"masthead", "colophon"}
    include = re.compile(r'{% include "components/(\w+)\.html"([^%]*)%}')
    loose = [
        (path.name, name)
        for path in TEMPLATES.rglob("*.html")
        for name, rest in include.findall(path.read_text(encoding="utf-8"))
        if not rest.endswith("only ") and name not in with_whole_context
    ]
    assert not loose, "end the include with `only`"


@pytest.mark.no_database
@pytest.mark.parametrize(("state", "word"), [("normal", "正常"), ("near", "临期")])
def test_a_light_has_a_shape_and_a_word(state, word):
    with translation.override("zh-hans"):
        drawn = BeautifulSoup(
            render_to_string("components/light.html", {"state": state}), "html.parser"
        )
    assert drawn.text.strip() == word
    assert drawn.svg["aria-hidden"] == "true"
    assert drawn.svg.find(["circle", "path"])


@pytest.mark.no_database
def test_no_two_of_the_five_lights_share_a_shape():
    five = ["normal", "near", "overdue", "verify", "idle"]
    assert len({LIGHTS[state].shape for state in five}) == 5
    assert "".join(LIGHTS[state].sign for state in five) == "●▲■◆○"


@pytest.mark.no_database
def test_a_quoted_sentence_is_cut_where_findings_begin_and_end():
    cut = pieces("0123456789", [found(2, 8, "outer", "measure"), found(3, 5, "inner")])
    assert [(piece.text, piece.kind, piece.labels) for piece in cut] == [
        ("01", "", ()),
        ("2", "measure", ()),
        ("34", "unit", ("inner",)),
        ("567", "measure", ("outer",)),
        ("89", "", ()),
    ]


@pytest.mark.no_database
def test_a_finding_outside_the_sentence_is_left_out():
    cut = pieces("0123", [found(-1, 2), found(3, 9), found(2, 2)])
    assert [piece.text for piece in cut] == ["0123"]
