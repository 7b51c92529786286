"""Append facts to the chain."""

from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection

from yingshang.apps.ledger import chain, clock
from yingshang.apps.ledger.canonical import subjects_of, values_of
from yingshang.apps.ledger.events import Fact
from yingshang.apps.ledger.models import Event, EventSubject, Head, PersonalValue
from yingshang.apps.ledger.personal import Sealed
from yingshang.apps.ledger.services.deliver import owe


class OutsideTransactionError(RuntimeError):
    """A fact was to be recorded outside the transaction of its change: a fault of the program."""


def record(fact: Fact, *, actor: AbstractBaseUser | None, at: datetime) -> Event:
    """Append `fact` to the ledger and owe it to every subscriber.

    Call it last in a service: it locks the head of the chain until the transaction ends.

    Args:
        actor: Who acted; None when the installation itself did.
        at: When it happened, aware. The moment of writing is kept beside it.

    Raises:
        OutsideTransactionError: The fact and its change must commit or roll back together.
        TypeError: A field that is no primitive, or an instant without a time zone.
        ValueError: A fact about nothing.
    """
    if not connection.in_atomic_block:
        raise OutsideTransactionError(f"record({fact.kind}) outside transaction.atomic")
    values, subjects = values_of(fact), subjects_of(fact)
    if not subjects:
        raise ValueError(f"{fact.kind} names no subject")
    personal = {field: Sealed(field, values[field]) for field in sorted(fact.personal)}
    payload = {**values, **{field: value.stand_in for field, value in personal.items()}}
    event = _append(
        Event(
            kind=fact.kind,
            version=fact.version,
            actor_id=None if actor is None else actor.pk,
            at=at,
            payload=payload,
            subjects=subjects,
        )
    )
    EventSubject.objects.bulk_create(
        EventSubject(event=event, role=role, type=kind, key=key) for role, kind, key in subjects
    )
    PersonalValue.objects.bulk_create(value.row(event) for value in personal.values())
    owe(event)
    return event


def _append(event: Event) -> Event:
    """Number the event, tie it to the one before and move the head. Writers wait in line here."""
    head = _locked_head()
    now = clock.now()
    event.sequence = head.sequence + 1
    event.previous_hash = head.hash
    event.recorded_at = max(now, head.recorded_at or now)
    event.hash = chain.link_hash(event)
    event.save(force_insert=True)
    Head.objects.filter(pk=1).update(
        sequence=event.sequence, hash=event.hash, recorded_at=event.recorded_at
    )
    return event


def _locked_head() -> Head:
    """The head of the chain; made by whoever records the first event."""
    locked = Head.objects.select_for_update().filter(pk=1).order_by()
    head = locked.first()
    if head is None:
        Head.objects.get_or_create(pk=1, defaults={"hash": chain.GENESIS})
        head = locked.get()
    return head
