"""Writes the mini-program's colours and sizes, `tokens.wxss` and `theme.json`, from the site's."""

import json
import re
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
SITE = HERE.parent / "src/yingshang/web/static/css/tokens.css"
WXSS, THEME = HERE / "src/tokens.wxss", HERE / "src/theme.json"
HEAD = "/* Written by tools/tokens.py from the site's tokens.css; change that file instead. */\n"
LARGER = 1.25
# In large type these grow with the type, as rem does on the site.
GROWS = ("--text", "--target")


def blocks(css: str) -> dict[str, dict[str, str]]:
    """Selector → variables, for the blocks outside of media queries."""
    bare = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    bare = re.sub(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", bare)
    found: dict[str, dict[str, str]] = {}
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", bare):
        pairs = re.findall(r"(--[\w-]+):\s*([^;]+);", body)
        found[" ".join(selector.split())] = {name: value.strip() for name, value in pairs}
    return found


def wxss(css: str) -> str:
    """The variables on `page`, dark where the phone is, larger inside `.large`."""
    site = blocks(css)
    light, dark = site[':root, [data-theme="light"]'], site['[data-theme="dark"]']
    sizes = {name: _pixels(value) for name, value in site[":root"].items()}
    large = {
        name: _pixels(value, LARGER)
        for name, value in site[":root"].items()
        if name.startswith(GROWS) and value.endswith("rem")
    }
    strong = site[':root[data-type="large"]']
    strong_dark = site[':root[data-type="large"][data-theme="dark"]']
    return "".join(
        [
            HEAD,
            _rule("page", sizes | light),
            _rule(".large", large | strong),
            "@media (prefers-color-scheme: dark) {\n",
            _rule("page", dark),
            _rule(".large", strong_dark),
            "}\n",
        ]
    )


def theme(css: str) -> str:
    """What the phone draws itself: the bar on top and the paper behind."""
    site = blocks(css)
    pairs = {"light": site[':root, [data-theme="light"]'], "dark": site['[data-theme="dark"]']}
    told = {
        name: {
            "barBackground": one["--paper"],
            "barText": "black" if name == "light" else "white",
            "paper": one["--paper"],
        }
        for name, one in pairs.items()
    }
    return json.dumps(told, indent=2) + "\n"


def _pixels(value: str, factor: float = 1) -> str:
    found = re.fullmatch(r"([\d.]+)rem", value)
    return f"{float(found[1]) * 16 * factor:g}px" if found else value


def _rule(selector: str, variables: dict[str, str]) -> str:
    return f"{selector} {{\n" + "".join(f"  {n}: {v};\n" for n, v in variables.items()) + "}\n"


if __name__ == "__main__":
    source = SITE.read_text(encoding="utf-8")
    WXSS.write_text(wxss(source), encoding="utf-8")
    THEME.write_text(theme(source), encoding="utf-8")
