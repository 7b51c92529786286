"""`apps/ledger/clock.py` is the only reader of time."""

import ast
import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.no_database
SRC = Path(__file__).parents[2] / "src/yingshang"
CLOCK = SRC / "apps/ledger/clock.py"
MODULES = [path for path in sorted(SRC.rglob("*.py")) if path != CLOCK]
# Where each name lives, and which of its members look at a clock. A stopwatch is no clock.
READERS = {
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "time": {"time", "time_ns", "localtime", "gmtime", "ctime", "strftime"},
    "timezone": {"now", "localdate", "localtime"},
    "functions": {"Now"},
}
NAMES = {"Now", "localdate", "localtime", "utcnow", "time_ns"}
IN_SQL = re.compile(
    r"\b(CURRENT_(DATE|TIME|TIMESTAMP)|LOCALTIMESTAMP|GETDATE\(\)|NOW\(\)"
    r"|clock_timestamp\(\)|auto_now(_add)?|date\('now')",
    re.IGNORECASE,
)


def readings(source):
    """Every place in `source` that looks at a clock, as text."""
    tree = ast.parse(source)
    told = {id(node) for node in docstrings(tree)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in READERS.get(owner(node), ()):
            yield f"line {node.lineno}: {owner(node)}.{node.attr}"
        elif isinstance(node, ast.ImportFrom | ast.Import):
            yield from (f"line {node.lineno}: {a.name}" for a in node.names if a.name in NAMES)
        elif isinstance(node, ast.keyword) and node.arg in {"auto_now", "auto_now_add"}:
            yield f"line {node.value.lineno}: {node.arg}"
        elif (
            isinstance(node, ast.Constant)
            and id(node) not in told
            and IN_SQL.search(str(node.value))
        ):
            yield f"line {node.lineno}: SQL reads the database's clock"


def owner(node):
    """The last name before the dot: `datetime` in `datetime.now` and in `datetime.datetime.now`."""
    value = node.value
    return getattr(value, "attr", None) or getattr(value, "id", "")


def docstrings(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0] if node.body else None
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                yield first.value


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SRC)))
def test_no_other_module_looks_at_a_clock(path):
    found = list(readings(path.read_text(encoding="utf-8")))
    assert not found, f"ask yingshang.apps.ledger.clock: {found}"


@pytest.mark.parametrize(
    "line",
    [
        "datetime.now(UTC)",
        "datetime.datetime.utcnow()",
        "datetime.today()",
        "date.today()",
        "time.time()",
        "timezone.now()",
        "default=timezone.now",
        "from django.db.models.functions import Now",
        "from django.utils.timezone import localdate",
        "cursor.execute('SELECT now()')",
        "query('WHERE due_on < CURRENT_DATE')",
        "models.DateTimeField(auto_now_add=True)",
    ],
)
def test_every_way_to_look_at_a_clock_is_known(line):
    source = f"x({line})" if line.startswith("default") else line
    assert list(readings(source))


@pytest.mark.parametrize(
    "line", ["clock.now()", "time.perf_counter()", "clock.today()", "x.date()"]
)
def test_asking_the_one_clock_and_stopping_time_are_allowed(line):
    assert not list(readings(line))
