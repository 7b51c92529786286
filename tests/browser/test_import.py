"""A published plan, from upload to workspace, in a real browser."""

import uuid

import pytest
from docx import Document
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, opened, serious_faults, sideways, step_into

BODY = """{city}2025年优化营商环境行动方案
{city}人民政府办公室
2025年1月6日
一、主要任务
1.推进企业开办便利化。全面推行网上办理。办理时间由3个工作日压缩至1个工作日以内。(市市场监管局牵头,市公安局、市税务局按职责分工负责)
2.优化施工许可。年底前实现并联审批。2025年6月底前完成系统改造,平均压缩30%以上。(市住建局、市发展改革委负责)
3.加强政策兑现。建立政策清单,推送到企业。(市发改委牵头,各县区人民政府按职责分工负责)
"""


@pytest.fixture
def document(tmp_path):
    """A plan that no other test has uploaded, as txt; `.docx` beside it is another."""
    for suffix in ("txt", "docx"):
        text = BODY.format(city=f"甲{uuid.uuid4().hex[:6]}市")
        if suffix == "txt":
            (tmp_path / "plan.txt").write_text(text, encoding="utf-8")
            continue
        word = Document()
        for line in text.splitlines():
            word.add_paragraph(line)
        word.save(str(tmp_path / "plan.docx"))
    return tmp_path / "plan.txt"


def upload(page, path):
    page.goto("/plans/import/")
    page.set_input_files("input[type=file]", path)
    page.get_by_role("button", name="读取文件").click()
    page.wait_for_url("**/plans/drafts/*/")


def opened_task(page, number):
    page.locator(".draft-tasks tbody th a").nth(number - 1).click()
    expect(chosen(page)).to_have_count(1)


def pressed(page, key):
    """Press a key that corrects something, and wait for the fresh fragment and its cursor."""
    fragment = page.locator("#work input[name=key]").first
    before = fragment.input_value()
    page.keyboard.press(key)
    expect(fragment).not_to_have_value(before)
    expect(chosen(page)).to_have_count(1)


def chosen(page):
    return page.locator("[data-yingshang-card][aria-current]")


def role_of(page, name):
    card = page.locator("[data-yingshang-card]").filter(has_text=name).first
    return card.locator("[aria-pressed=true]")


def select(page, words):
    """Mark words of the text, as dragging over them does."""
    page.evaluate(
        """words => {
          for (const piece of document.querySelectorAll("[data-yingshang-at]")) {
            const at = piece.textContent.indexOf(words);
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(piece.firstChild, at);
            range.setEnd(piece.firstChild, at + words.length);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            return;
          }
        }""",
        words,
    )
    expect(page.locator("[data-yingshang-marking] [name=end]")).not_to_have_value("")


def approve(page, code):
    page.get_by_role("link", name="批准", exact=True).click()
    page.wait_for_url("**/approve/")
    page.locator("input[name=code]").fill(code)
    page.locator("input[name=name]").fill("甲市人民政府")
    if page.locator("input[name=seen_all]").count():
        page.locator("input[name=seen_all]").check()
    page.get_by_role("button", name="批准").click()
    page.wait_for_url("**/plans/")


@pytest.mark.parametrize("suffix", ["txt", "docx"])
def test_a_plan_is_uploaded_corrected_by_keyboard_and_approved(desktop, document, suffix):
    step_into(desktop, "牵头")
    upload(desktop, document.with_suffix(f".{suffix}"))
    draft = desktop.url
    expect(desktop.locator(".draft-tasks tbody tr")).to_have_count(3)
    opened_task(desktop, 1)
    desktop.keyboard.press("j")
    desktop.keyboard.press("j")
    expect(chosen(desktop)).to_contain_text("市税务局")
    pressed(desktop, "1")
    expect(role_of(desktop, "市税务局")).to_contain_text("牵头")
    pressed(desktop, "u")
    expect(role_of(desktop, "市税务局")).to_contain_text("配合")
    pressed(desktop, "2")
    expect(role_of(desktop, "市税务局")).to_contain_text("负责")
    desktop.keyboard.press("n")
    desktop.wait_for_url("**/tasks/02/")
    desktop.goto(draft)
    expect(desktop.locator("#history")).to_contain_text("市税务局")
    code = f"w-{uuid.uuid4().hex[:8]}"
    approve(desktop, code)
    desktop.goto(f"/w/{code}/plan/")
    desktop.get_by_role("link", name="推进企业开办便利化").click()
    desktop.wait_for_url(f"**/w/{code}/plan/tasks/01/")
    expect(desktop.locator("#who")).to_contain_text("市税务局")


