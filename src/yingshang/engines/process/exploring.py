"""Going through every state that a case type can come to, with the engine itself, up to a cap."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from yingshang.engines.process.acts import Act, Arrive, LeaveOut, Reconsider
from yingshang.engines.process.answers import Entry, Given
from yingshang.engines.process.changes import apply
from yingshang.engines.process.definition import Performer, Process, Step
from yingshang.engines.process.engine import act, open_steps, start
from yingshang.engines.process.state import Occurrence, State, Status

MOST_STATES = 3_000
UNKNOWN = Entry(None, ("?",))
SOMEBODY = "somebody"


@dataclass(frozen=True)
class Node:
    """One state on the way: how it was come to, in short.

    Attributes:
        path: What was decided, as `step:outcome`, from the beginning.
        assumed: Conditions taken as true or false on the way.
    """

    state: State
    path: tuple[str, ...] = ()
    assumed: frozenset[tuple[str, bool]] = frozenset()


@dataclass
class Explored:
    """What was found on all ways.

    Attributes:
        opened: For each step that opens, the way on which the fewest conditions were assumed.
        ended: The outcomes with which a case can be over.
        stuck: States from which no end can be reached; only known when `complete`.
        complete: Whether every state was seen.
    """

    opened: dict[str, Node] = field(default_factory=dict)
    ended: set[str] = field(default_factory=set)
    stuck: tuple[Node, ...] = ()
    complete: bool = True


def explore(
    process: Process, impossible: frozenset[str] = frozenset(), most: int = MOST_STATES
) -> Explored:
    """Go through the states of a case type.

    States are merged when nothing that can still happen tells them apart. Signatures, repeats and
    returns are left out: they end in a decision, or lead back to a state that is gone through.

    Args:
        impossible: Steps whose condition can never be true.
        most: States after which the search is given up as not complete.
    """
    bare = replace(process, steps=tuple(_bare(step) for step in process.steps))
    unknown = Given({step.id: UNKNOWN for step in bare.steps if step.when})
    walk = _Walk(bare, unknown, impossible, most)
    walk.go(Node(apply(State(bare), start(bare, unknown).changes)))
    return walk.found()


def _bare(step: Step) -> Step:
    return replace(step, performer=Performer.OUTSIDE, countersign=None)


@dataclass
class _Walk:
    process: Process
    unknown: Given
    impossible: frozenset[str]
    most: int
    seen: dict[object, Node] = field(default_factory=dict)
    before: dict[object, list[object]] = field(default_factory=dict)
    result: Explored = field(default_factory=Explored)

    def go(self, first: Node) -> None:
        queue = deque([first])
        self.seen[self._key(first.state)] = first
        while queue:
            node = queue.popleft()
            self._note(node)
            for after in self._next(node) if node.state.closed is None else ():
                key = self._key(after.state)
                self.before.setdefault(key, []).append(self._key(node.state))
                if key in self.seen:
                    continue
                if len(self.seen) >= self.most:
                    self.result.complete = False
                    return
                self.seen[key] = after
                queue.append(after)

    def found(self) -> Explored:
        if self.result.complete:
            ended = [key for key, node in self.seen.items() if node.state.closed is not None]
            good, queue = set(ended), list(ended)
            while queue:
                fresh = set(self.before.get(queue.pop(), ())) - good
                good |= fresh
                queue.extend(fresh)
            self.result.stuck = tuple(node for key, node in self.seen.items() if key not in good)
        return self.result

    def _note(self, node: Node) -> None:
        if node.state.closed is not None:
            self.result.ended.add(node.state.closed)
        for each in node.state.occurrences:
            if each.status in {Status.OPEN, Status.DONE}:
                known = self.result.opened.get(each.step)
                if known is None or len(known.assumed) > len(node.assumed):
                    self.result.opened[each.step] = node

    def _next(self, node: Node) -> list[Node]:
        """All moves; or those of one step alone, where its turn cannot matter to the others."""
        moves: list[Node] = []
        for occurrence in open_steps(node.state):
            own = [self._made(node, *wish) for wish in self._wishes(occurrence)]
            if occurrence.step in self._quiet and all(each.state.closed is None for each in own):
                return own
            moves += own
        return moves

    def _wishes(self, at: Occurrence) -> Iterator[tuple[Act, str, bool | None]]:
        step = next(each for each in self.process.steps if each.id == at.step)
        if at.status is Status.HELD:
            if step.id not in self.impossible:
                yield Reconsider((step.id,)), "", True
            yield Reconsider((step.id,)), f"{step.id}:skipped", False
            return
        for outcome in step.outcomes:
            wish = Arrive(step.id, at.number, outcome.id, SOMEBODY)
            yield wish, f"{step.id}:{outcome.id}", None
        if step.optional:
            yield LeaveOut(step.id, at.number, SOMEBODY), f"{step.id}:skipped", None

    def _made(self, node: Node, wish: Act, word: str, truth: bool | None) -> Node:  # noqa: FBT001
        answers, assumed = self.unknown, node.assumed
        if isinstance(wish, Reconsider) and truth is not None:
            entries = {**self.unknown.entries, wish.steps[0]: Entry(truth)}
            answers, assumed = Given(entries), assumed | {(wish.steps[0], truth)}
        state = apply(node.state, act(self.process, node.state, wish, answers).changes)
        path = (*node.path, word) if word else node.path
        return Node(_forgetful(state), path, assumed)

    @cached_property
    def _quiet(self) -> frozenset[str]:
        """Steps whose settling only adds to counts, if nothing in the type is ever closed."""
        outcomes = [each for step in self.process.steps for each in step.outcomes]
        if any(each.closes for each in outcomes):
            return frozenset()
        opened = {other for each in outcomes for other in each.opens}
        loud = {s.id for s in self.process.steps if any(o.opens or o.ends for o in s.outcomes)}
        return frozenset({step.id for step in self.process.steps} - opened - loud)

    def _key(self, state: State) -> object:
        """What can still matter: the active steps, the counts of those waiting, what can return."""
        if state.closed is not None:
            return state.closed
        live = {each.step: each for each in state.occurrences if each.is_live}
        active = frozenset((s, o.status) for s, o in live.items() if o.is_active)
        waiting = frozenset(
            (node, state.tallies.get(node), state.owed.get(node, frozenset()))
            for node in self.process.nodes
            if node not in live and node not in state.reached
        )
        back = frozenset(
            (s, o.status, o.outcome) for s, o in live.items() if s in self._can_come_back
        )
        return active, waiting, back

    @cached_property
    def _can_come_back(self) -> frozenset[str]:
        named = {
            each
            for step in self.process.steps
            for outcome in step.outcomes
            for each in (*outcome.opens, *outcome.closes)
        }
        after = (down for each in named for down in self.process.downstream(each))
        return frozenset(named.union(after))


def _forgetful(state: State) -> State:
    """Without what was superseded but the newest of each step: loops come back to one state."""
    newest = {each.step: each for each in sorted(state.occurrences, key=lambda o: o.number)}
    return replace(state, occurrences=tuple(newest.values()))
