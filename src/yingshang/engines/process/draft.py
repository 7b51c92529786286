"""An act in the making: places read lazily, changes laid over them, counts kept in step."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from yingshang.engines.process.after import Reach, Ref, counted, reach
from yingshang.engines.process.answers import Answers
from yingshang.engines.process.changes import (
    Change,
    Closed,
    Counted,
    Decision,
    OccurrenceChange,
    Reached,
    place_after,
)
from yingshang.engines.process.definition import Process, Step
from yingshang.engines.process.errors import refusal
from yingshang.engines.process.state import Occurrence, Place, Position, value_for


@dataclass
class Draft:
    """What one act reads and changes. Nothing outside is touched until `decision()` is applied.

    Attributes:
        woken: Nodes whose counts changed and that must be looked at.
        forced: Steps that an outcome opens, whatever they wait for.
        ran: Automatic steps that have settled in this act; each does so once an act.
    """

    process: Process
    position: Position
    answers: Answers
    woken: dict[str, None] = field(default_factory=dict)
    forced: list[str] = field(default_factory=list)
    ran: set[str] = field(default_factory=set)
    _places: dict[str, Place] = field(default_factory=dict)
    _changes: list[Change] = field(default_factory=list)
    _counted: dict[str, None] = field(default_factory=dict)
    _closed: Closed | None = None

    @property
    def closed(self) -> str | None:
        """The case's outcome, if it was over before or is by this act."""
        return self._closed.outcome if self._closed else self.position.closed

    def load(self, nodes: Iterable[str]) -> None:
        """Read the places of these nodes in one call, but none twice."""
        unread = [node for node in dict.fromkeys(nodes) if node not in self._places]
        if unread:
            self._places.update(self.position.places(unread))

    def place(self, node: str) -> Place:
        """The place of a node as this act has left it."""
        self.load([node])
        return self._places[node]

    def live(self, step_id: str) -> Occurrence | None:
        """The occurrence of a step that counts."""
        return self.place(step_id).live

    def step(self, step_id: str) -> Step:
        """The step of that id.

        Raises:
            Refused: `unknown_step`.
        """
        step = self.process.step(step_id)
        if step is None:
            raise refusal("unknown_step", step=step_id)
        return step

    def reach(self, node: str) -> Reach:
        """How the expression of a node stands; waiting, as long as a return is owed steps."""
        place = self.place(node)
        if place.owed:
            return Reach.WAITING
        return reach(self.process.groups[node], place.tally)

    def make(self, change: OccurrenceChange) -> None:
        """Change an occurrence and the counts of those who wait for its step."""
        step = self.step(change.step)
        place = self.place(step.id)
        changed = place_after(change, place)
        self._places[step.id] = changed
        self._changes.append(change)
        moved = [
            (ref, old, new)
            for ref in self.process.waiting_for[step.id]
            if (old := value_for(ref, step, place.live))
            is not (new := value_for(ref, step, changed.live))
        ]
        self.load(ref.node for ref, _, _ in moved)
        for ref, old, new in moved:
            self._count(step.id, ref, old, new)

    def owe(self, node: str, steps: Iterable[str]) -> None:
        """After a return: the node waits until each of these steps is settled anew."""
        place = self.place(node)
        self._places[node] = replace(place, owed=place.owed | frozenset(steps))
        self._counted[node] = None

    def reach_milestone(self, node: str, milestone_id: str) -> None:
        """Record a milestone, once."""
        self._places[node] = replace(self.place(node), reached=True)
        self._changes.append(Reached(milestone_id))

    def close(self, change: Closed) -> None:
        """The case is over; nothing else is looked at."""
        self._closed = change

    def decision(self) -> Decision:
        """All changes in order, then one count per node, then the close."""
        counts = (self._places[node] for node in self._counted)
        told = tuple(Counted(place.node, place.tally, place.owed) for place in counts)
        last = () if self._closed is None else (self._closed,)
        return Decision((*self._changes, *told, *last))

    def _count(self, step_id: str, ref: Ref, old: Reach, new: Reach) -> None:
        place = self._places[ref.node]
        tally = counted(counted(place.tally, ref.group, old, -1), ref.group, new, 1)
        owed = place.owed if new is Reach.WAITING else place.owed - {step_id}
        self._places[ref.node] = replace(place, tally=tally, owed=owed)
        self._counted[ref.node] = None
        self.woken[ref.node] = None
