"""会签 加签 减签 退回 撤回 催办 委派 转办 协办: what each changes, and when it is refused."""

from fractions import Fraction
from pathlib import Path

import pytest

from tests.engines.process.cases import Case, outcome, process, step
from yingshang.engines.process import (
    AddSignatory,
    Answer,
    AskHelp,
    AskSignatures,
    Confirm,
    Countersign,
    Decide,
    Delegate,
    HandOver,
    Kind,
    LeaveOut,
    Mode,
    Performer,
    Recall,
    Reconsider,
    Refused,
    ReleaseHelper,
    RemoveSignatory,
    Repeat,
    SendBack,
    Sign,
    Standing,
    Status,
    TakeBack,
    Urge,
    Urged,
    Where,
    WithdrawCase,
    next_signatories,
    standing,
)
from yingshang.engines.process.errors import SENTENCES

pytestmark = pytest.mark.no_database

ANY, TWO_THIRDS = Countersign(Mode.ANY), Countersign(Mode.RATIO, Fraction(2, 3))


def simple(**more) -> Case:
    case = Case(process(step("a", **more), step("last", "a")))
    return case.do(HandOver("a", 1, "li", "li"))


def asked(rule=None, parties=("wang", "zhao", "sun")) -> Case:
    return simple().do(AskSignatures("a", 1, "li", parties, rule))


def sign(case, *parties, agrees=True):
    for party in parties:
        case.do(Sign("a", 1, party, agrees=agrees))
    return case


def refusal(case, wish) -> str:
    before = case.state
    with pytest.raises(Refused) as caught:
        case.do(wish)
    assert case.state == before
    assert caught.value.zh
    assert caught.value.en
    return caught.value.code


def test_all_must_agree_before_the_holder_decides():
    case = sign(asked(), "wang", "zhao")
    with pytest.raises(Refused, match="sun") as caught:
        case.decide("a")
    assert caught.value.code == "signatures_outstanding"
    assert sign(case, "sun").decide("a").open() == {"last"}


def test_one_agreement_is_enough_for_any_and_releases_the_others():
    case = sign(asked(ANY), "zhao")
    assert standing(case.live("a")) is Standing.PASSED
    assert refusal(case, Sign("a", 1, "wang", agrees=True)) == "not_asked"
    assert case.decide("a").open() == {"last"}


def test_a_ratio_passes_when_it_is_met_exactly():
    case = sign(asked(TWO_THIRDS), "wang")
    assert standing(case.live("a")) is Standing.OUTSTANDING
    assert standing(sign(case, "sun").live("a")) is Standing.PASSED


def test_a_ratio_fails_when_it_can_no_longer_be_met():
    case = sign(asked(TWO_THIRDS), "wang", "sun", agrees=False)
    assert standing(case.live("a")) is Standing.FAILED


def test_after_an_objection_only_other_decisions_or_a_new_round_are_left():
    case = sign(asked(), "wang", agrees=False)
    with pytest.raises(Refused) as caught:
        case.decide("a")
    assert caught.value.code == "objected"
    again = sign(asked(), "wang", agrees=False).do(AskSignatures("a", 1, "li", ("wang",)))
    assert len(again.live("a").signatories) == 4
    assert sign(again, "wang").decide("a").open() == {"last"}
    assert case.decide("a", "no").open() == {"last"}


def test_a_step_with_a_rule_waits_until_somebody_has_signed():
    case = simple(countersign=ANY)
    assert refusal(case, Decide("a", 1, "li", "ok")) == "signatures_not_asked"
    assert refusal(case, AskSignatures("a", 1, "li", ("wang",), Countersign())) == "rule_fixed"
    case.do(AskSignatures("a", 1, "li", ("wang", "sun")))
    assert sign(case, "sun").decide("a").open() == {"last"}


