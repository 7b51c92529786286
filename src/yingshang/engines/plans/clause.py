"""A responsibility clause as it is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from yingshang.engines.plans.model import Role
from yingshang.engines.plans.units import Range, split_units


@dataclass(slots=True)
class Clause:
    """A clause, as ranges of the view. `times` are words that set a date."""

    start: int
    end: int
    rule: str
    units: list[tuple[Range, Role]] = field(default_factory=list)
    tails: list[Range] = field(default_factory=list)
    times: list[Range] = field(default_factory=list)
    labelled: bool = False
    unsure: str | None = None

    def add(self, text: str, span: Range, role: Role) -> None:
        """Read a list of units that have one role."""
        listed = split_units(text, *span)
        self.units += [(name, role) for name in listed.names]
        self.tails += listed.tails
