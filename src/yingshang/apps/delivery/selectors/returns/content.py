"""What a version of a return says, read from its rows into values."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from yingshang.apps.delivery.decisions.returns import Content, LineContent
from yingshang.apps.delivery.models import (
    ClaimedMilestone,
    Evidence,
    Return,
    ReturnLine,
    ReturnVersion,
)

SAID = (
    "key", "progress", "numerator", "denominator", "measured_in", "source", "problems",
    "blocked_since", "next_step",
)  # fmt: skip
VALUES = ("id", "blocked_by__code", *SAID)


def with_content(versions: QuerySet[ReturnVersion]) -> QuerySet[ReturnVersion]:
    """Versions with everything that they say, in a fixed number of queries."""
    lines = ReturnLine.objects.select_related("blocked_by").order_by("position", "pk")
    filled = lines.prefetch_related(
        Prefetch("claimed", ClaimedMilestone.objects.order_by("pk")),
        Prefetch("evidence", Evidence.objects.select_related("file").order_by("name", "pk")),
    )
    return versions.prefetch_related(
        Prefetch("lines", filled), Prefetch("rests_on", Return.objects.order_by("pk"))
    )


def latest_versions(reports: Iterable[UUID]) -> dict[UUID, ReturnVersion]:
    """The latest version of each return that has one, with its content, by the return's id."""
    rows = ReturnVersion.objects.filter(report__in=list(reports), is_latest=True).order_by("pk")
    return {each.report_id: each for each in with_content(rows)}


def latest_version(report: Return) -> ReturnVersion | None:
    """The latest version with its content; None before anybody has begun."""
    return latest_versions([report.pk]).get(report.pk)


def latest_head(report: Return) -> ReturnVersion | None:
    """The latest version without its content; None before anybody has begun."""
    return ReturnVersion.objects.filter(report=report, is_latest=True).order_by().first()


@dataclass(frozen=True)
class Reading:
    """The latest version, what it says, and how many files each line has, by its key."""

    version: ReturnVersion
    content: Content
    evidence: Mapping[str, int]


def read(report: Return) -> Reading | None:
    """What the latest version of `report` says, as values only; None before anybody has begun."""
    version = latest_head(report)
    if version is None:
        return None
    lines = list(version.lines.order_by("position", "pk").values(*VALUES))
    claimed: dict[int, list[UUID]] = {}
    rows_claimed = ClaimedMilestone.objects.filter(line__version=version).order_by("pk")
    for line_id, milestone in rows_claimed.values_list("line_id", "milestone"):
        claimed.setdefault(line_id, []).append(milestone)
    files = Counter(
        Evidence.objects.filter(line__version=version).order_by().values_list("line_id", flat=True)
    )
    rests_on = version.rests_on.order_by("pk") if report.gathers else Return.objects.none()
    return Reading(
        version,
        Content(
            lines=tuple(_values(line, claimed.get(line["id"], ())) for line in lines),
            rests_on=tuple(rests_on.values_list("pk", flat=True)),
            without_note=version.without_note,
        ),
        {line["key"]: files[line["id"]] for line in lines},
    )


def content_of(version: ReturnVersion | None) -> Content:
    """What `version`, read by `with_content`, says; nothing where there is none yet."""
    if version is None:
        return Content()
    return Content(
        lines=tuple(_line(row) for row in version.lines.all()),
        rests_on=tuple(each.pk for each in version.rests_on.all()),
        without_note=version.without_note,
    )


def evidence_counts(version: ReturnVersion | None) -> dict[str, int]:
    """How many files each line has, by its key."""
    if version is None:
        return {}
    return {row.key: len(row.evidence.all()) for row in version.lines.all()}


def _values(line: Mapping[str, Any], claimed: Iterable[UUID]) -> LineContent:
    said = {name: line[name] for name in SAID}
    blocked_by = line["blocked_by__code"] or ""
    return LineContent(blocked_by=blocked_by, milestones=tuple(claimed), **said)


def _line(row: ReturnLine) -> LineContent:
    return LineContent(
        key=row.key,
        progress=row.progress,
        numerator=row.numerator,
        denominator=row.denominator,
        measured_in=row.measured_in,
        source=row.source,
        problems=row.problems,
        blocked_by=row.blocked_by.code if row.blocked_by else "",
        blocked_since=row.blocked_since,
        next_step=row.next_step,
        milestones=tuple(each.milestone for each in row.claimed.all()),
    )
