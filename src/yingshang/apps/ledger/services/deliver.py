"""The outbox: give every owed event to its subscriber, each in its own transaction."""

import logging
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from yingshang.apps.ledger import clock
from yingshang.apps.ledger.decisions import wait_after
from yingshang.apps.ledger.events import Fact
from yingshang.apps.ledger.models import Delivery, Event

logger = logging.getLogger(__name__)
Handler = Callable[[Event], None]
_subscribers: dict[str, dict[str, Handler]] = defaultdict(dict)


class UnknownSubscriberError(LookupError):
    """A delivery names a subscriber that nobody registered any more."""


def subscribe(fact: type[Fact], *, name: str, handler: Handler) -> None:
    """Have `handler` called once for every recorded `fact`. Called only from `web/wiring.py`.

    Args:
        name: Kept in the outbox rows; never renamed while any are owed.
        handler: Must be idempotent: after a crash an event may arrive twice.

    Raises:
        ValueError: The name is taken for this fact.
    """
    known = _subscribers[fact.kind].setdefault(name, handler)
    if known is not handler:
        raise ValueError(f"{name} already subscribes to {fact.kind}")


def subscribers_of(kind: str) -> tuple[str, ...]:
    """Names of everybody who is told about `kind`."""
    return tuple(_subscribers.get(kind, ()))


def deliver_due(*, limit: int = 100) -> int:
    """Try every delivery that is due by the ledger's clock, oldest event first.

    Returns:
        How many were tried, whether they succeeded or not.
    """
    tried: list[int] = []
    while len(tried) < limit and Delivery.objects.due(clock.now()).exclude(pk__in=tried).exists():
        delivery_id = deliver_next(but_not=tried)
        if delivery_id is None:
            break
        tried.append(delivery_id)
    return len(tried)


@transaction.atomic
def deliver_next(*, but_not: list[int]) -> int | None:
    """Try one due delivery that no other worker holds.

    The row stays locked while the subscriber works. What a failing subscriber wrote is undone;
    the failure is counted and the next attempt set by the ledger's clock.

    Returns:
        The delivery's id, or None when nothing is due.
    """
    due = Delivery.objects.due(clock.now()).exclude(pk__in=but_not)
    free = due.select_for_update(of=("self",), skip_locked=True)
    delivery = free.select_related("event").order_by("event_id", "pk").first()
    if delivery is None:
        return None
    delivery.attempts += 1
    try:
        with transaction.atomic():
            _handler(delivery)(delivery.event)
    except Exception as error:
        logger.debug("delivery %s", delivery.pk, exc_info=True)
        _put_off(delivery, f"{type(error).__name__}: {error}")
    else:
        delivery.done_at, delivery.last_error = clock.now(), ""
    delivery.save()
    return delivery.pk


@transaction.atomic
def prune_delivered(*, before: datetime) -> int:
    """Delete outbox rows that were done before an instant; the events stay.

    Returns:
        How many rows went.
    """
    return Delivery.objects.filter(done_at__lt=before).delete()[0]


def _handler(delivery: Delivery) -> Handler:
    handlers = _subscribers.get(delivery.event.kind, {})
    if delivery.subscriber not in handlers:
        raise UnknownSubscriberError(f"{delivery.subscriber} ← {delivery.event.kind}")
    return handlers[delivery.subscriber]


def _put_off(delivery: Delivery, message: str) -> None:
    logger.warning("delivery %s failed: %s", delivery.pk, message)
    delivery.last_error = message
    wait = wait_after(delivery.attempts)
    if wait is None:
        delivery.dead_at = clock.now()
    else:
        delivery.next_attempt_at = clock.now() + wait
