"""How a case stands: one occurrence per row, and per node the counts of what it waits for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from typing import Protocol

from yingshang.engines.process.after import Reach, Ref, Tally
from yingshang.engines.process.definition import SKIPPED, Countersign, Kind, Mode, Process, Step


class Status(StrEnum):
    """How an occurrence stands. A step without a live occurrence is waiting."""

    OPEN = "open"
    HELD = "held"
    """Its turn has come, but the condition is unknown because columns are missing."""
    DONE = "done"
    SKIPPED = "skipped"
    """Not needed (condition false) or left out (optional). Counts as settled."""
    UNREACHED = "unreached"
    """The case went another way. Joins pass over it."""
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"

    @property
    def is_settled(self) -> bool:
        """Nothing about the occurrence changes any more but `superseded`."""
        return self not in {Status.OPEN, Status.HELD}


class Seat(StrEnum):
    """When a signatory's turn is."""

    BEFORE_DECISION = "before_decision"
    AFTER_DECISION = "after_decision"


class Opinion(StrEnum):
    """What a signatory said, or why nothing will be said."""

    ASKED = "asked"
    AGREED = "agreed"
    OBJECTED = "objected"
    REMOVED = "removed"
    RELEASED = "released"
    """No longer needed: enough agreed, or the step was returned or withdrawn."""


@dataclass(frozen=True)
class Signatory:
    """One seat of a countersign round.

    Attributes:
        waits_for: Parties of the same round who sign before this one.
        added_by: Who asked for the signature.
    """

    party: str
    round: int
    added_by: str
    seat: Seat = Seat.BEFORE_DECISION
    waits_for: frozenset[str] = frozenset()
    opinion: Opinion = Opinion.ASKED


class Help(StrEnum):
    """How a helper's part stands."""

    ASKED = "asked"
    ANSWERED = "answered"
    RELEASED = "released"


@dataclass(frozen=True)
class Helper:
    """协办: one who was asked for an opinion."""

    party: str
    status: Help = Help.ASKED


@dataclass(frozen=True)
class Occurrence:
    """One doing of one step.

    Attributes:
        number: From 1, without gaps, per step.
        holder: Who must act; an opaque name given by the application; None: nobody took it yet.
        delegate: 委派: who acts for the holder.
        proposed: An outcome awaiting the holder's confirmation or the last signatures.
        decided_by: Who settled it; None when the flow itself did.
        missing: Columns for want of which it is held.
        superseded: A later occurrence counts instead. What was settled stays as it was.
    """

    step: str
    number: int
    status: Status
    outcome: str | None = None
    holder: str | None = None
    delegate: str | None = None
    proposed: str | None = None
    proposed_by: str | None = None
    decided_by: str | None = None
    reason: str = ""
    missing: tuple[str, ...] = ()
    rule: Countersign | None = None
    round: int = 0
    signatories: tuple[Signatory, ...] = ()
    helpers: tuple[Helper, ...] = ()
    superseded: bool = False

    @property
    def is_live(self) -> bool:
        """Counts for those who wait: not superseded."""
        return not self.superseded

    @property
    def is_active(self) -> bool:
        """Somebody can still act on it."""
        return self.is_live and not self.status.is_settled

    @property
    def seats(self) -> tuple[Signatory, ...]:
        """Seats of the present round that were not removed."""
        return tuple(
            each
            for each in self.signatories
            if each.round == self.round and each.opinion is not Opinion.REMOVED
        )

    @property
    def was_acted_on(self) -> bool:
        """A person or an outside party left something here that a taking back would undo."""
        spoke = any(s.opinion in {Opinion.AGREED, Opinion.OBJECTED} for s in self.signatories)
        helped = any(each.status is Help.ANSWERED for each in self.helpers)
        decided = self.status is Status.DONE or self.decided_by is not None
        return decided or spoke or helped or self.proposed is not None


class Standing(StrEnum):
    """How the signatures of the present round stand."""

    NONE = "none"
    OUTSTANDING = "outstanding"
    PASSED = "passed"
    FAILED = "failed"