def test_a_round_is_asked_by_the_holder_of_named_people_once():
    assert refusal(simple(), AskSignatures("a", 1, "wang", ("sun",))) == "not_holder"
    assert refusal(simple(), AskSignatures("a", 1, "li", ())) == "nobody_named"
    assert refusal(simple(), AskSignatures("a", 1, "li", ("sun", "sun"))) == "nobody_named"
    assert refusal(asked(), AskSignatures("a", 1, "li", ("qian",))) == "signatures_outstanding"
    none = Countersign(Mode.RATIO, Fraction(0))
    assert refusal(simple(), AskSignatures("a", 1, "li", ("sun",), none)) == "share"


def test_nobody_signs_twice_or_unasked():
    case = sign(asked(), "wang")
    assert refusal(case, Sign("a", 1, "wang", agrees=True)) == "has_signed"
    assert refusal(case, Sign("a", 1, "qian", agrees=True)) == "not_asked"


def test_a_signatory_adds_one_before_oneself():
    case = asked().do(AddSignatory("a", 1, "wang", "qian", Where.BEFORE))
    assert refusal(case, Sign("a", 1, "wang", agrees=True)) == "not_your_turn"
    assert set(next_signatories(case.live("a"))) == {"qian", "zhao", "sun"}
    assert standing(sign(case, "qian", "wang", "zhao", "sun").live("a")) is Standing.PASSED


def test_a_signatory_adds_one_after_oneself():
    case = asked().do(AddSignatory("a", 1, "wang", "qian", Where.AFTER))
    assert refusal(case, Sign("a", 1, "qian", agrees=True)) == "not_your_turn"
    assert standing(sign(case, "wang", "zhao", "sun").live("a")) is Standing.OUTSTANDING
    assert standing(sign(case, "qian").live("a")) is Standing.PASSED


def test_the_holder_adds_one_who_signs_after_the_decision():
    case = simple().do(AddSignatory("a", 1, "li", "qian", Where.AFTER))
    assert refusal(case, Sign("a", 1, "qian", agrees=True)) == "not_yet_decided"
    case.decide("a")
    assert case.open() == {"a"}
    assert next_signatories(case.live("a")) == ("qian",)
    assert sign(case, "qian").open() == {"last"}


def test_an_objection_after_the_decision_gives_it_back_to_the_holder():
    case = simple().do(AddSignatory("a", 1, "li", "qian", Where.AFTER)).decide("a")
    sign(case, "qian", agrees=False)
    assert case.live("a").proposed is None
    case.decide("a", "no")
    assert sign(case, "qian").live("a").outcome == "no"
    assert len(case.live("a").signatories) == 2


def test_adding_has_bounds():
    case = asked()
    assert refusal(case, AddSignatory("a", 1, "li", "wang")) == "already_asked"
    assert refusal(case, AddSignatory("a", 1, "qian", "zhou")) == "not_holder"
    passed = sign(case, "wang", "zhao", "sun")
    assert refusal(passed, AddSignatory("a", 1, "li", "zhou")) == "signatures_decided"


def test_a_signatory_is_removed_but_never_one_who_signed_or_is_needed():
    case = sign(asked(), "wang")
    assert refusal(case, RemoveSignatory("a", 1, "li", "wang")) == "has_signed"
    assert refusal(case, RemoveSignatory("a", 1, "qian", "sun")) == "not_holder"
    case.do(RemoveSignatory("a", 1, "li", "sun"))
    assert refusal(case, RemoveSignatory("a", 1, "li", "zhao")) == "last_needed"
    assert sign(case, "zhao").decide("a").open() == {"last"}


def test_taking_a_signatory_away_never_decides_a_round():
    case = sign(asked(Countersign(Mode.RATIO, Fraction(1, 2))), "wang")
    assert refusal(case, RemoveSignatory("a", 1, "li", "zhao")) == "last_needed"


def test_a_signatory_passes_the_seat_on():
    case = asked().do(AddSignatory("a", 1, "wang", "qian", Where.AFTER))
    case.do(HandOver("a", 1, "wang", "zhou"))
    assert refusal(case, Sign("a", 1, "qian", agrees=True)) == "not_your_turn"
    sign(case, "zhou", "qian", "zhao", "sun")
    assert standing(case.live("a")) is Standing.PASSED


def chain() -> Case:
    definition = process(step("a"), step("b", "a"), step("c", "b"), step("last", "c"))
    return Case(definition).decide("a").decide("b")


