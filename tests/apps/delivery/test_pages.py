from copy import deepcopy

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests.apps.delivery.factories import installed
from tests.apps.delivery.packs import DOCUMENT, PLAN, TASKS, small_pack
from tests.apps.directory.factories import PersonFactory, PostFactory
from yingshang.apps.delivery.selectors import wall_page
from yingshang.apps.delivery.selectors.plan_page import (
    PlanFilter,
    environments,
    summary,
    unit_counts,
)
from yingshang.apps.delivery.selectors.returns.lights import lights as return_lights
from yingshang.apps.directory.models import Unit

pytestmark = pytest.mark.django_db
PAGES = [
    ("plan", []),
    ("task", ["01"]),
    ("units", []),
    ("unit", ["court"]),
    ("wall", []),
    ("about", []),
    ("public", []),
]


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def codes(plan, **asked):
    return [row.code for each in environments(plan, PlanFilter(**asked)) for row in each.rows]


def a_plan_of(tasks):
    """The second task of the small plan, many times over."""
    plan, entries = deepcopy(PLAN), {}
    first = PLAN["tasks"][1]
    plan["tasks"], plan["corrections"] = [], []
    for number in range(1, tasks + 1):
        code = f"{number:02}"
        task = deepcopy(first) | {"id": code}
        task["measures"] = [{**task["measures"][0], "id": f"{code}.1"}]
        task["targets"] = [{**task["targets"][0], "id": f"T{code}-a"}]
        plan["tasks"].append(task)
        entry = deepcopy(TASKS["02"]) | {"id": code}
        entry["measures"] = [{**entry["measures"][0], "id": f"{code}.1"}]
        entry["targets"] = [
            {**entry["targets"][0], "id": f"T{code}-a", "plan_targets": [f"T{code}-a"]}
        ]
        entries[code] = entry
    return small_pack(plan, entries)


@pytest.mark.parametrize(("name", "args"), PAGES)
def test_every_page_opens_for_the_public(client, name, args):
    installed()
    response = client.get(reverse(f"delivery:{name}", args=args))
    assert response.status_code == 200
    assert soup(response).h1.get_text(strip=True)


@pytest.mark.parametrize(("name", "args"), PAGES)
def test_every_page_says_so_while_no_plan_is_installed(client, name, args):
    response = client.get(reverse(f"delivery:{name}", args=args))
    assert response.status_code == 404
    assert "yingshang installpack" in response.content.decode()


@pytest.mark.parametrize(("name", "args"), PAGES)
def test_the_number_of_queries_does_not_grow_with_the_plan(
    client, django_assert_max_num_queries, name, args
):
    args = ["beta"] if name == "unit" else args
    address = reverse(f"delivery:{name}", args=args)
    counted = []
    for version, tasks in (("0.1.0", 2), ("0.2.0", 20)):
        installed(a_plan_of(tasks), version)
        with django_assert_max_num_queries(40) as queries:
            client.get(address)
        counted.append(len(queries))
    assert counted[0] == counted[1]


@pytest.mark.parametrize(("name", "args"), [("task", ["99"]), ("unit", ["nobody"])])
def test_what_is_not_in_the_plan_is_not_found(client, name, args):
    installed()
    assert client.get(reverse(f"delivery:{name}", args=args)).status_code == 404


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["01", "02", "03"]),
        ({"unit": "beta"}, ["01", "02"]),
        ({"unit": "beta", "role": "responsible"}, ["02"]),
        ({"unit": "east"}, ["01"]),
        ({"role": "lead"}, ["01"]),
        ({"environment": "1.2"}, ["03"]),
        ({"targets": "yes"}, ["01", "02"]),
        ({"targets": "no"}, ["03"]),
        ({"deadlines": "yes"}, ["02"]),
        ({"deadlines": "no"}, ["01", "03"]),
        ({"instruments": "working"}, ["01", "02"]),
        ({"instruments": "none_yet"}, ["01", "03"]),
        ({"words": "网"}, ["01"]),
        ({"words": "許可Ｅ窗"}, ["02"]),
        ({"words": "执法 法院"}, ["03"]),
        ({"words": "执法 网办"}, []),
        ({"words": "100%"}, []),
        ({"words": "Same day"}, ["01"]),
    ],
)
def test_the_filter_finds_what_was_asked_for(asked, expected):
    assert codes(installed(), **asked) == expected


def test_a_wrong_value_in_the_address_asks_for_everything(client):
    installed()
    page = client.get(reverse("delivery:plan"), {"unit": "nobody", "words": "长" * 61})
    assert page.status_code == 200
    assert len(soup(page).select(".task-row")) == 3


def test_hits_are_marked_in_title_and_sentence(client):
    installed()
    page = soup(client.get(reverse("delivery:plan"), {"words": "许可"}))
    assert [mark.get_text() for mark in page.select("h3 .mark--hit")] == ["许可"]


def test_a_filter_can_be_sent_on_and_counts_lead_to_it(client):
    installed()
    page = soup(client.get(reverse("delivery:plan")))
    links = [a["href"] for a in page.select(".counts-table td a")]
    assert "/plan/?unit=alpha&role=lead" in links
    for link in links:
        assert len(soup(client.get(link)).select(".task-row")) == 1


def test_units_are_counted_by_role_with_sets_expanded():
    counts = {
        each.unit.code: (each.leads, each.answers, each.supports)
        for each in unit_counts(installed())
    }
    assert counts == {
        "alpha": (1, 0, 0),
        "beta": (0, 1, 1),
        "court": (0, 1, 0),
        "east": (0, 0, 1),
        "west": (0, 0, 1),
    }


