"""A site as `make run` serves it, and a real Chromium that looks at it.

Set `YINGSHANG_CHROMIUM` to use another browser than the first one found.
"""

import json
import os
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser import cities

NAMES = ("chromium", "chromium-browser", "google-chrome")
AXE = Path(__file__).parent / "vendor/axe.min.js"
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
MISSING = (
    "没有找到 Chromium：请先运行 apt-get install chromium。"
    "No Chromium was found: run apt-get install chromium first."
)
# Browsers, servers and workers share one small machine.
expect.set_options(timeout=30_000)


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    ours = [item for item in items if here in Path(item.path).parents]
    for item in ours:
        item.add_marker(pytest.mark.browser)
        item.add_marker(pytest.mark.no_database)
    items[:] = [*sorted(ours, key=_turn(ours)), *(item for item in items if item not in ours)]


def _turn(items):
    """While the first file builds the sample city, the other worker's files use the young one."""
    first = next((item.path for item in items if "young_city" not in item.fixturenames), None)
    return lambda item: (item.path != first, "young_city" not in item.fixturenames, item.path)


@pytest.fixture(scope="session")
def chromium():
    found = os.environ.get("YINGSHANG_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), "")
    if not found:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(MISSING)
    return found


@pytest.fixture(scope="session")
def shared(tmp_path_factory):
    """A folder that all processes of this run see."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own


@pytest.fixture(scope="session")
def sample_city(shared):
    """The folder of the city that `make run` shows; to be copied, never served."""
    return cities.built("sample", shared)


@pytest.fixture(scope="session")
def young_city(shared):
    """The folder of a city on the day of its plan; to be copied, never served."""
    return cities.built("young", shared)


@pytest.fixture(scope="session")
def site(sample_city, tmp_path_factory):
    """The address of a sample city. Tests that move its clock serve a copy of their own."""
    with cities.own_copy(sample_city, tmp_path_factory.mktemp("sample")) as address:
        yield address


@pytest.fixture(scope="session")
def browser(chromium):
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=quiet)
        yield opened
        opened.close()


@pytest.fixture(params=["desktop", "phone"])
def anywhere(request, browser, site):
    """A page on a desktop, then on a phone; it fails when a script breaks."""
    yield from opened(browser, site, DESKTOP if request.param == "desktop" else PHONE)


@pytest.fixture
def desktop(browser, site):
    yield from opened(browser, site, DESKTOP)


@pytest.fixture
def phone(browser, site):
    yield from opened(browser, site, PHONE)


@pytest.fixture
def without_script(browser, site):
    """A browser with JavaScript switched off."""
    yield from opened(browser, site, DESKTOP, java_script_enabled=False)


def opened(browser, site, viewport, **options):
    context = browser.new_context(viewport=viewport, locale="zh-CN", base_url=site, **options)
    page = context.new_page()
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if _is_fault(said) else None)
    yield page
    context.close()
    assert not faults


def _is_fault(said):
    """Whether the console said an error; a form that was refused is none."""
    return said.type == "error" and "status of 422" not in said.text


def serious_faults(page):
    """What axe finds on this page that would keep somebody out.

    axe looks from a context of its own with the same cookies, because its rules need inline
    styles, which the site's policy forbids.
    """
    beside = page.context.browser.new_context(
        viewport=page.viewport_size, locale="zh-CN", bypass_csp=True
    )
    beside.add_cookies(page.context.cookies())
    looked = beside.new_page()
    looked.goto(page.url)
    looked.evaluate(AXE.read_text(encoding="utf-8"))
    found = looked.evaluate("async () => JSON.stringify((await axe.run()).violations)")
    beside.close()
    return [
        (each["id"], each["nodes"][0]["html"][:200])
        for each in json.loads(found)
        if each["impact"] in {"serious", "critical"}
    ]


def sideways(page):
    """Pixels by which the page is wider than the screen."""
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


def step_into(page, role):
    """Enter as the first demo person whose button names `role`."""
    page.goto("/login")
    buttons = page.get_by_role("button", include_hidden=True).filter(has_text=role)
    if not buttons.first.is_visible():
        page.locator("#demo details").filter(has=buttons).locator("summary").first.click()
    buttons.first.click()
    page.wait_for_url(lambda address: not urlsplit(address).path.startswith("/login"))
