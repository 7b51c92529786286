"""The pages on which plans are drafted, signed, reviewed and compared."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests.apps.delivery.implementation_world import a_content, a_measure, a_world
from tests.apps.delivery.test_pages import a_plan_of
from yingshang.apps.delivery.decisions.implementation import Content
from yingshang.apps.delivery.models import Responsibility, Task
from yingshang.apps.delivery.selectors.implementation.content import (
    content_of,
    latest_version,
    token_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return a_world()


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def url(name, *args):
    return reverse(f"delivery:{name}", args=args)


def as_(client, person):
    client.force_login(person)
    return client


def a_filled_in_measure(plan, token, **more):
    """What the page of a measure posts."""
    return {
        "token": token,
        "text": "开设企业开办专窗",
        "carries": ["01.1"],
        "section": "注册科",
        "person_name": "张三",
        "starts_on": "2024-05-06",
        "ends_on": "2024-11-29",
        "result": "当日办结",
        "evidence": "窗口台账",
        "milestones-TOTAL_FORMS": "2",
        "milestones-INITIAL_FORMS": "0",
        "milestones-0-due_on": "2024-06-28",
        "milestones-0-result": "专窗开放",
        "months-TOTAL_FORMS": "1",
        "months-INITIAL_FORMS": "1",
        "months-0-month_on": "2024-06-01",
        "months-0-words": "试运行",
        "months-0-numerator": "30",
        "months-0-denominator": "120",
        "months-0-unit": "户",
        "months-0-source": "窗口台账",
        **more,
    }


def test_a_unit_sees_its_plans_by_task_with_their_lights(client, world):
    rows = soup(as_(client, world.who("beta", "liaison")).get(url("implementations")))
    heads = [row.get_text() for row in rows.select("tbody th")]
    assert [head[:2] for head in heads] == ["01", "02"]
    assert "逾期" in rows.select_one("tbody tr").get_text()


def test_a_plan_is_drafted_in_the_browser_signed_and_accepted(client, world):
    plan = world.of("alpha")
    as_(client, world.who("alpha", "liaison"))
    posted = client.post(
        url("implementation_new_measure", plan.pk), a_filled_in_measure(plan, "0.0")
    )
    assert posted.url == url("implementation_edit", plan.pk)
    kept = client.post(posted.url, {"token": "1.1", "01.2": "由市政数局负责"})
    assert kept.status_code == 302
    as_(client, world.who("alpha", "unit_leader"))
    signed = client.post(
        url("implementation_sign", plan.pk), {"token": "1.2", "late_reason": "科室调整"}
    )
    assert signed.status_code == 302
    as_(client, world.lead).post(url("implementation_accept", plan.pk))
    version = latest_version(plan)
    assert version.state == "accepted"
    [measure] = content_of(version).measures
    assert measure.milestones[0].due_on == date(2024, 6, 28)
    assert measure.months[0].denominator == 120


def test_more_rows_can_be_asked_for_and_nothing_typed_is_lost(client, world):
    plan = world.of("alpha")
    as_(client, world.who("alpha", "liaison"))
    given = a_filled_in_measure(plan, "0.0", more="1")
    page = soup(client.post(url("implementation_new_measure", plan.pk), given))
    days = page.select('input[name^="milestones-"][name$="-due_on"]')
    assert len(days) == 4
    assert days[0]["value"] == "2024-06-28"
    assert latest_version(plan) is None


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"ends_on": "2024-05-01"}, "id_ends_on"),
        ({"milestones-0-due_on": ""}, "id_milestones-0-due_on"),
        ({"months-0-unit": ""}, "id_months-0-numerator"),
        ({"months-0-denominator": "0"}, "id_months-0-denominator"),
    ],
)
def test_what_cannot_be_kept_is_marked_at_its_field(client, world, wrong, field):
    plan = world.of("alpha")
    as_(client, world.who("alpha", "liaison"))
    given = a_filled_in_measure(plan, "0.0", **wrong)
    response = client.post(url("implementation_new_measure", plan.pk), given)
    assert response.status_code == 422
    assert soup(response).find(id=f"{field}_error")


def test_somebody_who_read_an_older_draft_is_told_and_keeps_what_they_typed(client, world):
    world.save()
    plan = world.of("alpha")
    key = content_of(latest_version(plan)).measures[0].key
    read = token_of(latest_version(plan))
    world.save(content=a_content(text="甲的版本"))
    key = content_of(latest_version(plan)).measures[0].key
    as_(client, world.who("alpha", "unit_reviewer"))
    response = client.post(
        url("implementation_measure", plan.pk, key),
        a_filled_in_measure(plan, read, text="乙的版本"),
    )
    page = soup(response)
    assert world.who("alpha", "liaison").name in page.select_one(".field__error").get_text()
    assert page.find("textarea", {"name": "text"}).get_text().strip() == "乙的版本"
    assert content_of(latest_version(plan)).measures[0].text == "甲的版本"


def test_a_measure_is_removed_by_a_button(client, world):
    world.save()
    plan = world.of("alpha")
    key = content_of(latest_version(plan)).measures[0].key
    as_(client, world.who("alpha", "liaison"))
    client.post(url("implementation_remove_measure", plan.pk, key), {"token": "1.1"})
    assert not content_of(latest_version(plan)).measures


def test_the_edit_page_lists_what_is_missing_beside_the_published_measures(client, world):
    plan = world.of("alpha")
    page = soup(as_(client, world.who("alpha", "liaison")).get(url("implementation_edit", plan.pk)))
    assert len(page.select(".implementation-faults li")) == 2
    assert "推行开办企业当天办结" in page.aside.get_text()


def test_an_incomplete_plan_is_not_signed_and_every_fault_is_said(client, world):
    world.save(content=a_content(evidence="", section=""))
    as_(client, world.who("alpha", "unit_leader"))
    response = client.post(
        url("implementation_sign", world.of("alpha").pk), {"token": "1.1", "late_reason": "x"}
    )
    assert response.status_code == 422
    assert len(soup(response).select(".field__error li")) == 3


def test_a_late_plan_asks_for_the_reason(client, world):
    world.save()
    as_(client, world.who("alpha", "unit_leader"))
    page = soup(client.get(url("implementation_sign", world.of("alpha").pk)))
    assert page.find("textarea", {"name": "late_reason"})


def test_the_lead_office_sends_back_with_a_reason_that_the_unit_reads(client, world):
    world.save()
    world.sign()
    plan = world.of("alpha")
    as_(client, world.lead)
    refused = client.post(url("implementation_send_back", plan.pk), {"reason": ""})
    assert refused.status_code == 422
    client.post(url("implementation_send_back", plan.pk), {"reason": "节点太少"})
    as_(client, world.who("alpha", "liaison"))
    assert "节点太少" in client.get(url("implementation_edit", plan.pk)).content.decode()


def test_signed_plans_are_accepted_together(client, world):
    for unit in ("alpha", "east"):
        world.save(unit=unit)
        world.sign(unit=unit)
    as_(client, world.lead)
    page = soup(client.get(url("all_implementations"), {"state": "signed"}))
    boxes = [box["value"] for box in page.select('input[name="plans"]')]
    assert len(boxes) == 2
    client.post(url("implementation_accept_many"), {"plans": boxes})
    assert latest_version(world.of("east")).state == "accepted"
    nothing = client.post(url("implementation_accept_many"), {}, follow=True)
    assert "请勾选" in nothing.content.decode()


def test_the_list_is_narrowed_by_state_unit_and_environment(client, world):
    world.save()
    as_(client, world.lead)

    def found(**asked):
        return len(soup(client.get(url("all_implementations"), asked)).select("tbody tr"))

    assert found() == 6
    assert found(state="draft") == 1
    assert found(state="none") == 5
    assert found(unit="beta") == 2
    assert found(environment="1.2") == 1
    assert found(unit="nobody", after="nonsense") == 6


def test_a_lead_unit_reads_the_plans_of_its_co_units_and_others_do_not(client, world):
    world.save(unit="east")
    plan = world.of("east")
    read = as_(client, world.who("alpha", "liaison")).get(url("implementation", plan.pk))
    assert read.status_code == 200
    refused = as_(client, world.who("west", "liaison")).get(url("implementation", plan.pk))
    assert refused.status_code == 403


def test_versions_show_what_changed(client, world):
    world.save()
    world.sign()
    world.send_back()
    key = content_of(latest_version(world.of("alpha"))).measures[0].key
    world.save(content=a_content(section="综合科", key=key))
    as_(client, world.who("alpha", "liaison"))
    page = soup(client.get(url("implementation_versions", world.of("alpha").pk)))
    changed = page.select_one(".implementation-difference")
    assert (changed.select_one("del").get_text(), changed.select_one("ins").get_text()) == (
        "注册科",
        "综合科",
    )
    older = client.get(url("implementation", world.of("alpha").pk), {"version": "1"})
    assert "注册科" in older.content.decode()


def test_the_lead_office_asks_every_unit_with_one_click(client, world):
    task = Task.objects.get(code="02")
    unit = world.of("alpha").unit
    Responsibility.objects.create(
        plan=world.plan, task=task, unit=unit, role="cooperating", code="02/cooperating:alpha"
    )
    as_(client, world.lead).post(url("implementation_open"))
    assert world.of("alpha", "02").role == "cooperating"


@pytest.mark.parametrize("name", ["implementations", "all_implementations"])
def test_the_number_of_queries_does_not_grow_with_the_rows(
    client, django_assert_max_num_queries, name
):
    counted = []
    for version, tasks in (("0.1.0", 1), ("0.2.0", 20)):
        world = a_world(a_plan_of(tasks), version)
        for number in range(1, tasks + 1):
            code = f"{number:02}"
            world.save(
                unit="beta", task=code, content=Content((a_measure(carries=(f"{code}.1",)),))
            )
            if latest_version(world.of("beta", code)).is_draft:
                world.sign(unit="beta", task=code)
                world.accept(unit="beta", task=code)
        as_(client, world.lead)
        with django_assert_max_num_queries(40) as queries:
            page = soup(client.get(url(name)))
        assert len(page.select("tbody tr")) == tasks
        counted.append(len(queries))
    assert counted[0] == counted[1]


@pytest.mark.parametrize("name", ["implementation", "implementation_edit"])
def test_one_plan_is_read_in_as_many_queries_however_long_it_is(
    client, django_assert_max_num_queries, world, name
):
    plan = world.of("alpha")
    as_(client, world.who("alpha", "liaison"))
    counted = []
    for measures in (1, 20):
        world.save(content=Content(tuple(a_measure(text=f"{n}") for n in range(measures))))
        with django_assert_max_num_queries(40) as queries:
            client.get(url(name, plan.pk))
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_a_task_and_its_row_on_the_wall_lead_officials_to_its_implementation_plans(client, world):
    task, wall = reverse("delivery:task", args=["01"]), reverse("delivery:wall")
    anchor = f"{task}#plans"
    assert not soup(client.get(task)).select("#plans")
    assert not soup(client.get(wall)).select(f"a[href='{anchor}']")
    as_(client, world.lead)
    links = {each["href"] for each in soup(client.get(task)).select("#plans a")}
    assert url("implementation", world.of("alpha", "01").pk) in links
    assert soup(client.get(wall)).select(f"a[href='{anchor}']")
