"""What opens, what is skipped, what is passed by, and what is opened again."""

import pytest

from tests.engines.process.cases import NO, YES, Case, outcome, process, step, unless
from yingshang.engines.process import (
    Arrive,
    Entry,
    Given,
    HandOver,
    Kind,
    LeaveOut,
    Performer,
    Reached,
    Reconsider,
    Refused,
    Repeat,
    Status,
    parse_after,
)

pytestmark = pytest.mark.no_database


def test_steps_without_after_open_from_the_beginning():
    assert Case(process(step("a"), step("b"), step("last", ["a", "b"]))).open() == {"a", "b"}


def test_a_join_waits_for_all():
    case = Case(process(step("a"), step("b"), step("last", ["a", "b"]))).decide("a")
    assert case.open() == {"b"}
    assert case.decide("b").open() == {"last"}


def test_any_of_opens_once():
    case = Case(process(step("a"), step("b"), step("last", {"any": ["a", "b"]}), end="last:ok"))
    assert case.decide("a").open() == {"b", "last"}
    case.decide("b")
    assert case.number("last") == 1


def test_the_end_closes_what_is_open():
    case = Case(process(step("a"), step("b"), step("last", {"any": ["a", "b"]})))
    case.decide("a").decide("last")
    assert case.state.closed == "over"
    assert case.status("b") is Status.WITHDRAWN
    with pytest.raises(Refused, match="办结"):
        case.decide("b")


def test_a_false_condition_skips_and_counts_as_settled():
    case = Case(process(step("a", when="x"), step("last", "a")), unless(a=NO))
    assert case.status("a") is Status.SKIPPED
    assert case.open() == {"last"}


def test_a_skip_is_not_the_outcome_that_somebody_asks_for():
    case = Case(
        process(step("a", when="x"), step("b", "a:ok"), step("last", ["a", "b"])), unless(a=NO)
    )
    assert case.status("b") is Status.UNREACHED
    assert case.open() == {"last"}
    asked = Case(process(step("a", when="x"), step("last", "a:skipped")), unless(a=NO))
    assert asked.open() == {"last"}


def test_an_unknown_condition_holds_and_names_what_is_missing():
    definition = process(step("a", when="x > 1"), step("last", "a"))
    case = Case(definition, unless(a=Entry(None, ("capital",))))
    assert case.status("a") is Status.HELD
    with pytest.raises(Refused, match="capital") as refusal:
        case.decide("a")
    assert refusal.value.code == "held"
    case.do(Reconsider(("a",)), YES)
    assert case.status("a") is Status.OPEN
    assert case.decide("a").open() == {"last"}


def test_a_held_step_is_skipped_when_its_condition_turns_out_false():
    case = Case(process(step("a", when="x"), step("last", "a")), unless(a=Entry(None, ("x",))))
    assert case.do(Reconsider(("a",)), unless(a=NO)).open() == {"last"}


def test_an_open_step_stays_open_when_its_condition_becomes_false():
    case = Case(process(step("a", when="x"), step("last", "a")))
    with pytest.raises(Refused):
        case.do(Reconsider(("a",)), unless(a=NO))
    with pytest.raises(Refused, match="must be done"):
        case.do(LeaveOut("a", 1, "li"))
    assert case.do(LeaveOut("a", 1, "li"), unless(a=NO)).open() == {"last"}


def test_the_way_not_taken_is_unreached_and_joins_pass_over_it():
    definition = process(
        step("decide"),
        step("licence", "decide:ok"),
        step("letter", "decide:no"),
        step("appeal", "letter"),
        step("last", ["licence", "appeal"]),
    )
    case = Case(definition).decide("decide", "no")
    assert case.status("licence") is Status.UNREACHED
    assert case.decide("letter").open() == {"appeal"}
    assert case.decide("appeal").open() == {"last"}
    other = Case(definition).decide("decide").decide("licence")
    assert other.status("appeal") is Status.UNREACHED
    assert other.open() == {"last"}


def test_automatic_steps_settle_by_themselves():
    definition = process(
        step("a"), step("number", "a", performer=Performer.AUTOMATIC), step("last", "number")
    )
    assert Case(definition).decide("a").open() == {"last"}
    waits = Case(definition, Given(outcomes={"number": None})).decide("a")
    assert waits.open() == {"number"}
    assert waits.do(Arrive("number", 1, "ok", "timer")).open() == {"last"}


def test_outside_steps_settle_by_an_event_and_are_not_decided_here():
    case = Case(process(step("tax", performer=Performer.OUTSIDE), step("last", "tax")))
    with pytest.raises(Refused) as refusal:
        case.decide("tax")
    assert refusal.value.code == "not_decided_here"
    assert case.do(Arrive("tax", 1, "ok", "e-tax")).open() == {"last"}
    with pytest.raises(Refused) as refusal:
        case.do(Arrive("last", 1, "ok", "e-tax"))
    assert refusal.value.code == "decided_here"


