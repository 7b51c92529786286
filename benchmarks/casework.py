"""Cases on PostgreSQL: creating them, and pages over 3,500 and over 1,000,000 of them.

    python benchmarks/casework.py [--quick] [--json]

Every case is of a type of the Liaoyuan pack, spread over forty units. Of the newest 3,500 one in
twenty is open, everything before is over: what grows is the past, as in a city, so that a page has
as many rows among the many as among the few. Each is timed over both numbers in turns, best of
several, and the ratio is printed (aim: 1.5 or less). Creating is `file_case` through every check,
letter, clock and ledger entry, each committed to disk before the next (`fsync` is on), by one
client and by four.
In turns with it a bare row is inserted and committed as often: what one case costs, counted in
such commits, tells more than a rate on a machine that does other things as well.

The peer: Open Zaak 1.21 lists 100 of 3,500 cases in 83–105 ms and creates 24 a second with one
client, 47 with four (measured on a machine of this size; its figures stand here, it is not run).
`--quick` stops at 100,000. A private PostgreSQL server is started in a temporary folder.
"""

import argparse
import json
import multiprocessing
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime
from itertools import pairwise
from operator import truediv
from pathlib import Path
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from tests.postgres import Server  # noqa: E402 - found through the line above

NOW = datetime(2024, 11, 18, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
SMALL, LARGE, QUICK_LARGE = 3_500, 1_000_000, 100_000
SIZES = ("default", "large")
# Seconds after which a client is taken to have died.
LONGEST_TURN = 900
RUNS, CREATED, ROUNDS = 25, 240, 6
DURABLE = "-c fsync=on -c synchronous_commit=on -c max_connections=60 -c shared_buffers=256MB"
PEER = {"list_100_of_3500_ms": [83, 105], "created_a_second": {"1": 24, "4": 47}}
ROW = {
    "received_on": "2024-11-15",
    "came_from": "line_96611",
    "creditor": "东风袜业有限公司",
    "creditor_size": "small",
    "debtor": "某平台公司",
    "debtor_class": "platform_company",
    "amount": "120000",
    "disputed": "false",
    "in_court": "false",
}

# %(types)s: the codes of the types; %(n)s: how many; %(fresh)s: among how many some are open.
CASES = """
WITH holders AS (
  SELECT id, row_number() OVER (ORDER BY code) - 1 AS place FROM directory_unit
), made AS (
  SELECT n, (SELECT id FROM holders WHERE place = n * 7 %% 40) AS unit,
         CASE WHEN n / 40 %% 5 > 0 THEN 'arrears_clues'
         ELSE (%(types)s::text[])[1 + n %% cardinality(%(types)s::text[])] END AS type_code,
         n %% 20 > 0 OR n <= %(n)s - %(fresh)s AS is_over,
         timestamptz '2024-11-18 09:00+08' - make_interval(mins => (%(n)s - n)) AS at
  FROM generate_series(1, %(n)s) n
)
INSERT INTO casework_case (
  number, type_code, is_ledger, release_id, route, stage, way, title, holder_unit_id, opened_by_id,
  "values", sources, revision, outcome, ending, reason, opened_at, submitted_at, received_at,
  accepted_at, is_deemed, counted_from, ended_at, commitment, receipt_code, outside_number
)
SELECT 'X' || lpad(n::text, 8, '0'), type_code, true, %(release)s, '',
  CASE WHEN is_over THEN 'ended' ELSE 'running' END, 'official', '企业' || n || '的事项', unit,
  %(person)s, jsonb_build_object('amount', n, 'creditor', '企业' || n), '{}'::jsonb, 1,
  CASE WHEN is_over THEN 'settled' ELSE '' END, CASE WHEN is_over THEN 'done' ELSE '' END, '',
  at, at, at, at, false, at, CASE WHEN is_over THEN at + interval '9 days' END, '',
  'R' || n, ''
FROM made
"""
UNITS = """
INSERT INTO casework_caseunit (case_id, unit_id, type_code)
SELECT c.id, c.holder_unit_id, c.type_code FROM casework_case c
UNION ALL
SELECT c.id, u.id, c.type_code FROM casework_case c
JOIN (SELECT id, row_number() OVER (ORDER BY code) - 1 AS place FROM directory_unit) u
  ON u.place = (c.id * 11 + 3) % 40
WHERE u.id <> c.holder_unit_id
"""
STEPS = """
INSERT INTO casework_step (
  case_id, code, number, performer, status, outcome, holder, holder_unit_id, delegate, proposed,
  proposed_by, decided_by, reason, missing, rule, round, is_superseded, opened_at, settled_at,
  due_at, late_reason, needs_check, waits_for_check
)
SELECT id, 'examine', 1, 'official', CASE WHEN stage = 'ended' THEN 'done' ELSE 'open' END,
  CASE WHEN stage = 'ended' THEN 'assigned' ELSE '' END, '', holder_unit_id, '', '', '', '', '',
  '[]'::jsonb, '{}'::jsonb, 0, false, accepted_at, ended_at, accepted_at + interval '5 days', '',
  false, false
FROM casework_case
"""


class Turns:
    """Sends every query to the database whose turn it is."""

    now = "default"

    def db_for_read(self, model: object, **hints: object) -> str:
        """The database of this turn."""
        return Turns.now

    db_for_write = db_for_read


def set_up(url: str) -> None:
    """Django on the databases of the server at `url`."""
    os.environ |= {
        "YINGSHANG_DATABASE_URL": url,
        "YINGSHANG_MODE": "sample",
        "DJANGO_SETTINGS_MODULE": "yingshang.web.settings.base",
    }
    os.environ.setdefault("YINGSHANG_DATA_DIR", tempfile.mkdtemp(prefix="yingshang-benchmark-"))
    import django  # noqa: PLC0415 - after the environment
    from django.conf import settings  # noqa: PLC0415

    settings.DATABASES["large"] = settings.DATABASES["default"] | {"NAME": "large"}
    settings.DATABASES["beside"] = settings.DATABASES["default"] | {"NAME": "template1"}
    settings.DATABASE_ROUTERS = [Turns()]
    django.setup()


def prepare() -> Any:
    """Two databases, each with the Liaoyuan pack and standing on a day in November 2024.

    Returns:
        An official of the unit that keeps the arrears ledger.
    """
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415

    from yingshang.apps.directory.permissions import INSTALLATION  # noqa: PLC0415
    from yingshang.apps.ledger.services import stand_at  # noqa: PLC0415
    from yingshang.apps.registers.services import install_pack  # noqa: PLC0415
    from yingshang.engines.packs.reading import read_pack  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    stand_at(NOW, actor=None)
    pack = read_pack(ROOT / "packs/liaoyuan-2024")
    install_pack(pack=pack, actor=INSTALLATION, at=NOW)
    person = handler()
    with connections["default"].cursor() as cursor:
        cursor.execute("CREATE TABLE bare (id bigserial PRIMARY KEY)")
    connections["default"].close()
    with connections["beside"].cursor() as cursor:
        cursor.execute("CREATE DATABASE large TEMPLATE postgres")
    return person


def handler() -> Any:
    """An official of the unit that keeps the arrears ledger."""
    from yingshang.apps.directory.models import Person, Post, Role, Unit  # noqa: PLC0415

    person = Person.objects.create(login="handler", name="承办人")
    unit = Unit.objects.get(code="industry_information")
    Post.objects.create(person=person, unit=unit, role=Role.HANDLER, valid_from=date(2014, 1, 1))
    return person


def fill(count: int, person: Any) -> None:
    """Insert so many cases with their units and steps."""
    from django.db import connections  # noqa: PLC0415

    from yingshang.apps.casework.types import current_types  # noqa: PLC0415
    from yingshang.apps.registers.selectors import current_release  # noqa: PLC0415

    release = current_release()
    assert release is not None  # noqa: S101 - installed a moment ago
    values = {
        "types": sorted(each.id for each in current_types()),
        "n": count,
        "fresh": SMALL,
        "person": str(person.pk),
        "release": release.pk,
    }
    with connections[Turns.now].cursor() as cursor:
        cursor.execute(CASES, values)
        cursor.execute(UNITS)
        cursor.execute(STEPS)
        cursor.execute("VACUUM ANALYZE")


def pages(person: Any, count: int) -> dict[str, Callable[[], object]]:
    """What is timed: every page's selector, read to the last row."""
    from yingshang.apps.casework import selectors  # noqa: PLC0415
    from yingshang.apps.casework.models import Case  # noqa: PLC0415

    mine = Case.objects.filter(units__unit__posts__person=person, is_ledger=True)
    number = mine.order_by("pk").values_list("number", flat=True)[0]
    middle = mine.order_by("-pk").values_list("pk", flat=True)[count // 200]
    everything = selectors.Wanted()
    return {
        "list of 100, first page": lambda: selectors.cases_page(person, everything),
        "list of 100, a page in the middle": lambda: selectors.cases_page(
            person, everything, after=middle
        ),
        "list of one type": lambda: selectors.cases_page(person, selectors.Wanted("arrears_clues")),
        "workbasket": lambda: selectors.workbasket(person, at=NOW),
        "search by number": lambda: selectors.search(person, number),
        "search by how a title begins": lambda: selectors.search(person, f"企业{count // 2}"),
        "one case": lambda: selectors.by_number(person, number),
    }


def timed(page: Callable[[], object]) -> float:
    """Milliseconds of one run; the clock is read once a page, as in a request."""
    from yingshang.apps.ledger.clock import read_once  # noqa: PLC0415

    start = time.perf_counter()
    with read_once():
        page()
    return (time.perf_counter() - start) * 1000


def measure(large: int, person: Any) -> dict[str, dict[str, float]]:
    """Best milliseconds of every page over both numbers of cases, and their ratio."""
    read: dict[str, dict[str, Callable[[], object]]] = {}
    for turn, count in zip(SIZES, (SMALL, large), strict=True):
        Turns.now = turn
        fill(count, person)
        read[turn] = pages(person, count)
    found = {}
    for name in read["default"]:
        best = dict.fromkeys(SIZES, float("inf"))
        for _ in range(RUNS):
            for turn in SIZES:
                Turns.now = turn
                best[turn] = min(best[turn], timed(read[turn][name]))
        small, big = best.values()
        found[name] = {
            "small_ms": round(small, 2),
            "large_ms": round(big, 2),
            "ratio": round(big / small, 2),
        }
    return found


def create(url: str, client: int, turns: Any, share: int) -> None:
    """One client: in each round so many bare commits, then as many rows of the arrears ledger."""
    set_up(url)
    from django.db import connection  # noqa: PLC0415 - after the settings

    from yingshang.apps.casework.models import Way  # noqa: PLC0415
    from yingshang.apps.casework.services import Beginning, file_case  # noqa: PLC0415
    from yingshang.apps.directory.models import Person, Unit  # noqa: PLC0415

    person = Person.objects.get(login="handler")
    unit = Unit.objects.get(code="industry_information")

    def bare(_n: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO bare DEFAULT VALUES")

    def filed(n: int) -> None:
        key = f"{client}-{n}-{turns.parties}"
        beginning = Beginning("arrears_clues", Way.OFFICIAL, unit=unit, values=ROW, key=key)
        file_case(beginning=beginning, actor=person, at=NOW)

    # The first one reads the pack; it is not counted.
    filed(-1)
    for start in range(0, ROUNDS * share, share):
        for act in (bare, filed):
            turns.wait()
            for n in range(start, start + share):
                act(n)
    turns.wait()


def created(url: str, clients: int) -> dict[str, float]:
    """What so many clients create together in a second, and how much faster a bare commit is.

    Both are done in turns, so that what else the machine does slows both: the medians.
    """
    share = CREATED // ROUNDS // clients
    spawned = multiprocessing.get_context("spawn")
    turns = spawned.Barrier(clients + 1, timeout=LONGEST_TURN)
    work = [
        spawned.Process(target=create, args=(url, client, turns, share))
        for client in range(clients)
    ]
    for each in work:
        each.start()
    marks = []
    for _ in range(2 * ROUNDS + 1):
        turns.wait()
        marks.append(time.perf_counter())
    for each in work:
        each.join()
    took = [after - before for before, after in pairwise(marks)]
    return {
        "created_a_second": round(clients * share / median(took[1::2]), 1),
        "bare_a_second": round(clients * share / median(took[::2]), 1),
        "bare_commits_for_a_case": round(median(map(truediv, took[1::2], took[::2])), 2),
    }


def main() -> None:
    """Start a server, measure, print each part as soon as it is known."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="100,000 instead of 1,000,000")
    parser.add_argument("--json", action="store_true", help="print JSON")
    chosen = parser.parse_args()
    large = QUICK_LARGE if chosen.quick else LARGE
    made = {}
    server = Server()
    server.start(DURABLE)
    try:
        set_up(server.url)
        found = measure(large, prepare())
        if not chosen.json:
            print_pages(found, large)
        for url, count in ((server.url, SMALL), (server.url_of("large"), large)):
            for clients in (1, 4):
                name = f"{clients} client(s), among {count:,}"
                made[name] = created(url, clients)
                if not chosen.json:
                    print_created(name, made[name])
    finally:
        server.stop()
    if chosen.json:
        head = {"python": platform.python_version(), "small": SMALL, "large": large, "peer": PEER}
        whole = head | {"pages": found, "created": made}
        print(json.dumps(whole, ensure_ascii=False, indent=2))


def print_pages(found: dict[str, dict[str, float]], large: int) -> None:
    """One line a page."""
    print("peer: list of 100 of 3,500 in 83–105 ms; created a second: 24 (1 client), 47 (4)")
    print(f"{'page':36} {SMALL:>10,} {large:>10,}  ratio")
    for name, each in found.items():
        small, big, ratio = each["small_ms"], each["large_ms"], each["ratio"]
        print(f"{name:36} {small:>8.1f}ms {big:>8.1f}ms {ratio:>6.2f}", flush=True)


def print_created(name: str, rate: dict[str, float]) -> None:
    """One line a number of clients."""
    print(
        f"created a second, {name:28} {rate['created_a_second']:>8.1f}   "
        f"bare commits {rate['bare_a_second']:>8.1f}   "
        f"one case is {rate['bare_commits_for_a_case']:.1f} of them",
        flush=True,
    )


if __name__ == "__main__":
    main()
