"""A return from the first draft to its approval, and every way back."""

from datetime import date
from decimal import Decimal
from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from tests.apps.delivery.returning import (
    HOLLOW,
    OTHER_WORDS,
    SUBSTANCE,
    a_city,
    local,
    said,
    with_figure,
)
from yingshang.apps.delivery.decisions.returns import Content, LineContent
from yingshang.apps.delivery.errors import (
    EditedMeanwhileError,
    NotAmongTheOthersError,
    NothingBeforeError,
    OwnReturnError,
    ReasonMissingError,
    ReturnIncompleteError,
    ReturnMovedOnError,
    ReturnNotEditableError,
    UnknownUnitError,
)
from yingshang.apps.delivery.models import Return, ReturnLine, ReturnVersion
from yingshang.apps.delivery.selectors.returns.basis import basis_of
from yingshang.apps.delivery.selectors.returns.content import content_of, latest_version
from yingshang.apps.delivery.services import returns
from yingshang.apps.ledger.models import Event
from yingshang.apps.obligations.errors import LateReasonMissingError

JUNE = date(2024, 6, 1)


@pytest.fixture
def world():
    city = a_city()
    city.open()
    return city


def states(report):
    report = Return.objects.select_related("obligation").get(pk=report.pk)
    return report.state, report.obligation.state


def kinds(report):
    rows = Event.objects.filter(eventsubject__key=str(report.pk)).order_by("sequence")
    return list(rows.values_list("kind", flat=True).distinct())


def test_a_return_goes_from_draft_to_approval(world):
    report = world.of("beta", "02")
    world.save(report, with_figure(report))
    assert states(report) == ("draft", "open")
    world.hand_in(report)
    assert states(report) == ("in_review", "open")
    world.submit(report)
    assert states(report) == ("submitted", "open")
    world.approve(report)
    assert states(report) == ("approved", "settled")
    version = latest_version(report)
    assert version.verdict == "approved"
    assert content_of(version).says_the_same(with_figure(report))


def test_the_same_draft_twice_is_saved_once(world):
    report = world.of("alpha")
    first = world.save(report)
    assert world.save(report).revision == first.revision
    assert ReturnVersion.objects.count() == 1


def test_a_draft_may_have_gaps_but_is_not_handed_in_with_them(world):
    report = world.of("alpha")
    world.save(report, Content((LineContent(basis_of(report)[0].key, progress=SUBSTANCE),)))
    with pytest.raises(ReturnIncompleteError) as refusal:
        world.hand_in(report)
    assert [fault.field for fault in refusal.value.faults] == ["progress"]
    assert states(report)[0] == "draft"


def test_what_cannot_be_a_figure_is_not_even_kept(world):
    report = world.of("alpha")
    with pytest.raises(ReturnIncompleteError):
        world.save(report, said(report, numerator=Decimal(3), denominator=Decimal(0)))
    assert not ReturnVersion.objects.exists()


def test_nobody_overwrites_what_they_have_not_read(world):
    report = world.of("alpha")
    world.save(report)
    with pytest.raises(EditedMeanwhileError) as refusal:
        world.save(report, said(report, OTHER_WORDS), revision=0)
    assert world.who("alpha", "liaison").name in str(refusal.value)
    assert SUBSTANCE in content_of(latest_version(report)).words


def test_what_is_handed_in_cannot_be_edited(world):
    report = world.of("alpha")
    world.save(report)
    world.hand_in(report)
    with pytest.raises(ReturnNotEditableError):
        world.save(report, said(report, OTHER_WORDS))


def test_the_reviewer_hands_back_with_a_note_and_it_is_a_draft_again(world):
    report = world.of("alpha")
    world.save(report)
    world.hand_in(report)
    reviewer = world.who("alpha", "unit_reviewer")
    with pytest.raises(ReasonMissingError):
        returns.hand_back(return_id=report.pk, note=" ", actor=reviewer, at=local(5, 20))
    returns.hand_back(return_id=report.pk, note="补充数字", actor=reviewer, at=local(5, 20))
    assert states(report)[0] == "draft"
    assert latest_version(report).unit_note == "补充数字"
    world.save(report, said(report, OTHER_WORDS))
    assert world.hand_in(report).state == "in_review"


