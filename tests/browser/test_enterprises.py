"""Market entities and those who act for them: the page, an authorisation, the unified login."""

import pytest
from playwright.sync_api import expect

from tests.apps.directory.providers import CLIENT, SECRET, a_real_provider
from tests.browser import cities
from tests.browser.at_cases import People
from tests.browser.conftest import DESKTOP, PHONE, opened, serious_faults, sideways
from tests.browser.young_public import FIRM, FIRM_CODE, FOUNDER, OWNER


@pytest.fixture(scope="module")
def provider():
    with a_real_provider(name="孙统一", phone_number="13800000009") as issuer:
        yield issuer


@pytest.fixture(scope="module")
def site(young_city, tmp_path_factory, provider):
    """A copy of the young city that trusts the provider."""
    trusted = {
        "OIDC_ISSUER": provider,
        "OIDC_CLIENT_ID": CLIENT,
        "OIDC_CLIENT_SECRET": SECRET,
    }
    folder = tmp_path_factory.mktemp("enterprises")
    with cities.own_copy(young_city, folder, **trusted) as address:
        yield address


@pytest.fixture
def people(browser, site):
    people = People(browser, site)
    yield people
    people.leave()


def test_an_official_finds_an_entity_by_its_code_and_reads_its_page(people):
    page = people.clerk
    page.goto(f"/directory/enterprises/?words={FIRM_CODE}")
    page.get_by_role("link", name=FIRM).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(FIRM)
    expect(page.locator("main")).to_contain_text(FIRM_CODE)
    expect(page.get_by_role("heading", name="规模")).to_be_visible()
    assert serious_faults(page) == []
    page.set_viewport_size(PHONE)
    assert sideways(page) <= 0


def test_an_owner_authorises_somebody_who_accepts_and_it_ends_at_once(people):
    owner = people.window("owner", OWNER, PHONE)
    owner.goto("/authorisations/")
    owner.get_by_role("link", name=FIRM).first.click()
    owner.get_by_role("link", name="授权他人").click()
    owner.locator("#id_account").fill(FOUNDER)
    owner.locator("#id_name").fill("周明远")
    owner.locator("#id_last_day").fill(owner.locator("#id_first_day").input_value())
    owner.locator("main form button").last.click()
    expect(owner.locator("main")).to_contain_text("周明远")

    other = people.window("other", FOUNDER, PHONE)
    other.goto("/authorisations/")
    other.get_by_role("button", name="接受").click()
    expect(other.get_by_role("heading", name="等您答复")).to_have_count(0)
    other.goto("/services/deregistration_simple/apply/")
    expect(other.locator("main")).to_contain_text(FIRM)

    owner.goto("/authorisations/")
    owner.get_by_role("link", name=FIRM).first.click()
    owner.locator("tr", has_text="周明远").get_by_role("link").click()
    owner.get_by_role("link", name="立即终止").click()
    owner.locator("main form button").last.click()
    owner.wait_for_url("**/authorisations/")
    other.goto("/services/deregistration_simple/apply/")
    expect(other.locator("main")).not_to_contain_text(FIRM)


@pytest.mark.filterwarnings("ignore")
def test_somebody_comes_in_by_the_unified_authentication_and_is_known_again(browser, site):
    window = opened(browser, site, DESKTOP)
    page = next(window)
    page.route(
        "**/cdn.jsdelivr.net/**", lambda route: route.fulfill(body="", content_type="text/css")
    )
    come_in(page)
    new = page.locator("form", has=page.get_by_role("button", name="开通账号"))
    expect(new.locator("[name=name]")).to_have_value("孙统一")
    for box in new.locator("input[type=checkbox]").all():
        box.check()
    new.get_by_role("button").click()
    expect(page.get_by_role("button", name="退出")).to_be_attached()
    page.get_by_role("button", name="退出").click()
    come_in(page)
    expect(page.get_by_role("button", name="退出")).to_be_attached()
    page.goto("/account/")
    expect(page.locator("main")).to_contain_text("孙统一")
    next(window, None)


def come_in(page):
    """Through the provider, as its one user."""
    page.goto("/login")
    page.locator("#unified a").click()
    page.locator("input[name=sub]").fill("sub-1")
    page.get_by_role("button", name="Authorize").click()
