"""What the page on which a return is filled in needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yingshang.apps.delivery.decisions.returns import Basis, Content, LineContent
from yingshang.apps.delivery.models import Evidence, Return, ReturnVersion
from yingshang.apps.delivery.selectors.names import short_name
from yingshang.apps.delivery.selectors.returns.basis import basis_of
from yingshang.apps.delivery.selectors.returns.content import (
    content_of,
    latest_version,
    latest_versions,
)
from yingshang.apps.delivery.selectors.returns.others import (
    other_returns,
    return_before,
    returns_of_the_quarter,
)
from yingshang.apps.delivery.selectors.returns.rules import find_rules
from yingshang.apps.delivery.selectors.returns.titles import title_of
from yingshang.apps.directory.models import Unit
from yingshang.engines.packs.schema.returns import EvidenceRule


@dataclass(frozen=True)
class QuarterTask:
    """What the unit returned on one task: (return, its words), month by month."""

    title: str
    returns: Sequence[tuple[Return, str]]


@dataclass(frozen=True)
class EditPage:
    """A draft.

    Attributes:
        units: (code, name) of whom one can wait for.
        others: (id, name) of submitted returns to rest on; None where nothing is drawn together.
        waiting: Names of the units whose returns are still missing.
        before: What the same unit said the period before, by the key of the line.
        files: Files attached so far, by the key of the line.
        quarter: For a summary, the unit's approved returns of its months.
        largest_megabytes: How large a file may be.
    """

    report: Return
    title: str
    unit_name: str
    version: ReturnVersion | None
    bases: Sequence[Basis]
    content: Content
    units: Sequence[tuple[str, str]]
    others: Sequence[tuple[str, str]] | None
    waiting: Sequence[str]
    before: Mapping[str, LineContent]
    files: Mapping[str, Sequence[Evidence]]
    quarter: Sequence[QuarterTask]
    largest_megabytes: int


def edit_page(report: Return) -> EditPage:
    """The draft of `report` as it stands."""
    version = latest_version(report)
    before = return_before(report)
    older = content_of(latest_version(before)) if before else Content()
    beside = other_returns(report) if report.gathers else []
    rules = find_rules(report.period.plan)
    limits = rules.evidence if rules else EvidenceRule()
    return EditPage(
        report=report,
        title=title_of(report),
        unit_name=short_name(report.unit),
        version=version,
        bases=basis_of(report),
        content=content_of(version),
        units=_units(report),
        others=_sent(beside) if report.gathers else None,
        waiting=[
            short_name(each.unit)
            for each in beside
            if each.state not in Return.SENT and not each.gathers
        ],
        before={line.key: line for line in older.lines},
        files={row.key: list(row.evidence.all()) for row in version.lines.all()} if version else {},
        quarter=_quarter(report),
        largest_megabytes=limits.largest_megabytes,
    )


def _quarter(report: Return) -> list[QuarterTask]:
    if report.kind != Return.Kind.SUMMARY:
        return []
    rows = returns_of_the_quarter(report)
    versions = latest_versions(row.pk for row in rows)
    found: dict[str, list[tuple[Return, str]]] = {}
    for row in rows:
        words = "\n".join(line.progress for line in content_of(versions.get(row.pk)).lines)
        title = f"{row.task.code} {row.task.title}" if row.task else ""
        found.setdefault(title, []).append((row, words))
    return [QuarterTask(title, returned) for title, returned in found.items()]


def _units(report: Return) -> list[tuple[str, str]]:
    rows = Unit.objects.within(None).exclude(pk=report.unit_id).prefetch_related("names")
    return [(unit.code, short_name(unit)) for unit in rows.order_by("rank", "code")]


def _sent(beside: Sequence[Return]) -> list[tuple[str, str]]:
    return [
        (str(each.pk), f"{short_name(each.unit)} · {each.get_state_display()}")
        for each in beside
        if each.state in Return.SENT
    ]