def standing(occurrence: Occurrence) -> Standing:
    """Whether enough agreed, can no longer agree, or more must sign.

    `all` fails with the first objection, `any` when all objected, `ratio` when the share can no
    longer be reached. Equality with the share passes.
    """
    seats = [s for s in occurrence.seats if s.seat is Seat.BEFORE_DECISION]
    if not seats:
        asked = occurrence.rule is not None
        return Standing.OUTSTANDING if asked else Standing.NONE
    rule = occurrence.rule or Countersign()
    agreed = sum(s.opinion is Opinion.AGREED for s in seats)
    objected = sum(s.opinion is Opinion.OBJECTED for s in seats)
    needed = {Mode.ALL: Fraction(1), Mode.ANY: Fraction(1, len(seats)), Mode.RATIO: rule.share}
    share = needed[rule.mode]
    if Fraction(agreed, len(seats)) >= share:
        return Standing.PASSED
    can_agree = Fraction(len(seats) - objected, len(seats)) >= share
    return Standing.OUTSTANDING if can_agree else Standing.FAILED


def next_signatories(occurrence: Occurrence) -> tuple[str, ...]:
    """Parties whose turn to sign it is; those after the decision once an outcome is proposed."""
    asked = [each for each in occurrence.seats if each.opinion is Opinion.ASKED]
    names = {each.party for each in asked}
    decided = occurrence.proposed is not None and occurrence.delegate is None
    return tuple(
        each.party
        for each in asked
        if not each.waits_for & names and (decided or each.seat is Seat.BEFORE_DECISION)
    )


@dataclass(frozen=True)
class Place:
    """A node as the engine needs it: the newest occurrence and the counts. One small row each.

    Attributes:
        newest: The occurrence with the highest number, live or superseded; None: none yet.
        tally: Counts by group of `Process.groups[node]`; a node without row has
            `Process.first_tallies[node]`.
        owed: Only after a return, and only for any-of: steps that must be settled anew first.
        reached: For milestones.
    """

    node: str
    tally: Tally
    newest: Occurrence | None = None
    owed: frozenset[str] = frozenset()
    reached: bool = False

    @property
    def live(self) -> Occurrence | None:
        """The occurrence that counts, if any."""
        return self.newest if self.newest is not None and self.newest.is_live else None

    @property
    def next_number(self) -> int:
        """The number of the next occurrence."""
        return 1 if self.newest is None else self.newest.number + 1


class Position(Protocol):
    """Where the engine reads a case. An application loads only what is asked for."""

    @property
    def closed(self) -> str | None:
        """The case's outcome once it is over."""
        ...

    def places(self, nodes: Iterable[str]) -> Mapping[str, Place]:
        """The places of these nodes: one query per call. Nodes without rows: `empty_place`."""
        ...


def empty_place(process: Process, node: str) -> Place:
    """The place of a node that no row speaks of."""
    return Place(node, process.first_tallies[node])


@dataclass(frozen=True)
class State:
    """A whole case in memory: for small cases, examples, moves between releases, and tests."""

    process: Process
    occurrences: tuple[Occurrence, ...] = ()
    tallies: Mapping[str, Tally] = field(default_factory=dict)
    owed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    reached: frozenset[str] = frozenset()
    closed: str | None = None

    def places(self, nodes: Iterable[str]) -> Mapping[str, Place]:
        """As `Position`."""
        return {node: self.place(node) for node in nodes}

    def place(self, node: str) -> Place:
        """The place of one node."""
        mine = [each for each in self.occurrences if each.step == node]
        newest = max(mine, key=lambda each: each.number, default=None)
        tally = self.tallies.get(node, self.process.first_tallies[node])
        owed = self.owed.get(node, frozenset())
        return Place(node, tally, newest, owed, node in self.reached)

    def with_place(self, place: Place) -> "State":
        """The state with this place in it."""
        new = place.newest
        others = tuple(
            each
            for each in self.occurrences
            if new is None or (each.step, each.number) != (new.step, new.number)
        )
        return replace(
            self,
            occurrences=self.occurrences if new is None else (*others, new),
            tallies={**self.tallies, place.node: place.tally},
            owed={**self.owed, place.node: place.owed},
            reached=self.reached | {place.node} if place.reached else self.reached,
        )


def value_for(ref: Ref, step: Step, live: Occurrence | None) -> Reach:
    """What a term comes to, given the step's live occurrence."""
    if live is None and step.after is not None:
        return Reach.WAITING
    if live is None or live.status in {Status.UNREACHED, Status.WITHDRAWN}:
        return Reach.FAILS if ref.outcomes else Reach.ABSENT
    if not live.status.is_settled or live.status is Status.RETURNED or _comes_again(step, live):
        return Reach.WAITING
    name = SKIPPED if live.status is Status.SKIPPED else live.outcome
    fits = not ref.outcomes or name in ref.outcomes
    return Reach.HOLDS if fits else Reach.FAILS


def _comes_again(step: Step, live: Occurrence) -> bool:
    outcome = step.outcome(live.outcome)
    return outcome is not None and outcome.kind is Kind.AGAIN
