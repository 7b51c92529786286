"""The owner of a new factory on a phone: finds a service, applies, is asked once, follows links."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE, opened, serious_faults, sideways, step_into

PAPER = {"name": "材料.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 paper"}
FOUNDER, LEADER = "办事人", re.compile("单位负责人.*市场监督管理局")
FIRM = "向阳示例袜业有限公司"
TYPED = {
    "company_name": FIRM,
    "business_scope": "袜子生产、销售",
    "premises": "示例路1号",
    "capital": "100000",
    "legal_representative": "张示例",
    "staff": "3",
    "investors-0-investor": "张示例",
    "investors-0-contribution": "100000",
}
LINKS = [
    "登记注册",
    "银行预约开户",
    "刻制公章",
    "申领发票",
    "单位参保登记",
    "员工登记",
    "住房公积金企业缴存登记",
]


@pytest.fixture
def founder(browser, site):
    """The phone of somebody who founds a factory."""
    for page in opened(browser, site, PHONE):
        step_into(page, FOUNDER)
        yield page


@pytest.fixture
def leader(browser, site):
    """The desk of whoever accepts the case."""
    for page in opened(browser, site, DESKTOP):
        step_into(page, LEADER)
        yield page


@pytest.fixture
def stranger(browser, site):
    """A phone on which nobody has signed in."""
    yield from opened(browser, site, PHONE)


def fits(page):
    """Nothing runs off the screen, nothing keeps anybody out."""
    assert sideways(page) <= 0
    assert serious_faults(page) == []


def begin(page):
    page.goto("/services/")
    page.get_by_role("link", name="企业开办").click()
    page.get_by_role("link", name="申请办理").first.click()
    page.get_by_role("button", name="开始填表").click()
    page.wait_for_url(re.compile("/form$"))


def is_saving(response):
    return response.url.endswith("/form") and response.request.method == "POST"


def at_rest(page):
    expect(page.locator(".htmx-request")).to_have_count(0)


def tick(page, field, value):
    """Choose an answer and wait until the form has saved itself."""
    with page.expect_response(is_saving):
        page.locator(f"[name=a-{field}][value={value}]").check()
    at_rest(page)


def fill(page):
    for field, words in TYPED.items():
        page.locator(f"[name=a-{field}]").fill(words)
    page.locator("[name=a-region]").select_option(index=1)
    tick(page, "entity_kind", "sole_investor")
    for field in ("seal", "invoices", "insurance", "fund", "bank"):
        tick(page, f"wants_{field}", "true")
    for field in ("key_project", "key_industry"):
        tick(page, field, "false")
    page.locator("[name=a-bank]").fill("示例银行")
    for paper in ("application", "premises_papers"):
        page.locator(f"#paper-{paper} input[type=file]").set_input_files(PAPER)
        expect(page.locator(f"#paper-{paper} .papers li")).to_have_count(1)
        at_rest(page)


def hand_in(page, words):
    page.get_by_role("button", name=words, exact=True).click()
    page.wait_for_url(re.compile("/receipt$"))


def do(page, number, act, **answers):
    page.goto(f"/cases/{number}/do/{act}/")
    for name, words in answers.items():
        page.locator(f"[name={name}]").fill(words)
    page.locator("main form button").first.click()
    page.wait_for_url(re.compile(f"/cases/{number}/$"))


@pytest.mark.parametrize("path", ["/services/", "/services/company_start_up/", "/receipts/"])
def test_an_open_page_fits_its_screen_and_keeps_nobody_out(anywhere, path):
    assert anywhere.goto(path).status == 200
    fits(anywhere)


def test_a_firm_is_founded_on_a_phone(founder, leader, stranger):
    begin(founder)
    fill(founder)
    hand_in(founder, "提交")
    fits(founder)
    places = (".receipt__number", ".receipt__code")
    number, code = (founder.locator(place).inner_text() for place in places)

    do(leader, number, "ask_correction", item_capital="与章程不一致", other="请补签名")
    founder.goto("/my/")
    fits(founder)
    asked = founder.locator(".asked__one").filter(has_text=number)
    expect(asked).to_contain_text("补正2处")
    asked.get_by_role("link").click()
    expect(founder.locator(".ask li")).to_have_count(2)
    founder.locator("[name=a-capital]").fill("120000")
    hand_in(founder, "提交补正")

    do(leader, number, "accept")
    founder.goto(f"/my/{number}/")
    expect(founder.locator(".link__name")).to_have_text(LINKS)
    expect(founder.locator(".link").first).to_contain_text("办理中")
    fits(founder)

    stranger.goto("/receipts/")
    stranger.get_by_label("回执代码").fill(code)
    stranger.get_by_role("button", name="查看状态").click()
    expect(stranger.get_by_role("heading", level=1)).to_have_text(number)
    expect(stranger.locator("main")).not_to_contain_text(FIRM)


def test_a_question_goes_when_it_no_longer_applies(founder):
    begin(founder)
    tick(founder, "wants_bank", "false")
    expect(founder.locator("#field-bank")).to_have_count(0)
    tick(founder, "wants_bank", "true")
    expect(founder.locator("#field-bank")).to_have_count(1)


def test_the_form_works_without_javascript(without_script):
    step_into(without_script, FOUNDER)
    begin(without_script)
    without_script.locator("[name=a-wants_bank][value=false]").check()
    without_script.get_by_role("button", name="保存并显示还要填什么").click()
    expect(without_script.locator("#field-bank")).to_have_count(0)
    expect(without_script.locator("#field-company_name")).to_have_count(1)


def test_pages_of_the_portal_are_read_in_large_type(founder):
    founder.goto("/services/company_start_up/")
    founder.get_by_role("button", name="大字版").first.click()
    expect(founder.locator("html")).to_have_attribute("data-type", "large")
    fits(founder)
    begin(founder)
    fits(founder)
