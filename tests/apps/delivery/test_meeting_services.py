"""A dispatch meeting from its calling to the last of its decisions."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.apps.delivery.returning import said
from tests.apps.delivery.workings import a_city, local
from yingshang.apps.delivery import errors
from yingshang.apps.delivery.models import AgendaItem, Meeting
from yingshang.apps.delivery.selectors.meetings.agenda import proposed
from yingshang.apps.delivery.services import meetings
from yingshang.apps.delivery.services.meetings.agenda import ByHand
from yingshang.apps.ledger.models import Event
from yingshang.apps.obligations.errors import LateReasonMissingError, OwnClaimError
from yingshang.apps.obligations.models import Obligation, State, Verdict


@pytest.fixture
def world():
    return a_city()


def sources(meeting):
    return list(meeting.agenda.values_list("source", flat=True))


def draw_up(world, meeting, at):
    return meetings.draw_up(meeting_id=meeting.pk, actor=world.lead, at=at)


def test_the_agenda_takes_up_what_is_overdue_and_names_holder_and_day(world):
    world.open()
    meeting = world.call()
    overdue = meeting.agenda.filter(source=AgendaItem.Source.OVERDUE, unit__code="alpha").first()
    assert overdue.due_on == date(2024, 5, 25)
    assert overdue.light == "overdue"
    assert overdue.obligation.holder_unit.code == "alpha"


def test_what_is_settled_or_waits_to_be_checked_is_not_on_the_agenda(world):
    world.open()
    report = world.of("beta", "02")
    world.submitted(report)
    key = f"duty:{report.obligation_id}"
    assert not world.call().agenda.filter(key=key).exists()


def test_a_return_sent_back_is_on_the_agenda_as_such(world):
    world.open()
    report = world.of("beta", "02")
    world.submitted(report)
    world.send_back(report)
    item = world.call().agenda.get(key=f"duty:{report.obligation_id}")
    assert item.source == AgendaItem.Source.SENT_BACK


def blocked(report, **more):
    return said(
        report, blocked_by="beta", blocked_since=date(2024, 5, 8), problems="缺数据", **more
    )


def test_what_waits_for_another_unit_is_on_the_agenda_with_whom_and_since_when(world):
    world.open()
    report = world.of("east")
    world.submitted(report, blocked(report))
    item = world.call().agenda.filter(source=AgendaItem.Source.BLOCKED, report=report).first()
    assert (item.blocked_by.code, item.blocked_since) == ("beta", date(2024, 5, 8))
    assert item.note == "缺数据"


def test_what_the_newest_return_no_longer_names_is_not_blocked_any_more(world):
    world.open()
    report = world.of("east")
    world.submitted(report, blocked(report))
    world.open(date(2024, 6, 1))
    world.submitted(world.of("east", month=6), at=local(6, 3))
    meeting = world.call(at=local(6, 4))
    assert not meeting.agenda.filter(source=AgendaItem.Source.BLOCKED).exists()


def test_a_draft_is_not_taken_up(world):
    world.open()
    report = world.of("east")
    world.save(report, blocked(report))
    assert AgendaItem.Source.BLOCKED not in sources(world.call())


def test_drawing_up_again_follows_the_record_and_keeps_what_was_added_by_hand(world):
    world.open()
    meeting = world.call()
    item = ByHand("听取试点情况", task=world.task().pk)
    meetings.add_item(meeting_id=meeting.pk, item=item, actor=world.lead, at=local(6, 3))
    before = meeting.agenda.count()
    report = world.of("beta", "02")
    world.submitted(report, at=local(6, 4), late_reason="人员调整")
    assert draw_up(world, meeting, local(6, 4, 15)) == before - 1
    last = meeting.agenda.order_by("position").last()
    assert last.title == "听取试点情况"


def test_a_meeting_for_yesterday_or_for_nobody_is_not_called(world):
    with pytest.raises(errors.MeetingInThePastError):
        world.call(held_on=date(2024, 6, 2))
    with pytest.raises(errors.NobodyCalledError):
        world.call(units=())


def test_only_the_lead_office_calls_meetings(world):
    world.lead = world.who("alpha", "unit_leader")
    with pytest.raises(PermissionDenied):
        world.call()


def test_a_meeting_is_not_held_before_its_day(world):
    meeting = world.call()
    with pytest.raises(errors.MeetingTooEarlyError):
        world.hold(meeting, at=local(6, 4))


def test_holding_says_who_came_and_who_did_not(world):
    meeting = world.held()
    came = dict(meeting.attendance.values_list("unit__code", "came"))
    assert came == {"alpha": True, "beta": True, "court": False}
    assert Event.objects.get(kind="delivery.meeting_held").payload["absent"] == 1


def test_two_people_do_not_overwrite_one_another(world):
    meeting = world.call()
    stale = meeting.revision
    options = {"meeting_id": meeting.pk, "actor": world.lead, "at": local(6, 3)}
    draw_up(world, meeting, local(6, 3))
    with pytest.raises(errors.MeetingMovedOnError):
        meetings.change(revision=stale, calling=world.calling(place="会议室"), **options)
    meeting.refresh_from_db()
    changed = meetings.change(
        revision=meeting.revision, calling=world.calling(place="会议室", units=["beta"]), **options
    )
    assert changed.place == "会议室"
    assert list(changed.attendance.values_list("unit__code", flat=True)) == ["beta"]


def test_the_agenda_of_a_held_meeting_stays(world):
    meeting = world.held()
    with pytest.raises(errors.MeetingMovedOnError):
        draw_up(world, meeting, local(6, 6))


def test_a_cancelled_meeting_keeps_its_number_and_its_reason(world):
    meeting = world.call()
    meetings.cancel(
        meeting_id=meeting.pk, reason="与市里会议冲突", actor=world.lead, at=local(6, 4)
    )
    assert world.call().number == 2
    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.CANCELLED


def test_a_decision_is_a_duty_of_one_unit_with_those_beside_it(world):
    meeting = world.held()
    decision = world.decide(meeting, beside=["beta"], due_on=date(2024, 6, 20))
    duty = decision.obligation
    assert (duty.kind, duty.holder_unit.code) == ("delivery.decision", "alpha")
    assert duty.due_on == date(2024, 6, 20)
    assert [each.unit.code for each in duty.co_holders.all()] == ["beta"]


def test_a_decision_within_a_limit_counts_from_the_meeting_and_explains_itself(world):
    decision = world.decide(world.held(), limit="minutes")
    assert decision.obligation.due_on == date(2024, 7, 4)
    assert decision.obligation.limit_ref == "minutes"
    assert decision.obligation.explanation


def test_a_court_is_asked(world):
    assert world.decide(world.held(), holder="court").obligation.is_asked


@pytest.mark.parametrize(
    ("order", "refusal"),
    [
        ({"due_on": date(2024, 6, 20), "limit": "minutes"}, errors.DateMissingError),
        ({"due_on": None}, errors.DateMissingError),
        ({"due_on": date(2024, 6, 4)}, errors.DueBeforeMeetingError),
        ({"limit": "objection"}, errors.LimitNotOfferedError),
        ({"limit": "no_such"}, errors.LimitNotOfferedError),
        ({"beside": ["alpha"], "limit": "minutes"}, errors.HolderBesideItselfError),
        ({"what": " ", "limit": "minutes"}, errors.ReasonMissingError),
    ],
)
def test_a_decision_that_cannot_be_followed_is_refused(world, order, refusal):
    meeting = world.held()
    with pytest.raises(refusal):
        world.decide(meeting, **order)
    assert not meeting.decided.exists()


def test_nothing_is_decided_before_the_meeting(world):
    with pytest.raises(errors.MeetingMovedOnError):
        world.decide(world.call())


def state(decision):
    return Obligation.objects.get(pk=decision.obligation_id).state


def test_a_decision_is_reported_by_the_unit_and_proven_by_the_lead_office(world):
    decision = world.decide(world.held())
    world.report(decision)
    world.check(decision)
    assert state(decision) == State.SETTLED
    assert decision.reports.get().verdict == Verdict.PROVEN


def test_a_report_that_says_nothing_goes_back_and_the_next_one_counts(world):
    decision = world.decide(world.held())
    world.report(decision, note="正在推进")
    world.check(decision, Verdict.HOLLOW, note="请写明专窗地点")
    assert state(decision) == State.OPEN
    world.report(decision, note="专窗设在一楼3号", at=local(6, 20))
    world.check(decision, at=local(6, 21))
    assert [each.verdict for each in decision.reports.all()] == ["hollow", "proven"]


def test_a_report_without_words_changes_nothing(world):
    decision = world.decide(world.held())
    with pytest.raises(errors.ReasonMissingError):
        world.report(decision, note=" ")
    assert Obligation.objects.get(pk=decision.obligation_id).claimed_at is None


def test_a_late_report_gives_its_reason(world):
    decision = world.decide(world.held())
    with pytest.raises(LateReasonMissingError):
        world.report(decision, at=local(6, 25))
    assert not decision.reports.exists()
    world.report(decision, at=local(6, 25), late_reason="设备到货晚")


def test_a_unit_beside_the_holder_may_report_and_no_other(world):
    decision = world.decide(world.held(), beside=["beta"])
    with pytest.raises(PermissionDenied):
        meetings.report(
            decision_id=decision.pk, note="x", actor=world.who("east", "liaison"), at=local(6, 6)
        )
    meetings.report(
        decision_id=decision.pk, note="已办", actor=world.who("beta", "liaison"), at=local(6, 6)
    )


def test_nobody_checks_what_they_reported(world):
    decision = world.decide(world.held())
    world.people["alpha", "liaison"] = world.lead
    with pytest.raises(PermissionDenied):
        world.report(decision)
    decision = world.decide(world.held(held_on=date(2024, 6, 6)), holder="west", limit="minutes")
    from tests.apps.directory.factories import PostFactory  # noqa: PLC0415

    PostFactory(person=world.lead, unit=world.unit("west"), role="liaison")
    meetings.report(decision_id=decision.pk, note="已办", actor=world.lead, at=local(6, 7))
    with pytest.raises(OwnClaimError):
        world.check(decision)


def test_a_decision_taken_back_ends_its_duty(world):
    decision = world.decide(world.held())
    meetings.withdraw(decision_id=decision.pk, reason="已并入", actor=world.lead, at=local(6, 6))
    assert state(decision) == State.WITHDRAWN
    with pytest.raises(errors.DecisionMovedOnError):
        meetings.withdraw(decision_id=decision.pk, reason="再", actor=world.lead, at=local(6, 6))


def test_the_next_agenda_begins_with_what_the_last_meeting_decided(world):
    world.open()
    first = world.held()
    done, late = world.decide(first), world.decide(first, what="公开办理结果", holder="beta")
    world.report(done)
    world.check(done)
    second = world.call(held_on=date(2024, 7, 3), at=local(7, 1))
    items = list(second.agenda.all()[:2])
    assert [item.earlier for item in items] == [done, late]
    assert [item.light for item in items] == ["normal", "overdue"]


def test_an_older_decision_stays_on_the_agenda_until_it_is_done(world):
    first = world.held()
    done, late = world.decide(first), world.decide(first, what="公开办理结果")
    world.report(done)
    world.check(done)
    world.held(held_on=date(2024, 7, 3), at=local(7, 1))
    third = world.call(held_on=date(2024, 8, 1), at=local(7, 30))
    earlier = third.agenda.filter(source=AgendaItem.Source.DECISION)
    assert [item.earlier for item in earlier] == [late]


def minutes(world, meeting, revision=None):
    meeting.refresh_from_db()
    return meetings.save_minutes(
        meeting_id=meeting.pk,
        revision=meeting.revision if revision is None else revision,
        opening="会议听取了情况。",
        closing="会议要求抓紧。",
        actor=world.lead,
        at=local(6, 6),
    )


def test_minutes_are_drafted_settled_and_then_stay(world):
    meeting = world.held()
    with pytest.raises(errors.MeetingMovedOnError):
        minutes(world, meeting, revision=1)
    saved = minutes(world, meeting)
    options = {"meeting_id": meeting.pk, "actor": world.lead, "at": local(6, 6)}
    meetings.settle(revision=saved.revision, **options)
    with pytest.raises(errors.NoMinutesWithoutMeetingError):
        minutes(world, meeting)
    with pytest.raises(errors.MeetingMovedOnError):
        world.decide(meeting)


def test_there_are_no_minutes_of_a_meeting_to_come(world):
    with pytest.raises(errors.NoMinutesWithoutMeetingError):
        minutes(world, world.call())


def test_what_was_added_by_hand_is_taken_off_unless_something_was_decided_on_it(world):
    meeting = world.held()
    options = {"meeting_id": meeting.pk, "actor": world.lead, "at": local(6, 5)}
    item = meetings.add_item(item=ByHand("听取汇报"), **options)
    world.decide(meeting, limit="minutes", item=item.pk)
    with pytest.raises(errors.MeetingMovedOnError):
        meetings.remove_item(item_id=item.pk, **options)
    other = meetings.add_item(item=ByHand("其他"), **options)
    meetings.remove_item(item_id=other.pk, **options)
    assert not AgendaItem.objects.filter(pk=other.pk).exists()


def test_a_city_without_rules_for_meetings_is_told_so():
    world = a_city(meeting_rules=None)
    with pytest.raises(errors.NoMeetingRulesError):
        world.call()


def test_a_longer_agenda_costs_no_more_queries(world):
    meeting = world.call()
    with CaptureQueriesContext(connection) as short:
        proposed(meeting, local(6, 3))
    world.open()
    report = world.of("east")
    world.submitted(report, blocked(report))
    with CaptureQueriesContext(connection) as long:
        assert len(proposed(meeting, local(6, 3))) > 5
    assert len(long) <= len(short)
