"""简易注销: one notice that is objected to, one window that is missed, and one that is used."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.at_cases import People, advance, article, link_of, report, settle
from tests.browser.cities import own_copy
from tests.browser.conftest import PHONE, sideways
from tests.browser.young_public import FIRM, OWNER

PAPER = {"mimeType": "application/pdf", "buffer": b"%PDF-1.7 paper"}
OFFICES = {
    "tax": "税务：清税",
    "insurance": "社会保险：注销登记",
    "fund": "住房公积金：账户注销",
    "police": "公安：公章缴销",
}
OPEN_POINTS = (
    "needs_approval",
    "revoked",
    "in_abnormal_list",
    "in_serious_list",
    "encumbered",
    "invests_elsewhere",
    "under_investigation",
    "fine_open",
)
DUES = "二季度增值税尚未申报"


@pytest.fixture(scope="module")
def site(young_city, tmp_path_factory):
    """A city of its own, because its clock moves."""
    with own_copy(young_city, tmp_path_factory.mktemp("deregistration")) as address:
        yield address


@pytest.fixture
def people(browser, site):
    taking_part = People(browser, site)
    yield taking_part
    taking_part.leave()


@pytest.fixture
def owner(people):
    return people.window("owner", OWNER, PHONE)


def test_a_firm_is_deregistered_once_nobody_objects_and_the_window_is_kept(people, owner):
    it_is_barred_at_once_when_a_ground_is_known(owner)
    the_tax_office_objects(people, owner)
    the_window_is_missed(people, owner)
    the_window_is_used(people, owner)


def it_is_barred_at_once_when_a_ground_is_known(owner):
    number = apply_for_it(owner, in_abnormal_list="true")
    owner.goto(f"/my/{number}/")
    expect(owner.locator("dl.facts").first).to_contain_text("不适用简易程序")
    owner.get_by_role("link", name="不适用简易注销告知书").click()
    expect(owner.locator(".issued")).to_contain_text("移出后可以再申请")


def the_tax_office_objects(people, owner):
    number = apply_for_it(owner)
    publish(people.market, number, "2024-04-22")
    settle(people.tax, number, OFFICES["tax"], "提出异议", reason=DUES)
    owner.goto(f"/my/{number}/")
    expect(owner.locator("dl.facts").first).to_contain_text("有异议")
    owner.get_by_role("link", name="异议告知书").click()
    expect(owner.locator(".issued")).to_contain_text("税务局在办理“税务：清税”时提出异议")
    expect(owner.locator(".issued")).to_contain_text(DUES)


def the_window_is_missed(people, owner):
    """What is not known bars nothing, it is asked about; silence clears; the notice lapses."""
    number = apply_for_it(owner)
    owner.goto(f"/my/{number}/")
    owner.get_by_role("link", name="收件回执").click()
    expect(owner.locator(".issued")).to_contain_text("正在诉讼或者仲裁程序中")
    publish(people.market, number, "2024-04-22")
    the_last_day_explains_itself(people.market, number)

    advance(people, "2024-05-13")
    state_becomes(owner, number, "公示20日", "无异议")
    for name in OFFICES.values():
        state_becomes(owner, number, name, "无异议、已办结")
    expect(owner.locator(".asked")).to_contain_text("申请注销登记")
    expect(owner.locator(".asked")).to_contain_text("2024年6月1日")

    advance(people, "2024-06-03")
    state_becomes(owner, number, "申请注销登记", "过期没有申请")
    expect(owner.locator("dl.facts").first).to_contain_text("逾期未申请，公示失效")
    owner.get_by_role("link", name="公示失效告知书").click()
    expect(owner.locator(".issued")).to_contain_text("请重新公示")


def the_window_is_used(people, owner):
    number = apply_for_it(owner, in_proceedings="false")
    publish(people.market, number, "2024-06-03")
    owner.goto(f"/my/{number}/")
    for name in OFFICES.values():
        expect(link_of(owner, name)).to_contain_text("办理中")
    for who, name in OFFICES.items():
        office = getattr(people, who)
        if who == "police":
            settle(office, number, name, "无异议、已办结", seal_returned="true")
        else:
            settle(office, number, name, "无异议、已办结")

    advance(people, "2024-06-24")
    state_becomes(owner, number, "公示20日", "无异议")
    owner.locator(".asked a.button").first.click()
    owner.locator("[name=a-applied_on]").fill("2024-06-24")
    assert sideways(owner) <= 0
    owner.get_by_role("button", name="已申请").click()
    owner.wait_for_url(f"**/my/{number}/")
    expect(link_of(owner, "申请注销登记")).to_contain_text("已申请")

    settle(people.market, number, "注销登记", "准予注销", deregistered_on="2024-06-24")
    owner.goto(f"/my/{number}/")
    expect(owner.locator("dl.facts").first).to_contain_text("已注销")
    owner.get_by_role("link", name="准予注销登记通知书").click()
    expect(owner.locator(".issued")).to_contain_text("准予注销")


def apply_for_it(owner, **known):
    """The owner applies for her firm on a phone; what the register knows is there already."""
    owner.goto("/services/deregistration_simple/")
    owner.get_by_role("link", name="申请办理").first.click()
    expect(owner.locator("main")).to_contain_text(FIRM)
    owner.get_by_role("button", name="开始填表").click()
    owner.wait_for_url("**/form")
    number = re.search(r"/my/([^/]+)/form", owner.url).group(1)
    expect(owner.locator("[name=a-company]")).to_have_value(FIRM)
    owner.locator("[name=a-contact_name]").fill("陈玉兰")
    answers = {"entity_kind": "company", "debts_settled": "true", "dues_settled": "true"}
    answers |= dict.fromkeys(OPEN_POINTS, "false") | known
    for name, said in answers.items():
        owner.locator(f"[name=a-{name}][value={said}]").check()
    for name in ("application", "promise"):
        owner.locator(f"[name=p-{name}]").set_input_files({"name": f"{name}.pdf", **PAPER})
    owner.get_by_role("button", name="提交", exact=True).click()
    owner.wait_for_url("**/receipt")
    return number


def publish(market, number, day):
    report(market, number, "公示承诺书和注销申请", "已公示", notice_on=day)


def the_last_day_explains_itself(market, number):
    notice = article(market, number, "公示20日")
    expect(notice).to_contain_text("2024年5月12日")
    notice.get_by_text("这一天怎么算的？").click()
    expect(notice.locator("details.why")).to_contain_text("自次日起算")


def state_becomes(owner, number, step, word):
    """The worker has settled by itself what the passing of days settles."""
    owner.goto(f"/my/{number}/")
    for _again in range(60):
        if word in link_of(owner, step).inner_text():
            break
        owner.wait_for_timeout(1000)
        owner.reload()
    expect(link_of(owner, step)).to_contain_text(word)
