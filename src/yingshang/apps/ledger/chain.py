"""How one event is tied to the one before it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Protocol

from yingshang.apps.ledger.canonical import instant, written
from yingshang.apps.ledger.seals import digest

GENESIS = "0" * 64
FIRST_STRAND = 1


class Link(Protocol):
    """The columns of an event that its hash covers."""

    sequence: int
    strand: int
    number: int
    kind: str
    version: int
    actor_id: Any
    at: datetime
    recorded_at: datetime
    payload: Any
    subjects: Any
    previous_hash: str


@dataclass(frozen=True)
class Place:
    """Where an event stands: its number in the ledger, its strand, and its number there."""

    sequence: int
    strand: int
    number: int

    def as_written(self) -> dict[str, int]:
        """What the hash covers; strand and number only where they say more than the sequence."""
        if (self.strand, self.number) == (FIRST_STRAND, self.sequence):
            return {"sequence": self.sequence}
        return asdict(self)


def place_of(link: Link) -> Place:
    """Where an event says that it stands."""
    return Place(link.sequence, link.strand, link.number)


def link_hash(link: Link, *, place: Place | None = None) -> str:
    """SM3 over the canonical writing of every column of an event, as 64 hexadecimal digits.

    Args:
        place: Put in the stead of the event's own, to ask whether it once stood there.
    """
    return digest(
        written(
            {
                **(place or place_of(link)).as_written(),
                "previous": link.previous_hash,
                "kind": link.kind,
                "version": link.version,
                "actor": None if link.actor_id is None else str(link.actor_id),
                "at": instant(link.at),
                "recorded_at": instant(link.recorded_at),
                "payload": link.payload,
                "subjects": link.subjects,
            }
        )
    )


def personal_digest(salt: bytes, value: bytes) -> str:
    """What stands in the payload for a personal value; worthless once the salt is erased."""
    return digest(salt, value)


def personal_digests(payload: Mapping[str, Any]) -> dict[str, str]:
    """Field and digest of every personal value that a payload stands for."""
    return {
        field: value["sm3"]
        for field, value in payload.items()
        if isinstance(value, Mapping) and value.keys() == {"sm3"}
    }
