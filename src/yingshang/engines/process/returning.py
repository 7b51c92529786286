"""退回, 撤回, and doing a step once more: what came after is set aside and kept in history."""

from yingshang.engines.process import flow, guards
from yingshang.engines.process.acts import OnStep, Repeat, SendBack, TakeBack, WithdrawCase
from yingshang.engines.process.changes import Closed, Settled
from yingshang.engines.process.definition import Performer, Step
from yingshang.engines.process.draft import Draft
from yingshang.engines.process.errors import refusal
from yingshang.engines.process.state import Occurrence, Opinion, Status


def send_back(draft: Draft, act: SendBack) -> None:
    """退回: to an earlier step; everything downstream of it waits anew, open signatures end."""
    live, step, to = _returnable(draft, act), draft.step(act.step), draft.step(act.to)
    earlier = draft.live(act.to)
    was_settled = earlier is not None and earlier.status in {Status.DONE, Status.SKIPPED}
    if not was_settled or act.step not in draft.process.downstream(act.to):
        raise refusal("not_earlier", to=to.name)
    if not act.reason.strip():
        raise refusal("reason_missing")
    draft.make(Settled(act.step, live.number, Status.RETURNED, by=act.by, reason=act.reason))
    flow.open_again(draft, act.to)
    flow.run(draft)
    again, target = draft.live(act.step), draft.live(act.to)
    if again and again.is_active and target and target.is_active:
        raise refusal("would_not_wait", name=step.name, to=to.name)


def take_back(draft: Draft, act: TakeBack) -> None:
    """撤回: one's own decision, while nobody acted on what came after it."""
    live, step = _settled(draft, act), draft.step(act.step)
    if live.decided_by != act.by:
        raise refusal("not_own")
    outcome = step.outcome(live.outcome)
    elsewhere = set(outcome.opens if outcome else ()) - set(draft.process.downstream(act.step))
    if elsewhere - {act.step}:
        raise refusal("acted_later", later=draft.step(min(elsewhere)).name)
    _once_more(draft, step)


def repeat(draft: Draft, act: Repeat) -> None:
    """A further occurrence of a repeatable step; the newest counts."""
    live, step = _settled(draft, act), draft.step(act.step)
    if not step.repeatable:
        raise refusal("not_repeatable", name=step.name)
    guards.by_holder(step, live, act.by)
    _once_more(draft, step)


def withdraw_case(draft: Draft, act: WithdrawCase) -> None:
    """撤回 of the whole case, or another end from outside its steps, as long as it is not over."""
    guards.running(draft)
    draft.close(Closed(act.outcome, act.by, act.reason))


def _returnable(draft: Draft, act: SendBack) -> Occurrence:
    live, step = guards.active(draft, act.step, act.number), draft.step(act.step)
    if step.performer is not Performer.OFFICIAL:
        raise refusal("not_decided_here", name=step.name)
    seat = guards.seat_of(live, act.by)
    signs = seat is not None and seat.opinion is Opinion.ASKED
    if not signs and act.by != live.delegate:
        guards.by_holder(step, live, act.by)
    return live


def _settled(draft: Draft, act: OnStep) -> Occurrence:
    live = guards.newest(draft, act.step, act.number)
    if live.status not in {Status.DONE, Status.SKIPPED}:
        raise refusal("not_settled", name=draft.step(act.step).name)
    return live


def _once_more(draft: Draft, step: Step) -> None:
    for later in flow.live_after(draft, step.id):
        if later.was_acted_on:
            raise refusal("acted_later", later=draft.step(later.step).name)
    flow.open_again(draft, step.id)
