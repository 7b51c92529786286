"""What a comparison of two plans says. Tasks are named by the ids that their plans give them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal, TypeAlias

from yingshang.engines.plans.model import Deadline, Role, Target

Change = Literal["kept", "reworded", "changed_target", "new", "dropped", "merged", "split"]
ClauseChange = Literal["kept", "reworded", "moved", "new", "dropped"]
FactChange = Literal["kept", "changed", "new", "dropped"]
Rule = Literal["same_words", "same_title", "alike_title", "alike", "taken_up", "remains"]
Side = Literal["same", "old", "new"]

CHANGES: tuple[Change, ...] = (
    "changed_target",
    "reworded",
    "new",
    "dropped",
    "merged",
    "split",
    "kept",
)


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence for people, in Chinese and in English."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words with its spelling in each text; empty where the text lacks it.

    The spellings of a run on both sides may differ in width, in script or in a point or comma.
    """

    old: str
    new: str

    @property
    def side(self) -> Side:
        """In both texts, only in the old one, or only in the new one."""
        if self.old and self.new:
            return "same"
        return "old" if self.old else "new"

    @property
    def text(self) -> str:
        """The words as the newer text writes them, else as the older does."""
        return self.new or self.old


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a task's own words: `place` 0 is what precedes its first measure, 1 the first."""

    task: int
    place: int
    text: str


@dataclass(frozen=True, slots=True)
class Clause:
    """What became of one passage. Each side holds none, one, or neighbours that were cut anew.

    `moved` joins passages of tasks that are no pair. `score` is from 0 to 1; 0 without a partner.
    """

    change: ClauseChange
    old: tuple[Passage, ...]
    new: tuple[Passage, ...]
    words: tuple[Words, ...]
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class TargetChange:
    """What became of a target; `fields` names what differs: value, operator, unit, force …"""

    change: FactChange
    old: Target | None
    new: Target | None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeadlineChange:
    """What became of a date."""

    change: FactChange
    old: Deadline | None
    new: Deadline | None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitChange:
    """What became of a unit of the clause; a role is None on the side that does not name it."""

    change: FactChange
    name: str
    old: Role | None
    new: Role | None


Fact: TypeAlias = TargetChange | DeadlineChange | UnitChange


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an old and a new task belong together. `score` is from 0 to 1, by its rule:

    same_words: 1; same_title, alike_title, alike: how alike all words are; taken_up: the part of
    the old task found in the new one, beside what its partner gave; remains: the part of the new
    task found in the old one, beside what its partner took.
    """

    old: int
    new: int
    rule: Rule
    score: float


@dataclass(frozen=True, slots=True)
class Pair:
    """What became of tasks. Merged pairs hold several old ones, split pairs several new ones.

    `nearest` of a new or dropped task is the most alike one that was not alike enough.
    """

    change: Change
    old: tuple[int, ...]
    new: tuple[int, ...]
    clauses: tuple[Clause, ...]
    targets: tuple[TargetChange, ...] = ()
    deadlines: tuple[DeadlineChange, ...] = ()
    units: tuple[UnitChange, ...] = ()
    reasons: tuple[Reason, ...] = ()
    unsure: tuple[Said, ...] = ()
    nearest: Reason | None = None

    @property
    def old_words(self) -> tuple[Words, ...]:
        """The older words in their order, marked: joined, `old` is the older text."""
        held = [one for one in self.clauses if one.old and one.old[0].task in self.old]
        held.sort(key=lambda one: (self.old.index(one.old[0].task), one.old[0].place))
        return tuple(run for one in held for run in one.words if run.old)

    @property
    def new_words(self) -> tuple[Words, ...]:
        """The newer words in their order, marked: joined, `new` is the newer text."""
        held = [one for one in self.clauses if one.new and one.new[0].task in self.new]
        held.sort(key=lambda one: (self.new.index(one.new[0].task), one.new[0].place))
        return tuple(run for one in held for run in one.words if run.new)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Targets, dates and units that are not as they were."""
        found: list[Fact] = [*self.targets, *self.deadlines, *self.units]
        return tuple(one for one in found if one.change != "kept")

    @property
    def shown_facts(self) -> tuple[Fact, ...]:
        """Those worth telling: the units of a task that is new or gone are no change."""
        both = self.old and self.new
        return tuple(one for one in self.facts if both or not isinstance(one, UnitChange))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Pairs in the order of the newer plan, then what was dropped in the order of the older."""

    pairs: tuple[Pair, ...]

    def counts(self) -> dict[Change, int]:
        """How many pairs there are of each kind, all kinds named."""
        found = Counter(pair.change for pair in self.pairs)
        return {change: found[change] for change in CHANGES}

    def clause_counts(self) -> dict[ClauseChange, int]:
        """How many clauses there are of each kind; one that moved counts once."""
        seen = {id(one): one.change for pair in self.pairs for one in pair.clauses}
        found = Counter(seen.values())
        kinds: tuple[ClauseChange, ...] = ("kept", "reworded", "moved", "new", "dropped")
        return {change: found[change] for change in kinds}
