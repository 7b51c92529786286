"""Two plans compared on a page and in files."""

from io import BytesIO

import docx
import openpyxl
import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests.apps.delivery.factories import installed
from tests.apps.delivery.test_pages import a_plan_of
from tests.apps.directory.factories import PersonFactory, PostFactory
from yingshang.apps.delivery.models import (
    Deadline,
    Figure,
    Measure,
    Plan,
    Section,
    Task,
    TaskUnit,
)
from yingshang.apps.delivery.selectors.comparison import SHOWN
from yingshang.apps.directory.models import Role, Workspace
from yingshang.engines.plans.comparemodel import CHANGES

pytestmark = pytest.mark.django_db
# The older wording has as many letters, so that every place stays.
OLDER = (("95%", "90%"), ("再压减50%", "再压减40%"), ("联合执法", "协同执法"))


def last_year_of(plan, workspace=None):
    """The plan as it was a year before, with other figures and words and one task less."""
    text = plan.text
    for now, was in OLDER:
        assert now in text
        text = text.replace(now, was)
    older = Plan.objects.get(pk=plan.pk)
    older.pk, older.code, older.text, older.title = None, "example-2023", text, "示例市2023年方案"
    older.workspace, older._state.adding = workspace, True
    older.period_from = older.period_from.replace(year=2023)
    older.period_to = older.period_to.replace(year=2023)
    older.save()
    moved = {}
    for kind in (Section, Task, Measure, Figure, Deadline, TaskUnit):
        for row in kind.objects.filter(plan=plan).order_by("position"):
            before = row.pk
            row.pk, row.plan, row._state.adding = None, older, True
            if hasattr(row, "section_id"):
                row.section_id = moved[row.section_id]
            if hasattr(row, "task_id"):
                row.task_id = moved[row.task_id]
            if hasattr(row, "quote"):
                row.quote = text[row.start : row.end]
            if kind is Figure:
                row.value -= 5 if row.value == 95 else 10
            row.save()
            moved[before] = row.pk
    return older


@pytest.fixture
def plans():
    new = installed()
    return last_year_of(new), new


def asked(plans, **more):
    old, new = plans
    return {"old": str(old.pk), "new": str(new.pk), **more}


def shown(client, data, name="compare"):
    return client.get(reverse(f"delivery:{name}"), data)


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def test_without_a_choice_the_plan_stands_beside_the_one_before(client, plans):
    page = soup(shown(client, {}))
    assert page.select_one("#compare_old option[selected]")["value"] == str(plans[0].pk)
    assert len(page.select(".pair")) == 3


def test_words_targets_and_clauses_are_marked(client, plans):
    page = soup(shown(client, asked(plans)))
    first, second, third = page.select(".pair")
    assert [each.get_text() for each in first.select("del, ins")] == ["90%", "95%"]
    assert "≥ 90%" in first.select_one(".pair__facts").get_text()
    assert "≥ 95%" in first.select_one(".pair__facts").get_text()
    assert [each.get_text() for each in second.select("del, ins")] == ["40%", "50%"]
    assert [each.get_text() for each in third.select("del, ins")] == ["协同", "联合"]


def test_the_marked_words_put_together_are_the_two_texts(client, plans):
    third = soup(shown(client, asked(plans))).select(".pair")[2]
    old = [side.p.get_text() for side in third.select(".clause__side:nth-child(1)") if side.p]
    new = [side.p.get_text() for side in third.select(".clause__side:nth-child(2)") if side.p]
    assert "".join(old) == "联合检查。切实加强部门间协同执法。"
    assert "".join(new) == "联合检查。切实加强部门间联合执法。"


def test_every_count_leads_to_its_pairs(client, plans):
    page = soup(shown(client, asked(plans)))
    counts = {
        link.select_one(".count__label").get_text(): (
            int(link.select_one(".count__figure").get_text()),
            link["href"],
        )
        for link in page.select(".comparison-counts a")
    }
    assert len(counts) == len(SHOWN)
    for figure, url in counts.values():
        assert len(soup(client.get(url)).select(".pair")) == figure


def test_every_kind_of_change_has_a_count():
    assert set(CHANGES) <= {show for show, _label in SHOWN}


def test_a_part_of_the_list_beyond_the_last_is_the_last(client, plans):
    for page in ("99", "0", "x", "９" * 9):
        response = shown(client, asked(plans, page=page))
        assert response.status_code == 200
        assert len(soup(response).select(".pair")) == 3


