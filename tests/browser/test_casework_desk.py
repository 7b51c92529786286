"""Officials finish a fire check: accepted, countersigned, sent back, handed over, late, settled."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.cities import own_copy
from tests.browser.conftest import DESKTOP, PHONE, opened, serious_faults, sideways, step_into
from tests.browser.young_public import VENUE


@pytest.fixture(scope="module")
def site(young_city, tmp_path_factory):
    """A city of its own, because its clock moves."""
    with own_copy(young_city, tmp_path_factory.mktemp("desk")) as address:
        yield address


@pytest.fixture
def people(browser, site):
    """A function that opens the browser of somebody; each is opened once."""
    entering, pages = [], {}

    def entered(name):
        if name not in pages:
            opening = opened(browser, site, DESKTOP)
            entering.append(opening)
            pages[name] = next(opening)
            step_into(pages[name], name)
        return pages[name]

    yield entered
    for each in entering:
        next(each, None)


def open_case(page):
    page.goto("/cases/")
    page.get_by_role("link", name=VENUE).first.click()
    page.wait_for_url(re.compile(r"/cases/[A-Z]+-\d{4}-"))


def step(page, name):
    return page.locator("article.step").filter(has=page.get_by_role("heading", name=name))


def act(page, name, words):
    """Open the form of an act on an open step."""
    step(page, name).get_by_role("link", name=words, exact=True).click()
    expect(page.locator("main form.form")).to_be_visible()


def send(page, words):
    page.locator("main form.form").get_by_role("button", name=words, exact=True).click()
    expect(page.locator("#flashes")).to_contain_text("已记录")


def fits(page):
    assert sideways(page) <= 0
    assert serious_faults(page) == []


def accept(clerk):
    open_case(clerk)
    fits(clerk)
    clerk.get_by_role("link", name="受理", exact=True).click()
    send(clerk, "受理")


def countersign(handler, other):
    open_case(handler)
    act(handler, "现场检查", "会签")
    fits(handler)
    handler.get_by_label(re.compile("市公安局$")).first.check()
    send(handler, "会签")
    expect(step(handler, "现场检查").get_by_role("link", name="办结", exact=True)).to_have_count(0)
    open_case(other)
    act(other, "现场检查", "签署意见")
    other.get_by_label("同意", exact=True).check()
    send(other, "签署意见")


def inspect(page):
    open_case(page)
    act(page, "现场检查", "办结")
    fits(page)
    page.get_by_label("检查合格，许可").check()
    page.locator("[name=a-inspected_on]").fill("2024-05-08")
    page.locator("[name=a-findings]").fill("安全出口畅通")
    page.locator("[name=a-inspectors]").fill("甲、乙")
    page.locator("[name=a-licence_number]").fill("示例消许字第1号")
    send(page, "办结")


def send_back(page):
    act(page, "送达许可文书", "退回")
    page.get_by_label(re.compile("现场检查")).check()
    page.locator("[name=reason]").fill("检查人员少写一名")
    send(page, "退回")
    expect(page.locator("#timeline")).to_contain_text("检查人员少写一名")


def hand_over(page, name):
    act(page, "现场检查", "转办")
    page.locator("[name=party]").select_option(
        label=page.locator("option").filter(has_text=name).first.inner_text()
    )
    page.locator("[name=reason]").fill("休假")
    send(page, "转办")
    expect(step(page, "现场检查")).to_contain_text(name)


def advance(administrator, day):
    administrator.goto("/ledger/clock/")
    administrator.locator("main input[type=date]").fill(day)
    administrator.get_by_role("button", name="向前调整时钟").click()
    expect(administrator.locator("main")).to_contain_text("2024年7月1日")


def explain(page):
    open_case(page)
    expect(step(page, "现场检查")).to_contain_text("逾期")
    act(page, "现场检查", "公开逾期原因")
    page.locator("[name=reason]").fill("申请人推迟了检查日期")
    send(page, "公开逾期原因")
    expect(step(page, "现场检查")).to_contain_text("申请人推迟了检查日期")


def test_a_fire_check_is_finished_by_several_officials(people):
    accept(people("消防窗口"))
    handler, deputy = people("消防承办"), people("消防代理")
    countersign(handler, people("公安承办"))
    inspect(handler)
    send_back(handler)
    hand_over(handler, "消防代理")
    advance(people("系统管理员"), "2024-07-01")
    explain(deputy)
    inspect(deputy)
    act(deputy, "送达许可文书", "办结")
    deputy.locator("[name=a-delivered_on]").fill("2024-07-01")
    send(deputy, "办结")
    expect(deputy.locator("main .heading")).to_contain_text("已办结")
    fits(deputy)


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("path", ["/cases/", "/cases/new/", "/casework/types/"])
def test_pages_of_the_desk_fit_their_screen_and_keep_nobody_out(browser, site, viewport, path):
    for page in opened(browser, site, viewport):
        step_into(page, "市监承办")
        assert page.goto(path).status == 200
        fits(page)
