"""Deciding a step: outcomes, confirmation, leaving out, results from elsewhere, held steps."""

from yingshang.engines.process import flow, guards
from yingshang.engines.process.acts import (
    Arrive,
    Confirm,
    Decide,
    LeaveOut,
    Reconsider,
)
from yingshang.engines.process.changes import DelegateChanged, Proposed, Settled
from yingshang.engines.process.definition import Kind, Step
from yingshang.engines.process.draft import Draft
from yingshang.engines.process.errors import refusal
from yingshang.engines.process.state import Occurrence, Seat, Standing, Status, standing


def decide(draft: Draft, act: Decide) -> None:
    """Settle, or propose where the holder's confirmation or later signatures are needed."""
    live, step = guards.done_here(draft, act), draft.step(act.step)
    if act.by != live.delegate:
        guards.by_holder(step, live, act.by)
        guards.undelegated(step, live)
    guards.unproposed(step, live)
    _may_be(step, live, act.outcome)
    if act.by == live.delegate or guards.asked_seats(live, Seat.AFTER_DECISION):
        draft.make(Proposed(act.step, act.number, act.outcome, act.by))
    else:
        flow.settle(draft, live, act.outcome, act.by)


def confirm(draft: Draft, act: Confirm) -> None:
    """The holder makes the delegate's proposal the decision."""
    live, step = guards.done_here(draft, act), draft.step(act.step)
    guards.by_holder(step, live, act.by)
    if live.delegate is None or live.proposed is None:
        raise refusal("not_delegated", name=step.name)
    _may_be(step, live, live.proposed)
    if guards.asked_seats(live, Seat.AFTER_DECISION):
        draft.make(Proposed(act.step, act.number, live.proposed, act.by))
        draft.make(DelegateChanged(act.step, act.number, None))
    else:
        flow.settle(draft, live, live.proposed, act.by)


def leave_out(draft: Draft, act: LeaveOut) -> None:
    """Skip an optional step, or an open one whose condition is false by now."""
    live, step = guards.active(draft, act.step, act.number), draft.step(act.step)
    guards.by_holder(step, live, act.by)
    guards.undelegated(step, live)
    guards.unproposed(step, live)
    if not step.optional and not _no_longer_applies(draft, step):
        raise refusal("not_optional", name=step.name)
    reason = act.reason or ("optional" if step.optional else flow.CONDITION)
    draft.make(Settled(act.step, act.number, Status.SKIPPED, by=act.by, reason=reason))


def arrive(draft: Draft, act: Arrive) -> None:
    """Settle a step of an outside party, or an automatic one that was not ready when it opened."""
    live, step = guards.opened(draft, act.step, act.number), draft.step(act.step)
    if step.performer in guards.HERE:
        raise refusal("decided_here", name=step.name)
    flow.settle(draft, live, act.outcome, act.source)


def reconsider(draft: Draft, act: Reconsider) -> None:
    """Ask the conditions of held steps again."""
    guards.running(draft)
    draft.load(act.steps)
    for step_id in act.steps:
        step, live = draft.step(step_id), draft.live(step_id)
        if live is None or live.status is not Status.HELD:
            raise refusal("not_held", name=step.name)
        flow.admit(draft, live)


def _no_longer_applies(draft: Draft, step: Step) -> bool:
    return step.when is not None and draft.answers.entry(step).truth is False


def _may_be(step: Step, live: Occurrence, outcome_id: str) -> None:
    outcome = step.outcome(outcome_id)
    if outcome is None:
        raise flow.unknown_outcome(step, outcome_id)
    if (unheard := guards.heard(live)) is not None:
        raise unheard
    if standing(live) is Standing.FAILED and outcome.kind is Kind.DONE:
        raise refusal("objected", outcome=outcome.name)
