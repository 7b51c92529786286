"""People open what is there for them."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yingshang.apps.directory.models import Person
from yingshang.apps.messages.models import Message, State


@transaction.atomic
def mark_read(*, message_id: UUID, actor: Person, at: datetime) -> bool:
    """Mark a message of one's own as read; twice without harm.

    Returns:
        Whether there is such a message: False for somebody else's.
    """
    own = Message.objects.inbox_of(actor.pk).filter(pk=message_id)
    own.unread().update(state=State.READ, read_at=at)
    return own.exists()


@transaction.atomic
def mark_all_read(*, actor: Person, at: datetime) -> int:
    """Mark everything in one's own inbox as read; how many were not."""
    return Message.objects.inbox_of(actor.pk).unread().update(state=State.READ, read_at=at)
