"""Size classes are computed from what is known and kept with their reason."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from yingshang.apps.directory.city_content import CityContent, city_content
from yingshang.apps.directory.models import Enterprise
from yingshang.apps.directory.selectors.enterprise_sizes import verdict_of
from yingshang.apps.ledger.models import Job
from yingshang.apps.ledger.services import start_job
from yingshang.engines.packs.schema.size_classes import SizeClasses

JOB: Final = "directory.recompute_sizes"
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


def start_recompute_sizes(*, at: datetime) -> Job:
    """Have the worker find every class anew; a job that waits for its turn is enough for all.

    After an import, since other rows may stem from an older standard; by hand after a new one.
    """
    waiting = Job.objects.filter(function=JOB, state=Job.State.WAITING).first()
    title = _("Find the size classes of market entities anew")
    return waiting or start_job(title, function=JOB, owner=None, at=at)


def are_sizes_stale() -> bool:
    """Whether some class was found by the standard of another release."""
    current = Q(size_reason__release=city_content().release)
    return Enterprise.objects.exclude(current).exists()


def recompute_sizes(*, at: datetime) -> Iterator[tuple[int, int]]:
    """Find every class anew by the standard of the present release; saves what changed.

    Yields how many were looked at, and of how many, after each chunk in a transaction of its own.
    """
    content = city_content()
    total, done, last = Enterprise.objects.count(), 0, 0
    while True:
        with transaction.atomic():
            rows = list(Enterprise.objects.filter(pk__gt=last).order_by("pk")[:CHUNK])
            changed = [row for row in rows if _sized_anew(row, content)]
            for row in changed:
                row.changed_at = at
            Enterprise.objects.bulk_update(changed, [*SIZE_FIELDS, "changed_at"], batch_size=200)
        if not rows:
            return
        last, done = rows[-1].pk, done + len(rows)
        yield done, total


def _sized_anew(row: Enterprise, content: CityContent) -> bool:
    """Set class, reason and release on the row, unsaved; whether anything is to be saved."""
    changed = size(row, content.sizes, content.release)
    if not changed and row.size_reason.get("release") != content.release:
        row.size_reason = {**row.size_reason, "release": content.release}
        return True
    return changed
