"""Dispatch, call-back by somebody else, “not solved”, the cap, and the end."""

import pytest
from django.core.exceptions import PermissionDenied

from yingshang.apps.casework.models import Case, Stage
from yingshang.apps.service_requests import errors, services
from yingshang.apps.service_requests.models import CallBack, ServiceRequest, TopicDecision
from yingshang.apps.service_requests.services import Heard
from yingshang.apps.service_requests.services.routing import lessons


def case_of(report):
    return Case.objects.get(pk=report.request_id)


def test_one_act_takes_a_request_and_gives_it_to_its_unit(world):
    report = world.dispatched()
    step = world.step(report, "sign")
    assert (step.status, step.holder_unit) == ("open", world.unit)
    decision = TopicDecision.objects.get(request=report.request_id)
    assert (decision.decided, decision.is_correction) == ("charges", False)
    assert case_of(report).values["topic"] == "违规收费"


def test_what_a_person_decides_otherwise_is_the_next_lesson(world):
    world.dispatched(topic="roads", unit="tax")
    decision = TopicDecision.objects.get()
    assert decision.is_correction
    from yingshang.apps.service_requests.content import required_content  # noqa: PLC0415

    [lesson] = lessons(required_content())
    assert (lesson["label"], lesson["proposed"]) == ("roads", "charges")
    assert "李小明" not in lesson["text"]


def test_only_the_office_that_received_it_dispatches(world):
    report = world.report()
    with pytest.raises(PermissionDenied):
        services.dispatch(
            request_id=report.request_id,
            topic="charges",
            unit="tax",
            actor=world.handler,
            at=world.at,
        )


def test_a_request_is_returned_once_and_then_kept(world):
    report = world.dispatched()
    world.settle(report, "sign", "return_asked", world.handler, reason="不是本单位职责")
    world.settle(
        report, "ruling", "elsewhere", world.clerk, reason="改派", values={"handler": "tax"}
    )
    step = world.step(report, "handle")
    assert step.holder_unit == world.other
    assert world.step(report, "sign").status == "done"


def test_a_solved_request_ends_and_says_so(world):
    report = world.answered()
    world.call(report)
    case = case_of(report)
    assert (case.stage, case.outcome) == (Stage.ENDED, "solved")
    [row] = CallBack.objects.all()
    assert (row.unit, row.called_by) == (world.unit, world.second_clerk)
    assert case.values["heard"] == str(row.pk)


def test_whoever_handled_it_and_their_unit_do_not_call_back(world):
    report = world.answered()
    for handler in (world.handler, world.colleague, world.stranger):
        with pytest.raises((errors.OwnWorkError, PermissionDenied)):
            world.call(report, actor=handler)
    assert not CallBack.objects.exists()


def test_the_intake_office_does_not_call_back_about_its_own_work(world):
    report = world.dispatched(unit="city_government")
    world.settle(report, "sign", "signed", world.clerk)
    world.settle(report, "handle", "answered", world.clerk, values={"answer": "已办。"})
    world.settle(report, "check", "passed", world.leader)
    with pytest.raises(errors.OwnWorkError):
        world.call(report, actor=world.second_clerk)


def test_the_step_cannot_be_settled_without_a_call_back(world):
    report = world.answered()
    with pytest.raises(Exception) as refused:  # noqa: PT011 - the sentence of the pack is checked
        world.settle(report, "call_back", "solved", world.second_clerk)
    assert "回访" in str(refused.value.shown())


def test_not_solved_is_counted_capped_and_escalated(world):
    report = world.answered()
    for times in (1, 2):
        world.call(report, solved=False, satisfied="dissatisfied")
        assert world.step(report, "handle").status == "open"
        assert ServiceRequest.objects.get().reopened == times
        world.answer_again(report)
    world.call(report, solved=False, satisfied="dissatisfied")
    assert world.step(report, "escalate").status == "open"
    assert ServiceRequest.objects.get().reopened == 2
    world.settle(report, "escalate", "unsolved", world.leader, reason="需要等管网改造")
    assert case_of(report).outcome == "unsolved"


def test_three_calls_that_reach_nobody_end_it_as_answered_not_as_solved(world):
    report = world.answered()
    silence = {"reached": False, "solved": None, "satisfied": "", "contacted": None}
    world.call(report, **silence)
    world.call(report, **silence)
    assert case_of(report).is_open
    world.call(report, **silence)
    assert case_of(report).outcome == "answered"


def test_a_call_that_reached_somebody_says_what_they_said(world):
    report = world.answered()
    with pytest.raises(errors.AnswerMissingError):
        world.call(report, solved=None)
    with pytest.raises(errors.AnswerMissingError):
        world.call(report, satisfied="very")


def test_a_reporter_says_by_themselves_that_it_is_not_solved(world):
    report = world.answered()
    heard = Heard(reached=True, solved=False, satisfied="dissatisfied", words="还在收，我是李小明")
    row = services.give_verdict(report_id=report.pk, heard=heard, at=world.at)
    assert row.called_by is None
    assert "李小明" not in row.words
    assert world.step(report, "handle").status == "open"
    assert ServiceRequest.objects.get().reopened == 1
    with pytest.raises(errors.NoCallBackDueError):
        services.give_verdict(report_id=report.pk, heard=heard, at=world.at)


def test_an_exclusion_is_decided_by_somebody_else(world):
    report = world.answered()
    row = world.call(report, satisfied="dissatisfied")
    given = {"call_back_id": row.pk, "at": world.at}
    with pytest.raises(PermissionDenied):
        services.ask_exclusion(**given, reason="恶意", actor=world.stranger)
    services.ask_exclusion(**given, reason="诉求不合法", actor=world.handler)
    with pytest.raises(PermissionDenied):
        services.decide_exclusion(**given, approves=True, actor=world.handler)
    found = services.decide_exclusion(**given, approves=True, actor=world.lead)
    assert (found.exclusion, found.exclusion_decided_by) == ("approved", world.lead)
    with pytest.raises(errors.ExclusionError):
        services.decide_exclusion(**given, approves=False, actor=world.lead)
