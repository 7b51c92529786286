"""Rules no linter knows. Each failure says what to do instead."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps

pytestmark = pytest.mark.no_database
ROOT = Path(__file__).parents[2]
SRC = ROOT / "src/yingshang"
MODULES = [path for path in sorted(SRC.rglob("*.py")) if "migrations" not in path.parts]
WRITES = {"save", "create", "bulk_create", "update", "delete", "get_or_create", "update_or_create"}


def named(path):
    return str(path.relative_to(SRC))


def part_of(path, layer):
    """Whether `path` is the module `layer.py` of an app, or a file of the package `layer/`."""
    inside = path.relative_to(SRC).parts
    return inside[0] == "apps" and (path.stem == layer or layer in inside[2:-1])


def functions(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [node for node in ast.walk(tree) if isinstance(node, kinds)]


def public(path):
    return [f for f in functions(path) if not f.name.startswith("_")]


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_functions_fit_on_a_screen(path):
    long = {f.name for f in functions(path) if f.end_lineno - f.lineno + 1 > 40}
    assert not long, "split at the first blank line you would have wanted to comment"


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_files_fit_in_a_head(path):
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= 400, "make it a package split by noun"


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_every_module_says_why_it_exists(path):
    text = path.read_text(encoding="utf-8")
    assert not text.strip() or ast.get_docstring(ast.parse(text)), "one line on top"


@pytest.mark.parametrize("path", [p for p in MODULES if part_of(p, "views")], ids=named)
def test_views_neither_write_nor_reach_past_selectors(path):
    names = {n.attr for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.Attribute)}
    assert not names & (WRITES | {"objects"}), "write in services, read through selectors"


def offered(path):
    """Names that a package of services offers in its `__init__`; None for a single module."""
    door = path.parent / "__init__.py"
    if path.stem == "services":
        return None
    imports = [n for n in ast.walk(ast.parse(door.read_text())) if isinstance(n, ast.ImportFrom)]
    return {alias.name for node in imports for alias in node.names}


@pytest.mark.parametrize("path", [p for p in MODULES if part_of(p, "services")], ids=named)
def test_every_public_service_names_its_arguments_and_explains_itself(path):
    names = offered(path)
    for function in public(path):
        if function.col_offset == 0 and (names is None or function.name in names):
            assert len(function.args.args) <= 1, f"{function.name}: def verb(*, …)"
            assert ast.get_docstring(function), f"{function.name}: say what it does and refuses"


@pytest.mark.parametrize(
    "path", [p for p in MODULES if p.relative_to(SRC).parts[0] == "engines"], ids=named
)
def test_every_public_name_of_an_engine_explains_itself(path):
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{node.name}: units, bounds, failures, source"


def test_there_is_no_drawer_for_odds_and_ends():
    drawers = {"utils", "helpers", "common_utils", "misc", "tools"}
    assert not [named(path) for path in MODULES if path.stem in drawers]


def test_nothing_of_a_city_is_in_the_code():
    cities = re.compile("辽源|东丰|东辽|龙山区|西安区|Liaoyuan")
    found = [named(path) for path in MODULES if cities.search(path.read_text(encoding="utf-8"))]
    assert not found, "content belongs to packs/"


def test_every_model_is_in_the_glossary():
    glossary = (ROOT / "docs/glossary.md").read_text(encoding="utf-8").lower()
    own = [m for m in apps.get_models() if m.__module__.startswith("yingshang.")]
    words = {m.__name__: re.sub(r"(?<=[a-z])(?=[A-Z])", " ", m.__name__).lower() for m in own}
    missing = [name for name, word in words.items() if word not in glossary]
    assert not missing, "give each its Chinese term in docs/glossary.md"


def test_templates_hold_no_inline_style_or_handler():
    inline = re.compile(r"\sstyle=|\son[a-z]+=|<script>|javascript:", re.IGNORECASE)
    pages = [p for p in SRC.rglob("*.html") if "vendor" not in p.parts]
    assert not [named(p) for p in pages if inline.search(p.read_text(encoding="utf-8"))]
