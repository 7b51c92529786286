"""How people come in, the clock goes on, and a step is settled, in the browser tests of cases."""

from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, opened, step_into
from tests.browser.young_people import PASSWORD, account_of

# By role of the test: the account.
ACCOUNTS = {
    "clerk": account_of("market_regulation", "window_clerk"),
    "market": account_of("market_regulation", "handler"),
    "police": account_of("public_security", "handler"),
    "tax": account_of("tax", "handler"),
    "insurance": account_of("social_insurance", "handler"),
    "fund": account_of("housing_fund", "handler"),
}


class People:
    """Everybody who takes part, each with a browser window of their own, opened when first met."""

    def __init__(self, browser, site):
        self._browser, self._site = browser, site
        self._windows = {}

    def __getattr__(self, name):
        return self.window(name, ACCOUNTS[name])

    @property
    def administrator(self):
        return self.window("administrator", None)

    def window(self, name, account, viewport=DESKTOP):
        if name not in self._windows:
            window = opened(self._browser, self._site, viewport)
            self._windows[name] = window, next(window)
            if account:
                sign_in(self._windows[name][1], account)
            elif name == "administrator":
                step_into(self._windows[name][1], "系统管理员")
        return self._windows[name][1]

    def leave(self):
        for window, _page in self._windows.values():
            next(window, None)


def sign_in(page, account):
    page.goto("/login")
    page.locator("#id_account").fill(account)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("#password").get_by_role("button", name="登录").click()
    expect(page.get_by_role("button", name="退出")).to_be_attached()


def advance(people, day):
    """Move the clock of the city to the morning of `day`."""
    page = people.administrator
    page.goto("/ledger/clock/")
    page.locator("main input[type=date]").fill(day)
    page.get_by_role("button", name="向前调整时钟").click()
    expect(page.locator("main")).to_contain_text(in_chinese(day))


def in_chinese(day):
    year, month, date = (int(part) for part in day.split("-"))
    return f"{year}年{month}月{date}日"


def article(page, number, step):
    """The open step of this name on the desk's page of the case."""
    page.goto(f"/cases/{number}/")
    heading = page.get_by_role("heading", name=step, exact=True)
    return page.locator("article.step").filter(has=heading)


def settle(page, number, step, outcome, **answers):
    """Settle a step on the desk; its answers by field."""
    _act(page, number, step, "办结", outcome, answers)


def report(page, number, step, outcome, **answers):
    """Record what an outside party has told of its step."""
    _act(page, number, step, "登记结果", outcome, answers)


def say_why_late(page, number, step, reason):
    article(page, number, step).get_by_role("link", name="公开逾期原因").click()
    page.locator("[name=reason]").fill(reason)
    page.locator("main form.form button.button").click()
    expect(article(page, number, step)).to_contain_text(reason)


def _act(page, number, step, action, outcome, answers):
    article(page, number, step).get_by_role("link", name=action, exact=True).click()
    page.get_by_label(outcome, exact=True).check()
    for field, said in answers.items():
        _answer(page, field, said)
    page.locator("main form.form .buttons button").click()
    page.wait_for_url(f"**/cases/{number}/")
    expect(article(page, number, step)).to_have_count(0)


def _answer(page, field, said):
    if field == "reason":
        page.locator("[name=reason]").fill(said)
    elif said in {"true", "false"}:
        page.locator(f"[name=a-{field}][value={said}]").check()
    else:
        page.locator(f"[name=a-{field}]").fill(said)


def link_of(page, name):
    """What the applicant sees of one link."""
    heading = page.get_by_role("heading", name=name, exact=True)
    return page.locator("li.link").filter(has=heading)
