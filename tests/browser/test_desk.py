"""The desk as people meet it: what is owed and why then, the numbers, urging, second looks."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import serious_faults, sideways, step_into

DESK = [
    "/desk/",
    "/command/",
    "/desk/verify/",
    "/desk/rechecks/",
    "/desk/urging/",
    "/dates/explain/",
]


@pytest.mark.parametrize("path", DESK)
def test_a_page_of_the_lead_office_fits_its_screen_and_keeps_nobody_out(anywhere, path):
    step_into(anywhere, "牵头")
    assert anywhere.goto(path).status == 200
    assert sideways(anywhere) <= 0
    assert serious_faults(anywhere) == []


def test_a_liaison_sees_what_the_unit_owes_and_why_on_that_day(anywhere):
    step_into(anywhere, "联络员")
    anywhere.goto("/desk/")
    owed = anywhere.locator("li").filter(has_text="工作进展").first
    why = owed.locator("details.duty__why")
    why.locator("summary").click()
    expect(why.locator("ol")).to_contain_text("25日")


def test_a_number_of_the_command_page_leads_to_as_many_matters(desktop):
    step_into(desktop, "牵头")
    desktop.goto("/command/")
    number = desktop.locator("tbody td.numeric a").first
    count = int(number.inner_text())
    number.click()
    desktop.wait_for_url(re.compile("^((?!/command/).)*$"))
    expect(desktop.locator(".entry")).to_have_count(min(count, 50))


def ask(page):
    """Fill in the question of the licensing law as people do."""
    page.goto("/dates/explain/")
    page.locator("[name=start]").fill("2024-04-30")
    law = page.locator("[name=law] option").filter(has_text="行政许可法").first
    page.locator("[name=law]").select_option(value=law.get_attribute("value"))
    page.locator("[name=length]").fill("6wd")
    page.locator("main form button[type=submit]").click()
    return page.locator(".explained time").first


def test_a_date_under_the_licensing_law_knows_holidays_and_make_up_days(desktop):
    expect(ask(desktop)).to_have_attribute("datetime", "2024-05-11")


def test_the_same_date_is_found_without_javascript(without_script):
    expect(ask(without_script)).to_have_attribute("datetime", "2024-05-11")
