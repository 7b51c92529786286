"""A site as `make run` serves it, and a real Chromium that looks at it.

Set `YINGSHANG_CHROMIUM` to use another browser than the first one found.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright

from tests.browser import case_city as case_city_of

NAMES = ("chromium", "chromium-browser", "google-chrome")
AXE = Path(__file__).parent / "vendor/axe.min.js"
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
MISSING = (
    "没有找到 Chromium：请先运行 apt-get install chromium。"
    "No Chromium was found: run apt-get install chromium first."
)


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in Path(item.path).parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.no_database)


@pytest.fixture(scope="session")
def chromium():
    found = os.environ.get("YINGSHANG_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), "")
    if not found:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(MISSING)
    return found


@pytest.fixture(scope="session")
def city(tmp_path_factory):
    """The folder and the address of a freshly built sample city."""
    folder = tmp_path_factory.mktemp("city")
    with served(folder) as address:
        yield folder, address


@pytest.fixture(scope="session")
def site(city):
    """The address of the sample city. Tests that move its clock serve a copy of their own."""
    return city[1]


@contextmanager
def served(folder):
    """The site on the data in `folder`; a city is built where there is none."""
    port = free_port()
    command = [sys.executable, "-m", "yingshang.web.commands.main", "run", "--port", str(port)]
    surroundings = {key: value for key, value in os.environ.items() if "YINGSHANG" not in key}
    surroundings |= {"YINGSHANG_DATA_DIR": str(folder)}
    surroundings["DJANGO_SETTINGS_MODULE"] = "yingshang.web.settings.base"
    with (folder / "log.txt").open("w") as log:
        server = subprocess.Popen(command, env=surroundings, stdout=log, stderr=log)
        try:
            wait_for(f"http://127.0.0.1:{port}/", server, folder / "log.txt")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=30)


@pytest.fixture(scope="session")
def case_city(tmp_path_factory):
    """A folder with a city in which people of a start-up and a deregistration have accounts."""
    folder = tmp_path_factory.mktemp("cases")
    case_city_of.build_in(folder)
    return folder


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
    page.get_by_role("button").filter(has_text=role).first.click()
    page.wait_for_url(lambda address: not urlsplit(address).path.startswith("/login"))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(url, server, log, seconds=420):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        assert server.poll() is None, log.read_text(encoding="utf-8")
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310
                assert answer.status == 200
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.3)
    raise AssertionError(log.read_text(encoding="utf-8"))
