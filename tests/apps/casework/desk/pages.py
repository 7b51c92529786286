"""Addresses and words of the desk, as tests speak of them."""


def words(page, selector="main"):
    part = page.select_one(selector) or page
    return " ".join(part.get_text(" ", strip=True).split())


def of_case(case, name=""):
    return f"/cases/{case.number}/{f'do/{name}/' if name else ''}"


def of_step(step, name):
    return f"/cases/{step.case.number}/steps/{step.pk}/{name}/"


def buttons(page, step=None):
    """Names of the acts that are offered, in the order of the buttons."""
    part = page.select_one(f"#step-{step.pk}") if step else page.select_one("main > .buttons")
    links = part.select(".buttons a[href]") if step else part.select("a[href*='/do/']")
    return [link["href"].rstrip("/").rpartition("/")[2] for link in links]
