"""Examples are played on the real engines, and say what came out otherwise."""

from datetime import datetime

import pytest

from tests.engines.packs.casework.city import LIAOYUAN, MINIMAL, changed, set_up, timing_of
from yingshang.engines.packs.casework.running import Stopped, run
from yingshang.engines.packs.casework.trial import begin
from yingshang.engines.packs.schema.casework.examples import Act, Example, Expectation

pytestmark = pytest.mark.no_database
SET_UP = MINIMAL.case_types["set_up"]
LIMITS = timing_of(MINIMAL)
MORNING = datetime.fromisoformat("2024-05-06T09:00")


def example(*acts: Act, expect: Expectation | None = None, **facts: object) -> Example:
    return Example.model_validate(
        {
            "id": "tried",
            "name": {"zh-hans": "试一试"},
            "opened": MORNING,
            "facts": {"owed": 10, "paid": 4, "revoked": False, **facts},
            "acts": acts,
            "expect": expect or Expectation(),
        }
    )


def act(hour: int, **words: object) -> Act:
    return Act.model_validate({"at": MORNING.replace(hour=hour), **words})


def test_what_came_out_otherwise_is_told_with_what_was_expected():
    expect = Expectation(open=("review",), letters=("receipt", "refused"))
    found, stopped = run(example(expect=expect), SET_UP, LIMITS)
    assert stopped is None
    assert [(each.path, each.expected, each.got) for each in found] == [
        (("expect", "open"), "review", "—"),
        (("expect", "letters"), "receipt, refused", "receipt"),
    ]


def test_an_act_that_cannot_be_done_stops_the_example_there():
    early = example(act(10, step="review", outcome="agreed"))
    found, stopped = run(early, SET_UP, LIMITS)
    assert found == ()
    assert stopped == Stopped(("acts", 0), ("案件还没有受理", "the case is not accepted yet"))


def test_a_fact_that_does_not_fit_stops_the_example():
    _, stopped = run(example(owed="much"), SET_UP, LIMITS)
    assert stopped is not None
    assert stopped.path == ("facts",)
    assert "owed" in stopped.cause[0]
    assert "owed" in stopped.cause[1]


def test_a_step_whose_check_fails_stays_open():
    checked = set_up(
        ("    message: {zh-hans: 付得太多", "    when: review\n    message: {zh-hans: 付得太多")
    )
    acts = (act(10, act="accept"), act(11, step="review", outcome="agreed", facts={"paid": 11}))
    expect = Expectation(open=("review",), failed_checks=("paid_not_more",))
    assert run(example(*acts, expect=expect), checked, LIMITS) == ((), None)


def test_nothing_is_accepted_before_it_is_known_what_could_bar_it():
    unknown = example(act(10, act="accept"), revoked=None)
    _, stopped = run(unknown, SET_UP, LIMITS)
    assert stopped is not None
    assert stopped.path == ("acts", 0)
    assert "revoked" in stopped.cause[0]


def test_nothing_is_granted_before_it_is_known_what_could_bar_it():
    simple = LIAOYUAN.case_types["deregistration_simple"]
    granted = next(each for each in simple.examples if each.id == "notice_window_decision")
    facts = {key: said for key, said in granted.facts.items() if key != "fine_open"}
    _, stopped = run(granted.model_copy(update={"facts": facts}), simple, timing_of(LIAOYUAN))
    assert stopped is not None
    assert stopped.path == ("acts", len(granted.acts) - 1)
    assert "fine_open" in stopped.cause[1]


def test_the_days_of_a_pause_do_not_count():
    days = MORNING.replace(day=7), MORNING.replace(day=8)
    acts = (
        act(10, act="accept"),
        Act(at=days[0], act="pause", step="review", ground="expert_review"),
        Act(at=days[1], act="resume", step="review"),
    )
    last_days = {"last_days": {"review": {"promised": "2024-05-09", "statutory": "2024-05-09"}}}
    expect = Expectation.model_validate(last_days)
    assert run(example(*acts, expect=expect), SET_UP, LIMITS) == ((), None)


def test_a_withdrawn_case_is_over():
    expect = Expectation(outcome="withdrawn", open=())
    acts = (act(10, act="accept"), act(11, act="withdraw"))
    assert run(example(*acts, expect=expect), SET_UP, LIMITS) == ((), None)


def test_a_case_refused_at_the_door_never_opens_a_step():
    expect = Expectation(outcome="refused_entry", open=())
    assert run(example(act(10, act="refuse_entry"), expect=expect), SET_UP, LIMITS) == ((), None)


def test_parallel_links_take_as_long_as_the_slowest():
    start_up = LIAOYUAN.case_types["company_start_up"]
    found = next(each for each in start_up.examples if each.id == "seven_links_in_parallel")
    trial = begin(found, start_up, timing_of(LIAOYUAN))
    for one in found.acts:
        trial.do(one)
    assert trial.accepted is not None
    links = [settled - trial.accepted for settled in trial.settled_at.values()]
    assert found.expect.elapsed_minutes == max(links).total_seconds() / 60 == 360
    assert sum(each.total_seconds() for each in links) / 60 > 1000


def test_what_opens_at_expiry_counts_from_the_last_day():
    simple = LIAOYUAN.case_types["deregistration_simple"]
    found = next(each for each in simple.examples if each.id == "notice_window_decision")
    trial = begin(found, simple, timing_of(LIAOYUAN))
    for one in found.acts[:3]:
        trial.do(one)
    assert trial.opened_at["apply"] == datetime.fromisoformat("2024-05-26T23:59:59")
    window = trial.days(simple.steps["apply"]).statutory
    assert window is not None
    assert window.due_on.isoformat() == "2024-06-15"


@pytest.mark.parametrize(
    ("limit", "length", "type_id", "failing"),
    [
        ("deregistration_simple_notice", "20d", "deregistration_simple", "notice_window_decision"),
        (
            "deregistration_sole_trader",
            "10d",
            "deregistration_simple",
            "sole_trader_without_notice",
        ),
        ("fire_inspection_promised", "5wd", "fire_check_before_opening", "inspection_in_five_days"),
        ("start_up_one_day", "1wd", "company_start_up", "seven_links_in_parallel"),
        ("sme_complaint", "30d", "arrears_clues", "handled_in_thirty_days"),
        ("bid_bond_refund", "5d", "bid_security", "taken_and_refunded"),
    ],
)
def test_a_changed_limit_fails_its_example(limit: str, length: str, type_id: str, failing: str):
    text = LIAOYUAN.texts["time_limits.yaml"]
    entry = text.index(f"- id: {limit}\n")
    before = text[entry : text.index("length: ", entry)]
    longer = {"d": "33d", "wd": "3wd"}["wd" if length.endswith("wd") else "d"]
    pack = changed(
        LIAOYUAN, "time_limits.yaml", (f"{before}length: {length}", f"{before}length: {longer}")
    )
    case_type = pack.case_types[type_id]
    failed = {each.id for each in case_type.examples if any(run(each, case_type, timing_of(pack)))}
    assert failing in failed
