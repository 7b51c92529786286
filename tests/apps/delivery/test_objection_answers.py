"""The lead office owes an answer to every objection, until it is decided or withdrawn."""

import copy
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from tests.apps.delivery.workings import JUNE, SCORING, a_city, local
from tests.apps.directory.factories import CityRoleFactory
from yingshang.apps.delivery import errors
from yingshang.apps.delivery.models import Objection, Plan
from yingshang.apps.delivery.selectors.appraisal.months import scores
from yingshang.apps.delivery.services import appraisal
from yingshang.apps.directory.models import CityRole
from yingshang.apps.ledger.models import Event
from yingshang.apps.obligations.errors import LateReasonMissingError
from yingshang.apps.obligations.models import Obligation, State

WITHIN, LATE = local(7, 5), local(7, 11)


def a_contested_city(**files):
    """East does nothing about a decision of June, and its reviewer objects on 3 July."""
    city = a_city(**files)
    office = city.lead.posts.get().unit
    CityRoleFactory(unit=office, role=CityRole.Name.LEAD_OFFICE)
    city.decide(city.held(), holder="east")
    plan = Plan.objects.select_related("release").get(pk=city.plan.pk)
    missing = next(e for e in scores(plan, JUNE, local(7, 3)).entries if e.rule == "missing")
    city.objection = city.object(missing.key, unit="east")
    return city


@pytest.fixture
def world():
    return a_contested_city()


def the_answer():
    return Obligation.objects.get(kind="delivery.objection_answer")


def withdrawn(world, reason="情况已核实", role="unit_reviewer", unit="east"):
    return appraisal.withdraw(
        objection_id=world.objection.pk, reason=reason, actor=world.who(unit, role), at=WITHIN
    )


def test_the_lead_office_owes_an_answer_within_the_limit_of_the_pack(world):
    duty = the_answer()
    assert duty.holder_unit == world.lead.posts.get().unit
    assert (duty.due_on, duty.limit_ref, duty.state) == (date(2024, 7, 10), "answer", State.OPEN)
    assert str(world.unit("east")) in duty.title_zh
    raised = Event.objects.get(kind="delivery.objection_raised")
    assert ["obligation", "obligations.obligation", str(duty.pk)] in raised.subjects


def test_a_decision_settles_what_is_owed(world):
    world.settle(world.objection.pk, at=WITHIN)
    duty = the_answer()
    assert (duty.state, duty.claimed_by, duty.claimed_at) == (State.SETTLED, world.lead, WITHIN)


def test_a_late_decision_says_why(world):
    with pytest.raises(LateReasonMissingError):
        world.settle(world.objection.pk, at=LATE)
    assert Objection.objects.get().state == Objection.State.OPEN
    world.settle(world.objection.pk, at=LATE, late_reason="等待核查")
    assert (the_answer().state, the_answer().late_reason) == (State.SETTLED, "等待核查")


def test_a_withdrawn_objection_needs_no_answer_and_leaves_the_entry(world):
    assert withdrawn(world).state == Objection.State.WITHDRAWN
    assert the_answer().state == State.WITHDRAWN
    with pytest.raises(errors.ObjectionDecidedError):
        world.settle(world.objection.pk)
    with pytest.raises(errors.ObjectionDecidedError):
        withdrawn(world)
    assert world.freeze().entries.get(rule="missing").counted == -2


def test_only_the_unit_withdraws_its_objection_and_says_why(world):
    with pytest.raises(PermissionDenied):
        withdrawn(world, unit="alpha")
    with pytest.raises(errors.ReasonMissingError):
        withdrawn(world, reason=" ")


def test_a_pack_without_a_limit_for_answers_opens_no_duty():
    scoring = {key: value for key, value in copy.deepcopy(SCORING).items() if key != "answer_limit"}
    world = a_contested_city(scoring=scoring)
    world.settle(world.objection.pk, at=LATE)
    assert not Obligation.objects.filter(kind="delivery.objection_answer").exists()


def test_the_page_says_by_when_and_that_the_time_is_an_example(world, client):
    client.force_login(world.lead)
    page = client.get("/desk/appraisal/objections/").content.decode()
    assert "五日为示例" in page
    assert f"objection-{world.objection.pk}" in page
    assert reverse("obligations:duty", args=[the_answer().pk]) in page


def test_the_unit_withdraws_on_a_page(world, client):
    client.force_login(world.who("east", "unit_reviewer"))
    address = f"/desk/appraisal/objections/{world.objection.pk}/withdraw/"
    assert address in client.get("/desk/appraisal/objections/").content.decode()
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "情况已核实"}).status_code == 302
    page = client.get("/desk/appraisal/objections/").content.decode()
    assert "情况已核实" in page
    assert address not in page
