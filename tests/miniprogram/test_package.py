"""What would be uploaded: small, compiled by WeChat's compilers, in two languages."""

import importlib.util
import json
import re

import pytest

from tests.miniprogram import toolchain
from tests.miniprogram.toolchain import PROGRAM, SOURCE

pytestmark = pytest.mark.no_database

# WeChat takes 2 MB for the main package.
MOST_BYTES = 2 * 1024 * 1024
TEXTS = {".ts", ".wxml", ".wxss", ".json"}
FILES = [each for each in sorted(SOURCE.rglob("*")) if each.is_file()]
WXML = [each for each in FILES if each.suffix == ".wxml"]
ADDRESS = re.compile(r"(?:https?|wss?)://[^\s\"'`)]+|(?<![\w.])//[\w-]+(?:\.[\w-]+)+")
IN_BRACES = re.compile(r"\bw\.(\w+)")


def tool(name):
    """A script of the program's own, as a module."""
    place = PROGRAM / f"tools/{name}.py"
    spec = importlib.util.spec_from_file_location(f"miniprogram_{name}", place)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def words_of_the_program():
    text = (SOURCE / "lib/words.ts").read_text(encoding="utf-8")
    table = text[text.index("const WORDS") : text.index("} as const")]
    return {
        key: (zh, en)
        for key, zh, en in re.findall(
            r'^  (\w+): \["(.*?)", "(.*?)"\],$', table, flags=re.MULTILINE
        )
    }


def test_the_package_is_far_below_what_wechat_takes():
    whole = sum(each.stat().st_size for each in FILES)
    assert whole < MOST_BYTES / 4, "the source alone; compiled and minified it is smaller"
    assert {each.suffix for each in FILES} <= TEXTS, "no picture, no font, no foreign code"


def test_no_host_but_the_citys_is_named():
    named = {
        found
        for each in FILES
        if each.suffix in TEXTS
        for found in ADDRESS.findall(each.read_text(encoding="utf-8"))
    }
    site = (SOURCE / "site.ts").read_text(encoding="utf-8")
    assert named == set(ADDRESS.findall(site))
    assert len(named) == 1


def test_the_lock_names_no_registry():
    lock = json.loads((PROGRAM / "package-lock.json").read_text(encoding="utf-8"))
    assert not [name for name, one in lock["packages"].items() if "resolved" in one]
    assert not [name for name, one in lock["packages"].items() if name and not one.get("integrity")]


def test_the_program_needs_no_package_when_it_runs():
    package = json.loads((PROGRAM / "package.json").read_text(encoding="utf-8"))
    assert "dependencies" not in package
    imports = {
        found
        for each in FILES
        if each.suffix == ".ts"
        for found in re.findall(r'from "([^"]+)"', each.read_text(encoding="utf-8"))
    }
    assert all(found.startswith(".") for found in imports)


def test_every_page_is_whole_and_listed():
    listed = json.loads((SOURCE / "app.json").read_text(encoding="utf-8"))["pages"]
    folders = sorted(f"pages/{each.name}/{each.name}" for each in (SOURCE / "pages").iterdir())
    assert sorted(listed) == folders
    for page in listed:
        for ending in ("ts", "wxml", "wxss", "json"):
            assert (SOURCE / f"{page}.{ending}").exists(), f"{page}.{ending}"


@pytest.mark.parametrize("path", WXML, ids=lambda path: path.stem)
def test_every_word_on_a_page_is_in_the_catalogue(path):
    text = path.read_text(encoding="utf-8")
    assert set(IN_BRACES.findall(text)) <= set(words_of_the_program())
    outside = re.sub(r"<!--.*?-->|\{\{.*?\}\}|<[^>]*>", "", text, flags=re.DOTALL)
    assert not re.search("[一-鿿A-Za-z]", outside), "words come from lib/words.ts"


@pytest.mark.parametrize("path", WXML, ids=lambda path: path.stem)
def test_every_handler_and_value_of_a_page_exists(path):
    text = path.read_text(encoding="utf-8")
    script = path.with_suffix(".ts").read_text(encoding="utf-8")
    for handler in re.findall(r'bind:?\w+="(\w+)"', text):
        assert re.search(rf"^    (?:async )?{handler}\(", script, flags=re.MULTILINE), handler
    locals_of_loops = {"item", "index", "w", "isLarge", "true", "false", "null"}
    for expression in re.findall(r"\{\{(.*?)\}\}", text):
        bare = re.sub(r"'[^']*'", "", expression)
        for name in re.findall(r"(?<![\w.])([a-zA-Z_]\w*)", bare):
            known = name in locals_of_loops or re.search(rf"\b{name}\b", script)
            assert known, f"{path.name}: {name}"


def test_every_word_is_said_in_both_languages_and_used():
    words = words_of_the_program()
    text = (SOURCE / "lib/words.ts").read_text(encoding="utf-8")
    assert len(words) == len(re.findall(r"^  \w+: \[", text, flags=re.MULTILINE))
    whole = "".join(each.read_text(encoding="utf-8") for each in FILES if each.name != "words.ts")
    for key, (zh, en) in words.items():
        assert re.search("[一-鿿]", zh) or key == "other_language", key
        assert set(re.findall(r"\{\w+\}", zh)) == set(re.findall(r"\{\w+\}", en)), key
        assert re.search(rf'w\.{key}\b|"{key}"', whole), f"{key} is said nowhere"


def test_colours_and_sizes_are_the_sites():
    tokens = tool("tokens")
    css = tokens.SITE.read_text(encoding="utf-8")
    advice = "run: python miniprogram/tools/tokens.py"
    assert tokens.WXSS.read_text(encoding="utf-8") == tokens.wxss(css), advice
    assert tokens.THEME.read_text(encoding="utf-8") == tokens.theme(css), advice


def test_no_style_names_a_colour_of_its_own():
    for path in FILES:
        if path.suffix == ".wxss" and path.name != "tokens.wxss":
            named = set(re.findall(r"#[0-9a-fA-F]{3,8}\b", path.read_text(encoding="utf-8")))
            # The receipt's code is black on white in the dark, too.
            assert named <= ({"#ffffff", "#1f2328"} if path.stem == "receipt" else set()), path


def test_every_type_is_right():
    toolchain.installed()
    toolchain.run("node", toolchain.MODULES / "typescript/bin/tsc", "--noEmit")


def test_wechats_own_compilers_take_every_page_and_style():
    toolchain.installed()
    folder = toolchain.with_compilers()
    assert "pages/home/home.wxml" in toolchain.templates()
    styles = [str(each.relative_to(SOURCE)) for each in FILES if each.suffix == ".wxss"]
    toolchain.run(folder / "wcsc", "-db", "-pc", str(len(styles)), *styles, cwd=SOURCE)


def test_the_compilers_refuse_what_is_broken(tmp_path):
    toolchain.installed()
    folder = toolchain.with_compilers()
    (tmp_path / "a.wxml").write_text("<view><text></view>")
    (tmp_path / "a.wxss").write_text(".x { color: red")
    for name, file in (("wcc", "a.wxml"), ("wcsc", "a.wxss")):
        with pytest.raises(AssertionError):
            toolchain.run(folder / name, file, cwd=tmp_path)
