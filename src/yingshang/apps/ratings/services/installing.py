"""The windows of a pack become rows; those that it no longer names are closed."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction

from yingshang.apps.directory.models import Person, Unit
from yingshang.apps.ledger.services import record
from yingshang.apps.ratings.events import WindowsInstalled
from yingshang.apps.ratings.models import RatingPoint
from yingshang.apps.registers.models import PackRelease
from yingshang.engines.packs.pack import ReadPack
from yingshang.engines.packs.schema.ratings import Windows

FILE = "ratings/windows.yaml"


@transaction.atomic
def install_windows(
    *, pack: ReadPack, release: PackRelease, actor: Person | None, at: datetime
) -> int:
    """Bring the windows in line with a release; takes part in every installation.

    Returns:
        How many windows there are; 0 leaves everything as it was before.
    """
    file = pack.models.get(FILE)
    if not isinstance(file, Windows):
        return 0
    wanted = dict(_wanted(file))
    for code, values in wanted.items():
        RatingPoint.objects.update_or_create(code=code, defaults=values)
    RatingPoint.objects.exclude(code__in=wanted).update(is_closed=True)
    fact = WindowsInstalled(release_id=release.pk, count=len(wanted))
    record(fact, actor=actor, at=at)
    return len(wanted)


def _wanted(file: Windows) -> Iterator[tuple[str, dict[str, Any]]]:
    units = {unit.code: unit for unit in Unit.objects.within(None)}
    places = [(hall, window) for hall in file.halls for window in hall.windows]
    for rank, (hall, window) in enumerate(places):
        yield (
            window.code,
            {
                "name_zh": window.name.zh_hans,
                "name_en": window.name.en or "",
                "hall_zh": hall.name.zh_hans,
                "hall_en": hall.name.en or "",
                "unit": units[window.unit],
                "hall_unit": units[hall.unit],
                "rank": rank,
                "is_unverified": "verified" not in {file.status, window.status},
                "is_closed": False,
            },
        )
