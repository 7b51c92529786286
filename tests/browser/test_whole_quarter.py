"""A quarter from its first day: plans drafted and signed, returns sent back, late, summed up."""

import io
import re
import time
from types import SimpleNamespace

import docx
import pytest
from playwright.sync_api import expect

from tests.browser.cities import own_copy
from tests.browser.conftest import DESKTOP, opened, step_into

ROLES = {
    "liaison": "联络员",
    "reviewer": "单位审核人",
    "leader": "单位负责人",
    "lead": "牵头办",
    "administrator": "系统管理员",
}
MEASURE = "开设专窗、编印办事指南，逐项公布办理时限和所需材料"
MILESTONE = "办事指南印发各窗口并在网站公布"
MAY = "印发办事指南三份，召开协调会两次，走访企业二十一户，收集意见建议十一条，已答复九条。"
JUNE = "专窗全部开设，办事指南在网站公布，六月受理一百三十件，平均用时比五月少一天。"
QUARTER = "二季度印发办事指南三份，开设专窗，走访企业二十一户，受理事项一百三十件，平均用时少一天。"
TOO_SHORT = "持续推进。"
SENT_BACK = "没有数字和佐证，请写清做了什么"
LATE = "数据核对用时较长"
GUIDE = {"name": "办事指南.txt", "mimeType": "text/plain", "buffer": "办事指南".encode()}
PATIENCE = 60


@pytest.fixture(scope="module")
def site(young_city, tmp_path_factory):
    """A city on the day on which its plan was issued; nobody has planned anything."""
    with own_copy(young_city, tmp_path_factory.mktemp("whole_quarter")) as address:
        yield address


@pytest.fixture
def people(browser, site):
    """One page for everybody who takes part."""
    entering = {name: entered(browser, site, role) for name, role in ROLES.items()}
    yield SimpleNamespace(**{name: next(each) for name, each in entering.items()})
    for each in entering.values():
        next(each, None)


def test_a_quarter_is_lived_through_from_the_drafting_of_plans_to_its_summary(people):
    plan = draft_a_plan(people)
    sign_and_accept(people, plan)
    task = task_of(people.liaison)

    advance(people, "2024-05-20", opens="2024-05")
    may = find_return(people.liaison, "2024-05", task)
    return_sent_back_and_mended(people, may)

    advance(people, "2024-06-27", opens="2024-06")
    june = find_return(people.liaison, "2024-06", task)
    return_late(people, june)
    circulate(people.lead, "2024年6月", "2024-06")
    approve(people.lead, june)
    the_milestone_is_proven(people.liaison, plan)

    sum_up(people)
    the_wall_shows_both_months(people.lead, task)


def draft_a_plan(people):
    """The lead office asks, the liaison writes; the address of the plan."""
    lead, liaison = people.lead, people.liaison
    lead.goto("/implementation/open/")
    lead.get_by_role("button", name="布置").click()
    lead.wait_for_url("**/implementation/all/")
    liaison.goto("/implementation/")
    row = liaison.locator(".implementation-rows tbody tr").filter(
        has=liaison.get_by_role("cell", name="负责", exact=True)
    )
    row.first.get_by_role("link").first.click()
    liaison.wait_for_url(re.compile("/implementation/[0-9a-f-]{36}/$"))
    plan = liaison.url
    liaison.goto(f"{plan}edit/measure/")
    write_a_measure(liaison)
    return plan


def write_a_measure(liaison):
    liaison.locator("[name=text]").fill(MEASURE)
    for box in liaison.locator("[name=carries]").all():
        box.check()
    fill(
        liaison,
        {
            "section": "登记注册科",
            "person_name": "王明",
            "starts_on": "2024-05-06",
            "ends_on": "2024-12-20",
            "result": "办理时限逐项公布，群众少跑一趟",
            "evidence": "办事指南、专窗照片",
            "milestones-0-due_on": "2024-06-20",
            "milestones-0-result": MILESTONE,
        },
    )
    june = liaison.locator("tr").filter(has_text="2024-06")
    june.locator("[name$=words]").fill("办事指南公布")
    june.locator("[name$=numerator]").fill("3")
    june.locator("[name$=unit]").fill("份")
    june.locator("[name$=source]").fill("工作台账")
    liaison.get_by_role("button", name="保存").click()
    liaison.wait_for_url("**/edit/")
    expect(liaison.locator("main")).to_contain_text("内容齐全")


def sign_and_accept(people, plan):
    people.leader.goto(plan)
    people.leader.get_by_role("link", name="签发").click()
    people.leader.get_by_role("button", name="签发").click()
    people.leader.wait_for_url(plan)
    people.lead.goto(plan)
    people.lead.get_by_role("button", name="通过").click()
    expect(people.lead.locator("dl.facts").first).to_contain_text("已通过")
    people.liaison.goto(plan)
    expect(people.liaison.locator("dl.facts").first).to_contain_text("已通过")


def task_of(page):
    """The number of the task that the page is about."""
    return page.locator("h1 a").inner_text().split()[0]


def return_sent_back_and_mended(people, address):
    """In time, but hollow; sent back with a reason, written again, approved."""
    fill_in(people.liaison, address, TOO_SHORT)
    submit(people.reviewer, address)
    send_back(people.lead, address)
    people.liaison.goto(address)
    expect(people.liaison.locator("main")).to_contain_text(SENT_BACK)
    fill_in(people.liaison, address, MAY, figure="21")
    submit(people.reviewer, address)
    approve(people.lead, address)


