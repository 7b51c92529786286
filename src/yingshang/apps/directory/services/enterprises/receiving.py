"""A file arrives, its columns are confirmed, it is tried, and then taken over."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from yingshang.apps.directory.errors import RefusedError
from yingshang.apps.directory.events import EnterpriseImportBegun
from yingshang.apps.directory.importing import columns
from yingshang.apps.directory.importing.tables import read_table
from yingshang.apps.directory.models import EnterpriseImport, EnterpriseSource
from yingshang.apps.directory.permissions import (
    IMPORT_ENTERPRISES,
    Actor,
    may_for_keepers,
    on_record,
)
from yingshang.apps.directory.services.sent_files import (
    LONGEST_NAME,
    keep,
    kept,
    shown_name,
)
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.services import record, start_job

State = EnterpriseImport.State
JOB: Final = "directory.import_enterprises"
PURPOSE: Final = "directory.enterpriseimport.file"
FOLDER: Final = "enterprise-imports"


@dataclass(frozen=True)
class Upload:
    """A file as it came: its name, its content, whose data it holds, true as of which day."""

    name: str
    content: bytes
    source_name: str
    as_of: date


@transaction.atomic
def receive(*, upload: Upload, actor: Actor, at: datetime) -> EnterpriseImport:
    """Keep a file sealed, read its headings and propose what its columns are.

    Raises:
        PermissionDenied: `actor` may not import.
        RefusedError: The file cannot be read, or is dated in the future.
    """
    require_import(actor, at=at)
    if upload.as_of > local_day(at):
        raise RefusedError(_("The day of the data lies in the future; correct it."))
    table = read_table(upload.content)
    source, _is_new = EnterpriseSource.objects.get_or_create(name=upload.source_name.strip())
    return EnterpriseImport.objects.create(
        source=source,
        file_name=shown_name(upload.name),
        stored_name=keep(upload.content, folder=FOLDER, purpose=PURPOSE),
        sha256=hashlib.sha256(upload.content).hexdigest(),
        headers=list(table.headers),
        mapping=columns.proposed(table.headers, source.mapping),
        as_of=upload.as_of,
        sent_by=on_record(actor),
        sent_at=at,
    )


@transaction.atomic
def confirm_mapping(
    *, import_id: UUID, mapping: Mapping[str, str], actor: Actor, at: datetime
) -> EnterpriseImport:
    """Fix what the columns are, remember it for the source, and have the file tried.

    Trying changes nothing in the register.

    Raises:
        PermissionDenied: `actor` may not import.
        RefusedError: Name or number is missing, two columns are the same, or it is taken already.
    """
    file = _locked(import_id, actor, at)
    if file.state in {State.TAKING, State.TAKEN} or file.is_busy:
        raise RefusedError(_("This file is being worked on or has been taken over already."))
    chosen = {header: mapping.get(header, columns.NOTHING) for header in file.headers if header}
    faults = columns.faults_of(chosen)
    if faults:
        raise RefusedError(" ".join(str(fault) for fault in faults))
    file.mapping, file.state = chosen, State.TRYING
    source = EnterpriseSource.objects.select_for_update().get(pk=file.source_id)
    source.mapping = {**source.mapping, **chosen}
    source.save(update_fields=["mapping"])
    _queue(file, actor, at, writes=False)
    return file


@transaction.atomic
def take_over(*, import_id: UUID, actor: Actor, at: datetime) -> EnterpriseImport:
    """Have a tried file taken over; rejected rows stay out.

    Raises:
        PermissionDenied: `actor` may not import.
        RefusedError: It has not been tried, or is taken already.
    """
    file = _locked(import_id, actor, at)
    if file.state != State.TRIED:
        raise RefusedError(_("Only a file that has been tried can be taken over, and only once."))
    file.state = State.TAKING
    _queue(file, actor, at, writes=True)
    fact = EnterpriseImportBegun(
        import_id=file.pk,
        source=file.source.name,
        file=file.file_name,
        sha256=file.sha256,
        rows=file.rows,
    )
    record(fact, actor=on_record(actor), at=at)
    return file


@transaction.atomic
def abandon(*, import_id: UUID, actor: Actor, at: datetime) -> None:
    """Forget a file that was not taken over, with its content.

    Raises:
        PermissionDenied: `actor` may not import.
        RefusedError: It is being worked on or has been taken over.
    """
    file = _locked(import_id, actor, at)
    if file.state in {State.TAKING, State.TAKEN} or file.is_busy:
        raise RefusedError(_("This file is being worked on or has been taken over already."))
    stored = file.stored_name
    file.delete()
    if stored:
        transaction.on_commit(lambda: default_storage.delete(stored))


def content_of(file: EnterpriseImport) -> bytes:
    """The file as it came.

    Raises:
        RefusedError: The folder of files has lost it.
    """
    return kept(file.stored_name, purpose=PURPOSE)


def require_import(actor: Actor, *, at: datetime) -> None:
    """Refuse whoever may not import.

    Raises:
        PermissionDenied: Neither a role for the whole city nor one at a unit that keeps the
            register.
    """
    if not may_for_keepers(actor, IMPORT_ENTERPRISES, on=local_day(at)):
        raise PermissionDenied(IMPORT_ENTERPRISES)


def _locked(import_id: UUID, actor: Actor, at: datetime) -> EnterpriseImport:
    require_import(actor, at=at)
    rows = EnterpriseImport.objects.select_for_update(of=("self",)).select_related("source", "job")
    return rows.get(pk=import_id)


def _queue(file: EnterpriseImport, actor: Actor, at: datetime, *, writes: bool) -> None:
    title = _("Take over %(file)s") if writes else _("Try %(file)s")
    file.job = start_job(
        (title % {"file": file.file_name})[:LONGEST_NAME],
        function=JOB,
        owner=on_record(actor),
        at=at,
        arguments={"import": str(file.pk), "writes": writes},
    )
    file.save(update_fields=["mapping", "state", "job"])
