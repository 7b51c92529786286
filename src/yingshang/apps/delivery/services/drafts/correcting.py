"""Corrections of a draft: one act each, safe to repeat, refused over somebody else's."""

import json
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from yingshang.apps.delivery.decisions.drafting.corrections import Correction, apply, touched
from yingshang.apps.delivery.decisions.drafting.refusals import RefusedCorrection
from yingshang.apps.delivery.errors import (
    ChangedByOthersError,
    CorrectionRefusedError,
    DraftClosedError,
    NothingToUndoError,
)
from yingshang.apps.delivery.models import DraftCorrection, DraftPresence, PlanDraft
from yingshang.apps.delivery.permissions import IMPORT_PLAN
from yingshang.apps.delivery.selectors.drafts.readings import reading_of
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import require

UNDO = "undo"


@transaction.atomic
def correct(
    *, draft_id: UUID, correction: Correction, seen: int, key: UUID, actor: Person, at: datetime
) -> PlanDraft:
    """Make one correction. The same one from the same page a second time does nothing.

    The correction row is the record; the ledger hears of the draft when it is approved.

    Args:
        seen: The draft's sequence on the page from which the correction comes.
        key: Made by that page.

    Raises:
        PermissionDenied: `actor` may not correct drafts.
        DraftClosedError: It is approved or deleted.
        ChangedByOthersError: The same part has been corrected since the page was drawn.
        CorrectionRefusedError: It does not fit; the sentence says why.
    """
    draft = open_draft(draft_id, actor, at)
    own = uuid5(key, json.dumps(correction.as_json(), sort_keys=True))
    if draft.corrections.filter(key=own).exists():
        return draft
    reading = reading_of(draft)
    touches = touched(reading, correction)
    _require_untouched(draft.corrections.since(seen), touches)
    try:
        apply(reading, [correction])
    except RefusedCorrection as error:
        raise CorrectionRefusedError(error.zh, error.en) from error
    _raise_sequence(draft, at)
    DraftCorrection.objects.create(
        draft=draft,
        number=draft.sequence,
        key=own,
        operation=correction.as_json(),
        touches=sorted(touches),
        made_by=actor,
        made_at=at,
    )
    return draft


@transaction.atomic
def undo(*, draft_id: UUID, seen: int, key: UUID, actor: Person, at: datetime) -> PlanDraft:
    """Take back the last correction that stands, as the page showed it.

    Raises:
        PermissionDenied: `actor` may not correct drafts.
        DraftClosedError: It is approved or deleted.
        NothingToUndoError: No correction stands.
        ChangedByOthersError: There are later ones than the page showed.
    """
    draft = open_draft(draft_id, actor, at)
    own = uuid5(key, UNDO)
    if draft.corrections.filter(undone_key=own).exists():
        return draft
    later = [each.number for each in draft.corrections.since(seen)]
    if later:
        raise ChangedByOthersError(later)
    last = draft.corrections.standing().last()
    if last is None:
        raise NothingToUndoError
    _raise_sequence(draft, at)
    last.undone_number, last.undone_key, last.undone_by = draft.sequence, own, actor
    last.save(update_fields=["undone_number", "undone_key", "undone_by"])
    return draft


@transaction.atomic
def touch(*, draft_id: UUID, task: str, actor: Person, at: datetime) -> None:
    """Note that `actor` has the draft open at `task`; the others are told.

    Raises:
        PermissionDenied: `actor` may not correct drafts.
    """
    require(actor, IMPORT_PLAN, at=at)
    DraftPresence.objects.update_or_create(
        draft_id=draft_id, person=actor, defaults={"task": task[:80], "seen_at": at}
    )


def open_draft(draft_id: UUID, actor: Person, at: datetime) -> PlanDraft:
    """The draft, locked, for somebody who may correct it.

    Raises:
        PermissionDenied: `actor` may not correct drafts.
        DraftClosedError: It is approved or deleted.
    """
    require(actor, IMPORT_PLAN, at=at)
    draft = PlanDraft.objects.select_for_update(of=("self",)).get(pk=draft_id)
    if not draft.is_open:
        raise DraftClosedError
    return draft


def _require_untouched(later: Iterable[DraftCorrection], touches: frozenset[str]) -> None:
    numbers = [each.number for each in later if touches & set(each.touches)]
    if numbers:
        raise ChangedByOthersError(numbers)


def _raise_sequence(draft: PlanDraft, at: datetime) -> None:
    draft.sequence += 1
    draft.changed_at = at
    draft.save(update_fields=["sequence", "changed_at"])