def return_late(people, address):
    """Against the plan, with its milestone and the proof of it; after the 25th a reason is due."""
    people.liaison.goto(f"{address}edit/")
    expect(people.liaison.locator(".return-hints").first).to_contain_text("办事指南公布")
    fill_in(people.liaison, address, JUNE, figure="130", milestone=MILESTONE)
    people.reviewer.goto(f"{address}submit/")
    reason = people.reviewer.locator("textarea")
    expect(reason).to_have_attribute("required", "")
    reason.fill(LATE)
    people.reviewer.get_by_role("button", name="报送").click()
    people.reviewer.wait_for_url("**/units/**")


def circulate(lead, name, period):
    lead.goto(f"/desk/returns/{period}/circular/")
    official = lead.locator(".official")
    expect(official).to_contain_text(LATE)
    expect(official).to_contain_text("未报送的单位")
    with lead.expect_download() as download:
        lead.get_by_role("link", name=re.compile("docx")).click()
    word = docx.Document(io.BytesIO(download.value.path().read_bytes()))
    assert word.paragraphs[0].text == f"关于{name}工作进展情况报送情况的通报"
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert LATE in " ".join([*cells, *(each.text for each in word.paragraphs)])


def the_milestone_is_proven(page, plan):
    page.goto(plan)
    proven = page.locator("tr").filter(has_text=MILESTONE)
    expect(proven.locator("time")).to_have_count(1)


def sum_up(people):
    """The quarter's summary, beside the approved returns that it rests on."""
    liaison = people.liaison
    liaison.goto("/desk/returns/")
    liaison.get_by_role("link", name="第2季度").click()
    liaison.wait_for_url("**/2024-q2/units/**")
    address = liaison.locator(".return-rows tbody th a").first.get_attribute("href")
    liaison.goto(f"{address}edit/")
    liaison.locator(".return-quarter summary").first.click()
    expect(liaison.locator(".return-quarter").first).to_contain_text(MAY)
    fill_in(liaison, address, QUARTER)
    submit(people.reviewer, address)
    approve(people.lead, address)


def the_wall_shows_both_months(lead, task):
    lead.goto("/plan/wall/")
    row = lead.locator(".wallchart tbody tr").filter(
        has=lead.get_by_role("cell", name=task, exact=True)
    )
    expect(row.locator("a.wallchart__cell")).to_have_count(2)


def find_return(page, period, task):
    """The address of the unit's return on `task`."""
    page.goto("/desk/returns/")
    page.wait_for_url(f"**/desk/returns/{period}/units/**")
    row = page.locator(".return-rows tbody tr").filter(
        has=page.get_by_text(re.compile(f"^{task} "))
    )
    return row.get_by_role("link").first.get_attribute("href")


def fill_in(page, address, words, figure="", milestone=""):
    page.goto(f"{address}edit/")
    for field in page.locator("textarea[name$=progress]").all():
        field.fill(words)
    if figure:
        give_a_figure(page, figure)
    if milestone:
        page.get_by_label(re.compile(milestone)).check()
        page.locator("input[name=line0-evidence]").set_input_files(GUIDE)
    page.get_by_role("button", name="保存并提交审核").click()
    page.wait_for_url("**/units/**")


def give_a_figure(page, figure):
    numerator = page.locator("input[name=line0-numerator]")
    if not numerator.is_visible():
        page.locator("details", has=numerator).locator("summary").click()
    fill(
        page,
        {
            "line0-numerator": figure,
            "line0-measured_in": "件",
            "line0-source": "工作台账",
        },
    )


def submit(reviewer, address):
    reviewer.goto(f"{address}submit/")
    reviewer.get_by_role("button", name="报送").click()
    reviewer.wait_for_url("**/units/**")


def send_back(lead, address):
    lead.goto(address)
    expect(lead.locator("main")).to_contain_text("内容空泛")
    lead.get_by_role("link", name="退回", exact=True).click()
    lead.locator("textarea").fill(SENT_BACK)
    lead.get_by_role("button", name="退回").click()
    lead.wait_for_url(re.compile("^((?!send-back).)*$"))


def approve(lead, address):
    lead.goto(address)
    lead.get_by_role("button", name="通过").click()
    expect(lead.locator("main")).to_contain_text("审核通过")


def advance(people, day, opens):
    """Move the clock, and wait until the worker has opened the month that has begun."""
    administrator = people.administrator
    administrator.goto("/ledger/clock/")
    administrator.locator("main input[type=date]").fill(day)
    administrator.get_by_role("button", name="向前调整时钟").click()
    expect(administrator.locator("main")).to_contain_text(chinese(day))
    until = time.monotonic() + PATIENCE
    while not people.lead.request.get(f"/desk/returns/{opens}/").ok:
        assert time.monotonic() < until, f"{opens} is not opened"
        people.lead.wait_for_timeout(300)


def chinese(day):
    year, month, date = (int(part) for part in day.split("-"))
    return f"{year}年{month}月{date}日"


def fill(page, values):
    for name, value in values.items():
        page.locator(f"[name={name}]").fill(value)


def entered(browser, site, role):
    """A page of somebody who has come in with this role."""
    for page in opened(browser, site, DESKTOP):
        step_into(page, role)
        yield page
