"""A source of cases held elsewhere: defined, its file mapped, tried, taken over, its case read."""

import pytest
from playwright.sync_api import expect

from tests.browser.cities import own_copy
from tests.browser.conftest import DESKTOP, PHONE, opened, serious_faults, sideways, step_into
from tests.browser.young_people import KEEPER

CONTENT = """案件编号,事件编号,环节,办理时间,受理时间,办结时限,办结时间,项目名称
SF1,e1,报装,2024-03-04 09:30,2024-03-04 09:00,2024-03-19,2024-03-15 16:00,示例一号
SF1,e2,验收,2024-03-15 16:00,2024-03-04 09:00,2024-03-19,2024-03-15 16:00,示例一号
SF2,e3,报装,前天,2024-03-05 09:00,2024-03-20,,示例二号
"""
FILE = {"name": "报装.csv", "mimeType": "text/csv", "buffer": CONTENT.encode("gb18030")}


@pytest.fixture
def page(browser, young_city, tmp_path):
    with own_copy(young_city, tmp_path) as site:
        yield from opened(browser, site, DESKTOP)


def until_shown(page, address, words):
    """The worker needs a moment; the page is asked again until it says so."""
    for _ in range(120):
        page.goto(address)
        if page.get_by_text(words).count():
            return
        page.wait_for_timeout(500)
    expect(page.locator("main")).to_contain_text(words)


def define_source(page):
    page.goto("/cases/outside/")
    page.get_by_label("系统名称").fill("示例审批系统")
    page.get_by_label("代码").fill("approvals")
    page.get_by_label("主办单位").select_option(index=1)
    page.get_by_role("button", name="定义来源").click()
    page.wait_for_url("**/cases/outside/approvals/")


def test_a_source_is_defined_and_its_file_taken_over(page):
    step_into(page, KEEPER)
    define_source(page)
    page.locator("main input[type=file]").set_input_files(FILE)
    page.locator("main [name=as_of]").fill("2024-04-01")
    page.get_by_role("button", name="上传文件").click()
    page.wait_for_url("**/cases/outside/files/**")
    address = page.url

    page.get_by_label("环节“报装”").select_option("application:taken")
    page.get_by_label("环节“验收”").select_option("acceptance:passed")
    assert sideways(page) <= 0
    page.get_by_role("button", name="试导入").click()
    until_shown(page, address, "逐行结果")
    expect(page.locator("main")).to_contain_text("“前天”不是时间")
    page.get_by_role("button", name="正式导入").click()
    page.wait_for_url(lambda now: now != address)
    until_shown(page, address, "已导入")

    page.goto("/cases/outside/approvals/")
    expect(page.locator("main")).to_contain_text("1 / 1")
    assert not serious_faults(page)
    page.set_viewport_size(PHONE)
    assert sideways(page) <= 0
