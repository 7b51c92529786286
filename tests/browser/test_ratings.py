"""A phone rates a window badly in two taps; the unit puts it right, others check and call."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.browser.at_cases import People, advance
from tests.browser.cities import own_copy
from tests.browser.conftest import DESKTOP, PHONE, opened, serious_faults, sideways
from tests.browser.young_people import KEEPER

WINDOW = "/rate/at/city_hall_02/"
HANDLER, LEADER = "市监承办", "市监领导"
WORDS = "我叫刘小芳，电话13812345678，等了一上午没人理。"
CONTACT = "13987654321"
DONE = "增开一个窗口，高峰时段科室支援。"
PAPER = {"name": "整改.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 photo"}
# The worker looks every minute.
PATIENCE = 150


@pytest.fixture(scope="module")
def site(young_city, tmp_path_factory):
    """A city of its own, because its clock moves."""
    with own_copy(young_city, tmp_path_factory.mktemp("ratings")) as address:
        yield address


@pytest.fixture
def people(browser, site):
    taking_part = People(browser, site)
    yield taking_part
    taking_part.leave()


@pytest.fixture
def phone(browser, site):
    """A phone without a login and without JavaScript."""
    yield from opened(browser, site, PHONE, java_script_enabled=False)


def seated(browser, site, name):
    for page in opened(browser, site, DESKTOP):
        page.goto("/login")
        # Where many units have people to enter as, those further down are folded.
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        page.get_by_role("button").filter(has_text=name).first.click()
        expect(page.get_by_role("button", name="退出")).to_be_attached()
        yield page


@pytest.fixture
def unit(browser, site):
    yield from seated(browser, site, HANDLER)


@pytest.fixture
def leader(browser, site):
    yield from seated(browser, site, LEADER)


@pytest.fixture
def office(browser, site):
    yield from seated(browser, site, KEEPER)


def test_from_two_taps_to_a_call_back_and_an_appeal_that_is_refused(
    phone, unit, leader, office, people
):
    it_is_rated_in_two_taps(phone)
    scanning_again_shows_what_comes_of_it(phone)
    address = the_office_sees_it_at_once(office)
    nothing_is_known_to_the_unit(unit)
    advance(people, the_day_after(office))
    the_unit_learns_what_and_not_who(unit, address)
    act(unit, address, "报告整改", words=DONE, proof=PAPER)
    act(office, address, "记录联系情况", words="说明了等候的经过")
    act(office, address, "核实整改", holds="yes", note="现场查看，属实")
    act(office, address, "记录回访", is_satisfied="yes", words="好多了")
    act(leader, address, "提出申诉", ground="malicious", words="当日没有排队")
    act(office, address, "决定申诉", is_upheld="no", note="没有证据证明是恶意")
    expect(office.locator("main")).to_contain_text("不成立，照常计入")
    phone.reload()
    expect(phone.locator("main")).to_contain_text(DONE)


def it_is_rated_in_two_taps(phone):
    phone.goto(WINDOW)
    assert sideways(phone) <= 0
    phone.get_by_role("link", name="非常不满意").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("非常不满意")
    phone.get_by_text("窗口没人").click()
    phone.locator("[name=words]").fill(WORDS)
    phone.locator("[name=contact]").fill(CONTACT)
    assert sideways(phone) <= 0
    phone.get_by_role("button", name="提交评价").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("谢谢您的评价")


def scanning_again_shows_what_comes_of_it(phone):
    thanks = phone.url
    phone.goto(WINDOW)
    assert phone.url == thanks
    expect(phone.locator("main")).to_contain_text("核实")


def the_office_sees_it_at_once(office):
    office.goto("/ratings/")
    office.get_by_role("link", name=re.compile("2号企业开办窗口")).click()
    expect(office.get_by_role("heading", level=1)).to_have_text("非常不满意")
    told = office.locator("main").inner_text()
    assert "等了一上午没人理" in told
    assert not {sign for sign in ("刘小芳", "13812345678", CONTACT) if sign in told}
    assert serious_faults(office) == []
    return office.url


def nothing_is_known_to_the_unit(unit):
    unit.goto("/ratings/")
    expect(unit.locator("main")).to_contain_text("还没有评价")


def the_day_after(office):
    """The next day of the city, as the page of the office tells the day of the rating."""
    day = office.locator("main time").first.get_attribute("datetime")
    year, month, date = (int(part) for part in day[:10].split("-"))
    return f"{year}-{month:02}-{date + 1:02}"


def the_unit_learns_what_and_not_who(unit, address):
    until = time.monotonic() + PATIENCE
    while not unit.request.get(address).ok:
        assert time.monotonic() < until, "the unit is not told"
        unit.wait_for_timeout(500)
    unit.goto(address)
    told = unit.locator("main").inner_text()
    assert "窗口没人" in told
    assert not {sign for sign in ("刘小芳", "1381", CONTACT, "联系方式") if sign in told}
    assert serious_faults(unit) == []
    assert sideways(unit) <= 0


def act(page, address, name_of_act, /, **answers):
    """Open the form of an act, fill it in, send it."""
    page.goto(address)
    page.locator(".heading").get_by_role("link", name=name_of_act, exact=True).click()
    expect(page.locator("main form")).to_be_visible()
    for name, answer in answers.items():
        field = page.locator(f"main form [name={name}]")
        if field.first.get_attribute("type") == "radio":
            page.locator(f"main form [name={name}][value={answer}]").check()
        elif isinstance(answer, dict):
            field.set_input_files(answer)
        else:
            field.fill(answer)
    page.locator("main form button.button").click()
    expect(page.locator("#flashes")).to_contain_text("已记录")
