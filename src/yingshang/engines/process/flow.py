"""What follows by itself: steps entered, skipped, passed by, opened again; milestones and ends."""

from collections.abc import Iterable

from yingshang.engines.process.after import Reach
from yingshang.engines.process.answers import ENTER, Entry
from yingshang.engines.process.changes import Admitted, Closed, Entered, Settled, Superseded
from yingshang.engines.process.definition import End, Milestone, Performer, Process, Step
from yingshang.engines.process.draft import Draft
from yingshang.engines.process.errors import Refused, listed, refusal
from yingshang.engines.process.state import Occurrence, Place, Status, value_for

WAVE = (Milestone, End, Step)
CONDITION = "condition"
"""Reason of a step skipped because its condition is false."""
PASSED_BY = "passed_by"
"""Reason of a step that the case did not come to."""
CLOSED_BY = "closed_by:"
"""Reason, with the id of the step whose outcome closed this one."""
REOPENED = "reopened:"
"""Reason, with the id of the earlier step that was opened again."""


def run(draft: Draft) -> None:
    """Follow everything that follows, wave by wave, until people or outside parties must act."""
    while (draft.woken or draft.forced) and draft.closed is None:
        forced, draft.forced = draft.forced, []
        for step_id in forced:
            open_again(draft, step_id)
        woken, draft.woken = tuple(draft.woken), {}
        _look_at(draft, woken)


def settle(draft: Draft, occurrence: Occurrence, outcome_id: str, by: str | None) -> None:
    """Settle an active occurrence with an outcome, and do what the outcome says."""
    step = draft.step(occurrence.step)
    outcome = step.outcome(outcome_id)
    if outcome is None:
        raise unknown_outcome(step, outcome_id)
    draft.make(Settled(step.id, occurrence.number, Status.DONE, outcome.id, by))
    for closed in outcome.closes:
        _close_step(draft, closed, CLOSED_BY + step.id)
    draft.forced.extend(outcome.opens)
    if outcome.ends is not None:
        draft.close(Closed(outcome.ends, by))


def unknown_outcome(step: Step, outcome_id: str) -> Refused:
    """The refusal of an outcome that the step does not have."""
    choices = listed(each.id for each in step.outcomes)
    return refusal("unknown_outcome", name=step.name, outcome=outcome_id, choices=choices)


def open_again(draft: Draft, step_id: str, why: str | None = None) -> None:
    """Enter a step regardless of what it waits for; undo all that came after its last settling."""
    step, live = draft.step(step_id), draft.live(step_id)
    if live is not None and live.is_active:
        return
    if live is not None or step.after is None:
        supersede(draft, step_id, why or REOPENED + step_id)
    enter(draft, step)


def enter(draft: Draft, step: Step) -> None:
    """Give a step its next occurrence: open, held or skipped, as its condition says."""
    _enter(draft, step, _entry(draft, step))


def admit(draft: Draft, occurrence: Occurrence) -> None:
    """Ask the condition of a held occurrence again."""
    step = draft.step(occurrence.step)
    entry = _entry(draft, step)
    if entry.truth is False:
        draft.make(Settled(step.id, occurrence.number, Status.SKIPPED, reason=CONDITION))
    elif entry.truth is True:
        draft.make(Admitted(step.id, occurrence.number))
        _automatic(draft, step)
    elif entry.missing != occurrence.missing:
        draft.make(Admitted(step.id, occurrence.number, entry.missing))


def live_after(draft: Draft, step_id: str) -> tuple[Occurrence, ...]:
    """The live occurrences that a reopening of the step would set aside, without its own."""
    names = dict.fromkeys(draft.process.downstream(step_id))
    draft.load([step_id, *names])
    queue = [step_id, *names]
    while queue:
        for closed in _closed_by(draft, queue.pop()):
            fresh = [closed, *draft.process.downstream(closed)]
            draft.load(fresh)
            queue.extend(each for each in fresh if each not in names)
            names.update(dict.fromkeys(fresh))
    found = (draft.live(each) for each in names if each != step_id)
    return tuple(each for each in found if each is not None)


def supersede(draft: Draft, step_id: str, why: str) -> None:
    """Set aside the step's live occurrence and all that came after it."""
    later = live_after(draft, step_id)
    own = draft.live(step_id)
    for each in (*([] if own is None else [own]), *later):
        if each.is_active:
            draft.make(Settled(each.step, each.number, Status.WITHDRAWN, reason=why))
        draft.make(Superseded(each.step, each.number))
    affected = {step_id, *draft.process.downstream(step_id), *(each.step for each in later)}
    for each in later:
        draft.woken[each.step] = None
        if draft.process.asks_any(each.step):
            draft.owe(each.step, _awaited_anew(draft, each.step, affected))


