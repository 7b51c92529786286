"""Scores follow the record; objections and freezing follow the rules of the pack."""

import copy
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.apps.delivery.factories import a_release
from tests.apps.delivery.workings import JULY, JUNE, SCORING, a_city, local, working_pack
from yingshang.apps.delivery import errors
from yingshang.apps.delivery.decisions.appraisal import fingerprint
from yingshang.apps.delivery.models import AppraisalResult, Objection, Plan
from yingshang.apps.delivery.selectors.appraisal.months import contestable, months_of, scores
from yingshang.apps.delivery.services import appraisal, install_plan, publicity
from yingshang.apps.ledger.models import Event
from yingshang.apps.obligations.models import Verdict


@pytest.fixture
def world():
    """June: alpha does one of two decisions in time, beta reports one late."""
    city = a_city()
    meeting = city.held()
    done, late = city.decide(meeting), city.decide(meeting, holder="beta", what="公开结果")
    city.decide(meeting, what="再办一件")
    city.decide(meeting, holder="court", what="商请一件")
    city.report(done)
    city.check(done)
    city.report(late, at=local(6, 22), late_reason="忙")
    return city


def scores_of(world, month=JUNE, at=None):
    plan = Plan.objects.select_related("release").get(pk=world.plan.pk)
    return scores(plan, month, at or local(7, 3))


def points(world, **options):
    found = scores_of(world, **options)
    return {found.units[row.unit_id].code: row.points for row in found.standings}


def rules_of(world, unit="alpha", **options):
    key = world.unit(unit).pk
    return {entry.rule: entry for entry in scores_of(world, **options).of(key)}


def test_points_come_from_the_record(world):
    assert points(world) == {
        "alpha": Decimal(99),
        "beta": Decimal(99),
        "east": None,
        "west": None,
    }
    assert set(rules_of(world)) == {"in_time", "missing"}


def test_each_unit_sees_how_many_duties_came_due(world):
    rows = scores_of(world)
    row = rows.standing_of(world.unit("alpha").pk)
    assert (row.in_time, row.due, row.rank) == (1, 2, 1)


def test_units_that_are_only_asked_are_listed_without_a_score(world):
    found = scores_of(world)
    court = world.unit("court").pk
    assert [unit.code for unit in found.asked] == ["court"]
    assert found.standing_of(court) is None
    assert not found.of(court)


def test_a_claim_that_waits_earns_nothing_yet(world):
    meeting = world.held(held_on=date(2024, 6, 6))
    decision = world.decide(meeting, holder="east")
    world.report(decision)
    assert not rules_of(world, "east")


def test_what_is_sent_back_hollow_deducts_when_it_was_sent_back(world):
    meeting = world.held(held_on=date(2024, 6, 6))
    order = {"task": world.task().pk, "due_on": date(2024, 6, 20)}
    decision = world.decide(meeting, holder="west", **order)
    world.report(decision)
    world.check(decision, Verdict.HOLLOW, note="没有内容")
    entry = rules_of(world, "west")["hollow"]
    assert (entry.points, entry.on) == (Decimal("-0.5"), date(2024, 6, 19))
    assert entry.source == ("obligations.obligation", str(decision.obligation_id))
    assert "没有内容" in entry.title


def test_good_practice_adds_until_it_is_withdrawn(world):
    item = world.adopt(world.enter(world.practice()))
    assert rules_of(world)["adopted"].source == ("delivery.publicityitem", str(item.pk))
    publicity.withdraw(item_id=item.pk, reason="有误", actor=world.lead, at=local(7, 2))
    assert "adopted" not in rules_of(world)


def test_the_month_is_that_of_the_last_day(world):
    meeting = world.held(held_on=date(2024, 6, 7))
    world.decide(meeting, holder="east", due_on=date(2024, 6, 30))
    world.decide(meeting, holder="west", due_on=date(2024, 7, 1))
    assert set(rules_of(world, "east")) == {"missing"}
    assert not rules_of(world, "west")
    assert set(rules_of(world, "west", month=JULY)) == {"missing"}


def test_looking_costs_the_same_for_one_row_and_for_many(world):
    scores_of(world)
    with CaptureQueriesContext(connection) as few:
        scores_of(world)
    meeting = world.held(held_on=date(2024, 6, 8))
    for number in range(20):
        world.decide(meeting, what=f"事项{number}")
    with CaptureQueriesContext(connection) as many:
        assert len(scores_of(world).entries) > 20
    assert len(many) == len(few)


def test_an_upheld_objection_makes_the_entry_void(world):
    key = rules_of(world)["missing"].key
    objection = world.object(key)
    world.settle(objection.pk, note="已在期限内办结，系统外报送")
    entry = rules_of(world)["missing"]
    assert (entry.counted, entry.void_reason) == (0, "已在期限内办结，系统外报送")
    assert points(world)["alpha"] == Decimal(101)


