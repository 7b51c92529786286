"""A case type as steps with entry conditions, and its neighbourhoods."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from yingshang.engines.process.after import (
    FROM_THE_BEGINNING,
    After,
    Count,
    Group,
    Reach,
    Ref,
    Tally,
    counted,
    flatten,
    terms_of,
)
from yingshang.engines.timelimits.wording import Bilingual

SKIPPED = "skipped"
"""What `after: step:skipped` asks for; no outcome may have this id."""


class Performer(StrEnum):
    """Who does a step."""

    OFFICIAL = "official"
    AUTOMATIC = "automatic"
    OUTSIDE = "outside"
    APPLICANT = "applicant"


class Kind(StrEnum):
    """What an outcome means for the case."""

    DONE = "done"
    REFUSED = "refused"
    ENDED = "ended"
    AGAIN = "again"
    """Not settled for those who wait: what it `opens` leads back here (correction, rework)."""


class Mode(StrEnum):
    """How many signatories must agree."""

    ALL = "all"
    ANY = "any"
    RATIO = "ratio"


@dataclass(frozen=True)
class Countersign:
    """会签: how many must agree before the holder may decide.

    Attributes:
        share: For `ratio`: the least share that agrees, inclusive, above 0 and at most 1.
    """

    mode: Mode = Mode.ALL
    share: Fraction = Fraction(1)


@dataclass(frozen=True)
class Outcome:
    """One way in which a step can be settled.

    Attributes:
        opens: Steps opened whatever they wait for; one already settled is opened again.
        closes: Steps that are withdrawn, or will not be opened any more.
        ends: The case's own outcome; with it the case is over and all that is open is withdrawn.
    """

    id: str
    name: Bilingual
    kind: Kind = Kind.DONE
    opens: tuple[str, ...] = ()
    closes: tuple[str, ...] = ()
    ends: str | None = None


@dataclass(frozen=True)
class Step:
    """One thing to be done.

    Attributes:
        after: What must be settled first; None: only an outcome opens it.
        when: Condition text, asked when the step is entered; None: always.
        optional: The holder may leave it out.
        repeatable: May be done again, as a further occurrence.
        countersign: The rule with which it opens; None: no signatures unless somebody asks.
    """

    id: str
    name: Bilingual
    outcomes: tuple[Outcome, ...]
    after: After | None = FROM_THE_BEGINNING
    when: str | None = None
    performer: Performer = Performer.OFFICIAL
    optional: bool = False
    repeatable: bool = False
    countersign: Countersign | None = None

    def outcome(self, outcome_id: str | None) -> Outcome | None:
        """The outcome of that id, or None."""
        return next((each for each in self.outcomes if each.id == outcome_id), None)


@dataclass(frozen=True)
class Milestone:
    """A point that the case reaches once and never leaves, even by a return."""

    id: str
    name: Bilingual
    after: After


@dataclass(frozen=True)
class End:
    """The case is over, with this outcome, as soon as `after` holds."""

    id: str
    name: Bilingual
    after: After


Node = Step | Milestone | End


def milestone_node(milestone_id: str) -> str:
    """The key of a milestone's counts; never the id of a step."""
    return f"milestone/{milestone_id}"


def end_node(end_id: str) -> str:
    """The key of an end's counts; never the id of a step."""
    return f"end/{end_id}"


@dataclass(frozen=True)
class Process:
    """A case type. Adjacency is computed once; every question about neighbours is O(degree)."""

    steps: tuple[Step, ...]
    milestones: tuple[Milestone, ...] = ()
    ends: tuple[End, ...] = ()
    _by_id: dict[str, Step] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {step.id: step for step in self.steps})

    def step(self, step_id: str) -> Step | None:
        """The step of that id, or None."""
        return self._by_id.get(step_id)

    @cached_property
    def nodes(self) -> Mapping[str, Node]:
        """Everything that waits for something: steps by id, milestones and ends by their keys."""
        nodes: dict[str, Node] = dict(self._by_id)
        nodes.update((milestone_node(each.id), each) for each in self.milestones)
        nodes.update((end_node(each.id), each) for each in self.ends)
        return nodes

    @cached_property
    def groups(self) -> Mapping[str, tuple[Group, ...]]:
        """The flattened expression of each node."""
        return {key: flatten(key, node.after)[0] for key, node in self.nodes.items()}

    @cached_property
    def waiting_for(self) -> Mapping[str, tuple[Ref, ...]]:
        """For each step, the terms elsewhere that ask for it."""
        found: dict[str, list[Ref]] = defaultdict(list)
        for key, node in self.nodes.items():
            for step_id, ref in flatten(key, node.after)[1]:
                found[step_id].append(ref)
        return {step.id: tuple(found[step.id]) for step in self.steps}

    @cached_property
    def first_tallies(self) -> Mapping[str, Tally]:
        """Counts of a case without rows: steps that only an outcome opens count as absent."""
        tallies = {key: tuple(Count() for _ in groups) for key, groups in self.groups.items()}
        for step in self.steps:
            if step.after is None:
                for ref in self.waiting_for[step.id]:
                    value = Reach.FAILS if ref.outcomes else Reach.ABSENT
                    tallies[ref.node] = counted(tallies[ref.node], ref.group, value, 1)
        return tallies

    def opened_by_outcome(self, step_id: str) -> tuple[str, ...]:
        """Steps without `after` of their own that some outcome of this step opens."""
        step = self._by_id[step_id]
        named = (each for outcome in step.outcomes for each in outcome.opens)
        return tuple(each for each in dict.fromkeys(named) if self._only_opened(each))

    def downstream(self, step_id: str) -> tuple[str, ...]:
        """Every step that can come after this one, in definition order; without the step itself."""
        seen: set[str] = set()
        queue = [step_id]
        while queue:
            at = queue.pop()
            near = [ref.node for ref in self.waiting_for[at] if ref.node in self._by_id]
            fresh = {*near, *self.opened_by_outcome(at)} - seen - {step_id}
            seen |= fresh
            queue.extend(fresh)
        return tuple(step.id for step in self.steps if step.id in seen)

    def asks_any(self, node: str) -> bool:
        """Whether the node's expression has an any-of."""
        return any(group.is_any for group in self.groups[node])

    def awaited_by(self, node: str) -> tuple[str, ...]:
        """The steps that the node's expression names, each once."""
        return tuple(dict.fromkeys(term.step for term in terms_of(self.nodes[node].after)))

    def _only_opened(self, step_id: str) -> bool:
        step = self._by_id.get(step_id)
        return step is not None and step.after is None
