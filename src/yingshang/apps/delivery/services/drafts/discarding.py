"""A draft is given up."""

from datetime import datetime
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import transaction

from yingshang.apps.delivery.errors import ReasonMissingError
from yingshang.apps.delivery.events import PlanDraftDeleted
from yingshang.apps.delivery.models import PlanDraft
from yingshang.apps.delivery.services.drafts.correcting import open_draft
from yingshang.apps.directory.models import Person
from yingshang.apps.ledger.services import record


@transaction.atomic
def discard(*, draft_id: UUID, reason: str, actor: Person, at: datetime) -> PlanDraft:
    """Give up an open draft: its file, text and reading go, digest and reason stay on record.

    Raises:
        PermissionDenied: `actor` may not import plans.
        DraftClosedError: It is approved or deleted already.
        ReasonMissingError: No reason is given.
    """
    draft = open_draft(draft_id, actor, at)
    if not reason.strip():
        raise ReasonMissingError
    draft.state, draft.reason = PlanDraft.State.DELETED, reason.strip()
    draft.closed_by, draft.closed_at = actor, at
    draft.text, draft.base = "", {}
    draft.save(update_fields=["state", "reason", "closed_by", "closed_at", "text", "base"])
    draft.corrections.all().delete()
    fact = PlanDraftDeleted(
        draft=str(draft.pk),
        file_name=draft.file_name,
        sha256=draft.sha256,
        reason=draft.reason,
    )
    record(fact, actor=actor, at=at)
    place = draft.place
    transaction.on_commit(lambda: default_storage.delete(place))
    return draft