def test_the_summary_counts_an_instrument_once_and_admits_what_is_missing():
    found = summary(installed())
    assert (found.tasks, found.measures, found.carried) == (3, 4, 2)
    assert (found.working, found.none_yet) == (1, 1)


def test_the_published_sentence_is_whole_and_every_mark_leads_to_its_finding(client):
    plan = installed()
    page = soup(client.get(reverse("delivery:task", args=["01"])))
    words = page.select_one(".published")
    for number in words.select(".passage__number"):
        number.extract()
    task = plan.task_rows.get(code="01")
    assert words.get_text() == DOCUMENT[task.start : task.end]
    anchors = [a["href"] for a in words.select("mark a")]
    assert len(anchors) == 4
    assert all(page.select_one(anchor.replace(".", "\\.")) for anchor in anchors)


def test_a_target_shows_its_basis_its_force_and_that_its_baseline_is_missing(client):
    installed()
    first = soup(client.get("/plan/tasks/01/")).select_one("#target-T01-a").get_text()
    second = soup(client.get("/plan/tasks/02/"))
    assert "≥ 95%" in first
    assert "力争" in first
    assert "基数缺失" in second.select_one("#target-T02-a").get_text()
    assert "解读" in second.select_one("#target-T02-b").get_text()
    assert "早于方案本身" in second.select_one("#when").get_text()


def test_an_open_end_and_an_undecided_name_are_said_so(client):
    installed()
    who = soup(client.get("/plan/tasks/03/")).select_one("#who").get_text()
    assert "其他单位未列名" in who
    assert "等负有职责的部门" in who
    assert "尚无人确定" in who


def test_a_court_is_asked_not_supervised(client):
    installed()
    assert "商请" in client.get("/plan/units/court/").content.decode()


def test_people_and_timelines_are_not_for_the_public(client):
    installed()
    assert not soup(client.get("/plan/tasks/01/")).select("#timeline")
    assert not soup(client.get("/plan/units/alpha/")).select("#people")


def test_officials_see_the_people_of_a_unit_and_what_happened(client):
    installed()
    post = PostFactory(role="liaison", unit=Unit.objects.get(code="alpha"))
    client.force_login(post.person)
    timeline = soup(client.get("/plan/tasks/01/")).select_one("#timeline").get_text()
    people = soup(client.get("/plan/units/alpha/")).select_one("#people").get_text()
    assert "示例市2024年工作方案" in timeline
    assert post.person.name in people


def test_a_person_without_a_post_sees_what_the_public_sees(client):
    installed()
    client.force_login(PersonFactory())
    assert not soup(client.get("/plan/tasks/01/")).select("#timeline")
    assert not soup(client.get("/plan/units/alpha/")).select("#people")


def test_the_about_page_shows_every_line_of_the_text(client):
    installed()
    lines = soup(client.get(reverse("delivery:about"))).select(".published-text p")
    for number in [n for line in lines for n in line.select(".passage__number")]:
        number.extract()
    assert "\n".join(line.get_text() for line in lines) == DOCUMENT


def test_english_readers_read_english_where_the_pack_has_it(client):
    installed()
    page = client.get("/plan/tasks/01/", headers={"accept-language": "en"}).content.decode()
    assert "Start a company within a day" in page
    assert "尽量网办" in page


def test_the_chart_has_a_row_a_task_and_a_column_a_month():
    chart = wall_page.chart_of(installed(), "months", on=wall_page.date(2024, 11, 18))
    assert [len(group.rows) for group in chart.groups] == [2, 1]
    assert len(chart.columns) == 9
    assert [column.is_now for column in chart.columns].index(True) == 7
    assert not chart.has_lights


def test_units_across_show_each_role_by_a_sign():
    chart = wall_page.chart_of(installed(), "units", on=wall_page.date(2024, 11, 18))
    first = dict(zip([c.code for c in chart.columns], chart.groups[0].rows[0].cells, strict=True))
    signs = {code: cell.sign for code, cell in first.items()}
    assert signs == {
        "alpha": "lead",
        "beta": "cooperating",
        "court": "",
        "east": "cooperating",
        "west": "cooperating",
        "": "",
    }
    assert chart.groups[1].rows[0].cells[-1].sign == "open"


def test_lights_can_be_plugged_in_and_are_asked_for_once():
    asked = []

    def lights(tasks, months):
        asked.append((len(tasks), len(months)))
        return lambda task, month: "overdue" if task.code == "02" else None

    plan = installed()
    wall_page.light_with(lights)
    try:
        chart = wall_page.chart_of(plan, "months", on=wall_page.date(2024, 11, 18))
    finally:
        wall_page.light_with(return_lights)
    assert asked == [(3, 9)]
    assert {cell.sign for cell in chart.groups[0].rows[1].cells} == {"overdue"}


@pytest.mark.parametrize("across", ["months", "units"])
@pytest.mark.parametrize(("paper", "width"), [("A3", 842), ("a0", 2384)])
def test_the_chart_is_printed_on_one_upright_page(client, across, paper, width):
    import pypdfium2  # noqa: PLC0415 - heavy

    installed()
    response = client.get("/plan/wall.pdf", {"paper": paper, "across": across})
    document = pypdfium2.PdfDocument(response.content)
    assert len(document) == 1
    assert round(document[0].get_width()) == width
    text = document[0].get_textpage().get_text_bounded()
    assert "示例市2024年工作方案" in text
    assert "联合检查" in text
    document.close()


def test_the_drawing_is_well_formed(client):
    from xml.etree import ElementTree  # noqa: PLC0415 - our own drawing

    installed()
    response = client.get("/plan/wall.svg", {"across": "units"})
    assert response.headers["Content-Type"] == "image/svg+xml"
    root = ElementTree.fromstring(response.content)  # noqa: S314
    assert root.tag.endswith("svg")
