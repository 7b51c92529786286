"""The register of market entities on PostgreSQL: importing a file, then finding in it.

    python benchmarks/enterprises.py [--quick] [--json]

200,000 invented rows are read from a csv in GB18030, tried, taken over, and taken over again with
one row in a hundred changed. Then each page of the register is timed over that many entities and,
after the same rows were multiplied inside the database, over 1,000,000; the ratio is printed (aim:
1.5 or less). `--quick` imports 20,000 and stops at 100,000. A private PostgreSQL server is started
in a temporary folder; memory is the peak of this process.
"""

import argparse
import csv
import json
import os
import platform
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from tests.postgres import Server  # noqa: E402 - found through the line above

NOW = datetime(2024, 11, 18, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
UNTIL = date(2024, 4, 22)
RUNS = 15
COLUMNS = (
    "former_names, kind, section, industry_code, region_code, street_code, address, "
    "registered_capital_yuan, established_on, status, status_since, employees, revenue_yuan, "
    "assets_yuan, figures_as_of, legal_representative, contact_name, contact_phone, size_class, "
    "size_reason, source_name, as_of, entered_at, changed_at, other_number"
)
# Twins of every entity under other codes: nothing here reads the check character.
TWINS = f"""
INSERT INTO directory_enterprise (credit_code, name, {COLUMNS})
SELECT 'T' || lpad(%s::text, 2, '0') || substr(credit_code, 4), name, {COLUMNS}
FROM directory_enterprise WHERE credit_code LIKE '9%%' OR credit_code LIKE 'N%%'
"""
PIECES = """
INSERT INTO directory_enterprisepiece (enterprise_id, place, short, "long")
SELECT e.id, n, substr(e.name || '|', n, 2), substr(e.name || '|', n, 3)
FROM directory_enterprise e JOIN generate_series(1, 60) n ON n < length(e.name || '|')
WHERE e.credit_code LIKE 'T%'
"""


def prepare(server: Server) -> None:
    """Settings and tables."""
    os.environ |= {
        "YINGSHANG_DATABASE_URL": server.url,
        "YINGSHANG_DATA_DIR": tempfile.mkdtemp(),
        "DJANGO_SETTINGS_MODULE": "yingshang.web.settings.test",
    }
    import django  # noqa: PLC0415 - after the environment
    from django.conf import settings  # noqa: PLC0415

    if server.url not in str(settings.DATABASES):
        import dj_database_url  # noqa: PLC0415

        settings.DATABASES["default"] = dj_database_url.parse(server.url)
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    from yingshang.apps.ledger.models import Clock  # noqa: PLC0415

    Clock.objects.update_or_create(pk=1, defaults={"standing_at": NOW})


def content() -> Any:
    """What the pack says of the city."""
    from yingshang.apps.directory.city_content import CityContent, read_from  # noqa: PLC0415
    from yingshang.engines.packs.reading import read_pack  # noqa: PLC0415

    models = read_pack(ROOT / "packs/liaoyuan-2024").models
    found = CityContent(
        release="0" * 64,
        areas=models["directory/areas.yaml"],  # type: ignore[arg-type]
        register=models["directory/enterprises.yaml"],  # type: ignore[arg-type]
        sizes=models["size_classes.yaml"],  # type: ignore[arg-type]
    )
    read_from(lambda: found)
    return found


def files(count: int, city: Any) -> tuple[bytes, bytes]:
    """A register as a file, and the same with every hundredth row changed."""
    from yingshang.web.sample.invented_firms import HEADINGS, Firms  # noqa: PLC0415

    dice = Random(1)  # noqa: S311 - chosen, not secret
    firms = list(Firms(city.areas, city.register, UNTIL, dice).make(count))
    later = [firm.growing(dice) if n % 100 == 0 else firm for n, firm in enumerate(firms)]
    return as_csv(HEADINGS, firms), as_csv(HEADINGS, later)


def as_csv(headings: Any, firms: Any) -> bytes:
    """A csv as offices send it."""
    text = StringIO()
    csv.writer(text).writerows([headings, *(firm.cells for firm in firms)])
    return text.getvalue().encode("gb18030")


def imported(data: bytes, name: str) -> dict[str, Any]:
    """Seconds to try a file and to take it over, and what became of its rows."""
    from django.db import transaction  # noqa: PLC0415

    from yingshang.apps.directory.permissions import INSTALLATION  # noqa: PLC0415
    from yingshang.apps.directory.services import enterprises  # noqa: PLC0415
    from yingshang.apps.directory.services.enterprises.receiving import Upload  # noqa: PLC0415
    from yingshang.apps.ledger.services import run_next_job  # noqa: PLC0415

    upload = Upload(name, data, "bench", UNTIL)
    file = enterprises.receive(upload=upload, actor=INSTALLATION, at=NOW)
    with transaction.atomic():
        enterprises.confirm_mapping(
            import_id=file.pk, mapping=file.mapping, actor=INSTALLATION, at=NOW
        )
    start = time.perf_counter()
    run_next_job()
    tried = time.perf_counter() - start
    enterprises.take_over(import_id=file.pk, actor=INSTALLATION, at=NOW)
    start = time.perf_counter()
    run_next_job()
    taken = time.perf_counter() - start
    file.refresh_from_db()
    counts = {n: getattr(file, n) for n in ("created", "changed", "unchanged", "rejected")}
    return {"try_s": round(tried, 1), "take_s": round(taken, 1), **counts}


def pages() -> dict[str, Callable[[], object]]:
    """What is timed: the list as people ask for it."""
    from yingshang.apps.directory.models import Enterprise, Person  # noqa: PLC0415
    from yingshang.apps.directory.selectors.enterprises import (  # noqa: PLC0415
        Wanted,
        enterprises,
    )

    someone = Person.objects.get_or_create(login="bench", defaults={"name": "bench"})[0]
    middle = Enterprise.objects.order_by("pk")[Enterprise.objects.count() // 2]
    asked = {
        "newest": Wanted(),
        "district": Wanted(region="220421"),
        "industry and size": Wanted(section="C", size="small"),
        "status": Wanted(status="suspended"),
        "district, industry, size": Wanted(region="220403", section="I", size="medium"),
        "credit code": Wanted(words=middle.credit_code or ""),
        "beginning of a code": Wanted(words=(middle.credit_code or "")[:13]),
        "whole name": Wanted(words=middle.name),
        "rare fragment": Wanted(words=middle.name[2:8]),
        "common fragment": Wanted(words="有限公司"),
        "two characters": Wanted(words="袜业"),
        "fragment nobody has": Wanted(words="龙山区有限公司"),
        "district and fragment": Wanted(words="鑫源", region="220402"),
    }

    def page(wanted: Wanted) -> Callable[[], object]:
        return lambda: enterprises(wanted, viewer=someone, on=NOW.date())

    def second() -> object:
        first = enterprises(Wanted(section="C"), viewer=someone, on=NOW.date())
        return enterprises(Wanted(section="C"), viewer=someone, on=NOW.date(), after=first.after)

    return {**{name: page(wanted) for name, wanted in asked.items()}, "second page": second}


def timed() -> dict[str, float]:
    """Best milliseconds of every page."""
    found = {}
    for name, page in pages().items():
        best = float("inf")
        for _ in range(RUNS):
            start = time.perf_counter()
            page()
            best = min(best, time.perf_counter() - start)
        found[name] = round(best * 1000, 2)
    return found


def multiply(times: int) -> None:
    """Twins of every entity inside the database, with the pieces of their names."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        for number in range(1, times):
            cursor.execute(TWINS, [number])
        cursor.execute(PIECES)
        cursor.execute("VACUUM ANALYZE directory_enterprise")
        cursor.execute("VACUUM ANALYZE directory_enterprisepiece")


def main() -> None:
    """Start a server, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="20,000 and 100,000")
    parser.add_argument("--json", action="store_true", help="print JSON")
    chosen = parser.parse_args()
    count = 20_000 if chosen.quick else 200_000
    server = Server()
    server.start()
    try:
        prepare(server)
        first, later = files(count, content())
        found: dict[str, Any] = {
            "python": platform.python_version(),
            "rows": count,
            "first": imported(first, "first.csv"),
            "again": imported(later, "later.csv"),
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        }
        multiply(1)
        small = timed()
        multiply(5)
        found["pages_ms"] = {
            name: {"small": small[name], "large": large, "ratio": round(large / small[name], 2)}
            for name, large in timed().items()
        }
    finally:
        server.stop()
    if chosen.json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return
    print(f"{count:,} rows: first {found['first']}, again {found['again']}")
    print(f"{'page':28} {count:>10,} {count * 5:>10,}  ratio   (peak {found['peak_mb']} MB)")
    for name, each in found["pages_ms"].items():
        print(f"{name:28} {each['small']:>8.1f}ms {each['large']:>8.1f}ms {each['ratio']:>6.2f}")


if __name__ == "__main__":
    main()
