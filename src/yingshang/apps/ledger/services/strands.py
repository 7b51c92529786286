"""The strands of the chain: writers who write at once each hold one, and nobody waits."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from yingshang.apps.ledger import chain
from yingshang.apps.ledger.models import Head

# More writers than a city's server serves at one instant; never made smaller.
STRANDS = 16
# The number is drawn when the row is held, so that along a strand numbers only grow.
_TAKE = """
WITH head AS MATERIALIZED (SELECT id, number, hash, recorded_at FROM ledger_head {which})
SELECT nextval('ledger_event_sequence'), id, number + 1, hash, recorded_at FROM head
"""
_ONE_THAT_IS_FREE = _TAKE.format(
    which="ORDER BY (id + pg_backend_pid()) % 16, id LIMIT 1 FOR UPDATE SKIP LOCKED"
)
_ONES_OWN = _TAKE.format(which="WHERE (id + pg_backend_pid()) % 16 = 0 FOR UPDATE")


@dataclass(frozen=True)
class End:
    """The end of a strand that this transaction holds, and where the next event goes."""

    place: chain.Place
    previous_hash: str
    recorded_at: datetime | None


def take_strand() -> End:
    """Hold a strand until the transaction ends: one's own, or else any that is free.

    Whoever holds one already never waits for another, so that no two writers wait for each other.
    """
    if connection.vendor == "postgresql":
        return _taken(_ONE_THAT_IS_FREE) or _awaited()
    head, _is_new = Head.objects.get_or_create(pk=1, defaults={"hash": chain.GENESIS})
    place = chain.Place(head.sequence + 1, head.pk, head.number + 1)
    return End(place, head.hash, head.recorded_at)


def hold_strands() -> list[Head]:
    """Every head, once all who write have ended; nobody writes until this transaction ends."""
    return list(Head.objects.select_for_update().order_by("pk"))


def _taken(query: str) -> End | None:
    with connection.cursor() as cursor:
        cursor.execute(query)
        row = cursor.fetchone()
    return None if row is None else End(chain.Place(*row[:3]), *row[3:])


def _awaited() -> End:
    """Every strand is held, or none is made: that does whoever writes first of all."""
    if not Head.objects.exists():
        own_id = uuid.uuid4()
        heads = [Head(pk=n + 1, ledger_id=own_id, hash=chain.GENESIS) for n in range(STRANDS)]
        Head.objects.bulk_create(heads, ignore_conflicts=True)
    own = _taken(_ONES_OWN)
    assert own is not None  # noqa: S101 - made above, or by whom we waited for
    return own
