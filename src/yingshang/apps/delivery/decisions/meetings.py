"""What a meeting is called with, and what it decides: values, no rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

# In the order in which a meeting takes them.
SOURCES = ("decision", "overdue", "sent_back", "blocked", "near", "hand")


@dataclass(frozen=True)
class Calling:
    """When and where a meeting is, who chairs it, and the ids of the units that are to come."""

    held_on: date
    place: str
    chair: str
    units: tuple[UUID, ...]


@dataclass(frozen=True)
class Order:
    """What a meeting decides: who does what, by a day or within a limit of the pack (not both).

    Attributes:
        beside: Units that do it with the holder.
        task, item: Ids of the task and of the item on the agenda that it is about.
    """

    what: str
    holder: UUID
    due_on: date | None = None
    limit: str = ""
    beside: tuple[UUID, ...] = ()
    task: UUID | None = None
    item: int | None = None


@dataclass(frozen=True)
class Proposed:
    """Something that belongs on an agenda.

    Attributes:
        key: The same as long as it is about the same row.
        place: Where it stands among the others: environment, then unit, as the city orders them.
        facts: Fields of the row as they are to be kept.
    """

    key: str
    source: str
    place: tuple[int, int]
    facts: Mapping[str, object]


def in_order(items: Iterable[Proposed]) -> list[Proposed]:
    """Decisions of earlier meetings first; then by environment, unit and urgency; by hand last."""

    def rank(item: Proposed) -> tuple[int, tuple[int, int], int, str]:
        part = {"decision": 0, "hand": 2}.get(item.source, 1)
        return part, item.place, SOURCES.index(item.source), item.key

    return sorted(items, key=rank)


def standing_of(lights: Iterable[str]) -> Mapping[str, int]:
    """How many show which light."""
    found: dict[str, int] = {}
    for light in lights:
        found[light] = found.get(light, 0) + 1
    return found