def _closed_by(draft: Draft, step_id: str) -> Iterable[str]:
    live = draft.live(step_id)
    outcome = draft.step(step_id).outcome(live.outcome) if live else None
    for each in outcome.closes if outcome else ():
        closed = draft.live(each)
        if closed is not None and closed.reason == CLOSED_BY + step_id:
            yield each


def _awaited_anew(draft: Draft, node: str, affected: set[str]) -> Iterable[str]:
    for step_id in draft.process.awaited_by(node):
        if step_id in affected:
            refs = [r for r in draft.process.waiting_for[step_id] if r.node == node]
            step, live = draft.step(step_id), draft.live(step_id)
            if any(value_for(ref, step, live) is Reach.WAITING for ref in refs):
                yield step_id


def _look_at(draft: Draft, nodes: Iterable[str]) -> None:
    """One wave: what each node comes to, then in one reading whom that wakes, then the changes.

    Milestones come first, then ends: where the case is over, nothing more is entered.
    """
    plans = [(node, value) for node in nodes if (value := _turn(draft, node)) is not Reach.WAITING]
    plans.sort(key=lambda plan: WAVE.index(type(draft.process.nodes[plan[0]])))
    entries = {
        node: _entry(draft, step)
        for node, value in plans
        if value is Reach.HOLDS and (step := draft.process.step(node)) is not None
    }
    settling = [node for node, _ in plans if entries.get(node, ENTER).truth is False]
    passed = [node for node, value in plans if value is not Reach.HOLDS]
    draft.load(_successors(draft.process, (*settling, *passed)))
    for node, value in plans:
        if draft.closed is None:
            _arrive_at(draft, node, value, entries.get(node, ENTER))


def _successors(process: Process, nodes: Iterable[str]) -> Iterable[str]:
    for node in nodes:
        for ref in process.waiting_for.get(node, ()):
            yield ref.node


def _turn(draft: Draft, node: str) -> Reach:
    place = draft.place(node)
    if place.live is not None or place.reached:
        return Reach.WAITING
    return draft.reach(node)


def _arrive_at(draft: Draft, node: str, value: Reach, entry: Entry) -> None:
    thing = draft.process.nodes[node]
    if isinstance(thing, Step):
        if value is Reach.HOLDS:
            _enter(draft, thing, entry)
        else:
            number = draft.place(node).next_number
            draft.make(Entered(node, number, Status.UNREACHED, reason=PASSED_BY))
    elif value is Reach.HOLDS and isinstance(thing, Milestone):
        draft.reach_milestone(node, thing.id)
    elif value is Reach.HOLDS and isinstance(thing, End):
        draft.close(Closed(thing.id))


def _entry(draft: Draft, step: Step) -> Entry:
    return ENTER if step.when is None else draft.answers.entry(step)


def _enter(draft: Draft, step: Step, entry: Entry) -> None:
    place = draft.place(step.id)
    if entry.truth is False:
        draft.make(Entered(step.id, place.next_number, Status.SKIPPED, reason=CONDITION))
        return
    status = Status.OPEN if entry.truth else Status.HELD
    draft.make(
        Entered(
            step.id,
            place.next_number,
            status,
            holder=_former_holder(place),
            missing=() if entry.truth else entry.missing,
            rule=step.countersign,
        )
    )
    if entry.truth:
        _automatic(draft, step)


def _former_holder(place: Place) -> str | None:
    return None if place.newest is None else place.newest.holder


def _automatic(draft: Draft, step: Step) -> None:
    if step.performer is not Performer.AUTOMATIC or step.id in draft.ran:
        return
    live, outcome = draft.live(step.id), draft.answers.automatic(step)
    if live is not None and outcome is not None:
        draft.ran.add(step.id)
        settle(draft, live, outcome, None)


def _close_step(draft: Draft, step_id: str, why: str) -> None:
    place = draft.place(step_id)
    live = place.live
    if live is None:
        draft.make(Entered(step_id, place.next_number, Status.WITHDRAWN, reason=why))
    elif live.is_active:
        draft.make(Settled(step_id, live.number, Status.WITHDRAWN, reason=why))
