"""A unit fills in its return; every saving keeps the whole content or nothing."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from yingshang.apps.delivery.decisions.returns import Content, LineContent, unstorable
from yingshang.apps.delivery.errors import (
    NothingBeforeError,
    ReturnIncompleteError,
    ReturnNotEditableError,
)
from yingshang.apps.delivery.models import Return, ReturnVersion
from yingshang.apps.delivery.permissions import FILL_RETURN
from yingshang.apps.delivery.selectors.returns.basis import outline_of
from yingshang.apps.delivery.selectors.returns.content import (
    content_of,
    latest_head,
    latest_version,
    read,
    with_content,
)
from yingshang.apps.delivery.selectors.returns.others import return_before
from yingshang.apps.delivery.services.returns.locking import locked, require_read
from yingshang.apps.delivery.services.returns.writing import copy, write
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import require


@transaction.atomic
def keep(
    *, return_id: UUID, content: Content, revision: int, actor: Person, at: datetime
) -> Return:
    """Keep `content` as the draft; the same content twice changes nothing.

    After a sending back the first saving begins the next version, and the one sent back is kept.

    Args:
        revision: `Return.revision` as `actor` had read it.

    Raises:
        PermissionDenied: `actor` does not fill in for the unit.
        ReturnNotEditableError: It has been handed in.
        EditedMeanwhileError: Somebody saved it since `revision` was read.
        ReturnIncompleteError: Something is wrong in a way that cannot even be kept.
        UnknownUnitError, NotAmongTheOthersError: As they say.
    """
    report = locked(return_id)
    require(actor, FILL_RETURN, at=at, unit=report.unit_id)
    if not report.is_editable:
        raise ReturnNotEditableError
    found = read(report)
    if found and report.state == Return.State.DRAFT and found.content.says_the_same(content):
        return report
    require_read(report, found.version if found else None, revision)
    wrong = list(unstorable(content))
    if wrong:
        raise ReturnIncompleteError(wrong)
    _write_down(report, found.version if found else None, content, actor, at)
    return report


@transaction.atomic
def take_over(*, return_id: UUID, revision: int, actor: Person, at: datetime) -> Return:
    """Begin an empty draft with the structure of the period before.

    Units and sources of figures, problems and whom the unit waits for are taken over; words and
    figures of progress never are.

    Raises:
        PermissionDenied: `actor` does not fill in for the unit.
        ReturnNotEditableError: It has been handed in.
        EditedMeanwhileError: Somebody has begun it meanwhile.
        NothingBeforeError: There is no return for the period before.
    """
    report = locked(return_id)
    require(actor, FILL_RETURN, at=at, unit=report.unit_id)
    if not report.is_editable:
        raise ReturnNotEditableError
    found = read(report)
    latest = found.version if found else None
    require_read(report, latest, revision)
    before = return_before(report)
    older = read(before) if before else None
    if older is None:
        raise NothingBeforeError
    said, was = found.content if found else Content(), older.content
    lines = tuple(_begun(said.line(basis.key), was.line(basis.key)) for basis in outline_of(report))
    _write_down(report, latest, replace(said, lines=lines), actor, at)
    return report


def editable(report: Return, actor: Person, at: datetime) -> ReturnVersion:
    """The version that can be written into, with its lines kept; begun where there is none.

    Raises:
        ReturnNotEditableError: It has been handed in.
    """
    if not report.is_editable:
        raise ReturnNotEditableError
    latest = latest_head(report)
    if latest is None or report.state == Return.State.SENT_BACK:
        said = content_of(latest_version(report))
        return _write_down(report, latest, said, actor, at)
    return latest


def next_version(
    report: Return, latest: ReturnVersion | None, reason: str, actor: Person, at: datetime
) -> ReturnVersion:
    """A new latest version, a copy of `latest` where there is one."""
    rows = ReturnVersion.objects.filter(pk=latest.pk) if latest else ReturnVersion.objects.none()
    if latest is not None:
        rows.update(is_latest=False)
    version = ReturnVersion.objects.create(
        report=report,
        number=latest.number + 1 if latest else 1,
        reason=reason,
        saved_by=actor,
        saved_at=at,
    )
    if latest is not None:
        copy(with_content(rows).get(), version)
    return version


def _write_down(
    report: Return, latest: ReturnVersion | None, content: Content, actor: Person, at: datetime
) -> ReturnVersion:
    bases = outline_of(report)
    version = latest
    if version is None or report.state == Return.State.SENT_BACK:
        version = next_version(report, latest, latest.reason if latest else "", actor, at)
    write(version, content, report=report, bases=bases)
    version.saved_by, version.saved_at = actor, at
    version.save(update_fields=["saved_by", "saved_at", "without_note"])
    report.state, report.revision = Return.State.DRAFT, report.revision + 1
    report.save(update_fields=["state", "revision"])
    return version


def _begun(now: LineContent, before: LineContent) -> LineContent:
    return replace(
        now,
        measured_in=now.measured_in or before.measured_in,
        source=now.source or before.source,
        problems=now.problems or before.problems,
        blocked_by=now.blocked_by or before.blocked_by,
        blocked_since=now.blocked_since or before.blocked_since,
    )
