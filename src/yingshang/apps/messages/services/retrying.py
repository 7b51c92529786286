"""What a person does about an e-mail that was given up."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import require
from yingshang.apps.ledger.services import record
from yingshang.apps.messages.errors import NotUndeliverableError
from yingshang.apps.messages.events import MessageRetried
from yingshang.apps.messages.models import Message, State
from yingshang.apps.messages.permissions import RETRY


@transaction.atomic
def retry(*, message_id: UUID, actor: Person, at: datetime) -> Message:
    """Queue an undeliverable message again, with all its attempts ahead of it.

    Raises:
        PermissionDenied: `actor` looks after no messages.
        NotUndeliverableError: The message is unknown, sent, or will be tried anyway.
    """
    require(actor, RETRY, at=at)
    message = Message.objects.select_for_update().undeliverable().filter(pk=message_id).first()
    if message is None:
        raise NotUndeliverableError
    message.state, message.attempts = State.FAILED, 0
    message.next_attempt_at, message.ended_at = at, None
    message.save(update_fields=["state", "attempts", "next_attempt_at", "ended_at"])
    record(MessageRetried(message_id=message.pk, person_id=message.person_id), actor=actor, at=at)
    return message
