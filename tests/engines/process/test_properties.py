"""Whatever people do, in whatever order: nothing is skipped, decided twice, stuck or lost."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engines.process import generated
from tests.engines.process.cases import Case
from yingshang.engines.process import (
    AddSignatory,
    Answer,
    Arrive,
    AskHelp,
    AskSignatures,
    Confirm,
    Decide,
    Delegate,
    Entry,
    Given,
    HandOver,
    LeaveOut,
    Opinion,
    Performer,
    Reach,
    Recall,
    Reconsider,
    ReleaseHelper,
    RemoveSignatory,
    Repeat,
    Seat,
    SendBack,
    Sign,
    Status,
    TakeBack,
    Urge,
    Where,
    next_signatories,
    refused,
)
from yingshang.engines.process import check as check_type
from yingshang.engines.process.after import counted, reach
from yingshang.engines.process.state import value_for

pytestmark = pytest.mark.no_database

PEOPLE = ("li", "wang", "sun")
RUNS = settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def wishes(case):
    """Acts that somebody might try, sensible or not."""
    for step in case.process.steps:
        number = case.number(step.id)
        for by in PEOPLE:
            yield from tries(case, step, number, by)
        yield Arrive(step.id, number, "ok", "outside")
        yield Reconsider((step.id,))


def tries(case, step, number, by):
    at = (step.id, number, by)
    others = [each for each in PEOPLE if each != by]
    yield from (Decide(*at, each.id) for each in step.outcomes)
    yield from (SendBack(*at, each.id, "x") for each in case.process.steps)
    yield from (LeaveOut(*at), Repeat(*at), TakeBack(*at), Urge(*at), Confirm(*at), Recall(*at))
    yield from (AskSignatures(*at, tuple(others)), Sign(*at, agrees=True), Sign(*at, agrees=False))
    yield from (AddSignatory(*at, others[0], where) for where in Where)
    for other in others:
        yield from (RemoveSignatory(*at, other), Delegate(*at, other), HandOver(*at, other))
        yield from (AskHelp(*at, (other,)), ReleaseHelper(*at, other), Answer(*at))


def check(before, case):
    history_is_kept(before, case.state)
    if case.state.closed is None:
        counts_agree(case.state)
        nothing_is_skipped(case.state)
    else:
        assert not case.open()


def history_is_kept(before, after):
    now = {(o.step, o.number): o for o in after.occurrences}
    assert len(now) == len(after.occurrences) >= len(before.occurrences)
    for was in before.occurrences:
        new = now[was.step, was.number]
        if was.status.is_settled:
            assert replace(new, superseded=was.superseded) == was
            assert new.superseded >= was.superseded
    for step in after.process.steps:
        numbers = sorted(o.number for o in after.occurrences if o.step == step.id)
        assert numbers == list(range(1, len(numbers) + 1))
        assert sum(o.is_active for o in after.occurrences if o.step == step.id) <= 1


def counts_agree(state):
    """The counts kept step by step are those of a full recomputation from the rows."""
    tallies = {node: tuple(type(c)() for c in t) for node, t in state.process.first_tallies.items()}
    for step in state.process.steps:
        live = state.place(step.id).live
        for ref in state.process.waiting_for[step.id]:
            value = value_for(ref, step, live)
            tallies[ref.node] = counted(tallies[ref.node], ref.group, value, 1)
    for node, tally in tallies.items():
        assert state.place(node).tally == tally, node


def nothing_is_skipped(state):
    for step in state.process.steps:
        place = state.place(step.id)
        value = reach(state.process.groups[step.id], place.tally)
        if value is not Reach.WAITING and not place.owed:
            assert place.live is not None, f"{step.id} should have been entered"
        live = place.live
        if live and live.status is Status.SKIPPED:
            assert live.decided_by or live.reason == "condition"
        for owed in place.owed:
            assert state.place(owed).live is None or state.place(owed).live.is_active


def finish(case):
    """Do what is asked, as good officials do, until the case is over."""
    case.answers = Given({s.id: Entry(truth=True) for s in case.process.steps})
    for _ in range(400):
        if case.state.closed is not None:
            return
        pending = [o for o in sorted(case.state.occurrences, key=lambda o: o.step) if o.is_active]
        assert pending, "nobody can act and the case is not over"
        one_more(case, pending[0])
    raise AssertionError("the case does not end")


def one_more(case, live):
    at = (live.step, live.number)
    holder = live.holder or "li"
    helpers = [h.party for h in live.helpers if h.status == "asked"]
    signing = next_signatories(live)
    if live.status is Status.HELD:
        case.do(Reconsider((live.step,)))
    elif case.process.step(live.step).performer in {Performer.OUTSIDE, Performer.AUTOMATIC}:
        case.do(Arrive(*at, "ok", "outside"))
    elif helpers:
        case.do(ReleaseHelper(*at, holder, helpers[0]))
    elif signing:
        case.do(Sign(*at, signing[0], agrees=True))
    else:
        decide(case, live, holder, at)


def decide(case, live, holder, at):
    if live.delegate is not None:
        case.do(Recall(*at, holder))
    elif live.rule is not None and not any(s.seat is Seat.BEFORE_DECISION for s in live.seats):
        case.do(AskSignatures(*at, holder, ("zhou",)))
    elif any(s.opinion is Opinion.OBJECTED for s in live.seats):
        case.do(AskSignatures(*at, holder, ("zhou",), live.rule))
    else:
        case.do(Decide(*at, holder, "ok"))


@given(st.data())
@RUNS
def test_a_case_holds_whatever_people_do(data):
    process = data.draw(generated.processes())
    case = Case(process, data.draw(generated.answers(process)))
    check(case.state, case)
    for _ in range(data.draw(st.integers(0, 14))):
        possible = [w for w in wishes(case) if not refused(process, case.state, w, case.answers)]
        if not possible:
            break
        kinds = sorted({type(each).__name__ for each in possible})
        kind = data.draw(st.sampled_from(kinds))
        wish = data.draw(st.sampled_from([w for w in possible if type(w).__name__ == kind]))
        before = case.state
        case.do(wish)
        check(before, case)
    finish(case)
    assert case.state.closed == "over"


@given(st.data())
@RUNS
def test_after_the_end_every_verb_is_refused(data):
    process = data.draw(generated.processes())
    case = Case(process, data.draw(generated.answers(process)))
    finish(case)
    for wish in wishes(case):
        refusal = refused(process, case.state, wish, case.answers)
        assert refusal is not None
        assert refusal.code == "case_closed"


def _settle_one(case, data):
    live = min((o for o in case.state.occurrences if o.is_active), key=lambda o: o.step)
    step = case.process.step(live.step)
    chosen = data.draw(st.sampled_from([each.id for each in step.outcomes]))
    if live.status is Status.HELD:
        truth = data.draw(st.booleans())
        case.do(Reconsider((live.step,)), Given({live.step: Entry(truth=truth)}))
    elif step.performer in {Performer.OUTSIDE, Performer.AUTOMATIC}:
        case.do(Arrive(live.step, live.number, chosen, "outside"))
    else:
        case.do(Decide(live.step, live.number, "li", chosen))


@given(st.data())
@settings(RUNS, max_examples=40)
def test_a_case_that_gets_stuck_was_foretold(data):
    process = data.draw(generated.doubtful())
    case = Case(process, data.draw(generated.answers(process)))
    for _ in range(20):
        if case.state.closed is not None or not case.open():
            break
        _settle_one(case, data)
    opened = {o.step for o in case.state.occurrences if o.status in {Status.OPEN, Status.DONE}}
    found = check_type(process, most_states=300)
    codes = {each.code for each in found}
    if case.state.closed is None and not case.open():
        assert codes & {"cannot_end", "end_unproven"}
    never = {each.step for each in found if each.code in {"unreachable", "exclusive_join"}}
    assert not never & opened