def test_whoever_hands_in_does_not_submit(world):
    report = world.of("alpha")
    world.save(report)
    reviewer = world.who("alpha", "unit_reviewer")
    report.refresh_from_db()
    returns.hand_in(return_id=report.pk, revision=report.revision, actor=reviewer, at=local(5, 20))
    with pytest.raises(OwnReturnError):
        world.submit(report)


def test_a_return_is_submitted_once(world):
    report = world.of("beta")
    world.submitted(report)
    with pytest.raises(ReturnMovedOnError):
        world.submit(report)


def test_a_late_return_gives_a_reason(world):
    report = world.of("beta")
    midnight = local(5, 26, 0)
    world.save(report)
    world.hand_in(report)
    with pytest.raises(LateReasonMissingError):
        world.submit(report, at=midnight)
    assert states(report)[0] == "in_review"
    world.submit(report, at=midnight, late_reason="经办人外出培训")
    report = world.of("beta")
    assert report.obligation.late_reason == "经办人外出培训"
    assert report.obligation.is_late_at(midnight)


def test_the_last_minute_of_the_25th_is_in_time(world):
    report = world.of("beta")
    world.submitted(report, at=local(5, 25, 23, 59))
    assert not world.of("beta").obligation.is_late_at(local(5, 26))


def test_a_hollow_return_is_flagged_and_one_with_a_figure_is_not(world):
    report = world.of("beta", "02")
    world.submitted(report, said(report, HOLLOW))
    assert set(latest_version(report).flags) == {"hollow"}
    other = world.of("east")
    world.submitted(
        other, said(other, HOLLOW, numerator=Decimal(1), measured_in="户", source="台账")
    )
    assert not latest_version(other).flags


def test_a_return_copied_from_the_month_before_is_flagged(world):
    before = world.of("beta", "02")
    world.submitted(before)
    world.open(JUNE)
    report = world.of("beta", "02", month=6)
    world.submitted(report, said(report, SUBSTANCE), at=local(6, 20))
    flag = latest_version(report).flags["copied_before"]
    assert (flag["of"], flag["share"]) == (str(before.pk), 1.0)


def test_a_return_copied_from_another_unit_names_the_unit(world):
    world.submitted(world.of("beta"))
    report = world.of("east")
    world.submitted(report)
    assert latest_version(report).flags["copied_other"]["unit"] == "示例市乙局"


def test_a_sent_back_return_counts_and_begins_a_new_version(world):
    report = world.of("beta", "02")
    world.submitted(report, said(report, HOLLOW))
    world.send_back(report)
    report = world.of("beta", "02")
    assert (report.state, report.obligation.state) == ("sent_back", "open")
    assert (report.obligation.returned_times, report.obligation.verdict) == (1, "hollow")
    world.submitted(report)
    first, second = ReturnVersion.objects.filter(report=report).order_by("number")
    assert (first.verdict, first.check_note) == ("hollow", "没有数字和佐证")
    assert first.lines.order_by("position")[0].progress == HOLLOW
    assert second.lines.order_by("position")[0].progress == SUBSTANCE
    world.approve(report, at=local(5, 22))
    assert states(report) == ("approved", "settled")


def test_sending_back_needs_a_reason(world):
    report = world.of("beta", "02")
    world.submitted(report)
    with pytest.raises(ReasonMissingError):
        world.send_back(report, reason="  ")


def test_a_false_return_is_red_in_the_obligations(world):
    report = world.of("beta", "02")
    world.submitted(report)
    world.send_back(report, reason="现场没有专窗", verdict="false")
    assert world.of("beta", "02").obligation.verdict == "false"


