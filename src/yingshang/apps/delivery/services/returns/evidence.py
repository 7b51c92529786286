"""Files are attached to drafts; their content is kept once, under its SHA-256."""

import hashlib
from datetime import datetime
from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from yingshang.apps.delivery.errors import (
    FileEmptyError,
    FileRefusedError,
    FileTooLargeError,
    ReturnMovedOnError,
    TooManyFilesError,
)
from yingshang.apps.delivery.events import EvidenceAttached, EvidenceDetached
from yingshang.apps.delivery.models import Evidence, EvidenceFile, Return
from yingshang.apps.delivery.permissions import FILL_RETURN
from yingshang.apps.delivery.selectors.returns.rules import find_rules
from yingshang.apps.delivery.services.returns.drafting import editable
from yingshang.apps.delivery.services.returns.locking import locked, naming
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import require
from yingshang.apps.ledger.services import record
from yingshang.engines.documents.sniffing import SUFFIXES, media_type_of
from yingshang.engines.packs.schema.returns import EvidenceRule

MEGABYTE = 1024 * 1024
LONGEST_NAME = 200


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
    media_type = _accepted(content, _limits(report))
    version = editable(report, actor, at)
    line = next((row for row in version.lines.all() if row.key == line_key), None)
    if line is None:
        raise ReturnMovedOnError
    file = _kept(content, media_type, at)
    there = next((each for each in line.evidence.all() if each.file_id == file.pk), None)
    if there is not None:
        return there
    if sum(len(row.evidence.all()) for row in version.lines.all()) >= _limits(report).most_files:
        raise TooManyFilesError
    evidence = Evidence.objects.create(
        line=line,
        file=file,
        name=_clean_name(name, media_type),
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
    same = [
        each
        for row in version.lines.all()
        if row.key == found.line.key
        for each in row.evidence.all()
        if each.file_id == found.file_id
    ]
    if not same:
        raise ReturnMovedOnError
    same[0].delete()
    _touch(report)
    fact = EvidenceDetached(**naming(report, version.number), name=found.name, sha256=found.file_id)
    record(fact, actor=actor, at=at)
    return report


def bounded(*, upload: "UploadedFile[Any]", report: Return) -> bytes:
    """The content of what was sent, refused before it is read when it is too large.

    Raises:
        FileTooLargeError: It is larger than the pack allows.
    """
    limits = _limits(report)
    if (upload.size or 0) > limits.largest_megabytes * MEGABYTE:
        raise FileTooLargeError(limits.largest_megabytes)
    return bytes(upload.read())


def _clean_name(name: str, media_type: str) -> str:
    """A file name without folders and control characters, ending as its content does."""
    bare = PurePath(name.replace("\\", "/")).name
    visible = "".join(letter for letter in bare if letter.isprintable()).strip() or "file"
    suffixes = SUFFIXES[media_type]
    end = "" if visible.lower().endswith(suffixes) else suffixes[0]
    return visible[: LONGEST_NAME - len(end)] + end


def _limits(report: Return) -> EvidenceRule:
    rules = find_rules(report.period.plan)
    return rules.evidence if rules else EvidenceRule()


def _accepted(content: bytes, limits: EvidenceRule) -> str:
    if not content:
        raise FileEmptyError
    if len(content) > limits.largest_megabytes * MEGABYTE:
        raise FileTooLargeError(limits.largest_megabytes)
    media_type = media_type_of(content)
    if media_type is None:
        raise FileRefusedError
    return media_type


def _kept(content: bytes, media_type: str, at: datetime) -> EvidenceFile:
    digest = hashlib.sha256(content).hexdigest()
    file, _is_new = EvidenceFile.objects.get_or_create(
        sha256=digest,
        defaults={"media_type": media_type, "size": len(content), "received_at": at},
    )
    if not default_storage.exists(file.place):
        stored = default_storage.save(file.place, ContentFile(content))
        if stored != file.place:
            # Somebody stored the same content a moment ago.
            default_storage.delete(stored)
    return file


def _touch(report: Return) -> None:
    report.revision += 1
    report.save(update_fields=["revision"])
