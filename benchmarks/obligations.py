"""Pages over 10,000 and over 1,000,000 obligations on PostgreSQL.

    python benchmarks/obligations.py [--quick] [--json]

Ten thousand are one plan-year: 52 tasks, 16 units each, 12 months, as it stands in mid-November
with returns late, claimed and still to come. A million are the same plan-year and ninety-nine
earlier ones (2014 to 2023, ten plans a year), all settled. What grows is the past, as in a city;
each page is timed over both in turns, best of several, and the ratio is printed (aim: 1.5 or
less).
`--quick` stops at 100,000. A private PostgreSQL server is started in a temporary folder.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

sys.path[:0] = [str(Path(__file__).parents[1] / "src"), str(Path(__file__).parents[1])]

from tests.postgres import Server  # noqa: E402 - found through the line above

UNITS, TASKS, UNITS_A_TASK, MONTHS = 60, 52, 16, 12
PLAN_YEAR = TASKS * UNITS_A_TASK * MONTHS
NOW = datetime(2024, 11, 18, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
KIND = "bench.return"
RUNS = 25
SIZES = ("default", "large")

# One plan-year. Parameters: plan number, year, whether it is over, the two people, kind.
ROWS = """
WITH holders AS (
  SELECT id, row_number() OVER (ORDER BY code) - 1 AS place FROM directory_unit
), made AS (
  SELECT task, slot, month,
         make_date(%(year)s, month, 1) AS period_on,
         make_date(%(year)s, month, 25) AS due_on,
         (task * 7 + slot * 13 + month * 5 + %(plan)s) %% 100 AS dice,
         (SELECT id FROM holders WHERE place = (task + slot * 3) %% 60) AS holder
  FROM generate_series(1, 52) task, generate_series(0, 15) slot, generate_series(1, 12) month
), dated AS (
  SELECT *, (due_on + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' AS due_at,
         period_on::timestamp AT TIME ZONE 'Asia/Shanghai' AS opened_at,
         %(over)s OR (month < 11 AND dice < 96) AS settled,
         month = 11 AND dice < 40 AS waiting
  FROM made
)
INSERT INTO obligations_obligation (
  kind, title_zh, title_en, subject_type, subject_key, matter_type, matter_key, matter_code, theme,
  period_on, holder_unit_id, is_asked, started_at, opened_at, due_on, practical_on, warn_at, due_at,
  limit_ref, release_digest, explanation, is_provisional, state, claimed_at, claimed_by_id,
  verified_at, verified_by_id, verdict, returned_times, late_reason, suspended_reason
)
SELECT %(kind)s, format('%%s年%%s月工作进展情况表（任务%%s）', %(year)s, month, task), '',
  'bench.return', format('%%s-%%s-%%s-%%s', %(plan)s, task, slot, month), 'bench.task',
  format('%%s-%%s', %(plan)s, task), lpad(task::text, 2, '0'), format('2.%%s', 1 + task %% 7),
  period_on, holder, dice > 90, opened_at, opened_at, due_on, due_on, due_at - interval '6 days',
  due_at, 'monthly_return', repeat('0', 64),
  jsonb_build_array(jsonb_build_object('zh', '每月25日。', 'en', 'the 25th')), false,
  CASE WHEN settled THEN 'settled' ELSE 'open' END,
  CASE WHEN settled OR waiting THEN due_at - interval '3 days'
       + CASE WHEN dice > 80 THEN interval '5 days' ELSE interval '0' END END,
  CASE WHEN settled OR waiting THEN %(claimant)s::uuid END,
  CASE WHEN settled THEN due_at + interval '3 days' END,
  CASE WHEN settled THEN %(overseer)s::uuid END,
  CASE WHEN settled THEN 'proven' ELSE '' END, 0, '', ''
FROM dated
"""
# One duty in twenty is owed by a second unit too.
BESIDE = """
INSERT INTO obligations_coholder (obligation_id, unit_id)
SELECT o.id, u.id
FROM obligations_obligation o
JOIN (SELECT id, row_number() OVER (ORDER BY code) - 1 AS place FROM directory_unit) u
  ON u.place = o.id / 20 %% 60
WHERE o.id %% 20 = 0 AND o.matter_key LIKE %(plan)s AND o.holder_unit_id <> u.id
"""


class Turns:
    """Sends every query to the database whose turn it is."""

    now = "default"

    def db_for_read(self, model: object, **hints: object) -> str:
        """The database of this turn."""
        return Turns.now

    db_for_write = db_for_read


def prepare(server: Server) -> None:
    """Django on two empty databases of `server`, each standing on a day in November 2024."""
    os.environ |= {
        "YINGSHANG_DATABASE_URL": server.url,
        "YINGSHANG_DATA_DIR": tempfile.mkdtemp(prefix="yingshang-benchmark-"),
        "YINGSHANG_MODE": "sample",
        "DJANGO_SETTINGS_MODULE": "yingshang.web.settings.base",
    }
    import django  # noqa: PLC0415 - after the environment
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415

    settings.DATABASES["large"] = settings.DATABASES["default"] | {"NAME": "large"}
    settings.DATABASE_ROUTERS = [Turns()]
    django.setup()
    from yingshang.apps.ledger.models import Clock  # noqa: PLC0415

    with connections["default"].cursor() as cursor:
        cursor.execute("CREATE DATABASE large")
    for turn in SIZES:
        Turns.now = turn
        call_command("migrate", database=turn, verbosity=0)
        Clock.objects.create(standing_at=NOW)


def people() -> dict[str, object]:
    """Sixty units; a liaison of one of them, and somebody of the lead office."""
    from yingshang.apps.directory.models import Person, Post, Role, Unit  # noqa: PLC0415

    units = Unit.objects.bulk_create(
        Unit(
            code=f"unit{n:02}",
            official_name_zh=f"第{n}局",
            kind=Unit.Kind.GOVERNMENT_DEPARTMENT,
            level=Unit.Level.CITY,
            reach=Unit.Reach.SUPERVISED,
            rank=n,
        )
        for n in range(UNITS)
    )
    held = {"liaison": (Role.LIAISON, units[7]), "lead": (Role.LEAD_OFFICE, units[0])}
    found: dict[str, object] = {}
    for login, (role, unit) in held.items():
        person = Person.objects.create(login=login, name=login)
        Post.objects.create(person=person, unit=unit, role=role, valid_from=date(2014, 1, 1))
        found[login] = person
    return found


def fill(plans: range, persons: dict[str, object]) -> None:
    """Insert plan-years; number 0 is the present one, the others are over."""
    from django.db import connections  # noqa: PLC0415

    with connections[Turns.now].cursor() as cursor:
        for plan in plans:
            values = {
                "plan": plan,
                "year": 2024 if plan == 0 else 2014 + (plan - 1) // 10,
                "over": plan > 0,
                "kind": KIND,
                "claimant": str(persons["liaison"].pk),  # type: ignore[attr-defined]
                "overseer": str(persons["lead"].pk),  # type: ignore[attr-defined]
            }
            cursor.execute(ROWS, values)
            cursor.execute(BESIDE, {"plan": f"{plan}-%"})
        cursor.execute("VACUUM ANALYZE")


def pages(persons: dict[str, object]) -> dict[str, Callable[[], object]]:
    """What is timed: every page's selector, read to the last row."""
    from yingshang.apps.obligations import selectors  # noqa: PLC0415
    from yingshang.apps.obligations.selectors.command import command_page  # noqa: PLC0415
    from yingshang.apps.obligations.selectors.desk import desk_page, month_page  # noqa: PLC0415
    from yingshang.apps.obligations.selectors.lists import list_page, verify_page  # noqa: PLC0415
    from yingshang.apps.obligations.selectors.narrowing import Wanted  # noqa: PLC0415
    from yingshang.apps.obligations.selectors.rechecks import rechecks_page  # noqa: PLC0415
    from yingshang.apps.obligations.selectors.urging import urging_page  # noqa: PLC0415

    liaison, lead = persons["liaison"], persons["lead"]
    tasks = [f"0-{n}" for n in range(1, TASKS + 1)]
    november = date(2024, 11, 1)

    def chase() -> object:
        rows = selectors.visible_to(lead).filter(period_on=november, kind=KIND)
        counts = selectors.light_counts(rows, by="unit", now=NOW, red_after_returns=2)
        return counts, selectors.page_of(rows)

    def wall() -> object:
        year = {"from_on": date(2024, 1, 1), "until_on": date(2024, 12, 1)}
        return selectors.grid(tasks, kinds=[KIND], now=NOW, red_after_returns=2, **year)

    return {
        "desk home, liaison": lambda: desk_page(liaison, ""),
        "desk month, liaison": lambda: month_page(liaison, november),
        "list of overdue, liaison": lambda: list_page(liaison, Wanted(light="overdue"), ""),
        "list of a month, liaison": lambda: list_page(
            liaison, Wanted(which="due", month=date(2024, 10, 1)), ""
        ),
        "verify queue, lead office": lambda: verify_page(lead, ""),
        "urging page, lead office": lambda: urging_page(lead),
        "second looks, lead office": lambda: rechecks_page(lead, date(2024, 10, 1), ""),
        "command page, lead office": lambda: command_page(lead, date(2024, 10, 1)),
        "chase page, lead office": chase,
        "wall chart, 52 × 12": wall,
    }


def timed(page: Callable[[], object]) -> float:
    """Milliseconds of one run; the clock is read once a page, as in a request."""
    from yingshang.apps.ledger.clock import read_once  # noqa: PLC0415

    start = time.perf_counter()
    with read_once():
        page()
    return (time.perf_counter() - start) * 1000


def measure(plans: int) -> dict[str, dict[str, float]]:
    """Best milliseconds of every page over one plan-year and over `plans`, and their ratio.

    The two databases take turns, so that what else the machine does hits both alike.
    """
    read: dict[str, dict[str, Callable[[], object]]] = {}
    for turn in SIZES:
        Turns.now = turn
        persons = people()
        fill(range(1 if turn == "default" else plans), persons)
        read[turn] = pages(persons)
    found = {}
    for name in read["default"]:
        best = dict.fromkeys(SIZES, float("inf"))
        for _ in range(RUNS):
            for turn in SIZES:
                Turns.now = turn
                best[turn] = min(best[turn], timed(read[turn][name]))
        small, large = best.values()
        found[name] = {
            "small_ms": round(small, 2),
            "large_ms": round(large, 2),
            "ratio": round(large / small, 2),
        }
    return found


def main() -> None:
    """Start a server, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="100,000 instead of 1,000,000")
    parser.add_argument("--json", action="store_true", help="print JSON")
    chosen = parser.parse_args()
    plans = 10 if chosen.quick else 100
    server = Server()
    server.start()
    try:
        prepare(server)
        found = measure(plans)
    finally:
        server.stop()
    rows = PLAN_YEAR * plans
    if chosen.json:
        head = {"python": platform.python_version(), "small": PLAN_YEAR, "large": rows}
        print(json.dumps(head | {"pages": found}, ensure_ascii=False, indent=2))
        return
    print(f"{'page':28} {PLAN_YEAR:>10,} {rows:>10,}  ratio")
    for name, each in found.items():
        print(
            f"{name:28} {each['small_ms']:>8.1f}ms {each['large_ms']:>8.1f}ms {each['ratio']:>6.2f}"
        )


if __name__ == "__main__":
    main()
