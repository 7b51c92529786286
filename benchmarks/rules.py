"""How long conditions take: one record now, a million records in one statement.

    python benchmarks/rules.py [--quick] [--json]

- **read** is text to a checked condition; **judge** is one record against ten conditions, by one
  prepared statement, with what is missing; **table** is many records against the same ten.
- **the loop** is what people write instead: the ten conditions as Python functions over rows, with
  `None` kept apart by hand, integers and `Decimal` as exact as ours. It knows nothing of what is
  missing, and each function had to be written by a programmer.

Both must count the same; the program fails when they do not. Times are processor time, best of
several runs.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from itertools import cycle, islice

import numpy as np

from yingshang.engines import rules

COLUMNS = {
    "capital": rules.Column("decimal"),
    "kind": rules.Column("text", choices=("firm", "sole", "farm")),
    "staff": rules.Column("integer"),
    "listed": rules.Column("boolean"),
    "since": rules.Column("date"),
}
TEXT = (
    "staff > {n} AND kind IN ('firm', 'sole') AND capital * 2 > {n} "
    "OR listed AND since >= DATE '2024-03-01'"
)
SINCE = date(2024, 3, 1)
Row = Mapping[str, object]


def by_hand(number: int) -> Callable[[Row], bool | None]:
    """One of the ten conditions as a programmer writes it, `None` for unknown."""

    def judged(row: Row) -> bool | None:
        staff, kind, capital = row["staff"], row["kind"], row["capital"]
        listed, since = row["listed"], row["since"]
        parts = (
            None if staff is None else staff > number,
            None if kind is None else kind in ("firm", "sole"),
            None if capital is None else capital * 2 > number,
        )
        other = (listed, None if since is None else since >= SINCE)
        first, second = (_all(part) for part in (parts, other))
        if first or second:
            return True
        return None if first is None or second is None else False

    return judged


def _all(parts: tuple[object, ...]) -> bool | None:
    if False in parts:
        return False
    return None if None in parts else True


def records(count: int) -> list[dict[str, object]]:
    """So many different records, some with blanks."""
    capitals = [None if n % 17 == 0 else Decimal(n) / 4 for n in range(89)]
    days = [
        None if n % 13 == 0 else date.fromordinal(SINCE.toordinal() + n - 50) for n in range(97)
    ]
    flags = [True, False, None, False, True, True, False]
    kinds = ["firm", "sole", "farm", None, "firm"]
    rows = zip(
        cycle(capitals), cycle(kinds), cycle(range(23)), cycle(flags), cycle(days), strict=False
    )
    return [dict(zip(COLUMNS, row, strict=True)) for row in islice(rows, count)]


def arrays(rows: list[dict[str, object]]) -> dict[str, np.ndarray]:
    """The same records, a NumPy array a column."""

    def texts(name: str) -> np.ndarray:
        return np.array([None if r[name] is None else str(r[name]) for r in rows], dtype=object)

    blank = [row["listed"] is None for row in rows]
    return {
        "capital": texts("capital"),
        "kind": texts("kind"),
        "staff": np.array([row["staff"] for row in rows]),
        "listed": np.ma.array([bool(row["listed"]) for row in rows], mask=blank),
        "since": np.array([row["since"] or "NaT" for row in rows], dtype="datetime64[D]"),
    }


def best(work: Callable[[], object], runs: int) -> float:
    """Seconds of the fastest of several runs, in processor time."""
    times = []
    for _ in range(runs):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times)


def measure(count: int, runs: int) -> dict[str, float]:
    """All figures, by name."""
    conditions = [rules.read(TEXT.format(n=n), COLUMNS) for n in range(10)]
    rows = records(count)
    full, blank = {**rows[1], "listed": True}, {"staff": 30}
    table = arrays(rows)
    functions = [by_hand(n) for n in range(10)]
    ours = [one.count(rules.Truth.TRUE) for one in rules.judge_table(conditions, table)]
    theirs = [sum(function(row) is True for row in rows) for function in functions]
    if ours != theirs:
        sys.exit(f"The loop and the engine disagree: {theirs} and {ours}.")
    return {
        "read_ms": best(lambda: rules.read(TEXT.format(n=1), COLUMNS), 20) * 1000,
        "judge_10_known_ms": best(lambda: rules.judge_all(conditions, full), 100) * 1000,
        "judge_10_unknown_ms": best(lambda: rules.judge_all(conditions, blank), 100) * 1000,
        "records": count,
        "table_10_s": best(lambda: rules.judge_table(conditions, table), runs),
        "loop_10_s": best(lambda: [[f(row) for row in rows] for f in functions], 1),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="20,000 records instead of a million")
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    given = parser.parse_args()
    found = measure(20_000 if given.quick else 1_000_000, 1)
    if given.json:
        print(json.dumps(found))
        return
    for name, value in found.items():
        print(f"{name:24} {value:,.2f}")


if __name__ == "__main__":
    main()
