"""Put an event, all that belongs to it and the new end of its strand into the tables."""

import json
from collections.abc import Collection
from typing import Any

from django.db import connection

from yingshang.apps.ledger.models import Delivery, Event, EventSubject, Head

# One statement: the fewer there are, the shorter a strand is held.
_AT_ONCE = """
WITH event AS (
  INSERT INTO ledger_event (sequence, strand, number, kind, version, actor_id, at, recorded_at,
    payload, subjects, previous_hash, hash)
  VALUES (%(sequence)s, %(strand)s, %(number)s, %(kind)s, %(version)s, %(actor)s, %(at)s,
    %(recorded_at)s, %(payload)s::jsonb, %(subjects)s::jsonb, %(previous_hash)s, %(hash)s)
), subject AS (
  INSERT INTO ledger_eventsubject (event_id, role, type, key)
  SELECT %(sequence)s, one->>0, one->>1, one->>2
  FROM jsonb_array_elements(%(subjects)s::jsonb) WITH ORDINALITY AS each(one, place)
  ORDER BY place
), delivery AS (
  INSERT INTO ledger_delivery (event_id, subscriber, attempts, next_attempt_at, last_error)
  SELECT %(sequence)s, unnest(%(subscribers)s::text[]), 0, %(recorded_at)s, ''
)
UPDATE ledger_head SET sequence = %(sequence)s, number = %(number)s, hash = %(hash)s,
  recorded_at = %(recorded_at)s
WHERE id = %(strand)s
"""


def write(event: Event, *, subscribers: Collection[str]) -> None:
    """Insert an event whose hash is made, its subjects and what is owed; move the head."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(_AT_ONCE, _values(event, subscribers))
        event._state.adding, event._state.db = False, connection.alias
        return
    event.save(force_insert=True)
    EventSubject.objects.bulk_create(
        EventSubject(event=event, role=role, type=kind, key=key)
        for role, kind, key in event.subjects
    )
    Delivery.objects.bulk_create(
        Delivery(event=event, subscriber=name, next_attempt_at=event.recorded_at)
        for name in subscribers
    )
    end = {"sequence": event.sequence, "number": event.number, "hash": event.hash}
    Head.objects.filter(pk=event.strand).update(**end, recorded_at=event.recorded_at)


def _values(event: Event, subscribers: Collection[str]) -> dict[str, Any]:
    names = ("sequence", "strand", "number", "kind", "version", "at", "recorded_at")
    return {
        **{name: getattr(event, name) for name in (*names, "previous_hash", "hash")},
        "actor": event.actor_id,
        "payload": json.dumps(event.payload),
        "subjects": json.dumps(event.subjects),
        "subscribers": list(subscribers),
    }
