"""What follows a bad rating: told next day, put right with proof, checked and called by others."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from tests.apps.directory.factories import PostFactory
from tests.apps.ratings.factories import DAY, PHONE, TODAY, TOMORROW, holding
from yingshang.apps.obligations.errors import LateReasonMissingError
from yingshang.apps.obligations.models import Obligation, State
from yingshang.apps.ratings import services
from yingshang.apps.ratings.errors import (
    AppealDecidedError,
    AppealedAlreadyError,
    GroundError,
    NoContactError,
    NothingReportedError,
    NothingToPutRightError,
    ProofMissingError,
    WordsMissingError,
)
from yingshang.apps.ratings.models import Rectification
from yingshang.apps.ratings.services.calling import Heard
from yingshang.apps.ratings.services.putting_right import Report

pytestmark = pytest.mark.django_db


def duty(kind, rating):
    return Obligation.objects.get(kind=f"ratings.{kind}", subject_key=rating.code)


def row(rating):
    return Rectification.objects.get(rating=rating)


def test_the_unit_is_told_on_the_next_day_and_owes_from_the_day_of_the_rating(world):
    bad, good = world.window(), world.window(grade=4)
    assert world.told(at=TODAY + timedelta(hours=14)) == 0
    assert world.told(at=TODAY + timedelta(hours=15)) == 2
    assert world.told() == 0
    owed = duty("rectification", bad)
    # Five working days after Monday, 18 November 2024.
    assert (owed.holder_unit, owed.due_on) == (world.tax, date(2024, 11, 25))
    assert not Obligation.objects.filter(subject_key=good.code).exists()


def test_before_it_is_told_the_unit_can_do_nothing(world):
    bad = world.window()
    with pytest.raises(NothingToPutRightError):
        world.rectify(bad, at=TODAY)
    with pytest.raises(NothingToPutRightError):
        appeal(world, bad, at=TODAY)


def test_what_is_put_right_is_checked_by_somebody_else_and_called_back(world):
    bad = world.window(contact=PHONE)
    world.told()
    services.note_contact(code=bad.code, words="排队太久", actor=world.officer, at=TODAY)
    world.rectify(bad)
    assert duty("rectification", bad).state == State.OPEN
    world.check(bad)
    assert duty("rectification", bad).state == State.SETTLED
    assert duty("call_back", bad).holder_unit == world.office
    heard = Heard(is_satisfied=True, words="好多了")
    services.call_back(code=bad.code, heard=heard, actor=world.officer, at=TOMORROW)
    done = row(bad)
    assert (done.state, done.is_in_time, done.is_satisfied) == ("checked", True, True)
    assert duty("contact", bad).state == duty("call_back", bad).state == State.SETTLED


def test_what_is_not_put_right_goes_back_and_is_owed_again(world):
    bad = world.window()
    world.told()
    world.rectify(bad)
    with pytest.raises(WordsMissingError):
        world.check(bad, holds=False, note=" ")
    world.check(bad, holds=False, note="照片不是这个窗口")
    assert (row(bad).state, row(bad).returned_times) == ("open", 1)
    assert duty("rectification", bad).claimed_at is None
    with pytest.raises(NothingReportedError):
        world.check(bad)
    world.rectify(bad, at=TOMORROW + DAY)
    world.check(bad, at=TOMORROW + DAY)
    assert row(bad).state == "checked"


def test_putting_right_needs_words_and_a_proof(world):
    bad = world.window()
    world.told()
    for words, proof, refusal in (("", None, WordsMissingError), ("改了", None, ProofMissingError)):
        report = Report(words=words, proof=proof)
        with pytest.raises(refusal):
            services.rectify(code=bad.code, report=report, actor=world.handler, at=TOMORROW)


def test_late_ones_say_why_and_are_not_in_time(world):
    bad = world.window()
    world.told()
    late = TODAY + 9 * DAY
    with pytest.raises(LateReasonMissingError):
        world.rectify(bad, at=late)
    world.rectify(bad, at=late, late_reason="等设备到货")
    world.check(bad, at=late)
    assert not row(bad).is_in_time


@pytest.mark.parametrize("role", ["handler", "unit_leader", "unit_reviewer", "liaison"])
def test_nobody_of_the_unit_rated_looks_after_the_rating(world, role):
    bad = world.window(contact=PHONE)
    world.told()
    world.rectify(bad)
    appeal(world, bad)
    insider = holding(role, world.tax)
    for act in looking_after(bad):
        with pytest.raises(PermissionDenied):
            act(insider)


def test_whoever_also_has_a_post_in_the_unit_rated_is_no_stranger(world):
    bad = world.window(contact=PHONE)
    world.told()
    world.rectify(bad)
    both = holding("handler", world.office)
    PostFactory(role="liaison", unit=world.tax, person=both, valid_from=date(2020, 1, 1))
    with pytest.raises(PermissionDenied):
        world.check(bad, actor=both)


def test_the_office_does_not_put_right_for_others(world):
    bad = world.window()
    world.told()
    with pytest.raises(PermissionDenied):
        world.rectify(bad, actor=world.officer)
    with pytest.raises(PermissionDenied):
        appeal(world, bad, actor=world.officer)


def test_ratings_of_the_office_are_looked_after_by_the_next_one(world):
    bad = world.window(point="city_3")
    world.told()
    world.rectify(bad, actor=world.officer)
    with pytest.raises(PermissionDenied):
        world.check(bad, actor=world.officer)
    world.check(bad, actor=world.second_officer)


def test_who_left_no_contact_is_not_called(world):
    bad = world.window()
    world.told()
    with pytest.raises(NoContactError):
        services.note_contact(code=bad.code, words="x", actor=world.officer, at=TOMORROW)
    assert not Obligation.objects.filter(kind="ratings.contact").exists()


def test_a_call_that_reached_nobody_leaves_the_duty_open(world):
    bad = world.window(contact=PHONE)
    world.told()
    world.rectify(bad)
    with pytest.raises(NothingReportedError):
        call(world, bad, satisfied=True)
    world.check(bad)
    call(world, bad, satisfied=None)
    assert (row(bad).call_tries, row(bad).called_back_at) == (1, None)
    assert duty("call_back", bad).state == State.OPEN
    call(world, bad, satisfied=False)
    assert row(bad).is_satisfied is False
    with pytest.raises(NothingToPutRightError):
        call(world, bad, satisfied=True)


class TestAppeals:
    """Malicious, pressed by mistake: asked by the unit, decided by others."""

    def test_one_that_is_refused_changes_nothing(self, world):
        bad = world.window()
        world.told()
        appeal(world, bad)
        decide(world, bad, upheld=False)
        bad.refresh_from_db()
        assert bad.is_counted
        assert duty("rectification", bad).state == State.OPEN
        with pytest.raises(AppealedAlreadyError):
            appeal(world, bad)
        with pytest.raises(AppealDecidedError):
            decide(world, bad, upheld=True)

    def test_one_that_is_upheld_ends_what_was_owed(self, world):
        bad = world.window(contact=PHONE)
        world.told()
        appeal(world, bad)
        decide(world, bad, upheld=True)
        bad.refresh_from_db()
        assert not bad.is_counted
        assert not Obligation.objects.live().filter(subject_key=bad.code).exists()
        with pytest.raises(NothingToPutRightError):
            world.rectify(bad)

    def test_it_needs_a_known_ground_and_words(self, world):
        bad = world.window()
        world.told()
        with pytest.raises(GroundError):
            appeal(world, bad, ground="bad_mood")
        with pytest.raises(WordsMissingError):
            appeal(world, bad, words=" ")

    def test_a_handler_does_not_appeal(self, world):
        bad = world.window()
        world.told()
        with pytest.raises(PermissionDenied):
            appeal(world, bad, actor=world.handler)


def appeal(world, rating, *, at=TOMORROW, actor=None, ground="malicious", words="连续乱点"):
    return services.ask_appeal(
        code=rating.code, ground=ground, words=words, actor=actor or world.leader, at=at
    )


def decide(world, rating, *, upheld):
    return services.decide_appeal(
        code=rating.code, is_upheld=upheld, note="已查监控", actor=world.officer, at=TOMORROW
    )


def call(world, rating, *, satisfied):
    heard = Heard(is_satisfied=satisfied)
    return services.call_back(code=rating.code, heard=heard, actor=world.officer, at=TOMORROW)


def looking_after(rating):
    code, at = rating.code, TOMORROW
    heard = Heard(is_satisfied=True)
    return (
        lambda who: services.note_contact(code=code, words="x", actor=who, at=at),
        lambda who: services.check(code=code, holds=True, note="", actor=who, at=at),
        lambda who: services.call_back(code=code, heard=heard, actor=who, at=at),
        lambda who: services.decide_appeal(code=code, is_upheld=True, note="x", actor=who, at=at),
    )
