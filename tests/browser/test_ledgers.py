"""A month of the arrears ledger: rows come in, one is late, one is closed, the month is locked."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.cities import own_copy
from tests.browser.conftest import DESKTOP, PHONE, opened, serious_faults, sideways, step_into

TABLE = "/ledgers/arrears_clues/"
# In a month that no test locks.
THE_FIRST_DAY = "2024-04-22"
HEADING = [
    "收到线索日期", "线索来源", "债权企业", "合同订立时的企业规模", "欠款单位", "欠款单位类别",
    "拖欠金额", "有分歧", "已涉法涉诉", "处理投诉部门",
]  # fmt: skip
PDF = {"name": "回单.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n%%EOF"}


@pytest.fixture(scope="module")
def site(young_city, tmp_path_factory):
    """A city of its own, because its clock moves."""
    with own_copy(young_city, tmp_path_factory.mktemp("ledgers")) as address:
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


def advance(administrator, day):
    administrator.goto("/ledger/clock/")
    administrator.locator("main input[type=date]").fill(day)
    administrator.get_by_role("button", name="向前调整时钟").click()
    year, month, date = map(int, day.split("-"))
    expect(administrator.locator("main")).to_contain_text(f"{year}年{month}月{date}日")


def add_row(page, creditor, day):
    page.goto(f"{TABLE}?add=1")
    form = page.locator("#row-form")
    form.get_by_label("收到线索日期").fill(day)
    form.get_by_label("债权企业", exact=False).first.fill(creditor)
    for name, word in (
        ("线索来源", "96611热线"),
        ("合同订立时的企业规模", "小型"),
        ("欠款单位类别", "政府机关"),
        ("有分歧", "否"),
        ("已涉法涉诉", "否"),
    ):
        form.locator(".field", has_text=name).first.locator("select").select_option(label=word)
    form.locator("[name=row-debtor]").fill("示例镇政府")
    form.locator("[name=row-amount]").fill("120000")
    form.locator("[name=row-handler]").select_option("dongliao_county")
    form.get_by_role("button", name="新增一行").click()
    expect(page.locator("table.ledger")).to_contain_text(creditor)


def paste_forty(page):
    lines = [
        [
            f"2025/7/{n % 20 + 3}", "96611热线", f"第{n}示例厂", "小型", "示例镇政府", "政府机关",
            "1,000", "否", "否", "dongliao_county",
        ]
        for n in range(40)
    ]  # fmt: skip
    text = "\n".join("\t".join(cells) for cells in [HEADING, *lines])
    for said in ("新增40行", "已有40行"):
        page.goto(f"{TABLE}paste/")
        page.get_by_label("行数").fill(text)
        page.get_by_role("button", name="核对并登记").click()
        expect(page.locator("#report")).to_be_visible()
        expect(page.locator("main")).to_contain_text(said)


def row(page, creditor):
    page.goto(f"{TABLE}?q-creditor={creditor}")
    return page.locator("table.ledger tbody tr", has_text=creditor)


def settle(page, creditor, outcome, **fields):
    row(page, creditor).get_by_role("link", name="办结").click()
    page.wait_for_url("**/settle/")
    for name, value in fields.items():
        place = page.locator(f"main [name$='{name}']")
        if name == "proof":
            place.set_input_files(value)
        else:
            place.fill(value)
    if page.get_by_label(outcome, exact=True).count():
        page.get_by_label(outcome, exact=True).check()
    page.locator("main form button.button").first.click()
    page.wait_for_url(lambda address: "settle" not in address)


def test_a_month_of_the_arrears_ledger(people):
    administrator, handler = people("系统管理员"), people("工信承办")
    advance(administrator, "2025-07-02")
    add_row(handler, "甲示例厂", "2025-07-01")
    add_row(handler, "乙示例厂", "2025-07-01")
    paste_forty(handler)
    handler.goto(TABLE)
    expect(handler.locator("table.ledger tfoot")).to_contain_text("280,000")
    for creditor in ("甲示例厂", "乙示例厂"):
        settle(handler, creditor, "转处理部门")
    expect(row(handler, "甲示例厂")).to_contain_text("2025-07-31")

    county = people("东辽承办")
    settle(county, "甲示例厂", "已还清", paid="120000")
    settle(handler, "甲示例厂", "销号", paid="120000", proof=PDF)
    expect(row(handler, "甲示例厂")).to_contain_text("已报，待核验")
    check(people("工信核验"))
    expect(row(handler, "甲示例厂")).to_contain_text("已由他人核验")

    advance(administrator, "2025-08-01")
    expect(row(handler, "乙示例厂")).to_contain_text("逾期")
    lock(people("工信审定"))
    handler.goto(f"{TABLE}?q-creditor=乙示例厂")
    handler.get_by_role("link", name="更正").click()
    handler.locator("[name=row-amount]").fill("130000")
    handler.locator("#row-form button").click()
    expect(handler.locator("#row-form")).to_contain_text("请写明更正的理由")


def check(page):
    row(page, "甲示例厂").get_by_role("link", name="核验").click()
    page.wait_for_url("**/verify/")
    boxes = page.locator("main input[type=radio]")
    if boxes.count():
        boxes.first.check()
    page.locator("main form button.button").first.click()
    page.wait_for_url(lambda address: "verify" not in address)


def lock(page):
    page.goto(f"{TABLE}months/2025-07/")
    expect(page.locator("main")).to_contain_text("1 / 2 (50.0%)")
    page.get_by_role("button", name="锁定本月").click()
    expect(page.locator("main")).to_contain_text(re.compile("工信审定于.*锁定"))


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize(
    "path", ["/ledgers/", TABLE, f"{TABLE}?add=1", f"{TABLE}paste/", f"{TABLE}months/2025-07/"]
)
def test_pages_of_ledgers_fit_their_screen_and_keep_nobody_out(browser, site, viewport, path):
    opening = opened(browser, site, viewport)
    page = next(opening)
    step_into(page, "工信承办")
    assert page.goto(path).status == 200
    assert sideways(page) <= 0
    assert serious_faults(page) == []
    next(opening, None)


def test_a_row_is_added_without_a_script(browser, site):
    opening = opened(browser, site, DESKTOP, java_script_enabled=False)
    page = next(opening)
    step_into(page, "工信承办")
    add_row(page, "丙示例厂", THE_FIRST_DAY)
    next(opening, None)