def test_an_optional_step_may_be_left_out():
    case = Case(process(step("a", optional=True), step("last", "a")))
    assert case.do(LeaveOut("a", 1, "li")).open() == {"last"}


def test_a_repeatable_step_gets_further_occurrences():
    case = Case(process(step("visit", repeatable=True), step("last", "visit")))
    case.decide("visit").do(Repeat("visit", 1, "li"))
    assert case.open() == {"visit"}
    assert case.number("visit") == 2
    case.decide("visit")
    assert case.open() == {"last"}
    case.do(Repeat("visit", 2, "li")).decide("visit").decide("last")
    assert case.state.closed == "over"


def test_correction_goes_out_and_comes_back_as_often_as_needed():
    again = outcome("correct", Kind.AGAIN, opens=("correction",))
    definition = process(
        step("accept", outcomes=(outcome("ok"), again)),
        step("correction", None, outcomes=(outcome("sent", opens=("accept",)),)),
        step("last", "accept"),
    )
    case = Case(definition)
    for _ in range(2):
        assert case.decide("accept", "correct").open() == {"correction"}
        assert case.decide("correction", "sent").open() == {"accept"}
    assert case.decide("accept").open() == {"last"}
    assert case.number("accept") == 3
    assert [o.outcome for o in case.state.occurrences if o.step == "accept"].count("correct") == 2


def test_a_join_does_not_wait_for_a_step_that_only_an_outcome_opens():
    definition = process(
        step("a", outcomes=(outcome("ok"), outcome("hear", opens=("hearing",)))),
        step("hearing", None),
        step("report", "hearing"),
        step("last", ["a", "report"]),
    )
    case = Case(definition)
    assert case.status("report") is Status.UNREACHED
    assert case.decide("a").open() == {"last"}
    heard = Case(definition).decide("a", "hear")
    assert heard.open() == {"hearing"}
    assert heard.decide("hearing").open() == {"report"}
    assert heard.decide("report").open() == {"last"}


def test_an_outcome_closes_what_is_open_and_what_has_not_come():
    definition = process(
        step("a", outcomes=(outcome("no", closes=("b", "c")),)),
        step("b"),
        step("c", "b"),
        step("last", ["a", "b", "c"]),
    )
    case = Case(definition).decide("a", "no")
    assert case.status("b") is case.status("c") is Status.WITHDRAWN
    assert case.open() == {"last"}


def test_an_outcome_may_end_the_case():
    case = Case(process(step("a", outcomes=(outcome("no", ends="refused"),)), step("last", "a")))
    assert case.decide("a", "no").state.closed == "refused"


def test_a_milestone_is_reached_once():
    definition = process(
        step("a", repeatable=True), step("last", "a"), milestones=[("accepted", "a")]
    )
    case = Case(definition).decide("a")
    assert Reached("accepted") in case.changes
    case.do(Repeat("a", 1, "li")).decide("a")
    assert Reached("accepted") not in case.changes
    assert case.state.reached == {"milestone/accepted"}


def test_nothing_is_entered_where_the_case_is_over():
    points = [("accepted", "a")]
    late = step("late", "a", performer=Performer.AUTOMATIC)
    case = Case(process(step("a"), late, end="a", milestones=points)).decide("a")
    assert case.state.closed == "over"
    assert case.live("late") is None
    assert case.state.reached == {"milestone/accepted"}


def test_a_step_is_settled_once():
    case = Case(process(step("a"), step("b"), step("last", ["a", "b"]))).decide("a")
    with pytest.raises(Refused) as refusal:
        case.decide("a")
    assert refusal.value.code == "already_settled"


def test_the_wave_of_conditions_is_asked_only_for_steps_whose_turn_has_come():
    asked = []

    class Asking(Given):
        def entry(self, step):
            asked.append(step.id)
            return super().entry(step)

    case = Case(process(step("a", when="x"), step("b", "a", when="y"), step("last", "b")), Asking())
    assert asked == ["a"]
    case.decide("a")
    assert asked == ["a", "b"]


def test_the_holder_keeps_a_step_that_is_opened_again():
    case = Case(process(step("a", repeatable=True), step("last", "a")))
    case.do(HandOver("a", 1, "li", "wang")).decide("a", by="wang").do(Repeat("a", 1, "wang"))
    assert case.live("a").holder == "wang"


def test_what_is_no_expression_is_said_so():
    with pytest.raises(ValueError, match="some"):
        parse_after({"some": ["a"]})
