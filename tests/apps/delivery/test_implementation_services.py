"""Plans are drafted, signed, reviewed, changed; their duties follow."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from tests.apps.delivery.factories import a_release, the_units
from tests.apps.delivery.implementation_world import (
    IN_TIME,
    LATE,
    OPENED,
    a_content,
    a_measure,
    a_world,
    with_limit,
)
from tests.apps.delivery.packs import small_pack
from tests.apps.directory.factories import DeputyFactory, PersonFactory, PostFactory
from yingshang.apps.delivery import errors
from yingshang.apps.delivery.decisions.implementation import Content, MilestoneContent
from yingshang.apps.delivery.models import (
    ImplementationPlan,
    ImplementationVersion,
    Milestone,
    Responsibility,
    Task,
)
from yingshang.apps.delivery.selectors.implementation.content import content_of, latest_version
from yingshang.apps.delivery.services import implementation, install_plan
from yingshang.apps.directory.models import Post
from yingshang.apps.ledger.models import Event
from yingshang.apps.ledger.selectors import timeline
from yingshang.apps.obligations.errors import LateReasonMissingError
from yingshang.apps.obligations.models import Obligation, State

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return a_world()


def duty(plan):
    return Obligation.objects.get(subject_key=str(plan.pk))


def states(plan):
    return [each.state for each in plan.versions.order_by("number")]


def test_every_unit_of_every_task_owes_one_plan_in_its_strongest_role(world):
    rows = ImplementationPlan.objects.values_list("task__code", "unit__code", "role")
    assert sorted(rows) == [
        ("01", "alpha", "lead"),
        ("01", "beta", "cooperating"),
        ("01", "east", "cooperating"),
        ("01", "west", "cooperating"),
        ("02", "beta", "responsible"),
        ("03", "court", "responsible"),
    ]
    owed = Obligation.objects.filter(kind="delivery.implementation_plan")
    assert owed.count() == 6
    assert set(owed.values_list("due_on", flat=True)) == {date(2024, 5, 21)}


def test_a_court_is_asked_for_its_plan(world):
    assert duty(world.of("court", "03")).is_asked
    assert not duty(world.of("alpha")).is_asked


def test_a_duty_names_its_task_in_both_languages(world):
    owed = duty(world.of("alpha"))
    assert "01" in owed.title_zh
    assert "开办企业" in owed.title_en
    assert (owed.matter_code, owed.theme) == ("01", "1.1")


def test_asking_twice_asks_nobody_twice(world):
    again = implementation.open_drafting(plan=world.plan, actor=world.lead, at=IN_TIME)
    assert again == 0
    assert Obligation.objects.count() == 6


def test_who_comes_late_into_the_plan_gets_the_whole_time(world):
    task = Task.objects.get(code="02")
    Responsibility.objects.create(
        plan=world.plan,
        task=task,
        unit=world.of("alpha").unit,
        role="cooperating",
        code="02/cooperating:alpha",
    )
    assert implementation.open_drafting(plan=world.plan, actor=world.lead, at=LATE) == 1
    assert duty(world.of("alpha", "02")).due_on > date(2024, 6, 15)


def test_without_a_limit_in_the_pack_nothing_is_opened():
    pack = with_limit(small_pack(), "something_else")
    the_units(pack)
    plan = install_plan(pack=pack, release=a_release(pack), actor=None, at=OPENED)
    lead = PostFactory(role="lead_office").person
    with pytest.raises(errors.NoLimitForPlansError):
        implementation.open_drafting(plan=plan, actor=lead, at=OPENED)
    assert not ImplementationPlan.objects.exists()


def test_only_the_lead_office_asks(world):
    with pytest.raises(PermissionDenied):
        implementation.open_drafting(
            plan=world.plan, actor=world.who("alpha", "unit_leader"), at=OPENED
        )


def test_a_draft_is_kept_whole_and_read_back_as_it_was_written(world):
    world.save()
    assert content_of(latest_version(world.of("alpha"))).says_the_same(a_content())


def test_an_unfinished_draft_can_be_kept(world):
    half = Content((a_measure(starts_on=None, evidence="", milestones=()),))
    assert world.save(content=half).is_draft


def test_the_same_content_twice_is_one_saving(world):
    first = world.save()
    again = world.save(token="0.0")
    assert (again.pk, again.revision) == (first.pk, 1)
    assert Event.objects.filter(kind="delivery.implementation_saved").count() == 1


def test_two_people_editing_are_told_and_nothing_is_overwritten(world):
    world.save()
    read = "1.1"
    world.save(content=a_content(text="甲的版本"), token=read)
    with pytest.raises(errors.EditedMeanwhileError) as refused:
        world.save(content=a_content(text="乙的版本"), token=read)
    assert world.who("alpha", "liaison").name in str(refused.value)
    assert content_of(latest_version(world.of("alpha"))).measures[0].text == "甲的版本"


@pytest.mark.parametrize("role", ["unit_leader", "lead_office"])
def test_only_liaison_and_reviewer_draft(world, role):
    with pytest.raises(PermissionDenied):
        implementation.keep(
            implementation_id=world.of("alpha").pk,
            content=a_content(),
            token="0.0",
            actor=world.who("alpha", role),
            at=IN_TIME,
        )


def test_nobody_drafts_for_another_unit(world):
    with pytest.raises(PermissionDenied):
        implementation.keep(
            implementation_id=world.of("alpha").pk,
            content=a_content(),
            token="0.0",
            actor=world.who("beta", "liaison"),
            at=IN_TIME,
        )


def test_dates_the_wrong_way_round_are_not_kept(world):
    wrong = Content((a_measure(ends_on=date(2024, 5, 1)),))
    with pytest.raises(errors.IncompleteError):
        world.save(content=wrong)
    assert not ImplementationVersion.objects.exists()


def test_a_measure_of_another_task_is_refused(world):
    with pytest.raises(errors.UnknownMeasureError):
        world.save(content=a_content(carries=("02.1",)))


def test_a_responsible_person_with_an_account_is_linked_unless_two_share_the_name(world):
    known = world.who("alpha", "unit_reviewer")
    draft = world.save(content=a_content(person_name=known.name))
    assert draft.planned_measures.get().person == known
    PostFactory(unit=world.of("alpha").unit, person=PersonFactory(name=known.name))
    draft = world.save(content=a_content(person_name=known.name, section="综合科"))
    assert draft.planned_measures.get().person is None


def test_signing_reports_the_duty_as_done_and_accepting_settles_it(world):
    world.save()
    world.sign()
    plan = world.of("alpha")
    assert duty(plan).claimed_by == world.who("alpha", "unit_leader")
    world.accept()
    assert duty(plan).state == State.SETTLED
    assert states(plan) == ["accepted"]


def test_what_is_incomplete_is_not_signed_and_the_faults_are_named(world):
    world.save(content=Content((a_measure(evidence=""),)))
    with pytest.raises(errors.IncompleteError) as refused:
        world.sign()
    assert len(refused.value.faults) == 2
    assert duty(world.of("alpha")).claimed_at is None


def test_a_deputy_of_the_leader_may_sign(world):
    world.save()
    leader = world.who("alpha", "unit_leader")
    post = Post.objects.get(person=leader)
    deputy = DeputyFactory(post=post, from_on=IN_TIME.date(), until_on=IN_TIME.date()).person
    world.people["alpha", "unit_leader"] = deputy
    assert world.sign().signed_by == deputy


def test_the_liaison_does_not_sign(world):
    world.save()
    world.people["alpha", "unit_leader"] = world.who("alpha", "liaison")
    with pytest.raises(PermissionDenied):
        world.sign()


def test_who_drafted_may_sign_in_a_small_unit(world):
    both = world.who("alpha", "liaison")
    PostFactory(person=both, unit=world.of("alpha").unit, role="unit_leader")
    world.people["alpha", "unit_leader"] = both
    world.save()
    assert world.sign().signed_by == both


def test_a_late_signature_needs_a_reason(world):
    world.save()
    with pytest.raises(LateReasonMissingError):
        world.sign(at=LATE)
    assert states(world.of("alpha")) == ["draft"]
    world.sign(at=LATE, late_reason="科室调整")
    assert duty(world.of("alpha")).late_reason == "科室调整"


def test_a_leader_signs_what_they_have_read(world):
    world.save()
    world.save(content=a_content(text="改过的举措"))
    with pytest.raises(errors.EditedMeanwhileError):
        implementation.sign(
            implementation_id=world.of("alpha").pk,
            token="1.1",
            actor=world.who("alpha", "unit_leader"),
            at=IN_TIME,
        )


def test_a_signed_plan_is_not_edited(world):
    world.save()
    world.sign()
    with pytest.raises(errors.NotEditableError):
        world.save(content=a_content(text="悄悄改"))


def test_a_signature_can_be_taken_back_before_the_review(world):
    world.save()
    world.sign()
    leader = world.who("alpha", "unit_leader")
    plan = world.of("alpha")
    implementation.take_back(implementation_id=plan.pk, reason="漏项", actor=leader, at=IN_TIME)
    assert states(plan) == ["draft"]
    assert duty(plan).claimed_at is None
    with pytest.raises(errors.NothingSignedError):
        world.accept()


def test_what_is_sent_back_is_kept_and_the_next_saving_begins_a_new_version(world):
    world.save()
    world.sign()
    world.send_back(reason="节点太少")
    plan = world.of("alpha")
    assert (duty(plan).returned_times, duty(plan).claimed_at) == (1, None)
    world.save(content=a_content(result="当日办结率95%"))
    assert states(plan) == ["sent_back", "draft"]
    assert plan.versions.get(number=1).review_note == "节点太少"
    world.sign()
    world.accept()
    assert states(plan) == ["sent_back", "accepted"]
    assert duty(plan).state == State.SETTLED


def test_nothing_is_sent_back_without_a_reason(world):
    world.save()
    world.sign()
    with pytest.raises(errors.ReasonMissingError):
        world.send_back(reason="  ")


def test_only_the_lead_office_reviews(world):
    world.save()
    world.sign()
    world.lead = world.who("alpha", "unit_leader")
    with pytest.raises(PermissionDenied):
        world.accept()


def test_nobody_accepts_what_they_signed(world):
    PostFactory(person=world.lead, unit=world.of("beta").unit, role="unit_leader")
    world.people["beta", "unit_leader"] = world.lead
    world.save(unit="beta")
    world.sign(unit="beta")
    with pytest.raises(errors.OwnSignatureError):
        world.accept(unit="beta")


def test_many_are_accepted_and_one_that_cannot_be_hinders_no_other(world):
    world.save()
    world.sign()
    world.save(unit="east")
    plans = [world.of("alpha").pk, world.of("east").pk]
    done = implementation.accept_many(implementation_ids=plans, actor=world.lead, at=IN_TIME)
    assert done.count == 1
    assert [each.implementation_id for each in done.refused] == [plans[1]]


def accepted(world):
    world.save()
    world.sign()
    world.accept()
    return world.of("alpha")


def change(world, plan, reason="机构改革"):
    return implementation.change(
        implementation_id=plan.pk, reason=reason, actor=world.who("alpha", "liaison"), at=LATE
    )


def test_a_change_needs_a_reason_and_an_accepted_plan(world):
    world.save()
    with pytest.raises(errors.NothingToChangeError):
        change(world, world.of("alpha"))
    world.sign()
    world.accept()
    with pytest.raises(errors.ReasonMissingError):
        change(world, world.of("alpha"), reason="")


def test_the_old_version_stays_in_force_until_the_new_one_is_accepted(world):
    plan = accepted(world)
    change(world, plan)
    assert states(plan) == ["accepted", "draft"]
    world.save(content=a_content(section="综合科"), at=LATE)
    world.sign(at=LATE)
    assert states(plan) == ["accepted", "signed"]
    world.accept(at=LATE)
    assert states(plan) == ["replaced", "accepted"]
    assert plan.versions.get(number=2).reason == "机构改革"


def test_a_change_is_no_second_duty(world):
    plan = accepted(world)
    settled_at = duty(plan).verified_at
    change(world, plan)
    world.save(content=a_content(section="综合科"), at=LATE)
    world.sign(at=LATE)
    world.accept(at=LATE)
    assert duty(plan).verified_at == settled_at


def milestones(plan):
    return Milestone.objects.filter(planned_measure__version__plan=plan)


def prove(world, plan, keys, return_key="7"):
    return implementation.prove(
        implementation_id=plan.pk,
        milestone_keys=keys,
        return_key=return_key,
        actor=world.lead,
        at=LATE,
    )


def test_a_proven_milestone_stays_proven_in_later_versions(world):
    plan = accepted(world)
    first = milestones(plan).order_by("due_on")[0]
    assert prove(world, plan, [first.key]) == 1
    change(world, plan)
    kept = content_of(latest_version(plan)).measures[0]
    more = (*kept.milestones, MilestoneContent(date(2024, 8, 30), "中期评估"))
    world.save(content=Content((replace(kept, milestones=more),), a_content().not_ours), at=LATE)
    latest = latest_version(plan).planned_measures.get()
    proven = {each.result for each in latest.milestones.all() if each.is_proven}
    assert proven == {"专窗开放"}


def test_a_milestone_keeps_its_first_proof(world):
    plan = accepted(world)
    keys = list(milestones(plan).values_list("key", flat=True))
    prove(world, plan, keys[:1], "7")
    assert prove(world, plan, keys, "8") == 1
    assert set(milestones(plan).values_list("proven_by", flat=True)) == {"7", "8"}


def test_milestones_of_another_plan_are_not_proven(world):
    plan = accepted(world)
    world.save(unit="east")
    foreign = list(milestones(world.of("east")).values_list("key", flat=True))
    assert prove(world, plan, [*foreign, uuid4()]) == 0


def test_a_proof_that_turned_out_false_is_withdrawn(world):
    plan = accepted(world)
    prove(world, plan, list(milestones(plan).values_list("key", flat=True)))
    again = implementation.withdraw_proof(
        implementation_id=plan.pk, return_key="7", reason="查无实据", actor=world.lead, at=LATE
    )
    assert again == 2
    assert not milestones(plan).filter(proven_at__isnull=False).exists()


def test_a_unit_does_not_prove_its_own_milestones(world):
    plan = accepted(world)
    with pytest.raises(PermissionDenied):
        implementation.prove(
            implementation_id=plan.pk,
            milestone_keys=[],
            return_key="7",
            actor=world.who("alpha", "unit_leader"),
            at=LATE,
        )


def test_the_timeline_tells_the_story_to_those_concerned_and_to_nobody_else(world):
    plan = accepted(world)
    told = timeline("delivery.implementationplan", plan.pk, world.who("alpha", "liaison"))
    assert {"delivery.implementation_saved", "delivery.implementation_accepted"} <= {
        row.kind for row in told.rows
    }
    stranger = world.who("east", "liaison")
    assert not timeline("delivery.implementationplan", plan.pk, stranger).rows


def test_the_limit_pins_the_release_with_which_the_plan_began(world):
    digest = with_limit(small_pack()).digest
    assert duty(world.of("alpha")).release_digest == digest
