"""A shop owner tells the city on a phone; it is not solved at first, and then it is."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.at_cases import People, settle
from tests.browser.cities import own_copy
from tests.browser.conftest import PHONE, sideways, step_into
from tests.browser.young_people import KEEPER

WORDS = "我是刘小芳，电话13812345678。幸福路早市有人每月收三百元占道费，没有票据。"
AGAIN = " 第2次"


@pytest.fixture(scope="module")
def site(young_city, tmp_path_factory):
    """A city of its own, because it is written into."""
    with own_copy(young_city, tmp_path_factory.mktemp("requests")) as address:
        yield address


@pytest.fixture
def people(browser, site):
    taking_part = People(browser, site)
    yield taking_part
    taking_part.leave()


@pytest.fixture
def phone(people):
    return people.window("owner", None, PHONE)


@pytest.fixture
def intake(people):
    page = people.window("intake", None)
    step_into(page, KEEPER)
    return page


@pytest.fixture
def unit(people):
    return people.market


def test_from_telling_to_not_solved_to_solved(phone, intake, unit):
    code, number = it_is_told_without_a_login(phone)
    it_is_taken_and_dispatched(intake, number)
    the_unit_sees_no_name_and_answers(unit, number, "已责令停止收费。")
    the_answer_is_checked(intake, number)
    the_owner_says(phone, code, "false", "不满意", "昨天还在收")
    expect(phone.locator("main")).to_contain_text("重办")
    the_unit_answers(unit, number, "款项已退还，收费点已撤。", AGAIN)
    the_answer_is_checked(intake, number, AGAIN)
    somebody_else_calls_back(intake, number)
    phone.goto(f"/r/{code}/")
    expect(phone.locator("main")).to_contain_text("办结，已解决")
    assert not sideways(phone)


def it_is_told_without_a_login(phone):
    phone.goto("/report/")
    phone.get_by_role("link", name=re.compile("营商环境投诉")).click()
    phone.locator("#id_words").fill(WORDS)
    phone.locator("#id_name").fill("刘小芳")
    phone.locator("#id_phone").fill("13812345678")
    assert not sideways(phone)
    phone.get_by_role("button", name="提交", exact=True).click()
    expect(phone.locator("main")).to_contain_text("受理核对")
    code = phone.locator("strong.code").inner_text()
    number = phone.locator(".heading__lead .nowrap").inner_text()
    return code, number


def it_is_taken_and_dispatched(intake, number):
    intake.goto("/requests/")
    intake.get_by_role("link", name=re.compile("幸福路")).first.click()
    expect(intake.locator("#dispatch")).to_contain_text("占道费")
    intake.locator("#dispatch").get_by_role("button", name="受理并派单").click()
    expect(intake.locator("body")).to_contain_text("已受理并派单")
    assert number in intake.url


def the_unit_sees_no_name_and_answers(unit, number, answer):
    for address in (f"/requests/{number}/", f"/cases/{number}/", "/requests/?words=刘小芳"):
        unit.goto(address)
        content = unit.content().replace("words=刘小芳", "").replace('value="刘小芳"', "")
        assert "13812345678" not in content
        assert "刘小芳" not in content.replace("“刘小芳”", "")
    settle(unit, number, "签收", "签收")
    the_unit_answers(unit, number, answer)


def the_unit_answers(unit, number, answer, times=""):
    settle(unit, number, f"办理并答复{times}", "已办理并答复", answer=answer)


def the_answer_is_checked(intake, number, times=""):
    settle(intake, number, f"审核答复{times}", "审核通过")


def the_owner_says(phone, code, solved, satisfied, words):
    phone.goto(f"/r/{code}/")
    expect(phone.locator("#answer")).to_be_visible()
    phone.locator(f"[name=solved][value={solved}]").check()
    phone.get_by_label(satisfied, exact=True).check()
    phone.locator("#verdict [name=words]").fill(words)
    phone.locator("#verdict").get_by_role("button", name="提交").click()
    expect(phone.locator("body")).to_contain_text("已经转达")


def somebody_else_calls_back(intake, number):
    intake.goto(f"/requests/{number}/")
    form = intake.locator("#call")
    form.locator("[name=reached][value=true]").check()
    form.locator("[name=contacted][value=true]").check()
    form.locator("[name=solved][value=true]").check()
    form.get_by_label("满意", exact=True).check()
    form.get_by_role("button", name="记录回访").click()
    expect(intake.locator("body")).to_contain_text("回访已记录")
