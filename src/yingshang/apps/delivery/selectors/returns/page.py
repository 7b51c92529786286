"""The page of one return: what it says, what changed, what lies beside it, who may do what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from yingshang.apps.delivery.decisions.returns import Basis, Content, LineContent
from yingshang.apps.delivery.decisions.wording_changes import Stretch, changes
from yingshang.apps.delivery.events.returns import RETURN
from yingshang.apps.delivery.models import Evidence, Return, ReturnLine, ReturnVersion
from yingshang.apps.delivery.permissions import CHECK_RETURN, FILL_RETURN, SUBMIT_RETURN
from yingshang.apps.delivery.selectors.names import short_name
from yingshang.apps.delivery.selectors.returns.basis import basis_of
from yingshang.apps.delivery.selectors.returns.content import (
    content_of,
    evidence_counts,
    latest_version,
    with_content,
)
from yingshang.apps.delivery.selectors.returns.duties import open_duty
from yingshang.apps.delivery.selectors.returns.findings import flags_of
from yingshang.apps.delivery.selectors.returns.others import (
    other_returns,
    others_to_wait_for,
    return_before,
)
from yingshang.apps.delivery.selectors.returns.rows import (
    Flag,
    ReturnRow,
    explanation_of,
    flags_in_words,
    rows_of,
)
from yingshang.apps.delivery.selectors.returns.titles import title_of
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import may
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.selectors import Timeline, timeline
from yingshang.apps.obligations.events import RETOLD


@dataclass(frozen=True)
class LineView:
    """One line as shown.

    Attributes:
        changes: `progress` against the period before, cut at what changed; empty unless asked for.
        before: What the same line said the period before.
    """

    basis: Basis
    row: ReturnLine | None
    said: LineContent
    before: LineContent
    changes: tuple[Stretch, ...]
    evidence: Sequence[Evidence]


@dataclass(frozen=True)
class Allowed:
    """What the reader may do with the return as it stands."""

    fill: bool
    hand_back: bool
    submit: bool
    take_back: bool
    check: bool
    correct: bool


@dataclass(frozen=True)
class ReturnPage:
    """One return.

    Attributes:
        version: The one shown; `is_latest` unless an older one was asked for.
        before: The same unit's return for the period before, when it was begun.
        compares: Whether changed words are marked.
        others: Returns of the other units of the task, where this one draws them together.
        rests_on: Ids of those that it rests on.
        flags: Findings of the checks; of a draft, what they would find now.
    """

    report: Return
    title: str
    unit_name: str
    row: ReturnRow
    explanation: tuple[str, ...]
    version: ReturnVersion | None
    versions: Sequence[ReturnVersion]
    lines: tuple[LineView, ...]
    before: Return | None
    compares: bool
    others: tuple[ReturnRow, ...]
    rests_on: frozenset[object]
    flags: tuple[Flag, ...]
    allowed: Allowed
    timeline: Timeline


def return_page(
    report: Return, viewer: Person, now: datetime, *, number: int | None, compares: bool
) -> ReturnPage:
    """The page of `report`, perhaps of an older version, perhaps beside the period before."""
    versions = list(report.versions.order_by("number").select_related("saved_by", "checked_by"))
    version = _shown(report, versions, number)
    before = return_before(report)
    older = latest_version(before) if before else None
    [row] = rows_of([report], now)
    return ReturnPage(
        report=report,
        title=title_of(report),
        unit_name=short_name(report.unit),
        row=row,
        explanation=explanation_of(row.duty),
        version=version,
        versions=versions,
        lines=lines_of(report, version, content_of(older), compares=compares),
        before=before if older else None,
        compares=compares and older is not None,
        others=rows_of(_others(report), now) if report.gathers else (),
        rests_on=frozenset(content_of(version).rests_on),
        flags=_flags(report, version),
        allowed=_allowed(report, version, viewer, now),
        timeline=timeline(RETURN, report.pk, viewer, without=RETOLD),
    )


def lines_of(
    report: Return, version: ReturnVersion | None, before: Content, *, compares: bool
) -> tuple[LineView, ...]:
    """What `version` says under each basis; what was handed in keeps those it was written on."""
    rows = {row.key: row for row in version.lines.all()} if version else {}
    said = content_of(version)
    bases = basis_of(report)
    if not report.is_editable and rows:
        known: Mapping[str, Basis] = {basis.key: basis for basis in bases}
        bases = tuple(known.get(key) or Basis(key, row.title) for key, row in rows.items())
    return tuple(
        LineView(
            basis=basis,
            row=rows.get(basis.key),
            said=said.line(basis.key),
            before=before.line(basis.key),
            changes=_changes(before, said, basis.key) if compares else (),
            evidence=list(rows[basis.key].evidence.all()) if basis.key in rows else (),
        )
        for basis in bases
    )


def _changes(before: Content, now: Content, key: str) -> tuple[Stretch, ...]:
    return changes(before.line(key).progress, now.line(key).progress)


def _others(report: Return) -> Sequence[Return]:
    found = other_returns(report)
    for each in found:
        each.period = report.period
    return found


def _shown(
    report: Return, versions: Sequence[ReturnVersion], number: int | None
) -> ReturnVersion | None:
    wanted = next((each for each in versions if each.number == number), None)
    if wanted is None or wanted.is_latest:
        return latest_version(report)
    rows = ReturnVersion.objects.filter(pk=wanted.pk).order_by("pk")
    return with_content(rows).first()


def _flags(report: Return, version: ReturnVersion | None) -> tuple[Flag, ...]:
    if version is None:
        return ()
    is_underway = version.is_latest and version.submitted_at is None
    if not is_underway:
        return flags_in_words(version.flags)
    files = sum(evidence_counts(version).values())
    return flags_in_words(flags_of(report, content_of(version), files))


def _allowed(
    report: Return, version: ReturnVersion | None, viewer: Person, now: datetime
) -> Allowed:
    on, state = local_day(now), report.state
    fills = may(viewer, FILL_RETURN, on=on, unit=report.unit_id)
    reviews = may(viewer, SUBMIT_RETURN, on=on, unit=report.unit_id)
    is_own = version is not None and version.handed_in_by_id == viewer.pk
    return Allowed(
        fill=fills and report.is_editable,
        hand_back=reviews and state == Return.State.IN_REVIEW,
        submit=reviews and state == Return.State.IN_REVIEW and not is_own,
        take_back=reviews and state == Return.State.SUBMITTED,
        check=may(viewer, CHECK_RETURN, on=on) and state == Return.State.SUBMITTED,
        correct=fills and state == Return.State.APPROVED,
    )


@dataclass(frozen=True)
class Needs:
    """What submitting asks for: a reason for lateness; why not to wait for which units."""

    late_reason: bool
    waiting: tuple[str, ...]


def needs_to_submit(report: Return, now: datetime) -> Needs:
    """What the unit has to say when it submits `report` at `now`."""
    duty = open_duty(report)
    is_late = duty is not None and now >= duty.due_at and not duty.late_reason
    version = latest_version(report)
    waits = report.gathers and not (version and version.without_note)
    others = others_to_wait_for(report) if waits else ()
    missing = [short_name(each.unit) for each in others if each.state not in Return.SENT]
    return Needs(is_late, tuple(missing))
