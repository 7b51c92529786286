"""What the engine asks its caller: conditions, and outcomes of automatic steps."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from yingshang.engines.process.definition import Step
from yingshang.engines.rules import Truth, Verdict


@dataclass(frozen=True)
class Entry:
    """What a step's `when` came to.

    Attributes:
        truth: True enters, False skips, None holds.
        missing: For None: the columns for want of which it is unknown.
    """

    truth: bool | None
    missing: tuple[str, ...] = ()


def entry_of(verdict: Verdict) -> Entry:
    """The verdict of `engines/rules` on a step's condition, as an entry."""
    truths = {Truth.TRUE: True, Truth.FALSE: False, Truth.UNKNOWN: None}
    return Entry(truths[verdict.truth], verdict.missing)


ENTER = Entry(truth=True)


class Answers(Protocol):
    """Asked only for the steps whose turn has come, so the cost never grows with the case."""

    def entry(self, step: Step) -> Entry:
        """What `step.when` (never None here) comes to on the case's data now."""
        ...

    def automatic(self, step: Step) -> str | None:
        """The outcome of an automatic step; None: not yet, an `Arrive` will settle it."""
        ...


@dataclass(frozen=True)
class Given:
    """Answers known beforehand: entries and outcomes by step id.

    A `when` without entry is taken as true, an automatic step without outcome has its first.
    """

    entries: Mapping[str, Entry] = field(default_factory=dict)
    outcomes: Mapping[str, str | None] = field(default_factory=dict)

    def entry(self, step: Step) -> Entry:
        """As `Answers`."""
        return self.entries.get(step.id, ENTER)

    def automatic(self, step: Step) -> str | None:
        """As `Answers`."""
        first = step.outcomes[0].id if step.outcomes else None
        return self.outcomes.get(step.id, first)
