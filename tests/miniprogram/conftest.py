"""The mini-program in a real Chromium: a phone and a city of the tests' own."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, browser, chromium
from tests.miniprogram import toolchain
from tests.miniprogram.city import City

__all__ = ["browser", "chromium"]
ADDRESS = "http://phone.test"
# Playwright's loop runs in the thread of the tests, which alone uses the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def bench(tmp_path_factory):
    """Files of the bench by name."""
    whole = toolchain.bundle(tmp_path_factory.mktemp("built"))
    simulate = toolchain.MODULES / "miniprogram-simulate/build.js"
    own = {each.name: each.read_text(encoding="utf-8") for each in toolchain.BENCH.iterdir()}
    return own | {"bundle.js": whole, "simulate.js": simulate.read_text(encoding="utf-8")}


@dataclass
class Phone:
    """A page of the browser that shows the program."""

    page: Any
    city: City | None

    def open(self, name, **query):
        """Open a page of the program, as WeChat does."""
        asked = "&".join(f"{key}={value}" for key, value in query.items())
        self.page.evaluate(
            "address => bench.open(address)", f"/pages/{name}/{name}" + (asked and f"?{asked}")
        )

    def restart(self):
        """Close WeChat and open it again: storage stays, everything else goes."""
        self.page.goto(f"{ADDRESS}/bench/bench.html")
        self.page.evaluate("bench.follows = true")

    def set(self, **changed):
        """Change what the phone or its holder will do."""
        self.page.evaluate("changed => Object.assign(phone, changed)", changed)

    def agreed(self):
        """Agree to the notice as a person does."""
        self.open("privacy")
        self.tap("已阅读并同意")

    def tap(self, words):
        """Touch what says exactly this."""
        self.page.get_by_text(words, exact=True).first.click()

    def type(self, label, words):
        """Write into the control with this name."""
        self.page.get_by_label(label, exact=True).locator("input, textarea").fill(words)

    def sees(self, words):
        """Wait until this is on the screen."""
        expect(self.page.locator("body")).to_contain_text(words)

    def sees_not(self, words):
        """Wait until this is gone."""
        expect(self.page.locator("body")).not_to_contain_text(words)

    def stored(self, name):
        """What the phone keeps under a name."""
        return self.page.evaluate("name => wx.getStorageSync(name)", name)


def shown_on(browser, files, answer, **options):
    """A page that gets the bench from us and everything else from `answer`."""
    context = browser.new_context(viewport=PHONE, locale="zh-CN", **options)
    page = context.new_page()
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.route(f"{ADDRESS}/**", answer)
    page.route(f"{ADDRESS}/bench/*", lambda route: _give(route, files))
    return page


@pytest.fixture
def phone(browser, bench):
    """A phone that has never seen the program, in the tests' own city."""
    city = City(ADDRESS)
    yield from held(browser, bench, city.answer, city)


def held(browser, bench, answer, city=None):
    """A phone in somebody's hand until the test is over; no script may break."""
    page = shown_on(browser, bench, answer)
    found = Phone(page, city)
    found.restart()
    yield found
    page.context.close()
    assert not page.faults


def _give(route, files):
    name = Path(route.request.url).name
    kind = "text/html" if name.endswith("html") else "text/javascript"
    route.fulfill(body=files[name], content_type=f"{kind}; charset=utf-8")
