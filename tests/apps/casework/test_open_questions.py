"""What nobody knows of a case bars nothing; its unit finds it out, or says why it stays open."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from tests.apps.casework.factories import CLUB, CLUB_LETTERS, VALUES, a_world
from yingshang.apps.casework import errors, services
from yingshang.apps.casework.events import CASE
from yingshang.apps.casework.models import Case, LeftOpen, Letter, Stage, Way
from yingshang.apps.casework.selectors.case_page import case_page
from yingshang.apps.ledger.models import Event
from yingshang.apps.obligations.models import Obligation, State

FIELDS = """  - {id: has_debts, type: yes_no, name: {zh-hans: 有负债, en: Has debts}}
  - {id: is_large, type: yes_no, name: {zh-hans: 大型, en: Large}}
checks:"""
BAR = """bars:
  - id: debts
    condition: "has_debts = TRUE"
    reason: {zh-hans: 有负债的不能成立俱乐部。, en: No club with debts.}
    status: example
"""
ASKS = "acceptance: {holder: market_regulation, limit: take_in, deemed: true, asks: [is_large]}"
BARRED = """  - id: barred
    kind: refusal
    name: {zh-hans: 不适用, en: Barred}
    title: {zh-hans: 不适用告知书, en: Barred}
    body: {zh-hans: "{bars}", en: "{bars}"}
"""
TYPE = (
    CLUB.replace("checks:", FIELDS)
    .replace("bars:\n", BAR)
    .replace("receipt: receipt,", "receipt: receipt, barred: barred,")
)
ASKING = TYPE.replace("acceptance: {holder: market_regulation, limit: take_in, deemed: true}", ASKS)
AT_ONCE = TYPE.replace(
    "acceptance: {holder: market_regulation, limit: take_in, deemed: true}\n", ""
)


def a_city(case=TYPE):
    return a_world(case=case, letters=CLUB_LETTERS + BARRED)


def accept(world, case, **others):
    return services.accept(case_id=case.pk, actor=world.clerk, at=world.at, **others)


def found_out(world, case, actor=None, **others):
    given = {"values": {}, "actor": actor or world.clerk, "at": world.at} | others
    return services.answer_questions(case_id=case.pk, **given)


def questions(world, case):
    page = case_page(world.applicant, Case.objects.get(pk=case.pk), at=world.at)
    return [(each.fields, each.bars, each.reason) for each in page.questions]


def facts(case):
    rows = Event.objects.filter(subject_rows__type=CASE, subject_rows__key=str(case.pk))
    return list(rows.order_by("sequence").values_list("kind", flat=True))


def test_what_is_not_known_is_on_the_page_of_the_applicant():
    world = a_city()
    case = world.submitted()
    assert questions(world, case) == [("有负债", "有负债的不能成立俱乐部。", "")]


def test_a_case_is_not_accepted_before_its_questions_are_answered():
    world = a_city()
    case = world.submitted()
    with pytest.raises(errors.QuestionsOpenError, match="有负债"):
        accept(world, case)
    found_out(world, case, values={"has_debts": "false"})
    assert questions(world, case) == []
    assert accept(world, case).stage == Stage.RUNNING
    assert "casework.questions_answered" in facts(case)


def test_answers_come_with_the_acceptance():
    world = a_city()
    case = accept(world, world.submitted(), answers={"has_debts": "false"})
    assert (case.stage, case.values["has_debts"]) == (Stage.RUNNING, False)


def test_an_answer_that_bars_the_case_ends_it_with_its_letter():
    world = a_city()
    case = accept(world, world.submitted(), answers={"has_debts": "true"})
    case.refresh_from_db()
    assert (case.stage, case.ending) == (Stage.REFUSED_ENTRY, "barred")
    assert "有负债" in Letter.objects.get(case=case, code="barred").body_zh
    assert not Obligation.objects.live().exists()


def test_what_stays_open_has_a_reason_that_the_applicant_reads():
    world = a_city()
    case = world.submitted()
    with pytest.raises(errors.QuestionsOpenError):
        found_out(world, case)
    accept(world, case, open_reason="系统停机，事后核对")
    assert LeftOpen.objects.get().code == "bars.debts"
    assert questions(world, case)[0][2] == "系统停机，事后核对"
    assert "casework.questions_left_open" in facts(case)
    with pytest.raises(errors.NothingOpenError):
        found_out(world, case, values={"has_debts": "false"})


def test_silence_accepts_a_case_with_open_questions_and_they_stay_open():
    world = a_city()
    case = world.submitted()
    services.deem_accepted(at=world.at + timedelta(days=30))
    case.refresh_from_db()
    assert (case.stage, case.is_deemed) == (Stage.RUNNING, True)
    assert questions(world, case)


def test_nobody_grants_a_case_of_which_something_is_open_that_could_bar_it():
    world = a_city(AT_ONCE)
    case = file(world)
    world.settle(case, "look", "fine")
    world.settle(case, "name_check", "free", actor=world.colleague)
    with pytest.raises(errors.QuestionsOpenError):
        world.settle(case, "decide", "yes_done")
    assert world.step(case, "decide").status == "open"
    found_out(world, case, values={"has_debts": "false"})
    world.settle(case, "decide", "yes_done")
    assert Case.objects.get(pk=case.pk).ending == "granted"


def test_a_case_with_open_questions_can_be_refused():
    world = a_city(AT_ONCE)
    case = file(world)
    world.settle(case, "look", "poor", reason="太小")
    assert Case.objects.get(pk=case.pk).ending == "refused"


def test_a_running_case_that_is_found_to_be_barred_ends():
    world = a_city(AT_ONCE)
    case = file(world)
    found_out(world, case, values={"has_debts": "true"})
    case.refresh_from_db()
    assert (case.stage, case.ending) == (Stage.ENDED, "barred")
    assert set(case.steps.values_list("status", flat=True)) == {"withdrawn"}
    assert set(Obligation.objects.values_list("state", flat=True)) == {State.WITHDRAWN}
    assert Letter.objects.filter(case=case, code="barred").count() == 1


def test_a_field_that_the_unit_answers_itself_holds_up_the_acceptance():
    world = a_city(ASKING)
    case = world.submitted(values={**VALUES, "has_debts": "false"})
    assert questions(world, case) == [("大型", "", "")]
    with pytest.raises(errors.QuestionsOpenError, match="大型"):
        accept(world, case)
    assert accept(world, case, answers={"is_large": "true"}).values["is_large"] is True


def test_only_whoever_accepts_says_what_was_found_out():
    world = a_city()
    case = world.submitted()
    for actor in (world.colleague, world.applicant):
        with pytest.raises(PermissionDenied):
            found_out(world, case, actor=actor, values={"has_debts": "false"})


def test_only_what_is_asked_is_taken():
    world = a_city()
    case = found_out(world, world.submitted(), values={"has_debts": "false", "members": "99"})
    assert case.values["members"] == int(VALUES["members"])


def file(world):
    given = world.beginning(way=Way.WINDOW, key="w-1")
    return services.file_case(beginning=given, actor=world.clerk, at=world.at)