def test_a_unit_takes_a_return_back_before_it_is_checked(world):
    report = world.of("beta", "02")
    world.submitted(report)
    reviewer = world.who("beta", "unit_reviewer")
    returns.take_back(return_id=report.pk, reason="数字有误", actor=reviewer, at=local(5, 21))
    report = world.of("beta", "02")
    assert (report.state, report.obligation.claimed_at) == ("draft", None)
    world.submitted(report, said(report, OTHER_WORDS))
    world.approve(report)
    with pytest.raises(ReturnMovedOnError):
        returns.take_back(return_id=report.pk, reason="再改", actor=reviewer, at=local(5, 22))


def test_a_correction_keeps_what_was_approved_and_the_duty_settled(world):
    report = world.of("beta", "02")
    world.submitted(report)
    world.approve(report)
    liaison = world.who("beta", "liaison")
    with pytest.raises(ReasonMissingError):
        returns.correct(return_id=report.pk, reason="", actor=liaison, at=local(6, 3))
    returns.correct(return_id=report.pk, reason="数字漏计一家", actor=liaison, at=local(6, 3))
    world.submitted(report, said(report, OTHER_WORDS), at=local(6, 3))
    world.approve(report, at=local(6, 4))
    assert states(report) == ("approved", "settled")
    first, second = ReturnVersion.objects.filter(report=report).order_by("number")
    assert (first.verdict, second.verdict) == ("approved", "approved")
    assert (second.reason, first.is_latest, second.is_latest) == ("数字漏计一家", False, True)


def test_a_correction_that_is_late_by_nature_asks_for_no_reason_of_lateness(world):
    report = world.of("beta", "02")
    world.submitted(report)
    world.approve(report)
    returns.correct(
        return_id=report.pk, reason="漏计", actor=world.who("beta", "liaison"), at=local(7, 1)
    )
    world.submitted(report, said(report, OTHER_WORDS), at=local(7, 1))
    assert world.of("beta", "02").obligation.late_reason == ""


def test_nobody_approves_what_they_submitted(world):
    report = world.of("beta", "02")
    world.submitted(report)
    world.lead = world.who("beta", "unit_reviewer")
    with pytest.raises(PermissionDenied):
        world.approve(report)


@pytest.mark.parametrize("role", ["unit_leader", "city_leader", "lead_office", "administrator"])
def test_only_those_who_fill_in_may_save(world, role):
    report = world.of("beta", "02")
    with pytest.raises(PermissionDenied):
        returns.keep(
            return_id=report.pk,
            content=said(report),
            revision=0,
            actor=world.who("beta", role),
            at=local(5, 20),
        )


def test_a_liaison_does_not_submit_and_another_unit_does_nothing(world):
    report = world.of("beta", "02")
    world.save(report)
    world.hand_in(report)
    for actor in (world.who("beta", "liaison"), world.who("alpha", "unit_reviewer")):
        with pytest.raises(PermissionDenied):
            returns.submit(return_id=report.pk, actor=actor, at=local(5, 20))


def test_a_lead_waits_for_the_others_or_says_why_not(world):
    lead = world.of("alpha")
    world.save(lead)
    world.hand_in(lead)
    with pytest.raises(ReturnIncompleteError):
        world.submit(lead)
    world.submit(lead, without_note="两个区尚未报送，已催办")
    assert latest_version(lead).without_note == "两个区尚未报送，已催办"


def test_a_lead_rests_on_the_returns_of_the_others(world):
    others = [world.of(code) for code in ("beta", "east", "west")]
    for number, other in enumerate(others):
        world.submitted(other, said(other, f"{SUBSTANCE}{number}{OTHER_WORDS}"))
    lead = world.of("alpha")
    content = Content(said(lead).lines, rests_on=tuple(each.pk for each in others))
    world.submitted(lead, content)
    rested = {each.pk for each in latest_version(lead).rests_on.all()}
    assert rested == {each.pk for each in others}


