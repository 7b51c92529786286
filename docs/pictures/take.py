"""Take the pictures of the README from a running sample city: `make pictures` serves one first."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent
# Name of the picture, address, and in whose shoes (words of the demo button; empty: the public).
PICTURES = (
    ("home", "/", ""),
    ("task", "/plan/tasks/07/", ""),
    ("wall", "/plan/wall/", "牵头办"),
    ("desk", "/desk/", "联络员"),
    ("command", "/command/", "牵头办"),
)


def take(page: Page, name: str, address: str, shoes: str) -> None:
    """One picture of the upper part of a page."""
    if shoes:
        page.goto("/login")
        page.get_by_role("button").filter(has_text=shoes).first.click()
        page.wait_for_load_state()
    page.goto(address)
    page.screenshot(path=HERE / f"{name}.png")


def main(site: str) -> None:
    """Take them all from the site at the address `site`."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, address, shoes in PICTURES:
            size = {"width": 1280, "height": 860}
            context = browser.new_context(viewport=size, locale="zh-CN", base_url=site)
            take(context.new_page(), name, address, shoes)
            context.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
