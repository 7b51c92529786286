"""企业开办: from a founder's phone through seven links in five offices to the gift pack."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.at_cases import (
    People,
    advance,
    article,
    link_of,
    report,
    say_why_late,
    settle,
)
from tests.browser.cities import own_copy
from tests.browser.conftest import PHONE, opened, sideways
from tests.browser.young_public import FOUNDER

COMPANY = "辽源棉朵袜业有限公司"
BANK = "吉林银行辽源分行"
LICENCE = "91220402MA14DUTL3P"
PAPER = {"mimeType": "application/pdf", "buffer": b"%PDF-1.7 paper"}
DOOR = "请写到门牌号"
IDENTITY = "请补身份证复印件"
LATE = "当日系统升级，次日补录"
AT_ONCE = ("登记注册", "银行预约开户")
AFTER_LICENCE = ("刻制公章", "申领发票", "单位参保登记", "员工登记", "住房公积金企业缴存登记")


@pytest.fixture(scope="module")
def site(young_city, tmp_path_factory):
    """A city of its own, because its clock moves."""
    with own_copy(young_city, tmp_path_factory.mktemp("start_up")) as address:
        yield address


@pytest.fixture
def people(browser, site):
    taking_part = People(browser, site)
    yield taking_part
    taking_part.leave()


@pytest.fixture
def founder(people):
    return people.window("founder", FOUNDER, PHONE)


def test_a_firm_is_started_by_phone_and_seven_links_take_the_time_of_the_slowest(
    founder, people, browser, site
):
    number = begin(founder)
    missing_things_are_said_beside_their_questions(founder)
    fill_in(founder)
    leave_and_come_back(founder, number)
    code = hand_in_twice(founder, number)
    asked_once_for_everything(people.clerk, founder, number)
    accept(people.clerk, number)

    two_links_run_and_five_wait(founder, number)
    register_and_book(people.market, founder, number)
    four_offices_settle_beside_each_other(people, founder, number)
    hand_over_the_pack(people.market, number)
    one_link_is_late(people, founder, number)

    it_took_as_long_as_the_slowest_link(founder, number)
    anybody_with_the_code_sees_the_state_only(browser, site, code)


def begin(founder):
    """Find the service, read its guide, open a form; its number."""
    founder.goto("/services/")
    founder.get_by_role("searchbox").or_(founder.locator("main [name=words]")).first.fill("开办")
    founder.keyboard.press("Enter")
    founder.get_by_role("link", name="企业开办", exact=True).click()
    expect(founder.locator("main")).to_contain_text("一次告诉您全部需要补正的材料")
    assert sideways(founder) <= 0
    founder.get_by_role("link", name="申请办理").first.click()
    founder.get_by_role("button", name="开始填表").click()
    founder.wait_for_url("**/form")
    assert sideways(founder) <= 0
    return re.search(r"/my/([^/]+)/form", founder.url).group(1)


def missing_things_are_said_beside_their_questions(founder):
    founder.get_by_role("button", name="提交", exact=True).click()
    expect(founder.locator(".faults")).to_contain_text("企业名称")
    expect(founder.locator("#field-company_name .field__error")).to_be_visible()
    expect(founder.locator("#paper-application .field__error")).to_be_visible()
    expect(founder.locator("#field-industry .field__error")).to_have_count(0)


def fill_in(founder):
    typed = {
        "company_name": COMPANY,
        "business_scope": "袜子生产、销售",
        "premises": "龙山区福阳路8号",
        "capital": "500000",
        "legal_representative": "周明远",
        "staff": "6",
        "investors-0-investor": "周明远",
        "investors-0-contribution": "500000",
    }
    founder.locator("[name=a-entity_kind][value=limited_company]").check()
    for name, said in typed.items():
        founder.locator(f"[name=a-{name}]").fill(said)
    founder.locator("[name=a-region]").select_option(label="龙山区")
    for name in ("seal", "invoices", "insurance", "fund", "bank"):
        founder.locator(f"[name=a-wants_{name}][value=true]").check()
    founder.locator("[name=a-bank]").fill(BANK)
    for name in ("key_project", "key_industry"):
        founder.locator(f"[name=a-{name}][value=false]").check()
    for name in ("application", "premises_papers", "articles"):
        founder.locator(f"[name=p-{name}]").set_input_files({"name": f"{name}.pdf", **PAPER})


def leave_and_come_back(founder, number):
    founder.get_by_role("button", name="保存，以后再填").click()
    founder.wait_for_url("**/my/")
    founder.goto("/")
    founder.goto("/my/")
    founder.locator(".asked").get_by_role("link", name=number).click()
    founder.wait_for_url("**/form")
    expect(founder.locator("[name=a-bank]")).to_have_value(BANK)
    expect(founder.locator("#paper-articles")).to_contain_text("articles.pdf")


def hand_in_twice(founder, number):
    """An impatient thumb; there is one case with one receipt, whose code is returned."""
    founder.get_by_role("button", name="提交", exact=True).dblclick()
    founder.wait_for_url("**/receipt")
    expect(founder.locator(".receipt__number")).to_have_text(number)
    expect(founder.locator(".receipt__scan svg")).to_be_visible()
    code = founder.locator(".receipt__code").inner_text()
    assert sideways(founder) <= 0
    founder.goto("/my/")
    expect(founder.locator(".entry")).to_have_count(1)
    expect(founder.locator(".entry")).to_contain_text("待受理")
    return code


def asked_once_for_everything(clerk, founder, number):
    clerk.goto("/cases/")
    clerk.locator("table.cases").get_by_role("link", name=COMPANY).click()
    clerk.get_by_role("link", name="要求补正").click()
    clerk.locator("[name=item_identity]").fill(IDENTITY)
    clerk.locator("[name=item_premises]").fill(DOOR)
    clerk.locator("main form.form button.button").click()
    clerk.wait_for_url(f"**/cases/{number}/")
    expect(clerk.get_by_role("link", name="要求补正")).to_have_count(0)

    founder.goto("/my/")
    founder.get_by_role("link", name="一次补齐").click()
    founder.wait_for_url("**/form")
    expect(founder.locator(".ask")).to_contain_text(IDENTITY)
    expect(founder.locator(".ask")).to_contain_text(DOOR)
    founder.locator("[name=a-premises]").fill("龙山区福阳路8号2栋101")
    founder.locator("[name=p-identity]").set_input_files({"name": "id.pdf", **PAPER})
    founder.get_by_role("button", name="提交").first.click()
    founder.wait_for_url("**/receipt")
    clerk.goto(f"/cases/{number}/")
    expect(clerk.locator("#papers")).to_contain_text("id.pdf")
    expect(clerk.get_by_role("link", name="要求补正")).to_have_count(0)


def accept(clerk, number):
    clerk.goto(f"/cases/{number}/")
    clerk.get_by_role("link", name="受理", exact=True).click()
    clerk.get_by_role("button", name="受理", exact=True).click()
    clerk.wait_for_url(f"**/cases/{number}/")
    expect(clerk.locator("#open")).to_contain_text("登记注册")
    expect(clerk.locator("#open").get_by_role("link", name="办结")).to_have_count(0)


def two_links_run_and_five_wait(founder, number):
    founder.goto(f"/my/{number}/")
    for name in AT_ONCE:
        expect(link_of(founder, name)).to_contain_text("办理中")
    for name in AFTER_LICENCE:
        expect(link_of(founder, name)).to_contain_text("前一环节： 登记注册")
    expect(link_of(founder, "登记注册")).to_contain_text("2024年4月23日")
    expect(link_of(founder, "登记注册")).to_contain_text("2024年4月25日")
    assert sideways(founder) <= 0


def register_and_book(market, founder, number):
    answers = {"licence_on": "2024-04-22", "credit_code": LICENCE}
    settle(market, number, "登记注册", "准予登记，签发营业执照", **answers)
    report(market, number, "银行预约开户", "已预约", bank_day="2024-04-24")
    founder.goto(f"/my/{number}/")
    expect(link_of(founder, "银行预约开户")).to_contain_text("已预约")
    for name in AFTER_LICENCE:
        expect(link_of(founder, name)).to_contain_text("办理中")
    founder.get_by_role("link", name="准予设立登记通知书").click()
    expect(founder.locator(".issued")).to_contain_text(LICENCE)


def four_offices_settle_beside_each_other(people, founder, number):
    settle(people.tax, number, "申领发票", "已核定发放")
    settle(people.police, number, "刻制公章", "已刻制、备案")
    settle(people.insurance, number, "员工登记", "已登记")
    settle(people.insurance, number, "单位参保登记", "已登记")
    founder.goto(f"/my/{number}/")
    expect(link_of(founder, "申领发票")).to_contain_text("已核定发放")
    expect(link_of(founder, "刻制公章")).to_contain_text("已刻制、备案")
    expect(link_of(founder, "住房公积金企业缴存登记")).to_contain_text("办理中")


def hand_over_the_pack(market, number):
    answers = {"gifts": "公章一枚、税务Ukey", "gifts_on": "2024-04-22", "gifts_signed_by": "周明远"}
    settle(market, number, "发放零成本大礼包", "已签收", **answers)


def one_link_is_late(people, founder, number):
    """Nothing is settled late before the reason is published; the founder reads it."""
    advance(people, "2024-04-24")
    late = article(people.fund, number, "住房公积金企业缴存登记")
    expect(late).to_contain_text("逾期")
    expect(late.get_by_role("link", name="办结")).to_have_count(0)
    say_why_late(people.fund, number, "住房公积金企业缴存登记", LATE)
    founder.goto(f"/my/{number}/")
    expect(link_of(founder, "住房公积金企业缴存登记").locator(".link__late")).to_contain_text(LATE)
    settle(people.fund, number, "住房公积金企业缴存登记", "已登记")


def it_took_as_long_as_the_slowest_link(founder, number):
    founder.goto(f"/my/{number}/")
    stands = founder.locator("dl.facts").first
    expect(stands).to_contain_text("开办完成")
    expect(stands).to_contain_text(re.compile(r"已用时间\s*2天"))
    for title in ("企业开办完成通知", "企业开办零成本大礼包签收单", "关于超过承诺时限的说明"):
        expect(founder.get_by_role("link", name=title)).to_be_visible()
    assert sideways(founder) <= 0


def anybody_with_the_code_sees_the_state_only(browser, site, code):
    for passer_by in opened(browser, site, PHONE):
        passer_by.goto("/receipts/")
        passer_by.locator("main input[type=text]").first.fill(code)
        passer_by.get_by_role("button", name="查看进度").or_(
            passer_by.locator("main form.form button")
        ).first.click()
        expect(passer_by.locator("main")).to_contain_text("开办完成")
        for private in (COMPANY, "周明远", "福阳路"):
            expect(passer_by.locator("body")).not_to_contain_text(private)
