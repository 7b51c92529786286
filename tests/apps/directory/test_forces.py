"""Task forces."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from tests.apps.directory.factories import (
    AT,
    TODAY,
    PersonFactory,
    PostFactory,
    TaskForceFactory,
    UnitFactory,
    holder_of,
)
from yingshang.apps.directory import services
from yingshang.apps.directory.errors import RefusedError
from yingshang.apps.directory.models import Role, TaskForce
from yingshang.apps.directory.selectors.units import task_force_of
from yingshang.apps.ledger.models import Event


def found(unit, actor=None, **columns):
    columns = {
        "first_responsible": PersonFactory(),
        "deputy_leader": PersonFactory(),
        "section": "营商科",
        "valid_from": TODAY,
        **columns,
    }
    return services.found_task_force(
        force=TaskForce(unit=unit, **columns),
        members=[PersonFactory()],
        actor=actor or holder_of(Role.UNIT_LEADER, unit),
        at=AT,
    )


def test_a_task_force_names_who_answers_who_leads_and_which_section_works():
    unit = UnitFactory()
    force = found(unit)
    assert task_force_of(unit, on=TODAY) == force
    [event] = Event.objects.filter(kind="directory.task_force_founded")
    assert event.payload["section"] == "营商科"
    assert force.first_responsible.name not in str(event.payload)


def test_a_new_task_force_follows_the_former():
    former = TaskForceFactory()
    found(former.unit)
    former.refresh_from_db()
    assert former.valid_to == date(2024, 11, 17)


@pytest.mark.parametrize(
    "columns", [{"section": " "}, {"valid_from": None}, {"valid_from": date(2024, 5, 6)}]
)
def test_a_task_force_needs_a_section_and_a_first_day_after_the_formers(columns):
    former = TaskForceFactory()
    with pytest.raises(RefusedError):
        found(former.unit, **columns)


def test_a_closed_account_is_in_no_task_force():
    with pytest.raises(RefusedError):
        found(UnitFactory(), deputy_leader=PersonFactory(is_active=False))


def test_another_units_liaison_sets_up_nothing():
    with pytest.raises(PermissionDenied):
        found(UnitFactory(), actor=holder_of(Role.LIAISON))


def test_a_task_force_is_dissolved_once():
    force = TaskForceFactory()
    ending = {"force_id": force.pk, "actor": holder_of(Role.LEAD_OFFICE), "at": AT}
    with pytest.raises(RefusedError):
        services.dissolve_task_force(last_day=date(2024, 5, 5), **ending)
    services.dissolve_task_force(last_day=TODAY, **ending)
    with pytest.raises(RefusedError):
        services.dissolve_task_force(last_day=TODAY, **ending)
    assert task_force_of(force.unit, on=date(2024, 11, 19)) is None


def test_a_unit_without_a_task_force_is_told_how_to_get_one(client):
    leader = PostFactory(role=Role.UNIT_LEADER)
    client.force_login(leader.person)
    page = client.get(reverse("directory:unit", args=[leader.unit.code])).content.decode()
    assert reverse("directory:found_task_force", args=[leader.unit.code]) in page


def test_the_form_sets_up_the_task_force(client):
    leader = PostFactory(role=Role.UNIT_LEADER)
    liaison = holder_of(Role.LIAISON, leader.unit)
    client.force_login(leader.person)
    filled = {
        "first_responsible": leader.person.pk,
        "deputy_leader": leader.person.pk,
        "section": "营商科",
        "members": [liaison.pk],
        "first_day": "2024-11-18",
    }
    client.post(reverse("directory:found_task_force", args=[leader.unit.code]), filled)
    force = TaskForce.objects.get(unit=leader.unit)
    assert list(force.members.all()) == [liaison]
