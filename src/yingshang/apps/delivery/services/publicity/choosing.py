"""The lead office takes good practice into the library, or not."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yingshang.apps.delivery.errors import (
    ItemMovedOnError,
    MayNotBeQuotedError,
    ReasonMissingError,
)
from yingshang.apps.delivery.events import PracticeAdopted, PracticeDeclined
from yingshang.apps.delivery.models import PublicityItem
from yingshang.apps.delivery.permissions import CHOOSE_PRACTICE
from yingshang.apps.delivery.services.publicity.entering import locked, naming
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import require
from yingshang.apps.ledger.services import record

State = PublicityItem.State


@transaction.atomic
def adopt(*, item_id: UUID, actor: Person, at: datetime, note: str = "") -> PublicityItem:
    """Take a practice into the library, where every official finds it.

    Raises:
        PermissionDenied: `actor` is not of the lead office.
        ItemMovedOnError: It is no practice that waits for a decision.
        MayNotBeQuotedError: The unit has not agreed to being quoted.
    """
    row = _waiting(item_id, actor, at)
    if not row.may_quote:
        raise MayNotBeQuotedError
    _decide(row, State.ADOPTED, note.strip(), actor, at)
    record(PracticeAdopted(**naming(row), note=row.note), actor=actor, at=at)
    return row


@transaction.atomic
def decline(*, item_id: UUID, note: str, actor: Person, at: datetime) -> PublicityItem:
    """Do not take a practice into the library, and say why; it still counts as publicity.

    Raises:
        PermissionDenied: `actor` is not of the lead office.
        ReasonMissingError: The reason is empty.
        ItemMovedOnError: It is no practice that waits for a decision.
    """
    row = _waiting(item_id, actor, at)
    if not note.strip():
        raise ReasonMissingError
    _decide(row, State.DECLINED, note.strip(), actor, at)
    record(PracticeDeclined(**naming(row), note=row.note), actor=actor, at=at)
    return row


def _waiting(item_id: UUID, actor: Person, at: datetime) -> PublicityItem:
    require(actor, CHOOSE_PRACTICE, at=at)
    row = locked(item_id)
    if row.kind != PublicityItem.Kind.GOOD_PRACTICE or row.state != State.RECORDED:
        raise ItemMovedOnError
    return row


def _decide(row: PublicityItem, state: str, note: str, actor: Person, at: datetime) -> None:
    row.state, row.note, row.decided_by, row.decided_at = state, note, actor, at
    row.revision += 1
    row.save(update_fields=["state", "note", "decided_by", "decided_at", "revision"])