def test_a_return_sets_aside_all_that_came_after_and_keeps_it():
    case = chain().do(SendBack("c", 1, "li", "a", "图纸不全"))
    assert case.open() == {"a"}
    kept = {(o.step, o.number): (o.status, o.superseded) for o in case.state.occurrences}
    assert kept["c", 1] == (Status.RETURNED, True)
    assert kept["b", 1] == kept["a", 1] == (Status.DONE, True)
    assert case.decide("a").open() == {"b"}
    assert case.number("b") == 2
    case.decide("b").decide("c").decide("last")
    assert case.state.closed == "over"


def test_a_return_needs_a_reason_and_an_earlier_step():
    assert refusal(chain(), SendBack("c", 1, "li", "a", " ")) == "reason_missing"
    assert refusal(chain(), SendBack("c", 1, "li", "last", "x")) == "not_earlier"
    assert refusal(chain(), SendBack("c", 1, "li", "c", "x")) == "not_earlier"
    assert refusal(chain(), SendBack("b", 1, "li", "a", "x")) == "already_settled"


def test_a_return_by_a_signatory_ends_the_other_signatures():
    case = chain().do(AskSignatures("c", 1, "li", ("wang", "sun")))
    case.do(SendBack("c", 1, "sun", "b", "有误"))
    assert case.open() == {"b"}
    assert refusal(case, Sign("c", 1, "wang", agrees=True)) == "moved_on"
    opinions = {s.opinion for o in case.state.occurrences if o.step == "c" for s in o.signatories}
    assert opinions == {"released"}


def test_after_a_return_an_any_of_waits_for_what_was_opened_again():
    definition = process(step("x"), step("y"), step("j", {"any": ["x", "y"]}), step("last", "j"))
    case = Case(definition).decide("x").decide("y").do(SendBack("j", 1, "li", "x", "重办"))
    assert case.open() == {"x"}
    assert case.decide("x").open() == {"j"}
    assert case.number("j") == 2


def test_a_return_undoes_the_closing_of_steps():
    closing = (outcome("ok", closes=("b",)), outcome("no", Kind.REFUSED))
    definition = process(
        step("a", outcomes=closing), step("b"), step("c", ["a", "b"]), step("last", "c")
    )
    case = Case(definition).decide("a")
    assert case.status("b") is Status.WITHDRAWN
    case.do(SendBack("c", 1, "li", "a", "重办"))
    assert case.open() == {"a", "b"}


def test_one_takes_back_ones_own_decision_while_nobody_acted_later():
    case = Case(process(step("a"), step("b", "a"), step("last", "b"))).decide("a")
    assert refusal(case, TakeBack("a", 1, "wang")) == "not_own"
    case.do(TakeBack("a", 1, "li"))
    assert case.open() == {"a"}
    case.decide("a").do(AskHelp("b", 2, "li", ("sun",))).do(Answer("b", 2, "sun"))
    assert refusal(case, TakeBack("a", 2, "li")) == "acted_later"
    assert refusal(case, TakeBack("b", 2, "li")) == "not_settled"


def test_a_decision_that_had_effects_elsewhere_is_not_taken_back():
    definition = process(
        step("a", outcomes=(outcome("ok", opens=("far",)),)),
        step("slow"),
        step("far", "slow"),
        step("last", ["a", "far"]),
    )
    assert refusal(Case(definition).decide("a"), TakeBack("a", 1, "li")) == "acted_later"


def test_the_applicant_withdraws_the_whole_case_once():
    case = chain().do(WithdrawCase("applicant"))
    assert case.state.closed == "withdrawn"
    assert not case.open()
    assert refusal(case, WithdrawCase("applicant")) == "case_closed"


def test_urging_changes_nothing():
    case = simple()
    before = case.state
    case.do(Urge("a", 1, "boss"))
    assert case.changes == (Urged("a", 1, "boss"),)
    assert case.state == before
    assert refusal(case.decide("a"), Urge("a", 1, "boss")) == "already_settled"


