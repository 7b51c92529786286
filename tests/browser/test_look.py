"""The styleguide in a real browser: nothing keeps anybody out, nothing runs off the screen."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE, opened, serious_faults, sideways

MODES = ["theme=light", "theme=dark", "type_size=large", "theme=dark&type_size=large"]


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def examined(request, browser, site):
    """A page on which axe may put its own styles, which the policy refuses."""
    yield from opened(browser, site, request.param, bypass_csp=True)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("layout", ["desk", "portal"])
def test_every_component_is_open_to_everybody(examined, mode, layout):
    examined.goto(f"/styleguide?{mode}&layout={layout}")
    assert sideways(examined) <= 0
    assert serious_faults(examined) == []


def test_the_policy_refuses_nothing_of_ours(anywhere):
    anywhere.goto("/styleguide")
    anywhere.wait_for_function("typeof window.htmx?.version === 'string'")


def test_theme_and_type_size_are_kept_without_javascript(without_script):
    without_script.goto("/styleguide")
    html = without_script.locator("html")
    without_script.get_by_role("button", name="深色").click()
    expect(html).to_have_attribute("data-theme", "dark")
    without_script.get_by_role("button", name="大字版").first.click()
    expect(html).to_have_attribute("data-type", "large")
    without_script.goto("/styleguide")
    expect(html).to_have_attribute("data-theme", "dark")
    expect(html).to_have_attribute("data-type", "large")


def test_the_menu_opens_on_a_phone(phone):
    phone.goto("/styleguide")
    doors = phone.get_by_role("navigation", name="主导航")
    expect(doors).to_be_hidden()
    phone.get_by_role("button", name="菜单").click()
    expect(doors).to_be_visible()
