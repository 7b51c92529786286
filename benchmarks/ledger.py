"""How long `verify-ledger` takes on a large ledger, whole and with each kind of tampering.

Run `python benchmarks/ledger.py [--events N] [--quick] [--json]`. It makes a database of its own in
a temporary folder and touches nothing else. Each tampering must be found and its place named; the
exit code is 1 when one is not.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

EVENTS = 100_000
QUICK = 5_000
ROOTS = 10
FAR = 10**12
NUMBERED = (
    ("ledger_event", "sequence", "number = "),
    ("ledger_eventsubject", "event_id", ""),
)


@dataclass(frozen=True)
class Result:
    """One run: what was done, what was found first, how long verifying took."""

    tampering: str
    expected: str
    found: str
    seconds: float

    @property
    def is_right(self) -> bool:
        """Whether the first fault is the one that was made."""
        return self.expected == self.found


def prepare(folder: str) -> None:
    """Start Django on a fresh database in `folder`."""
    os.environ["YINGSHANG_DATA_DIR"] = folder
    os.environ.pop("YINGSHANG_DATABASE_URL", None)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yingshang.web.settings.base")
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    import django  # noqa: PLC0415 - the settings read the folder above
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    call_command("migrate", verbosity=0)


def fill(count: int) -> float:
    """Record `count` facts about 500 events, a tenth of them a day; the seconds it took."""
    from yingshang.apps.ledger import clock, services  # noqa: PLC0415 - needs Django

    services.stand_at(clock.morning_of(clock.today()), actor=None)
    started = time.perf_counter()
    for start in range(0, count, count // ROOTS):
        record_some(range(start, start + count // ROOTS))
        services.export_root()
        services.advance_clock(to=clock.tomorrow(), actor=None)
    services.export_root()
    return time.perf_counter() - started


def record_some(numbers: range) -> None:
    """Record a fact a number, in one transaction."""
    from django.db import transaction  # noqa: PLC0415 - needs Django

    from yingshang.apps.ledger import clock, services  # noqa: PLC0415
    from yingshang.apps.ledger.events import DeliveryRetried  # noqa: PLC0415

    with transaction.atomic(), clock.read_once():
        for number in numbers:
            fact = DeliveryRetried(event=number % 500, subscriber=f"unit {number}")
            services.record(fact, actor=None, at=clock.now())


@contextmanager
def tampered(change: Callable[[], None]) -> Iterator[None]:
    """Within this block the ledger is changed; afterwards it is as it was."""
    from django.db import connection, transaction  # noqa: PLC0415 - needs Django
    from tests.append_only import opened_ledger  # noqa: PLC0415

    with transaction.atomic():
        connection.cursor().execute("PRAGMA defer_foreign_keys = ON")
        with opened_ledger():
            change()
        yield
        transaction.set_rollback(True)


def tamperings(last: int) -> dict[str, tuple[str, Callable[[], None]]]:
    """Each kind of tampering: the fault that must be found first, and the SQL that does it."""
    place, other = last // 2, last // 3
    event, subject = "UPDATE ledger_event SET", "ledger_eventsubject"
    swap = [*moved(place, FAR), *moved(other, place), *moved(FAR, other)]
    return {
        "changed": (f"L001@{place}", run(f"{event} version = 2 WHERE sequence = {place}")),
        "removed": (f"L002@{place}", run(*gone(f"= {place}"))),
        "removed, ranks closed": (
            f"L002@{place}",
            run(
                *gone(f"= {place}"),
                *pushed(place, -1),
                f"UPDATE ledger_head SET number={last - 1}",
            ),
        ),
        "added, others moved up": (f"L003@{place}", run(*pushed(place - 1, 1), copied(place))),
        "reordered": (f"L004@{other}", run(*swap)),
        "tail cut": (f"L005@{last - 9}", run(*gone(f"> {last - 10}"))),
        "tail cut, head corrected": (
            f"L005@{last - 9}",
            run(
                *gone(f"> {last - 10}"),
                f"UPDATE ledger_head SET sequence = {last - 10}, number = {last - 10}, "
                f"hash = (SELECT hash FROM ledger_event WHERE sequence = {last - 10})",
            ),
        ),
        "subject vanished": (
            f"L006@{place}",
            run(f"DELETE FROM {subject} WHERE event_id = {place}"),
        ),
        "subject changed": (
            f"L006@{place}",
            run(f"UPDATE {subject} SET key = 'x' WHERE event_id = {place}"),
        ),
        "rewritten to the end": (f"L010@{root_over(last - 50)}", lambda: rewrite(last - 50)),
    }


def gone(which: str) -> list[str]:
    """Statements that delete events and their subjects."""
    return [
        f"DELETE FROM ledger_eventsubject WHERE event_id {which}",
        f"DELETE FROM ledger_event WHERE sequence {which}",
    ]


def moved(old: int, new: int) -> list[str]:
    """Statements that give one event another number."""
    return [
        f"UPDATE {table} SET {f'{also}{new}, ' if also else ''}{key} = {new} WHERE {key} = {old}"
        for table, key, also in NUMBERED
    ]


def pushed(after: int, by: int) -> list[str]:
    """Statements that renumber everything after an event, by way of numbers far away."""
    away, back = FAR, by - FAR
    return [
        f"UPDATE {table} SET {f'{also}{key} + {step}, ' if also else ''}{key} = {key} + {step} "
        f"WHERE {key} > {limit}"
        for step, limit in ((away, after), (back, FAR))
        for table, key, also in NUMBERED
    ]


def copied(place: int) -> str:
    """A statement that puts a copy of the event before `place` into the gap at `place`."""
    columns = "kind, version, actor_id, at, recorded_at, payload, previous_hash, hash"
    return (
        f"INSERT INTO ledger_event (sequence, strand, number, subjects, {columns}) "
        f"SELECT {place}, 1, {place}, '[]', {columns} "
        f"FROM ledger_event WHERE sequence = {place - 1}"
    )


def run(*statements: str) -> Callable[[], None]:
    """A change that executes the statements one after the other."""

    def change() -> None:
        from django.db import connection  # noqa: PLC0415 - needs Django

        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)

    return change


def rewrite(place: int) -> None:
    """Change an event and give it, everything after it and the head fresh hashes."""
    from yingshang.apps.ledger.chain import link_hash  # noqa: PLC0415 - needs Django
    from yingshang.apps.ledger.models import Event, Head  # noqa: PLC0415

    Event.objects.filter(pk=place).update(version=9)
    previous = Event.objects.get(pk=place - 1).hash
    for event in Event.objects.filter(pk__gte=place).order_by("pk"):
        event.previous_hash = previous
        event.hash = previous = link_hash(event)
        event.save()
    Head.objects.update(hash=previous)


def root_over(place: int) -> int:
    """The first event covered by the root that covers `place`."""
    from yingshang.apps.ledger.roots import read_lines, roots_file  # noqa: PLC0415 - needs Django

    roots = [root for root in read_lines(roots_file()) if root is not None]
    return next(root.after + 1 for root in roots if place <= root.through)


def measure(name: str, expected: str) -> Result:
    """Verify once."""
    from yingshang.apps.ledger.verification import verify  # noqa: PLC0415 - needs Django

    started = time.perf_counter()
    faults = verify().faults
    seconds = time.perf_counter() - started
    found = f"{faults[0].code}@{faults[0].place}" if faults else "sound"
    return Result(name, expected, found, round(seconds, 3))


def benchmark(count: int) -> dict[str, Any]:
    """Fill a ledger, verify it whole, then with each tampering in turn."""
    from yingshang.apps.ledger.models import Head  # noqa: PLC0415 - needs Django

    seconds = fill(count)
    last = Head.objects.get().sequence
    results = [measure("none", "sound")]
    for name, (expected, change) in tamperings(last).items():
        with tampered(change):
            results.append(measure(name, expected))
    return {
        "events": last,
        "record_seconds": round(seconds, 1),
        "records_per_second": round(count / seconds),
        "results": [{**asdict(each), "right": each.is_right} for each in results],
    }


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--events", type=int, default=EVENTS)
    parser.add_argument("--quick", action="store_true", help=f"{QUICK} events only")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="yingshang-ledger-") as folder:
        prepare(folder)
        report = benchmark(QUICK if options.quick else options.events)
    if options.json:
        print(json.dumps(report, indent=2))
    else:
        print(f"{report['events']} events, {report['records_per_second']} recorded a second")
        for each in report["results"]:
            mark = "found" if each["right"] else f"MISSED, expected {each['expected']}"
            print(f"{each['seconds']:8.2f} s  {each['tampering']:<26} {each['found']:<14} {mark}")
    return int(not all(each["right"] for each in report["results"]))


if __name__ == "__main__":
    sys.exit(main())
