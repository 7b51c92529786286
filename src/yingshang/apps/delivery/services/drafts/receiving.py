"""An upload becomes a draft: bounded, told by its content, read and compiled behind a fence."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from yingshang.apps.delivery.errors import (
    NotAPlanError,
    UnreadableDocumentError,
    UploadTooLargeError,
)
from yingshang.apps.delivery.events import PlanDraftReceived
from yingshang.apps.delivery.models import PlanDraft
from yingshang.apps.delivery.permissions import IMPORT_PLAN
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import require
from yingshang.apps.ledger.services import record
from yingshang.engines.documents.errors import NOT_A_PLAN, DocumentError
from yingshang.engines.documents.sandbox import fenced

COMPILE = "yingshang.apps.delivery.decisions.drafting.base:compiled"
SECONDS = 20
MEGABYTE = 1_000_000
LONGEST_NAME = 200
HEADINGS_SHOWN = 8


@dataclass(frozen=True)
class Received:
    """The draft of an upload; `is_new` is False when the same file was imported before."""

    draft: PlanDraft
    is_new: bool


@dataclass(frozen=True)
class WhatWasFound:
    """What a document that is no plan holds after all."""

    title: str
    characters: int
    headings: tuple[str, ...]
    tasks: int


def receive(
    *, data: bytes, file_name: str, scope: str, anyway: bool = False, actor: Person, at: datetime
) -> Received:
    """Keep an uploaded document as a draft; the same file a second time leads to the first draft.

    Args:
        file_name: As the sender called it; shown, never used as a path.
        anyway: Keep it even if it does not look like a plan.

    Raises:
        PermissionDenied: `actor` may not import plans.
        UploadTooLargeError, UnreadableDocumentError: As they say.
        NotAPlanError: No tasks were found; what was found is in it.
    """
    require(actor, IMPORT_PLAN, at=at)
    if len(data) > most_bytes():
        raise UploadTooLargeError(most_bytes() // MEGABYTE)
    digest = hashlib.sha256(data).hexdigest()
    former = PlanDraft.objects.kept().filter(sha256=digest).first()
    if former is not None:
        return Received(former, is_new=False)
    # Outside any transaction: nobody waits for the child but whoever uploads.
    answer = _compiled(data)
    if not answer["is_plan"] and not anyway:
        raise NotAPlanError(NOT_A_PLAN.zh, NOT_A_PLAN.en, _found(answer))
    draft = PlanDraft(
        scope=scope,
        file_name=_shown_name(file_name),
        media_type=answer["media_type"],
        size=len(data),
        sha256=digest,
        text=answer["text"],
        base=answer["base"],
        received_by=actor,
        received_at=at,
        changed_at=at,
    )
    return _keep(draft, data, actor, at)


def most_bytes() -> int:
    """How large an upload may be, inclusive."""
    return int(settings.UPLOAD_MEGABYTES) * MEGABYTE


def _compiled(data: bytes) -> dict[str, Any]:
    try:
        return fenced(data, COMPILE, seconds=SECONDS)
    except DocumentError as error:
        raise UnreadableDocumentError(error.zh, error.en) from error


@transaction.atomic
def _keep(draft: PlanDraft, data: bytes, actor: Person, at: datetime) -> Received:
    """Store the row and its file, unless somebody has stored the same just now."""
    kept, is_new = PlanDraft.objects.kept().get_or_create(
        sha256=draft.sha256,
        defaults={
            field.attname: getattr(draft, field.attname)
            for field in PlanDraft._meta.concrete_fields
            if field.attname != "sha256"
        },
    )
    if not is_new:
        return Received(kept, is_new=False)
    if not default_storage.exists(kept.place):
        default_storage.save(kept.place, ContentFile(data))
    fact = PlanDraftReceived(
        draft=str(kept.pk),
        file_name=kept.file_name,
        sha256=kept.sha256,
        tasks=len(kept.base["tasks"]),
    )
    record(fact, actor=actor, at=at)
    return Received(kept, is_new=True)


def _found(answer: dict[str, Any]) -> WhatWasFound:
    text, base = answer["text"], answer["base"]
    spans = [each["span"] for each in base["headings"][:HEADINGS_SHOWN]]
    return WhatWasFound(
        title=base["header"]["title"] or "",
        characters=len(text),
        headings=tuple(text[start:end][:80] for start, end in spans),
        tasks=len(base["tasks"]),
    )


def _shown_name(name: str) -> str:
    bare = PurePath(name.replace("\\", "/")).name
    visible = "".join(letter for letter in bare if letter.isprintable()).strip()
    return visible[-LONGEST_NAME:] or "file"
