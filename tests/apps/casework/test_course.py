"""A case from its draft to its end: who decides, by when, and what is kept."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from tests.apps.casework.factories import PDF, VALUES, local
from tests.apps.directory.factories import DeputyFactory, PersonFactory
from yingshang.apps.casework import errors, selectors, services
from yingshang.apps.casework.events import CASE
from yingshang.apps.casework.models import (
    Case,
    Correction,
    FollowUp,
    Letter,
    PersonalValue,
    Stage,
    Step,
    Way,
)
from yingshang.apps.casework.parties import Party
from yingshang.apps.directory.models import Post
from yingshang.apps.ledger.models import Event
from yingshang.apps.ledger.selectors import timeline
from yingshang.apps.obligations.models import Obligation, State
from yingshang.engines.process import Mode


def duty_of(step):
    return Obligation.objects.get(subject_type="casework.step", subject_key=str(step.pk))


def kinds(case):
    rows = Event.objects.filter(subject_rows__type=CASE, subject_rows__key=str(case.pk))
    return list(rows.order_by("sequence").values_list("kind", flat=True))


def test_a_case_runs_from_draft_to_decision(world):
    case = world.running()
    steps = {step.code: step.status for step in Step.objects.filter(case=case)}
    assert steps == {"look": "open", "name_check": "open"}
    world.settle(case, "look", "fine", values={"fire_ok": "true"})
    world.settle(case, "name_check", "free", actor=world.colleague)
    world.settle(case, "decide", "yes_done")
    case.refresh_from_db()
    assert (case.stage, case.outcome, case.ending) == (Stage.ENDED, "granted", "granted")
    assert set(Obligation.objects.values_list("state", flat=True)) == {State.SETTLED}
    issued = Letter.objects.filter(case=case)
    assert [letter.kind for letter in issued] == ["receipt", "decision"]
    assert "棋社" in issued[0].body_zh
    assert case.number in issued[0].body_zh
    assert kinds(case)[-1] == "casework.ended"


def test_handing_in_twice_with_one_key_is_handing_in_once(world):
    case = world.submitted()
    again = services.submit(case_id=case.pk, key="key-1", actor=world.applicant, at=world.at)
    assert again.pk == case.pk
    assert Letter.objects.count() == 1
    other = world.with_statutes(world.draft())
    with pytest.raises(errors.KeyTakenError):
        services.submit(case_id=other.pk, key="key-1", actor=world.applicant, at=world.at)


def test_filing_twice_with_one_key_makes_one_case(world):
    given = world.beginning(way=Way.WINDOW, key="form-7")
    first = services.file_case(beginning=given, actor=world.clerk, at=world.at)
    second = services.file_case(beginning=given, actor=world.clerk, at=world.at)
    assert first.pk == second.pk
    assert Case.objects.count() == 1
    with pytest.raises(errors.KeyTakenError):
        services.file_case(beginning=given, actor=world.handler, at=world.at)


def test_what_is_missing_is_said_by_field_and_nothing_is_handed_in(world):
    case = world.draft(values={"club_name": "棋社"})
    with pytest.raises(errors.IncompleteError) as refused:
        services.submit(case_id=case.pk, key="k", actor=world.applicant, at=world.at)
    assert set(refused.value.shown()) == {"members", "has_room", "statutes"}
    assert Case.objects.get().stage == Stage.DRAFT


def test_a_draft_is_saved_and_two_people_do_not_overwrite_each_other(world):
    case = world.draft(values={})
    saved = services.save_draft(
        case_id=case.pk,
        revision=case.revision,
        values={"members": "8"},
        actor=world.applicant,
        at=world.at,
    )
    assert saved.values == {"members": 8}
    with pytest.raises(errors.ChangedMeanwhileError):
        services.save_draft(
            case_id=case.pk, revision=1, values={}, actor=world.applicant, at=world.at
        )


def test_nobody_else_writes_into_a_draft_or_sees_it(world):
    case = world.draft()
    for stranger in (PersonFactory(), world.handler):
        with pytest.raises(PermissionDenied):
            services.save_draft(case_id=case.pk, revision=1, values={}, actor=stranger, at=world.at)
        assert selectors.by_number(stranger, case.number) is None
    assert selectors.by_number(world.applicant, case.number) == case


def test_personal_answers_are_kept_apart_and_filled_in_from_the_account(world):
    case = world.submitted()
    assert "phone" not in case.values
    assert PersonalValue.objects.get(case=case, field="phone").value == '"13812345678"'
    page = selectors.case_page(world.clerk, case, at=world.at)
    shown = {each.field: each for each in page.answers}
    assert (shown["phone"].value, shown["phone"].is_masked) == ("***", True)
    own = selectors.case_page(world.applicant, case, at=world.at)
    assert {each.field: each.value for each in own.answers}["phone"] == "13812345678"


def test_every_look_at_a_personal_answer_is_logged(world, caplog):
    case = world.submitted()
    with caplog.at_level("INFO", logger="yingshang.access"):
        assert selectors.reveal(world.clerk, case, at=world.at) == {"phone": "13812345678"}
    assert "casework.personal.phone" in caplog.text
    with pytest.raises(errors.NotForYouError):
        selectors.reveal(world.colleague, case, at=world.at)


def test_a_bar_refuses_entry_with_its_reason(world):
    case = world.submitted(values=VALUES | {"members": "1"})
    assert (case.stage, case.ending) == (Stage.REFUSED_ENTRY, "barred")
    assert "一个人" in case.reason


def test_correction_is_asked_once_and_acceptance_is_counted_anew(world):
    case = world.submitted()
    items = [{"what": "club_name", "zh": "名称要带地名。", "en": "Name the place."}]
    services.ask_correction(case_id=case.pk, items=items, actor=world.clerk, at=world.at)
    services.submit(
        case_id=case.pk, key="key-2", actor=world.applicant, at=local(date(2024, 11, 20))
    )
    assert Correction.objects.get(case=case).answered_at is not None
    with pytest.raises(errors.CorrectionAskedAlreadyError):
        services.ask_correction(case_id=case.pk, items=items, actor=world.clerk, at=world.at)
    duties = Obligation.objects.filter(kind="casework.acceptance").order_by("pk")
    assert [(d.state, d.due_on) for d in duties] == [
        ("settled", date(2024, 11, 25)),
        ("open", date(2024, 11, 27)),
    ]


def test_a_correction_that_names_nothing_is_refused(world):
    case = world.submitted()
    with pytest.raises(errors.NothingToCorrectError):
        services.ask_correction(case_id=case.pk, items=[], actor=world.clerk, at=world.at)


def test_silence_is_acceptance_from_the_day_of_receipt(world):
    case = world.submitted()
    assert services.deem_accepted(at=local(date(2024, 11, 25), 23)) == 0
    assert services.deem_accepted(at=local(date(2024, 11, 26), 0)) == 1
    case.refresh_from_db()
    assert case.stage == Stage.RUNNING
    assert case.is_deemed
    assert case.counted_from == case.received_at
    look = world.step(case, "look")
    assert look.promised_on == date(2024, 11, 21)
    assert case.statutory_on == date(2024, 12, 16)
    assert services.deem_accepted(at=local(date(2024, 11, 27))) == 0
    assert Obligation.objects.get(kind="casework.acceptance").is_late_at(world.at)


def test_an_answer_after_the_limit_does_not_undo_what_the_law_has_given(world):
    case = world.submitted()
    late = local(date(2024, 11, 26))
    with pytest.raises(errors.DeemedAlreadyError):
        services.refuse_entry(case_id=case.pk, reason="迟了", actor=world.clerk, at=late)
    accepted = services.accept(case_id=case.pk, actor=world.clerk, at=late)
    assert accepted.is_deemed
    assert accepted.counted_from == accepted.received_at


def test_a_refused_entry_says_why(world):
    case = world.submitted()
    with pytest.raises(errors.ReasonMissingError):
        services.refuse_entry(case_id=case.pk, reason=" ", actor=world.clerk, at=world.at)
    done = services.refuse_entry(case_id=case.pk, reason="不归本局", actor=world.clerk, at=world.at)
    assert done.stage == Stage.REFUSED_ENTRY
    assert Obligation.objects.get(kind="casework.acceptance").state == State.SETTLED


def test_promised_and_statutory_days_stand_side_by_side(world):
    case = world.running()
    look = world.step(case, "look")
    assert (look.promised_on, look.statutory_on) == (date(2024, 11, 21), date(2024, 12, 16))
    assert duty_of(look).due_on == look.promised_on
    assert duty_of(look).holder_unit == world.unit


def test_only_the_unit_that_holds_a_step_settles_it(world):
    case = world.running()
    for stranger in (world.colleague, world.clerk, world.applicant, PersonFactory()):
        with pytest.raises(PermissionDenied):
            world.settle(case, "look", "fine", actor=stranger)


def test_a_deputy_settles_during_the_holiday(world):
    case = world.running()
    post = Post.objects.get(person=world.handler)
    deputy = DeputyFactory(post=post).person
    assert world.settle(case, "look", "fine", actor=deputy).status == "done"


def test_an_outcome_that_needs_a_reason_gets_one(world):
    case = world.running()
    with pytest.raises(errors.ReasonMissingError):
        world.settle(case, "look", "poor")
    step = world.settle(case, "look", "poor", reason="没有安全出口")
    case.refresh_from_db()
    assert (case.stage, case.outcome, step.reason) == (Stage.ENDED, "refused", "没有安全出口")
    assert world.step(case, "name_check").status == "withdrawn"
    assert not Obligation.objects.live().exists()


def test_the_second_of_two_officials_is_told(world):
    case = world.running()
    world.settle(case, "look", "fine")
    with pytest.raises(errors.RefusedByProcessError) as refused:
        world.settle(case, "look", "poor", actor=world.leader, reason="x")
    assert refused.value.code in {"already_settled", "moved_on"}
    assert str(refused.value)


def test_an_overdue_step_is_settled_only_after_its_reason_is_public(world):
    case = world.running()
    late = local(date(2024, 11, 25))
    with pytest.raises(errors.LatenessUnexplainedError):
        world.settle(case, "look", "fine", at=late)
    step = world.step(case, "look")
    with pytest.raises(errors.NotOverdueError):
        services.explain_lateness(step_id=step.pk, reason="x", actor=world.handler, at=world.at)
    services.explain_lateness(step_id=step.pk, reason="大雪封路", actor=world.handler, at=late)
    world.settle(case, "look", "fine", at=late)
    duty = duty_of(step)
    assert (duty.state, duty.late_reason) == (State.SETTLED, "大雪封路")
    shown = timeline(CASE, str(case.pk), world.applicant).rows
    assert any("大雪封路" in row.sentence for row in shown)


def test_the_clock_stops_only_on_a_ground_of_the_limit(world):
    from yingshang.apps.obligations.errors import ObligationError  # noqa: PLC0415

    case = world.running()
    step = world.step(case, "look")
    with pytest.raises(ObligationError):
        services.pause(
            step_id=step.pk, ground="expert_review", note="函", actor=world.handler, at=world.at
        )
    assert Step.objects.get(pk=step.pk).promised_on == date(2024, 11, 21)


def test_a_step_goes_back_and_a_new_clock_begins(world):
    case = world.running()
    world.settle(case, "look", "fine")
    world.settle(case, "name_check", "free", actor=world.colleague)
    decide = world.step(case, "decide")
    services.send_back(
        step_id=decide.pk, to="look", reason="重看", actor=world.handler, at=world.at
    )
    again = world.step(case, "look")
    assert (again.number, again.status) == (2, "open")
    assert duty_of(decide).state == State.WITHDRAWN
    assert duty_of(again).state == State.OPEN
    assert Step.objects.filter(case=case, code="look").count() == 2


def test_a_decision_is_taken_back_while_nobody_acted_on_it(world):
    case = world.running()
    world.settle(case, "look", "fine")
    step = services.take_back(
        step_id=world.step(case, "look").pk, reason="看错", actor=world.handler, at=world.at
    )
    assert (step.number, step.status) == (2, "open")


def test_a_step_waits_for_its_countersignatures(world):
    case = world.running()
    step = world.step(case, "look")
    services.countersign(
        step_id=step.pk,
        parties=[Party(unit_id=world.second.pk)],
        actor=world.handler,
        at=world.at,
        mode=Mode.ALL,
    )
    with pytest.raises(errors.RefusedByProcessError) as refused:
        world.settle(case, "look", "fine")
    assert refused.value.code == "signatures_outstanding"
    services.sign(step_id=step.pk, agrees=True, words="同意", actor=world.colleague, at=world.at)
    assert world.settle(case, "look", "fine").status == "done"
    unseen = timeline(CASE, str(case.pk), world.applicant).rows
    assert not any("会签" in row.sentence or "同意" in row.sentence for row in unseen)


def test_an_added_signatory_can_be_taken_off(world):
    case = world.running()
    step = world.step(case, "look")
    parties = [Party(unit_id=world.second.pk)]
    services.countersign(step_id=step.pk, parties=parties, actor=world.handler, at=world.at)
    more = Party(unit_id=world.unit.pk, person_id=world.leader.pk)
    services.add_signatory(step_id=step.pk, party=more, actor=world.handler, at=world.at)
    services.remove_signatory(step_id=step.pk, party=more, actor=world.handler, at=world.at)
    services.sign(step_id=step.pk, agrees=True, actor=world.colleague, at=world.at)
    assert world.settle(case, "look", "fine").status == "done"


def test_a_delegate_proposes_and_the_holder_confirms(world):
    case = world.running()
    step = world.step(case, "look")
    services.hand_over(
        step_id=step.pk,
        to=Party(unit_id=world.unit.pk, person_id=world.leader.pk),
        actor=world.handler,
        at=world.at,
    )
    services.delegate(step_id=step.pk, to=world.handler, actor=world.leader, at=world.at)
    proposed = world.settle(case, "look", "fine")
    assert (proposed.status, proposed.proposed) == ("open", "fine")
    done = services.confirm(step_id=step.pk, actor=world.leader, at=world.at)
    assert (done.status, done.settled_by) == ("done", world.leader)


def test_a_step_that_is_handed_over_takes_its_clock_along(world):
    case = world.running()
    step = world.step(case, "look")
    due_on = duty_of(step).due_on
    services.hand_over(
        step_id=step.pk, to=Party(unit_id=world.second.pk), actor=world.handler, at=world.at
    )
    duty = duty_of(step)
    assert (duty.holder_unit, duty.due_on) == (world.second, due_on)
    assert world.settle(case, "look", "fine", actor=world.colleague).status == "done"


def test_a_step_waits_for_help_that_was_asked(world):
    case = world.running()
    step = world.step(case, "look")
    services.co_handle(
        step_id=step.pk,
        parties=[Party(unit_id=world.second.pk)],
        actor=world.handler,
        at=world.at,
    )
    with pytest.raises(errors.RefusedByProcessError):
        world.settle(case, "look", "fine")
    services.give_help(step_id=step.pk, words="可以", actor=world.colleague, at=world.at)
    assert world.settle(case, "look", "fine").status == "done"


def test_the_applicant_urges_and_withdraws(world):
    case = world.running()
    services.urge(
        step_id=world.step(case, "look").pk, words="急用", actor=world.applicant, at=world.at
    )
    with pytest.raises(PermissionDenied):
        services.withdraw(case_id=case.pk, actor=world.handler, at=world.at)
    gone = services.withdraw(case_id=case.pk, reason="不办了", actor=world.applicant, at=world.at)
    assert gone.stage == Stage.WITHDRAWN
    assert not Obligation.objects.live().exists()
    assert not Step.objects.filter(case=case, status="open").exists()
    with pytest.raises(errors.StageError):
        services.withdraw(case_id=case.pk, actor=world.applicant, at=world.at)


def test_a_commitment_is_kept_as_it_was_accepted(world):
    case = world.with_statutes(world.draft(route="pledge"))
    with pytest.raises(errors.CommitmentMissingError):
        services.submit(case_id=case.pk, key="k", actor=world.applicant, at=world.at)
    done = services.submit(
        case_id=case.pk, key="k", commits=True, actor=world.applicant, at=world.at
    )
    assert done.commitment == "本人承诺符合条件。"


def test_papers_may_follow_on_the_route_that_allows_it(world):
    case = world.draft(route="later")
    services.submit(case_id=case.pk, key="k", actor=world.applicant, at=world.at)
    services.accept(case_id=case.pk, actor=world.clerk, at=world.at)
    follow_up = FollowUp.objects.get(case=case)
    assert (follow_up.materials, follow_up.last_on) == (["statutes"], date(2024, 12, 16))
    assert Obligation.objects.get(kind="casework.follow_up").state == State.OPEN
    world.with_statutes(case)
    assert Obligation.objects.get(kind="casework.follow_up").state == State.SETTLED


def test_a_file_is_looked_at_and_kept_once(world):
    from yingshang.apps.files.errors import FileRefusedError  # noqa: PLC0415

    case = world.with_statutes(world.with_statutes(world.draft()))
    assert case.files.count() == 1
    with pytest.raises(FileRefusedError):
        services.attach(
            case_id=case.pk,
            belongs_to="statutes",
            name="a.exe",
            content=b"MZ\x00",
            actor=world.applicant,
            at=world.at,
        )
    with pytest.raises(errors.FileUnaskedError):
        services.attach(
            case_id=case.pk,
            belongs_to="other",
            name="a.pdf",
            content=PDF,
            actor=world.applicant,
            at=world.at,
        )


def test_units_see_a_case_once_they_take_part(world):
    case = world.submitted()
    assert selectors.by_number(world.colleague, case.number) is None
    services.accept(case_id=case.pk, actor=world.clerk, at=world.at)
    assert selectors.by_number(world.colleague, case.number) == case
    assert not timeline(CASE, str(case.pk), PersonFactory()).rows
    assert timeline(CASE, str(case.pk), world.colleague).rows


def test_the_workbasket_holds_what_waits_for_somebody(world):
    case = world.submitted()
    basket = selectors.workbasket(world.clerk, at=world.at)
    assert list(basket.to_accept) == [case]
    services.accept(case_id=case.pk, actor=world.clerk, at=world.at)
    basket = selectors.workbasket(world.handler, at=world.at)
    assert [each.step.code for each in basket.rows] == ["look"]
    basket = selectors.workbasket(world.colleague, at=world.at)
    assert [each.step.code for each in basket.rows] == ["name_check"]


def test_links_side_by_side_count_once(world):
    case = world.running()
    world.settle(case, "look", "fine", at=world.at + timedelta(hours=2))
    world.settle(
        case, "name_check", "free", actor=world.colleague, at=world.at + timedelta(hours=3)
    )
    case.refresh_from_db()
    page = selectors.case_page(world.handler, case, at=world.at + timedelta(hours=3))
    assert page.elapsed == timedelta(hours=3)


def test_a_receipt_code_leads_to_the_state_and_search_finds_the_case(world):
    case = world.submitted()
    assert selectors.by_receipt(case.receipt_code.lower().replace("-", "")) == case
    assert selectors.by_receipt("nothing") is None
    assert selectors.search(world.clerk, case.number) == [case]
    assert selectors.search(world.clerk, case.number[:9]) == [case]
    assert selectors.search(world.clerk, "棋") == [case]
    assert selectors.search(PersonFactory(), case.number) == []
