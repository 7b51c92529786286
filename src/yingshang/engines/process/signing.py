"""会签, 加签, 减签: rounds of signatures that hold a step until they are decided."""

from dataclasses import replace

from yingshang.engines.process import flow, guards
from yingshang.engines.process.acts import (
    AddSignatory,
    AskSignatures,
    RemoveSignatory,
    Sign,
    Where,
)
from yingshang.engines.process.changes import Proposed, RoundBegun, SignatoryChanged
from yingshang.engines.process.definition import Countersign, Mode
from yingshang.engines.process.draft import Draft
from yingshang.engines.process.errors import listed, refusal
from yingshang.engines.process.state import (
    Occurrence,
    Opinion,
    Seat,
    Signatory,
    Standing,
    standing,
)


def ask_signatures(draft: Draft, act: AskSignatures) -> None:
    """会签: begin a round; a decided round stays in history."""
    live, step = guards.held_by(draft, act), draft.step(act.step)
    if not act.parties or len(set(act.parties)) < len(act.parties):
        raise refusal("nobody_named")
    if step.countersign is not None and act.rule not in {None, step.countersign}:
        raise refusal("rule_fixed", name=step.name)
    rule = act.rule or step.countersign or Countersign()
    if rule.mode is Mode.RATIO and not 0 < rule.share <= 1:
        raise refusal("share")
    if waiting := [each.party for each in guards.asked_seats(live, Seat.BEFORE_DECISION)]:
        raise refusal("signatures_outstanding", parties=listed(waiting))
    number = live.round + 1 if any(s.round == live.round for s in live.signatories) else 1
    draft.make(RoundBegun(act.step, act.number, number, rule))
    for party in act.parties:
        _seat(draft, live, Signatory(party, number, act.by))
    for each in guards.asked_seats(live, Seat.AFTER_DECISION):
        if each.party not in act.parties:
            _seat(draft, live, replace(each, round=number))


def sign(draft: Draft, act: Sign) -> None:
    """Agree or object; the last needed signature decides the round and releases the others."""
    live = guards.done_here(draft, act)
    seat = _unsigned(live, act.by)
    waiting = {each.party for each in live.seats if each.opinion is Opinion.ASKED}
    if before := sorted(seat.waits_for & waiting):
        raise refusal("not_your_turn", parties=listed(before))
    if seat.seat is Seat.AFTER_DECISION and (live.proposed is None or live.delegate is not None):
        raise refusal("not_yet_decided")
    opinion = Opinion.AGREED if act.agrees else Opinion.OBJECTED
    signed = _seat(draft, live, replace(seat, opinion=opinion))
    if seat.seat is Seat.AFTER_DECISION:
        _signed_after(draft, signed)
    elif standing(signed) is not Standing.OUTSTANDING:
        for each in guards.asked_seats(signed, Seat.BEFORE_DECISION):
            _seat(draft, live, replace(each, opinion=Opinion.RELEASED))


def add_signatory(draft: Draft, act: AddSignatory) -> None:
    """加签: one seat more, placed with regard to who adds it."""
    live, step = guards.done_here(draft, act), draft.step(act.step)
    if any(s.party == act.party and s.round == live.round for s in live.signatories):
        raise refusal("already_asked", party=act.party)
    own = guards.seat_of(live, act.by)
    if own is None or own.opinion is not Opinion.ASKED:
        guards.by_holder(step, live, act.by)
        own = None
    seat = Seat.BEFORE_DECISION if own is None else own.seat
    if own is None and act.where is Where.AFTER:
        seat = Seat.AFTER_DECISION
    if own is None:
        guards.unproposed(step, live)
    if seat is Seat.BEFORE_DECISION and standing(live) in {Standing.PASSED, Standing.FAILED}:
        raise refusal("signatures_decided")
    _place(draft, live, act, Signatory(act.party, max(live.round, 1), act.by, seat), own)


def remove_signatory(draft: Draft, act: RemoveSignatory) -> None:
    """减签: never one who signed, never one whose leaving would decide the round."""
    live, step = guards.done_here(draft, act), draft.step(act.step)
    seat = _unsigned(live, act.party)
    if act.by != seat.added_by:
        guards.by_holder(step, live, act.by)
    rest = replace(live, signatories=tuple(s for s in live.signatories if s != seat))
    left = guards.asked_seats(rest, seat.seat)
    if seat.seat is Seat.BEFORE_DECISION:
        needed = not left or standing(rest) is not Standing.OUTSTANDING
    else:
        needed = not left and live.proposed is not None
    if needed:
        raise refusal("last_needed", party=act.party)
    _seat(draft, live, replace(seat, opinion=Opinion.REMOVED))


def pass_seat(draft: Draft, live: Occurrence, seat: Signatory, to: str) -> None:
    """转办 of a seat: the old one is removed, the new one stands where it stood."""
    if any(s.party == to and s.round == live.round for s in live.signatories):
        raise refusal("already_asked", party=to)
    _seat(draft, live, replace(seat, opinion=Opinion.REMOVED))
    _seat(draft, live, replace(seat, party=to, added_by=seat.added_by))
    for each in live.seats:
        if seat.party in each.waits_for and each.opinion is Opinion.ASKED:
            waits_for = each.waits_for - {seat.party} | {to}
            _seat(draft, live, replace(each, waits_for=waits_for))


def _place(
    draft: Draft, live: Occurrence, act: AddSignatory, new: Signatory, own: Signatory | None
) -> None:
    if live.round == 0:
        rule = Countersign() if new.seat is Seat.BEFORE_DECISION else None
        draft.make(RoundBegun(act.step, act.number, 1, rule))
    if own is None:
        _seat(draft, live, new)
    elif act.where is Where.AFTER:
        _seat(draft, live, replace(new, waits_for=frozenset({own.party})))
    else:
        _seat(draft, live, replace(new, waits_for=own.waits_for))
        if act.where is Where.BEFORE:
            _seat(draft, live, replace(own, waits_for=own.waits_for | {new.party}))


def _signed_after(draft: Draft, live: Occurrence) -> None:
    """After the decision everybody must agree; an objection gives it back to the holder."""
    seats = [each for each in live.seats if each.seat is Seat.AFTER_DECISION]
    if any(each.opinion is Opinion.OBJECTED for each in seats):
        draft.make(Proposed(live.step, live.number, None, None))
        _same_seats_again(draft, live)
    elif live.proposed and all(each.opinion is Opinion.AGREED for each in seats):
        flow.settle(draft, live, live.proposed, live.proposed_by)


def _same_seats_again(draft: Draft, live: Occurrence) -> None:
    draft.make(RoundBegun(live.step, live.number, live.round + 1, live.rule))
    for each in live.seats:
        after = each.seat is Seat.AFTER_DECISION
        opinion = Opinion.ASKED if after else each.opinion
        _seat(draft, live, replace(each, round=live.round + 1, opinion=opinion))


def _unsigned(live: Occurrence, party: str) -> Signatory:
    seat = guards.seat_of(live, party)
    if seat is None or seat.opinion is Opinion.RELEASED:
        raise refusal("not_asked", party=party)
    if seat.opinion is not Opinion.ASKED:
        raise refusal("has_signed", party=party)
    return seat


def _seat(draft: Draft, live: Occurrence, seat: Signatory) -> Occurrence:
    draft.make(SignatoryChanged(live.step, live.number, seat))
    changed = draft.live(live.step)
    return live if changed is None else changed
