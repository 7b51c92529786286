"""Append facts to the chain."""

from dataclasses import astuple
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection

from yingshang.apps.ledger import chain, clock
from yingshang.apps.ledger.canonical import subjects_of, values_of
from yingshang.apps.ledger.events import Fact
from yingshang.apps.ledger.models import Event, PersonalValue
from yingshang.apps.ledger.personal import Sealed
from yingshang.apps.ledger.services.deliver import subscribers_of
from yingshang.apps.ledger.services.strands import take_strand
from yingshang.apps.ledger.services.writing import write


class OutsideTransactionError(RuntimeError):
    """A fact was to be recorded outside the transaction of its change: a fault of the program."""


def record(fact: Fact, *, actor: AbstractBaseUser | None, at: datetime) -> Event:
    """Append `fact` to the ledger and owe it to every subscriber.

    Call it last in a service: it holds a strand of the chain until the transaction ends.

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
    event = Event(
        kind=fact.kind,
        version=fact.version,
        actor_id=None if actor is None else actor.pk,
        at=at,
        payload=payload,
        subjects=subjects,
    )
    _tie(event)
    write(event, subscribers=subscribers_of(event.kind))
    PersonalValue.objects.bulk_create(value.row(event) for value in personal.values())
    return event


def _tie(event: Event) -> None:
    """Give an event its place at the end of a strand, and the hash that ties it to it."""
    now = clock.now()
    end = take_strand()
    event.sequence, event.strand, event.number = astuple(end.place)
    event.previous_hash = end.previous_hash
    event.recorded_at = max(now, end.recorded_at or now)
    event.hash = chain.link_hash(event)
