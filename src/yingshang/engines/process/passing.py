"""委派, 转办, 协办, 催办: who acts, who helps, who is reminded."""

from yingshang.engines.process import guards, signing
from yingshang.engines.process.acts import (
    Answer,
    AskHelp,
    Delegate,
    HandOver,
    Recall,
    ReleaseHelper,
    Urge,
)
from yingshang.engines.process.changes import (
    DelegateChanged,
    HelperChanged,
    HolderChanged,
    Proposed,
    Urged,
)
from yingshang.engines.process.draft import Draft
from yingshang.engines.process.errors import refusal
from yingshang.engines.process.state import Help, Helper, Opinion


def delegate(draft: Draft, act: Delegate) -> None:
    """委派: `to` acts for the holder, who stays answerable and confirms."""
    live, step = guards.held_by(draft, act), draft.step(act.step)
    guards.undelegated(step, live)
    if act.to == act.by:
        raise refusal("same_party")
    if live.holder is None:
        draft.make(HolderChanged(act.step, act.number, act.by))
    draft.make(DelegateChanged(act.step, act.number, act.to))


def recall(draft: Draft, act: Recall) -> None:
    """The holder acts again; what the delegate proposed falls."""
    live, step = guards.done_here(draft, act), draft.step(act.step)
    guards.by_holder(step, live, act.by)
    if live.delegate is None:
        raise refusal("not_delegated", name=step.name)
    draft.make(DelegateChanged(act.step, act.number, None))
    if live.proposed is not None:
        draft.make(Proposed(act.step, act.number, None, None))


def hand_over(draft: Draft, act: HandOver) -> None:
    """转办: the step passes to `to`; a signatory who is not the holder passes the seat."""
    live, step = guards.done_here(draft, act), draft.step(act.step)
    seat = guards.seat_of(live, act.by)
    if act.by != live.holder and seat is not None and seat.opinion is Opinion.ASKED:
        if act.to == act.by:
            raise refusal("same_party")
        signing.pass_seat(draft, live, seat, act.to)
        return
    guards.by_holder(step, live, act.by)
    guards.undelegated(step, live)
    guards.unproposed(step, live)
    if act.to == live.holder:
        raise refusal("same_party")
    draft.make(HolderChanged(act.step, act.number, act.to))


def ask_help(draft: Draft, act: AskHelp) -> None:
    """协办: the step is not decided before these have answered or were released."""
    live = guards.held_by(draft, act)
    if not act.parties or len(set(act.parties)) < len(act.parties):
        raise refusal("nobody_named")
    known = {each.party for each in live.helpers}
    for party in act.parties:
        if party in known:
            raise refusal("already_asked", party=party)
        draft.make(HelperChanged(act.step, act.number, Helper(party)))


def answer(draft: Draft, act: Answer) -> None:
    """A helper has given the opinion."""
    _change_help(draft, act, act.by, Help.ANSWERED)


def release_helper(draft: Draft, act: ReleaseHelper) -> None:
    """The holder goes on without this helper."""
    live = guards.done_here(draft, act)
    guards.by_holder(draft.step(act.step), live, act.by)
    _change_help(draft, act, act.party, Help.RELEASED)


def urge(draft: Draft, act: Urge) -> None:
    """催办: allowed while somebody, here or outside, has still to act."""
    guards.active(draft, act.step, act.number)
    draft.make(Urged(act.step, act.number, act.by))


def _change_help(draft: Draft, act: Answer | ReleaseHelper, party: str, status: Help) -> None:
    live = guards.done_here(draft, act)
    if party not in guards.asked_helpers(live):
        raise refusal("not_asked", party=party)
    draft.make(HelperChanged(act.step, act.number, Helper(party, status)))
