"""How far an implementation plan has come: milestones due and proven, never a typed percentage."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol


class Dated(Protocol):
    """A milestone: its last day, inclusive, and whether a return has proven it."""

    @property
    def due_on(self) -> date: ...
    @property
    def is_proven(self) -> bool: ...


@dataclass(frozen=True)
class Progress:
    """Milestones counted on a day.

    Attributes:
        due: Those whose last day has passed.
        proven_of_due: Those among them that a return has proven.
        proven: All proven ones, early ones included.
        total: All milestones.
        next_due_on: The last day of the next unproven one that is not due yet.
    """

    due: int
    proven_of_due: int
    proven: int
    total: int
    next_due_on: date | None

    @property
    def is_behind(self) -> bool:
        """Whether something is due and not proven."""
        return self.proven_of_due < self.due


def progress(milestones: Iterable[Dated], on: date) -> Progress:
    """Count `milestones` on the local day `on`; one is due from the day after its last day."""
    rows = list(milestones)
    due = [each for each in rows if each.due_on < on]
    ahead = [each.due_on for each in rows if each.due_on >= on and not each.is_proven]
    return Progress(
        due=len(due),
        proven_of_due=sum(each.is_proven for each in due),
        proven=sum(each.is_proven for each in rows),
        total=len(rows),
        next_due_on=min(ahead, default=None),
    )
