"""Fields of a case type as a form."""

import pytest
from bs4 import BeautifulSoup

from yingshang.apps.casework.forms.answers import AnswersForm, Filled, PapersForm
from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.schema.casework.case import CaseEntry

FIELDS = [
    {"id": "name", "type": "text", "length": 40, "required": True},
    {"id": "size", "type": "number"},
    {"id": "capital", "type": "money", "unit": {"zh-hans": "元", "en": "yuan"}},
    {"id": "begins", "type": "date"},
    {"id": "wants", "type": "yes_no"},
    {"id": "shape", "type": "choice", "choices": [{"id": "round", "name": {"zh-hans": "圆"}}]},
    {"id": "plan", "type": "file"},
    {"id": "total", "type": "number", "computed": "size * 2"},
    {
        "id": "people",
        "type": "table",
        "columns": [
            {"id": "who", "type": "person", "name": {"zh-hans": "姓名"}, "required": True},
            {"id": "share", "type": "money", "name": {"zh-hans": "出资"}},
        ],
    },
]
ALL = [each["id"] for each in FIELDS]


def a_type(materials=()):
    entry = {
        "id": "thing",
        "kind": "service",
        "number": "TH",
        "name": {"zh-hans": "事"},
        "summary": {"zh-hans": "事"},
        "holder": "somebody",
        "opened_by": ["applicant"],
        "fields": [{"name": {"zh-hans": each["id"]}} | each for each in FIELDS],
        "materials": list(materials),
        "steps": [
            {
                "id": "one",
                "name": {"zh-hans": "步"},
                "outcomes": [{"id": "done", "name": {"zh-hans": "成"}}],
                "status": "example",
            }
        ],
        "outcomes": [{"id": "done", "name": {"zh-hans": "成"}, "kind": "done", "after": ["one"]}],
    }
    return CaseType("casework/thing", CaseEntry.model_validate(entry), {}, ())


def html_of(form):
    return BeautifulSoup(str(form), "html.parser")


def posted(**answers):
    return {f"a-{key.replace('__', '-')}": value for key, value in answers.items()}


pytestmark = pytest.mark.no_database


def test_a_computed_field_is_never_asked():
    assert "total" not in AnswersForm(a_type(), ALL).fields


def test_answers_come_back_as_they_were_typed_and_what_was_not_on_the_page_is_absent():
    data = posted(name=" 棋社 ", size="x", wants="true")
    form = AnswersForm(a_type(), ALL, data=data, files={})
    assert form.given() == {"name": " 棋社 ", "size": "x", "wants": "true"}


def test_an_emptied_answer_is_given_as_empty():
    assert AnswersForm(a_type(), ALL, data=posted(name=""), files={}).given() == {"name": ""}


def test_rows_come_back_without_the_empty_one_below():
    data = posted(people__rows="2", people__0__who="甲", people__0__share="5", people__1__who="")
    given = AnswersForm(a_type(), ALL, data=data, files={}).given()
    assert given == {"people": [{"who": "甲", "share": "5"}]}


@pytest.mark.parametrize("count", ["", "-1", "x", "9" * 5000, "²"])
def test_a_count_of_rows_that_is_none_gives_no_row(count):
    data = posted(people__rows=count, people__0__who="甲")
    assert AnswersForm(a_type(), ALL, data=data, files={}).given() == {"people": []}


def test_a_table_shows_its_rows_and_one_empty_row():
    filled = Filled(values={"people": [{"who": "甲", "share": "5.00"}]})
    page = html_of(AnswersForm(a_type(), ["people"], filled=filled))
    assert page.select_one("[name='a-people-0-who']")["value"] == "甲"
    assert page.select_one("[name='a-people-1-who']").get("value") is None
    assert page.select_one("[name='a-people-rows']")["value"] == "2"


def test_a_stored_truth_is_the_button_that_is_pressed():
    page = html_of(AnswersForm(a_type(), ["wants"], filled=Filled(values={"wants": False})))
    assert page.select_one("[value=false]").has_attr("checked")


def test_an_answer_that_is_no_choice_any_more_is_kept_and_seen():
    filled = Filled(values={"shape": "square"})
    page = html_of(AnswersForm(a_type(), ["shape"], filled=filled))
    assert page.select_one("[value=square]").has_attr("checked")


def test_what_the_city_filled_in_says_whence_and_as_of_when():
    filled = Filled(sources={"name": {"source": "登记册", "as_of": "2024-11-01"}})
    said = AnswersForm(a_type(), ["name"], filled=filled)["name"].help_text
    assert "登记册" in said
    assert "2024-11-01" in said


def test_a_sentence_stands_beside_its_field_and_what_belongs_to_none_above_all():
    form = AnswersForm(a_type(), ALL, data=posted(name=""), files={})
    form.show({"name": ["请填写这一项。"], "": ["合起来不对。"], "statutes": ["请上传。"]})
    assert form["name"].errors == ["请填写这一项。"]
    assert form.non_field_errors() == ["合起来不对。", "请上传。"]


def test_the_browser_never_stops_a_draft_from_being_saved():
    assert "required>" not in str(AnswersForm(a_type(), ["name"]))


def test_a_paper_known_here_is_not_demanded():
    papers = [
        {"id": "identity", "name": {"zh-hans": "身份证明"}, "required": True, "known_here": True},
        {"id": "plan_paper", "name": {"zh-hans": "方案"}, "required": True},
        {"id": "seen", "name": {"zh-hans": "原件"}, "electronic": False},
    ]
    case_type = a_type([each | {"status": "example"} for each in papers])
    form = PapersForm(list(case_type.materials.values()))
    assert {key: field.required for key, field in form.fields.items()} == {
        "identity": False,
        "plan_paper": True,
    }