@pytest.mark.parametrize(
    "wrong",
    [{"old": "nonsense"}, {"new": ""}, {"old": "00000000-0000-0000-0000-000000000000"}],
)
@pytest.mark.parametrize("name", ["compare", "compare_xlsx", "compare_docx"])
def test_a_plan_that_is_not_there_is_answered_with_a_sentence(client, plans, name, wrong):
    response = shown(client, {**asked(plans), **wrong}, name)
    assert response.status_code == 422
    assert "请从列表中选择" in response.content.decode()


def test_a_plan_is_not_compared_with_itself(client, plans):
    response = shown(client, {"old": str(plans[1].pk), "new": str(plans[1].pk)})
    assert response.status_code == 422
    assert "请另选一个" in response.content.decode()


def test_with_one_plan_the_page_says_what_is_missing(client):
    installed()
    response = shown(client, {})
    assert response.status_code == 200
    assert soup(response).select_one(".empty a")["href"] == reverse("delivery:plans")


def test_plans_of_workspaces_are_for_officials(client):
    new = installed()
    room = Workspace.objects.create(code="room", name="外市方案")
    old = last_year_of(new, workspace=room)
    assert shown(client, asked((old, new))).status_code == 422
    person = PersonFactory()
    PostFactory(person=person, role=Role.LIAISON)
    client.force_login(person)
    page = soup(shown(client, asked((old, new))))
    assert page.select_one(".pair .pair__side a")["href"].startswith("/w/room/")


def test_the_number_of_queries_does_not_grow_with_the_plans(client, django_assert_max_num_queries):
    counted = []
    for version, tasks in (("0.1.0", 2), ("0.2.0", 20)):
        Plan.objects.filter(code="example-2023").delete()
        new = installed(a_plan_of(tasks), version)
        old = plain_copy(new)
        with django_assert_max_num_queries(30) as queries:
            shown(client, asked((old, new)))
        counted.append(len(queries))
    assert counted[0] == counted[1]


def plain_copy(plan):
    """The same plan once more, under another code."""
    older = Plan.objects.get(pk=plan.pk)
    older.pk, older.code, older._state.adding = None, "example-2023", True
    older.save()
    section = Section.objects.filter(plan=plan).first()
    section.pk, section.plan, section._state.adding = None, older, True
    section.save()
    for task in Task.objects.in_force().filter(plan=plan):
        task.pk, task.plan, task.section, task._state.adding = None, older, section, True
        task.save()
    return older


def test_the_workbook_has_tasks_clauses_and_facts_with_marked_words(client, plans):
    response = shown(client, asked(plans), "compare_xlsx")
    book = openpyxl.load_workbook(BytesIO(response.content), rich_text=True)
    tasks, clauses, facts = book.worksheets
    assert tasks.auto_filter.ref == "A2:H5"
    words = tasks["E3"].value
    assert str(words) == "开办企业。推行开办企业当天办结,力争网办率达到95%。"
    assert [(block.text, block.font.u) for block in words if hasattr(block, "font")] == [
        ("95%", "single")
    ]
    assert tasks["D3"].alignment.wrap_text
    assert clauses.max_row == 2 + 7
    changed = [row for row in facts.iter_rows(min_row=3, values_only=True) if row[0] == "调整"]
    assert [(row[5], row[6]) for row in changed] == [
        ("≥ 90%（力争）", "≥ 95%（力争）"),
        ("减 ≥ 40%", "减 ≥ 50%"),
    ]


def test_the_word_table_strikes_out_and_underlines(client, plans):
    response = shown(client, asked(plans), "compare_docx")
    table = docx.Document(BytesIO(response.content)).tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["旧", "新", "变化"]
    old, new, changed = table.rows[1].cells
    struck = [run.text for part in old.paragraphs for run in part.runs if run.font.strike]
    underlined = [run.text for part in new.paragraphs for run in part.runs if run.font.underline]
    assert (struck, underlined) == (["90%"], ["95%"])
    assert changed.paragraphs[0].text == "指标或时限调整"


def test_words_that_look_like_a_formula_stay_words(client, plans):
    Plan.objects.filter(pk=plans[0].pk).update(title="=1+1")
    Task.objects.filter(plan=plans[1], code="01").update(title="=CMD()", number="")
    response = shown(client, asked(plans), "compare_xlsx")
    book = openpyxl.load_workbook(BytesIO(response.content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
