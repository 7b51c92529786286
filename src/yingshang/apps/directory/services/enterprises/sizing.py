"""Size classes are computed from what is known and kept with their reason."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from yingshang.apps.directory.city_content import city_content
from yingshang.apps.directory.models import Enterprise
from yingshang.apps.directory.selectors.enterprise_sizes import verdict_of
from yingshang.engines.packs.schema.size_classes import SizeClasses

CHUNK: Final = 2_000
SIZE_FIELDS: Final = ("size_class", "size_reason")


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
