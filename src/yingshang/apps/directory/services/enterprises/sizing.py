"""Size classes are computed from what is known and kept with their reason."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from django.db import transaction

from yingshang.apps.directory.city_content import city_content
from yingshang.apps.directory.decisions import sizes
from yingshang.apps.directory.models import Enterprise
from yingshang.engines.packs.schema.size_classes import SizeClasses

Kind = Enterprise.Kind
# Bodies that the standard speaks of; to sole traders it is applied by reference.
SIZED: Final = frozenset({Kind.COMPANY, Kind.SOLE_TRADER, Kind.COOPERATIVE})
CHUNK: Final = 2_000
SIZE_FIELDS: Final = ("size_class", "size_reason")


def verdict_of(enterprise: Enterprise, standard: SizeClasses | None) -> sizes.Verdict:
    """The class of one market entity; unknown while the pack has no standard."""
    if enterprise.kind not in SIZED:
        return sizes.Verdict(sizes.NOT_COVERED)
    if standard is None:
        return sizes.Verdict(sizes.UNKNOWN)
    figures = {
        "employees": _known(enterprise.employees),
        "revenue": _known(enterprise.revenue_yuan),
        "assets": _known(enterprise.assets_yuan),
    }
    scaled = {
        name: None if value is None else value / sizes.UNITS[name]
        for name, value in figures.items()
    }
    return sizes.class_of(standard, enterprise.section, enterprise.industry_code, scaled)


def size(enterprise: Enterprise, standard: SizeClasses | None, release: str) -> bool:
    """Set the size class and its reason on the row, unsaved; whether anything changed."""
    verdict = verdict_of(enterprise, standard)
    reason: dict[str, Any] = {"missing": list(verdict.missing), "release": release}
    if verdict.group is not None:
        reason["group"] = verdict.group.code
    before = enterprise.size_class, {**enterprise.size_reason, "release": ""}
    changed = before != (verdict.size, {**reason, "release": ""})
    if changed:
        enterprise.size_class, enterprise.size_reason = verdict.size, reason
    return changed


def recompute_sizes(*, at: datetime) -> Iterator[tuple[int, int]]:
    """Find every class anew by the standard of the present release; saves what changed.

    Yields how many were looked at, and of how many, after each chunk in a transaction of its own.
    """
    content = city_content()
    total, done, last = Enterprise.objects.count(), 0, 0
    while True:
        with transaction.atomic():
            rows = list(Enterprise.objects.filter(pk__gt=last).order_by("pk")[:CHUNK])
            changed = [row for row in rows if size(row, content.sizes, content.release)]
            for row in changed:
                row.changed_at = at
            Enterprise.objects.bulk_update(changed, [*SIZE_FIELDS, "changed_at"], batch_size=200)
        if not rows:
            return
        last, done = rows[-1].pk, done + len(rows)
        yield done, total


def _known(value: Decimal | int | None) -> Decimal | None:
    return None if value is None else Decimal(value)
