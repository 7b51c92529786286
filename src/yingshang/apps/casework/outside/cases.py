"""Events of one delivery gathered by case, each case with what the latest of them says of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from yingshang.apps.casework.outside.instants import Moment
from yingshang.apps.casework.outside.rows import Said


@dataclass
class CaseSaid:
    """One case as it was told: its events in order of time, and its particulars."""

    number: str
    events: list[Said] = field(default_factory=list)

    def time(self, code: str) -> Moment | None:
        """What the latest event that names it says of a time of the case."""
        return next((e.times[code] for e in reversed(self.events) if code in e.times), None)

    def word(self, code: str) -> str:
        """The same of a word."""
        return next((e.text[code] for e in reversed(self.events) if e.text.get(code)), "")

    @property
    def started_at(self) -> datetime:
        """Its beginning, else its first event."""
        told = self.time("started_at")
        return told.at if told else self.events[0].happened_at

    @property
    def unit(self) -> UUID | None:
        """The unit in charge, where one is named."""
        return next((e.unit for e in reversed(self.events) if e.unit), None)

    @property
    def state(self) -> str:
        """The meaning of its state, where one is told."""
        return next((e.state for e in reversed(self.events) if e.state), "")

    @property
    def values(self) -> dict[str, str]:
        """Its fields; later events win."""
        found: dict[str, str] = {}
        for each in self.events:
            found |= each.values
        return found


def gathered(rows: Iterable[Said]) -> list[CaseSaid]:
    """Cases in the order in which they are first met; rows with faults are left out."""
    found: dict[str, CaseSaid] = {}
    for said in rows:
        if not said.faults:
            found.setdefault(said.number, CaseSaid(said.number)).events.append(said)
    for case in found.values():
        case.events.sort(key=lambda each: (each.happened_at, each.line))
    return list(found.values())
