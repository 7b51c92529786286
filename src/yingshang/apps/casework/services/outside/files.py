"""A file of a source arrives, its columns and words are mapped, it is tried, then taken over."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from yingshang.apps.casework.errors import (
    ColumnsMissingError,
    FileBusyError,
    FileNotTriedError,
    FutureDataError,
)
from yingshang.apps.casework.models import OutsideFile, OutsideMapping, OutsideSource
from yingshang.apps.casework.outside import columns
from yingshang.apps.casework.outside.xes import read_log
from yingshang.apps.casework.permissions import TAKE_OUTSIDE
from yingshang.apps.casework.selectors.outside import mapping_of
from yingshang.apps.directory.permissions import Actor, on_record, require
from yingshang.apps.directory.services.sent_files import LONGEST_NAME, keep, kept, shown_name
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.services import start_job

State = OutsideFile.State
JOB: Final = "casework.take_outside_file"
PURPOSE: Final = "casework.outsidefile.file"
FOLDER: Final = "outside-files"
COUNTS: Final = ("rows", "cases", "created", "changed", "unchanged", "rejected", "remarked")


@dataclass(frozen=True)
class Upload:
    """A file as it came: its name, its content, true as of which day."""

    name: str
    content: bytes
    as_of: date


@dataclass(frozen=True)
class Mapped:
    """How a source is to be read: as `OutsideMapping` keeps it."""

    columns: Mapping[str, str]
    states: Mapping[str, Mapping[str, str]]
    counting: str = OutsideMapping.Counting.DAY
    keeps_unknown: bool = False


@transaction.atomic
def receive(*, source_id: int, upload: Upload, actor: Actor, at: datetime) -> OutsideFile:
    """Keep a file sealed, read its headings and propose what its columns are.

    Raises:
        PermissionDenied: `actor` may not take over what the source reports.
        RefusedError: The file cannot be read.
        FutureDataError: It is dated in the future.
    """
    source = OutsideSource.objects.get(pk=source_id)
    require(actor, TAKE_OUTSIDE, at=at, unit=source.unit_id)
    if upload.as_of > local_day(at):
        raise FutureDataError
    table = read_log(upload.content)
    mapping = mapping_of(source)
    remembered = mapping.columns if mapping else {}
    return OutsideFile.objects.create(
        source=source,
        file_name=shown_name(upload.name),
        stored_name=keep(upload.content, folder=FOLDER, purpose=PURPOSE),
        sha256=hashlib.sha256(upload.content).hexdigest(),
        headers=list(table.headers),
        mapping=columns.proposed(table.headers, remembered),
        as_of=upload.as_of,
        sent_by=on_record(actor),
        sent_at=at,
    )


@transaction.atomic
def confirm_mapping(*, file_id: UUID, mapped: Mapped, actor: Actor, at: datetime) -> OutsideFile:
    """Fix what columns and words mean, keep it for the source, and have the file tried.

    Trying changes no case.

    Raises:
        PermissionDenied: `actor` may not take over what the source reports.
        FileBusyError, ColumnsMissingError: As they say.
    """
    file = _locked(file_id, actor, at)
    if file.state in {State.TAKING, State.TAKEN} or file.is_busy:
        raise FileBusyError
    chosen = {head: code for head, code in mapped.columns.items() if head in file.headers}
    codes = [code for code in chosen.values() if code]
    if columns.missing(codes) or len(codes) != len(set(codes)):
        raise ColumnsMissingError
    file.mapping, file.state = chosen, State.TRYING
    _keep_mapping(file, mapped, actor, at)
    _queue(file, actor, at, writes=False)
    return file


@transaction.atomic
def take_over(*, file_id: UUID, actor: Actor, at: datetime) -> OutsideFile:
    """Have a tried file taken over; rejected rows stay out.

    Raises:
        PermissionDenied: `actor` may not take over what the source reports.
        FileNotTriedError: It has not been tried, or is taken already.
    """
    file = _locked(file_id, actor, at)
    if file.state != State.TRIED:
        raise FileNotTriedError
    file.state = State.TAKING
    _queue(file, actor, at, writes=True)
    return file


@transaction.atomic
def abandon(*, file_id: UUID, actor: Actor, at: datetime) -> None:
    """Forget a file that was not taken over, with its content.

    Raises:
        PermissionDenied: `actor` may not take over what the source reports.
        FileBusyError: It is being worked on or has been taken over.
    """
    file = _locked(file_id, actor, at)
    if file.state in {State.TAKING, State.TAKEN} or file.is_busy:
        raise FileBusyError
    stored = file.stored_name
    file.delete()
    if stored:
        transaction.on_commit(lambda: default_storage.delete(stored))


def content_of(file: OutsideFile) -> bytes:
    """The file as it came.

    Raises:
        RefusedError: The folder of files has lost it.
    """
    return kept(file.stored_name, purpose=PURPOSE)


def _locked(file_id: UUID, actor: Actor, at: datetime) -> OutsideFile:
    rows = OutsideFile.objects.select_for_update(of=("self",)).select_related("source", "job")
    file = rows.get(pk=file_id)
    require(actor, TAKE_OUTSIDE, at=at, unit=file.source.unit_id)
    return file


def _keep_mapping(file: OutsideFile, mapped: Mapped, actor: Actor, at: datetime) -> None:
    """Mappings are never changed: a new one takes the place of the one before."""
    before = mapping_of(file.source)
    known = before.columns if before else {}
    told = before.states if before else {}
    states = {
        kind: {**told.get(kind, {}), **mapped.states.get(kind, {})}
        for kind in ("activity", "unit", "state")
    }
    given = {
        "columns": {**known, **file.mapping},
        "states": states,
        "counting": mapped.counting,
        "keeps_unknown": mapped.keeps_unknown,
    }
    if before is not None and all(getattr(before, key) == each for key, each in given.items()):
        return
    OutsideMapping.objects.filter(source=file.source, is_current=True).update(is_current=False)
    OutsideMapping.objects.create(
        source=file.source,
        type_code=file.source.type_code,
        made_at=at,
        made_by=on_record(actor),
        **given,
    )


def _queue(file: OutsideFile, actor: Actor, at: datetime, *, writes: bool) -> None:
    title = _("Take over %(file)s") if writes else _("Try %(file)s")
    file.job = start_job(
        (title % {"file": file.file_name})[:LONGEST_NAME],
        function=JOB,
        owner=on_record(actor),
        at=at,
        arguments={"file": str(file.pk), "writes": writes},
    )
    file.save(update_fields=["mapping", "state", "job"])
