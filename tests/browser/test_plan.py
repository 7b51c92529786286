"""The plan as people meet it: the first page, the tour, a task, the wall chart."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import serious_faults, sideways, step_into

STOPS = 8
PUBLIC = [
    "/",
    "/plan/",
    "/plan/tasks/07/",
    "/plan/units/",
    "/plan/about/",
    "/public/plan/",
    "/login",
]


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_fits_its_screen_and_keeps_nobody_out(anywhere, path):
    assert anywhere.goto(path).status == 200
    assert sideways(anywhere) <= 0
    assert serious_faults(anywhere) == []


def test_the_first_page_says_on_which_day_the_city_stands(desktop):
    desktop.goto("/")
    assert "2024年11月18日" in desktop.locator("body").inner_text()
    assert "52" in desktop.locator("main").inner_text()


def test_every_stop_of_the_tour_leads_somewhere(desktop):
    desktop.goto("/")
    expect(desktop.locator(".stop")).to_have_count(STOPS)
    for number in range(STOPS):
        desktop.goto("/")
        desktop.locator(".stop button").nth(number).click()
        desktop.wait_for_url(lambda address: urlsplit(address).path != "/")
        expect(desktop.locator("main h1")).to_have_count(1)
        assert "tour" not in desktop.url


def test_a_task_keeps_its_published_sentence_in_sight(desktop):
    desktop.goto("/plan/tasks/11/")
    text = desktop.locator("main").inner_text()
    assert "力争各级政务服务中心进厅率进窗率分别达到95%、80%" in text
    assert desktop.locator("main mark").count() >= 3


def test_tasks_are_found_by_a_single_character(desktop):
    desktop.goto("/plan/?words=税")
    assert "压缩出口企业退税时间" in desktop.locator("main").inner_text()
    assert "优化不动产登记" not in desktop.locator("main").inner_text()


def test_the_plan_can_be_read_and_entered_without_javascript(without_script):
    step_into(without_script, "牵头")
    without_script.goto("/plan/")
    without_script.get_by_role("link", name="实行企业开办精准服务").click()
    without_script.wait_for_url("**/plan/tasks/*/")
    expect(without_script.locator("#who")).to_contain_text("市市场监管局")


def test_the_wall_chart_scrolls_inside_its_frame_on_a_phone(phone):
    phone.goto("/plan/wall/")
    assert sideways(phone) <= 0
    assert phone.locator(".wallchart tbody tr").count() >= 52


def test_english_is_complete_on_the_first_page(desktop):
    desktop.goto("/")
    desktop.get_by_role("button", name="English").click()
    expect(desktop.locator("h1")).to_contain_text("carries it out")