def test_a_lead_cannot_rest_on_a_draft_or_on_another_task(world):
    draft, elsewhere = world.of("beta"), world.of("beta", "02")
    world.submitted(elsewhere)
    lead = world.of("alpha")
    for other in (draft, elsewhere):
        with pytest.raises(NotAmongTheOthersError):
            world.save(lead, Content(said(lead).lines, rests_on=(other.pk,)))


def test_a_task_without_a_lead_is_consolidated(world):
    gathered = world.of("west", "03", kind="consolidation")
    world.save(gathered)
    world.hand_in(gathered)
    with pytest.raises(ReturnIncompleteError):
        world.submit(gathered)
    court = world.of("court", "03")
    world.submitted(court)
    world.submit(gathered)
    assert states(gathered)[0] == "submitted"


def test_waiting_for_a_unit_names_one_of_the_city(world):
    report = world.of("beta")
    blocked = said(report, blocked_by="alpha", blocked_since=date(2024, 5, 6))
    world.save(report, blocked)
    assert {row.blocked_by.code for row in ReturnLine.objects.order_by("pk")} == {"alpha"}
    with pytest.raises(UnknownUnitError):
        world.save(report, said(report, blocked_by="nobody", blocked_since=date(2024, 5, 6)))


def test_the_structure_of_the_month_before_is_taken_over_and_not_its_words(world):
    before = world.of("beta", "02")
    world.submitted(before, with_figure(before))
    world.open(JUNE)
    report = world.of("beta", "02", month=6)
    liaison = world.who("beta", "liaison")
    returns.take_over(return_id=report.pk, revision=0, actor=liaison, at=local(6, 3))
    [line] = content_of(latest_version(report)).lines
    assert (line.measured_in, line.source) == ("户", "窗口台账")
    assert (line.progress, line.numerator) == ("", None)


def test_without_a_month_before_there_is_nothing_to_take_over(world):
    report = world.of("beta", "02")
    liaison = world.who("beta", "liaison")
    with pytest.raises(NothingBeforeError):
        returns.take_over(return_id=report.pk, revision=0, actor=liaison, at=local(5, 3))


def test_many_are_approved_and_one_that_cannot_be_hinders_none(world):
    ready = [world.of("beta", "02"), world.of("beta")]
    for number, report in enumerate(ready):
        world.submitted(report, said(report, f"{number}{SUBSTANCE}"))
    draft = world.of("east")
    done = returns.approve_many(
        return_ids=[ready[0].pk, draft.pk, ready[1].pk], actor=world.lead, at=local(5, 22)
    )
    assert done.count == 2
    assert [each.return_id for each in done.refused] == [draft.pk]


def test_a_summary_goes_the_same_way(world):
    world.open(date(2024, 4, 1), "quarter", at=local(5, 1))
    report = Return.objects.with_names().get(kind="summary", unit__code="beta")
    world.submitted(report, at=local(6, 27))
    world.approve(report, at=local(6, 28))
    assert states(report) == ("approved", "settled")


def test_filling_in_and_checking_take_few_queries(world, django_assert_max_num_queries):
    report = world.of("beta", "02")
    content = with_figure(report)
    with django_assert_max_num_queries(17):
        world.save(report, content)
    with django_assert_max_num_queries(22):
        world.hand_in(report)
    with django_assert_max_num_queries(32):
        world.submit(report)
    with django_assert_max_num_queries(25):
        world.approve(report)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_submit_at_once_one_is_told():
    world = a_city()
    world.open()
    report = world.of("beta", "02")
    world.save(report)
    world.hand_in(report)
    actors = [world.who("beta", role) for role in ("unit_reviewer", "unit_leader")]
    start, outcomes = Barrier(2), []

    def submit(actor):
        start.wait()
        try:
            returns.submit(return_id=report.pk, actor=actor, at=local(5, 20))
            outcomes.append("submitted")
        except ReturnMovedOnError:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [Thread(target=submit, args=[actor]) for actor in actors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["submitted", "told"]