def test_the_delegate_acts_and_the_holder_confirms():
    case = simple().do(Delegate("a", 1, "li", "wang"))
    with pytest.raises(Refused) as caught:
        case.decide("a")
    assert caught.value.code == "delegated"
    assert refusal(case, Confirm("a", 1, "li")) == "not_delegated"
    assert refusal(case, HandOver("a", 1, "li", "sun")) == "delegated"
    case.decide("a", by="wang")
    assert case.open() == {"a"}
    assert refusal(case, Confirm("a", 1, "wang")) == "not_holder"
    assert case.do(Confirm("a", 1, "li")).live("a").decided_by == "li"


def test_a_delegation_is_recalled_with_its_proposal():
    case = simple().do(Delegate("a", 1, "li", "wang")).decide("a", by="wang")
    case.do(Recall("a", 1, "li"))
    assert refusal(case, Recall("a", 1, "li")) == "not_delegated"
    assert case.decide("a", "no").live("a").outcome == "no"


def test_one_delegates_and_hands_over_to_somebody_else():
    assert refusal(simple(), Delegate("a", 1, "li", "li")) == "same_party"
    assert refusal(simple(), HandOver("a", 1, "li", "li")) == "same_party"
    assert refusal(asked(), HandOver("a", 1, "wang", "wang")) == "same_party"


def test_after_a_hand_over_only_the_new_holder_decides():
    case = simple().do(HandOver("a", 1, "li", "wang"))
    with pytest.raises(Refused, match="wang"):
        case.decide("a", by="li")
    assert case.decide("a", by="wang").open() == {"last"}


def test_helpers_hold_the_decision_until_they_answered_or_were_released():
    case = simple().do(AskHelp("a", 1, "li", ("wang", "sun")))
    assert refusal(case, AskHelp("a", 1, "li", ("sun",))) == "already_asked"
    assert refusal(case, Answer("a", 1, "qian")) == "not_asked"
    case.do(Answer("a", 1, "wang"))
    with pytest.raises(Refused, match="sun") as caught:
        case.decide("a")
    assert caught.value.code == "help_outstanding"
    assert refusal(case, ReleaseHelper("a", 1, "wang", "sun")) == "not_holder"
    assert case.do(ReleaseHelper("a", 1, "li", "sun")).decide("a").open() == {"last"}


def test_steps_of_outside_parties_have_no_holder_here():
    case = Case(process(step("a", performer=Performer.OUTSIDE), step("last", "a")))
    for wish in (
        Delegate("a", 1, "li", "wang"),
        HandOver("a", 1, "li", "wang"),
        AskHelp("a", 1, "li", ("wang",)),
        AskSignatures("a", 1, "li", ("wang",)),
        SendBack("a", 1, "li", "last", "x"),
    ):
        assert refusal(case, wish) == "not_decided_here"
    assert case.do(Urge("a", 1, "li")).open() == {"a"}


def test_a_return_that_would_hold_nothing_is_refused():
    definition = process(
        step("accept", outcomes=(outcome("ok"), outcome("hear", opens=("hearing",)))),
        step("hearing", None),
        step("other"),
        step("j", ["other", "hearing"]),
        step("last", ["accept", "j"]),
    )
    case = Case(definition).decide("accept").decide("other")
    assert refusal(case, SendBack("j", 1, "li", "accept", "x")) == "would_not_wait"


def test_what_is_proposed_must_be_done_or_was_never_settled_is_left_alone():
    case = simple().do(Delegate("a", 1, "li", "wang")).decide("a", by="wang")
    assert refusal(case, Decide("a", 1, "wang", "no")) == "proposed"
    assert refusal(simple(), LeaveOut("a", 1, "li")) == "not_optional"
    assert refusal(simple(), Reconsider(("a",))) == "not_held"
    assert refusal(simple().decide("a"), Repeat("a", 1, "li")) == "not_repeatable"


def test_every_refusal_has_a_test():
    texts = "".join(each.read_text("utf-8") for each in Path(__file__).parent.glob("test_*.py"))
    assert [code for code in SENTENCES if f'"{code}"' not in texts] == []
