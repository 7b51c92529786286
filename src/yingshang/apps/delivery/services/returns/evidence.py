"""Files are attached to drafts; their content is kept once, under its SHA-256."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from yingshang.apps.delivery.errors import (
    ReturnMovedOnError,
    TooManyFilesError,
)
from yingshang.apps.delivery.events import EvidenceAttached, EvidenceDetached
from yingshang.apps.delivery.models import Evidence, Return, ReturnLine, ReturnVersion
from yingshang.apps.delivery.permissions import FILL_RETURN
from yingshang.apps.delivery.services.keeping import limits_of
from yingshang.apps.delivery.services.returns.drafting import editable
from yingshang.apps.delivery.services.returns.locking import locked, naming
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import require
from yingshang.apps.files.errors import FileTooLargeError
from yingshang.apps.files.services import MEGABYTE, accepted_type, clean_name, keep
from yingshang.apps.ledger.services import record


@transaction.atomic
def attach(
    *, return_id: UUID, line_key: str, name: str, content: bytes, actor: Person, at: datetime
) -> Evidence:
    """Attach a file to a line of a draft; the same content twice on a line is once.

    Args:
        name: As the person called it; folders and control characters are dropped.

    Raises:
        PermissionDenied: `actor` does not fill in for the unit.
        ReturnNotEditableError: It has been handed in.
        ReturnMovedOnError: It has no such line.
        FileEmptyError, FileTooLargeError, FileRefusedError, TooManyFilesError: As they say.
    """
    report = locked(return_id)
    require(actor, FILL_RETURN, at=at, unit=report.unit_id)
    limits = limits_of(report.period.plan)
    media_type = accepted_type(content, largest_megabytes=limits.largest_megabytes)
    version = editable(report, actor, at)
    line = _line_of(version, line_key)
    file = keep(content, media_type=media_type, at=at)
    present = list(Evidence.objects.filter(line__version=version).order_by("pk"))
    for each in present:
        if (each.line_id, each.file_id) == (line.pk, file.pk):
            return each
    if len(present) >= limits.most_files:
        raise TooManyFilesError
    evidence = Evidence.objects.create(
        line=line,
        file=file,
        name=clean_name(name, media_type=media_type),
        attached_by=actor,
        attached_at=at,
    )
    _touch(report)
    fact = EvidenceAttached(
        **naming(report, version.number), name=evidence.name, sha256=file.sha256
    )
    record(fact, actor=actor, at=at)
    return evidence


@transaction.atomic
def detach(*, evidence_id: UUID, actor: Person, at: datetime) -> Return:
    """Take a file off the draft; versions that left the unit keep theirs.

    Raises:
        PermissionDenied: `actor` does not fill in for the unit.
        ReturnNotEditableError: The return has been handed in.
        ReturnMovedOnError: The file belongs to an older version.
    """
    found = Evidence.objects.select_related("line__version").get(pk=evidence_id)
    report = locked(found.line.version.report_id)
    require(actor, FILL_RETURN, at=at, unit=report.unit_id)
    version = editable(report, actor, at)
    same = Evidence.objects.filter(
        line__version=version, line__key=found.line.key, file=found.file_id
    ).first()
    if same is None:
        raise ReturnMovedOnError
    same.delete()
    _touch(report)
    fact = EvidenceDetached(**naming(report, version.number), name=found.name, sha256=found.file_id)
    record(fact, actor=actor, at=at)
    return report


def bounded(*, upload: "UploadedFile[Any]", report: Return) -> bytes:
    """The content of what was sent, refused before it is read when it is too large.

    Raises:
        FileTooLargeError: It is larger than the pack allows.
    """
    limits = limits_of(report.period.plan)
    if (upload.size or 0) > limits.largest_megabytes * MEGABYTE:
        raise FileTooLargeError(limits.largest_megabytes)
    return bytes(upload.read())


def _touch(report: Return) -> None:
    report.revision += 1
    report.save(update_fields=["revision"])


def _line_of(version: ReturnVersion, key: str) -> ReturnLine:
    line = version.lines.filter(key=key).only("key").first()
    if line is None:
        raise ReturnMovedOnError
    return line
