"""A city lives through the end of a month: filled in, sent back, late, circulated, approved."""

import io
import re

import docx
import pytest
from playwright.sync_api import expect

from tests.browser.cities import own_copy
from tests.browser.conftest import DESKTOP, opened, serious_faults, sideways, step_into

WORDS = "召开协调会两次，印发办事指南三份，走访企业二十一户，收集意见建议十一条，已答复九条。"
PAGES = [
    ("牵头办", "/desk/returns/2024-10/"),
    ("牵头办", "/desk/returns/2024-10/circular/"),
    ("联络员", "/desk/returns/"),
]


@pytest.fixture(scope="module")
def site(sample_city, tmp_path_factory):
    """A sample city of its own, because its clock moves."""
    with own_copy(sample_city, tmp_path_factory.mktemp("quarter")) as address:
        yield address


@pytest.mark.parametrize(("role", "path"), PAGES)
def test_pages_of_returns_fit_their_screen_and_keep_nobody_out(anywhere, role, path):
    step_into(anywhere, role)
    assert anywhere.goto(path).status == 200
    assert sideways(anywhere) <= 0
    assert serious_faults(anywhere) == []


def test_a_month_is_lived_through_to_its_circular(browser, site):
    roles = ("联络员", "单位审核人", "牵头办", "系统管理员")
    entering = [entered(browser, site, role) for role in roles]
    liaison, reviewer, lead, administrator = [next(each) for each in entering]

    address = begin(liaison)
    fill_in(liaison, address, "持续推进。")
    submit(reviewer, address)
    send_back(lead, address)

    liaison.goto(address)
    expect(liaison.locator("main")).to_contain_text("没有数字和佐证")
    fill_in(liaison, address, WORDS, figure="21")
    advance(administrator, "2024-11-27")
    submit_late(reviewer, address)

    circulate(lead)
    lead.goto(address)
    lead.get_by_role("button", name="通过").click()
    expect(lead.locator("main")).to_contain_text("审核通过")
    look_at_the_wall(lead)
    for each in entering:
        next(each, None)


def send_back(lead, address):
    lead.goto(address)
    expect(lead.locator("main")).to_contain_text("内容空泛")
    lead.get_by_role("link", name="退回", exact=True).click()
    lead.locator("textarea").fill("没有数字和佐证，请写清做了什么")
    lead.get_by_role("button", name="退回").click()
    lead.wait_for_url(re.compile("^((?!send-back).)*$"))


def submit_late(reviewer, address):
    reviewer.goto(f"{address}submit/")
    reviewer.locator("textarea").fill("补充数字用时较长")
    reviewer.get_by_role("button", name="报送").click()
    reviewer.wait_for_url("**/units/**")


def circulate(lead):
    lead.goto("/desk/returns/2024-11/circular/")
    expect(lead.locator(".official")).to_contain_text("补充数字用时较长")
    expect(lead.locator(".official")).to_contain_text("未报送的单位")
    with lead.expect_download() as download:
        lead.get_by_role("link", name=re.compile("docx")).click()
    word = docx.Document(io.BytesIO(download.value.path().read_bytes()))
    assert word.paragraphs[0].text == "关于2024年11月工作进展情况报送情况的通报"


def look_at_the_wall(lead):
    lead.goto("/plan/wall/")
    expect(lead.locator(".chart-sign--overdue").nth(1)).to_be_visible()
    lead.locator(".wallchart__cell").first.click()
    lead.wait_for_url("**/*task=*")


def entered(browser, site, role):
    """A page of somebody who has come in with this role."""
    for page in opened(browser, site, DESKTOP):
        step_into(page, role)
        yield page


def begin(liaison):
    """The address of a return that nobody has begun and that waits for no other unit."""
    liaison.goto("/desk/returns/")
    row = liaison.locator("tr", has_text="未填报").filter(has_text="负责").first
    address = row.get_by_role("link").first.get_attribute("href")
    assert liaison.goto(address).status == 200
    return address


def fill_in(page, address, words, figure=""):
    page.goto(f"{address}edit/")
    for field in page.locator("textarea[name$=progress]").all():
        field.fill(words)
    for box in page.locator("input[name$=milestones]:checked").all():
        box.uncheck()
    if figure:
        details = page.locator("details", has=page.locator("input[name=line0-numerator]"))
        if not details.get_attribute("open") and details.get_attribute("open") != "":
            details.locator("summary").click()
        page.locator("input[name=line0-numerator]").fill(figure)
        page.locator("input[name=line0-measured_in]").fill("户")
        page.locator("input[name=line0-source]").fill("工作台账")
    page.get_by_role("button", name="保存并提交审核").click()
    page.wait_for_url("**/units/**")


def submit(reviewer, address):
    reviewer.goto(f"{address}submit/")
    reviewer.get_by_role("button", name="报送").click()
    reviewer.wait_for_url("**/units/**")


def advance(administrator, day):
    administrator.goto("/ledger/clock/")
    administrator.locator("main input[type=date]").fill(day)
    administrator.get_by_role("button", name="向前调整时钟").click()
    year, month, date = map(int, day.split("-"))
    expect(administrator.locator("main")).to_contain_text(f"{year}年{month}月{date}日")