def test_a_rejected_objection_leaves_the_entry(world):
    objection = world.object(rules_of(world)["missing"].key)
    assert world.settle(objection.pk, is_upheld=False).state == Objection.State.KEPT
    assert points(world)["alpha"] == Decimal(99)


def test_only_reviewer_or_leader_of_the_unit_objects(world):
    key = rules_of(world)["missing"].key
    with pytest.raises(PermissionDenied):
        world.object(key, unit="beta")
    world.people["alpha", "unit_reviewer"] = world.who("alpha", "liaison")
    with pytest.raises(PermissionDenied):
        world.object(key)


def test_an_objection_needs_an_entry_a_reason_and_time(world):
    key = rules_of(world)["missing"].key
    with pytest.raises(errors.EntryGoneError):
        world.object("missing:duty:0")
    with pytest.raises(errors.ReasonMissingError):
        world.object(key, reason=" ")
    last = contestable(scores_of(world).plan, JUNE, local(7, 1))
    assert last.due_on == date(2024, 7, 12)
    with pytest.raises(errors.ObjectionTooLateError, match="12"):
        world.object(key, at=local(7, 13))
    world.object(key, at=local(7, 12, 23, 59))
    with pytest.raises(errors.ObjectedAlreadyError):
        world.object(key)


def test_a_decision_on_an_objection_is_made_once_with_a_reason_and_by_somebody_else(world):
    objection = world.object(rules_of(world)["missing"].key)
    with pytest.raises(errors.ReasonMissingError):
        world.settle(objection.pk, note="")
    Objection.objects.filter(pk=objection.pk).update(raised_by=world.lead)
    with pytest.raises(errors.OwnObjectionError):
        world.settle(objection.pk)
    Objection.objects.filter(pk=objection.pk).update(raised_by=world.who("alpha", "unit_leader"))
    world.settle(objection.pk)
    with pytest.raises(errors.ObjectionDecidedError):
        world.settle(objection.pk)


def test_a_month_is_frozen_after_the_time_for_objections_and_when_none_is_open(world):
    with pytest.raises(errors.StillContestableError):
        world.freeze(at=local(7, 12, 23, 59))
    objection = world.object(rules_of(world)["missing"].key)
    with pytest.raises(errors.ObjectionsOpenError, match="1"):
        world.freeze()
    world.settle(objection.pk)
    result = world.freeze()
    recorded = Event.objects.get(kind="delivery.result_frozen")
    assert result.content_digest == recorded.payload["digest"]
    with pytest.raises(errors.FrozenAlreadyError):
        world.freeze()
    with pytest.raises(errors.FrozenAlreadyError):
        world.object(rules_of(world)["in_time"].key)


def test_a_frozen_month_reads_as_it_was_and_its_digest_can_be_computed_again(world):
    before = scores_of(world, at=local(7, 20))
    result = world.freeze()
    after = scores_of(world, at=local(11, 1))
    assert after.standings == before.standings
    assert {(e.key, e.counted, e.void_reason) for e in after.entries} == {
        (e.key, e.counted, e.void_reason) for e in before.entries
    }
    assert fingerprint(after.standings, after.entries) == result.content_digest


def test_new_rules_change_open_months_and_no_frozen_one(world):
    world.freeze()
    scoring = copy.deepcopy(SCORING)
    scoring["version"], scoring["base"] = 2, 90
    pack = working_pack(scoring=scoring)
    with transaction.atomic():
        install_plan(pack=pack, release=a_release(pack, "0.2.0"), actor=None, at=local(7, 21))
    assert points(world)["alpha"] == Decimal(99)
    assert AppraisalResult.objects.get().rules_version == 1
    world.decide(world.held(held_on=date(2024, 7, 22), at=local(7, 22)), due_on=date(2024, 7, 23))
    assert points(world, month=JULY, at=local(7, 30))["alpha"] == Decimal(88)


def test_only_months_of_the_plan_that_have_begun_are_appraised(world):
    with pytest.raises(errors.MonthOutsideError):
        world.freeze(month=date(2024, 3, 1))
    with pytest.raises(errors.MonthOutsideError):
        world.freeze(month=date(2024, 8, 1))
    assert months_of(world.plan, date(2024, 6, 5)) == (JUNE, date(2024, 5, 1), date(2024, 4, 1))


def test_only_the_lead_office_freezes(world):
    world.lead = world.who("alpha", "unit_leader")
    with pytest.raises(PermissionDenied):
        world.freeze()


def test_a_city_without_rules_is_told_so():
    world = a_city(scoring=None)
    with pytest.raises(errors.NoScoringRulesError):
        appraisal.freeze(plan_id=world.plan.pk, month_on=JUNE, actor=world.lead, at=local(7, 20))
