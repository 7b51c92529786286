"""What a person does about a delivery that gave up."""

from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from yingshang.apps.ledger.errors import NotDeadError
from yingshang.apps.ledger.events import DeliveryRetried
from yingshang.apps.ledger.models import Delivery
from yingshang.apps.ledger.permissions import RETRY_DELIVERY, require
from yingshang.apps.ledger.services.record import record


@transaction.atomic
def retry(*, delivery_id: int, actor: AbstractBaseUser | None, at: datetime) -> Delivery:
    """Give a dead letter back to its subscriber, with all its attempts ahead of it.

    Raises:
        PermissionDenied: `actor` may not retry deliveries.
        NotDeadError: The delivery is done, pruned, or will be tried again anyway.
    """
    require(actor, RETRY_DELIVERY)
    delivery = Delivery.objects.select_for_update().filter(pk=delivery_id).first()
    if delivery is None or delivery.dead_at is None:
        raise NotDeadError
    delivery.dead_at, delivery.attempts, delivery.next_attempt_at = None, 0, at
    delivery.save(update_fields=["dead_at", "attempts", "next_attempt_at"])
    fact = DeliveryRetried(event=delivery.event_id, subscriber=delivery.subscriber)
    record(fact, actor=actor, at=at)
    return delivery