def test_keys_typed_faster_than_the_site_answers_reach_what_they_mean(desktop, document):
    step_into(desktop, "牵头")
    upload(desktop, document)
    draft = desktop.url
    opened_task(desktop, 1)
    desktop.keyboard.type("jj1u2kxn")
    desktop.wait_for_url("**/tasks/02/")
    desktop.goto(draft)
    expect(desktop.locator("#history")).to_contain_text("市税务局")
    desktop.locator(".draft-tasks tbody th a").first.click()
    expect(role_of(desktop, "市税务局")).to_contain_text("负责")
    expect(role_of(desktop, "市市场监管局")).to_contain_text("牵头")
    expect(desktop.locator("[data-yingshang-card]").filter(has_text="市公安局")).to_have_count(0)


def test_a_span_is_set_by_marking_words(desktop, document):
    step_into(desktop, "牵头")
    upload(desktop, document)
    opened_task(desktop, 3)
    select(desktop, "建立政策清单")
    desktop.locator("#marking-what").select_option("target")
    pressed(desktop, "a")
    figure = desktop.locator(".draft-mark--target").filter(has_text="建立政策清单")
    expect(figure.first).to_be_visible()


def test_a_finding_takes_the_borders_of_the_marked_words(desktop, document):
    step_into(desktop, "牵头")
    upload(desktop, document)
    opened_task(desktop, 2)
    desktop.locator("[data-yingshang-card]").filter(has_text="市住建局").locator("p").first.click()
    expect(chosen(desktop)).to_contain_text("市住建局")
    select(desktop, "住建局")
    pressed(desktop, "e")
    expect(chosen(desktop)).not_to_contain_text("市住建局")
    expect(chosen(desktop)).to_contain_text("住建局")


def test_two_people_are_told_of_each_other(browser, site, desktop, document):
    step_into(desktop, "牵头")
    upload(desktop, document)
    opened_task(desktop, 1)
    address = desktop.url
    for other in opened(browser, site, DESKTOP):
        step_into(other, "管理员")
        other.goto(address)
        expect(other.locator("#presence p")).to_contain_text("同时在场")


def test_a_plan_can_be_corrected_without_javascript(without_script, document):
    step_into(without_script, "牵头")
    upload(without_script, document)
    without_script.locator(".draft-tasks tbody th a").first.click()
    card = without_script.locator("[data-yingshang-card]").filter(has_text="市税务局").first
    card.get_by_role("button", name="牵头").click()
    without_script.wait_for_url("**/tasks/01/#f-*")
    expect(role_of(without_script, "市税务局")).to_contain_text("牵头")


def test_the_pages_of_an_import_fit_and_keep_nobody_out(anywhere):
    step_into(anywhere, "牵头")
    anywhere.goto("/plans/drafts/")
    waiting = anywhere.locator("main tbody tr").filter(has_text="核对中").locator("th a").first
    draft = waiting.get_attribute("href")
    paths = ("/plans/", "/plans/import/", "/plans/drafts/", draft, f"{draft}tasks/03/")
    for path in (*paths, f"{draft}names/", f"{draft}approve/"):
        assert anywhere.goto(path).status == 200, path
        assert sideways(anywhere) <= 0, path
        assert serious_faults(anywhere) == [], path
