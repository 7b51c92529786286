"""Appointing, ending, deputising and designating."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from tests.apps.directory.factories import (
    AT,
    TODAY,
    CityRoleFactory,
    DeputyFactory,
    PersonFactory,
    PostFactory,
    UnitFactory,
    an_administrator,
    holder_of,
)
from yingshang.apps.directory import services
from yingshang.apps.directory.errors import RefusedError
from yingshang.apps.directory.models import Deputy, Designation, Post, Role
from yingshang.apps.directory.permissions import has_role
from yingshang.apps.ledger.models import Event

TOMORROW = date(2024, 11, 19)
YESTERDAY = date(2024, 11, 17)


def appoint(actor=None, **columns):
    columns.setdefault("person", PersonFactory())
    columns.setdefault("unit", UnitFactory())
    post = Post(**{"role": Role.LIAISON, "valid_from": TODAY, **columns})
    return services.appoint(post=post, actor=actor or an_administrator(), at=AT)


def deputise(post, actor=None, **columns):
    columns = {"from_on": TODAY, "until_on": TOMORROW, "reason": "出差", **columns}
    columns.setdefault("person", PersonFactory())
    deputy = Deputy(post=post, **columns)
    return services.deputise(deputy=deputy, actor=actor or an_administrator(), at=AT)


def test_an_appointment_gives_rights_and_leaves_a_fact_behind():
    post = appoint()
    assert has_role(post.person, TODAY, Role.LIAISON)
    [event] = Event.objects.filter(kind="directory.person_appointed")
    assert event.payload["role"] == "liaison"
    assert {row["type"] if isinstance(row, dict) else row[1] for row in event.subjects} == {
        "directory.person",
        "directory.unit",
    }
    assert post.person.name not in str(event.payload)


def test_only_an_administrator_appoints():
    with pytest.raises(PermissionDenied):
        appoint(actor=holder_of(Role.UNIT_LEADER))


def test_nobody_appoints_themselves():
    administrator = an_administrator()
    with pytest.raises(RefusedError):
        appoint(actor=administrator, person=administrator)


def test_a_post_is_held_once_at_a_time():
    post = appoint()
    with pytest.raises(RefusedError):
        appoint(person=post.person, unit=post.unit)
    with pytest.raises(IntegrityError), transaction.atomic():
        PostFactory(person=post.person, unit=post.unit)


def test_a_post_may_be_held_again_after_it_ended():
    post = PostFactory(valid_to=YESTERDAY)
    assert appoint(person=post.person, unit=post.unit).pk != post.pk


def test_an_administrator_handles_no_business():
    with pytest.raises(RefusedError):
        appoint(person=an_administrator(), role=Role.LIAISON)
    with pytest.raises(RefusedError):
        appoint(person=holder_of(Role.LIAISON), role=Role.ADMINISTRATOR)


def test_the_lead_office_sits_only_where_the_city_put_it():
    with pytest.raises(RefusedError):
        appoint(role=Role.LEAD_OFFICE)
    assert appoint(role=Role.LEAD_OFFICE, unit=CityRoleFactory().unit).pk


@pytest.mark.parametrize(
    "columns",
    [
        {"valid_from": None},
        {"valid_to": YESTERDAY},
    ],
)
def test_a_post_without_a_first_day_or_with_days_out_of_order_is_refused(columns):
    with pytest.raises(RefusedError):
        appoint(**columns)


@pytest.mark.parametrize("unit", [{"draft": True}, {"valid_to": YESTERDAY}])
def test_a_draft_or_ended_unit_has_no_posts(unit):
    with pytest.raises(RefusedError):
        appoint(unit=UnitFactory(**unit))


def test_a_closed_account_gets_no_post():
    with pytest.raises(RefusedError):
        appoint(person=PersonFactory(is_active=False))


def end(post, last_day=TODAY, actor=None):
    return services.end_post(
        post_id=post.pk, last_day=last_day, actor=actor or an_administrator(), at=AT
    )


def test_a_post_ends_with_its_last_day():
    post = end(PostFactory())
    assert has_role(post.person, TODAY, Role.LIAISON)
    assert not has_role(post.person, TOMORROW, Role.LIAISON)
    assert Event.objects.filter(kind="directory.post_ended").count() == 1


def test_a_post_ends_once_and_not_before_it_began():
    post = PostFactory()
    with pytest.raises(RefusedError):
        end(post, last_day=date(2024, 4, 21))
    end(post)
    with pytest.raises(RefusedError):
        end(post)


def test_the_last_administrator_stays():
    only = PostFactory(role=Role.ADMINISTRATOR)
    with pytest.raises(RefusedError):
        end(only, actor=only.person)
    with_another = PostFactory(role=Role.ADMINISTRATOR)
    end(only, actor=with_another.person)


def test_a_deputy_acts_from_the_first_day_to_the_last():
    deputy = deputise(PostFactory())
    assert has_role(deputy.person, TOMORROW, Role.LIAISON)
    assert not has_role(deputy.person, date(2024, 11, 20), Role.LIAISON)
    [event] = Event.objects.filter(kind="directory.deputy_named")
    assert event.payload["last_day"] == "2024-11-19"


def test_the_leader_names_deputies_in_their_own_unit_only():
    post = PostFactory()
    leader = holder_of(Role.UNIT_LEADER, post.unit)
    deputise(post, actor=leader)
    with pytest.raises(PermissionDenied):
        deputise(PostFactory(), actor=leader)


@pytest.mark.parametrize(
    "columns",
    [
        {"reason": " "},
        {"from_on": TOMORROW, "until_on": TODAY},
        {"from_on": date(2024, 11, 1), "until_on": YESTERDAY},
    ],
    ids=["no reason", "days out of order", "past"],
)
def test_a_deputy_needs_a_reason_and_days_to_come(columns):
    with pytest.raises(RefusedError):
        deputise(PostFactory(), **columns)


def test_a_deputy_is_neither_oneself_nor_the_holder_nor_second_on_the_same_days():
    post, administrator = PostFactory(), an_administrator()
    with pytest.raises(RefusedError):
        deputise(post, actor=administrator, person=administrator)
    with pytest.raises(RefusedError):
        deputise(post, person=post.person)
    deputise(post)
    with pytest.raises(RefusedError):
        deputise(post, from_on=TOMORROW, until_on=date(2024, 11, 30))


def test_a_deputy_stays_within_the_days_of_the_post():
    with pytest.raises(RefusedError):
        deputise(PostFactory(valid_to=TODAY), until_on=TOMORROW)


def test_an_administrator_stands_in_for_no_business():
    with pytest.raises(RefusedError):
        deputise(PostFactory(), person=an_administrator())


def test_a_deputy_may_end_earlier_but_not_later():
    deputy, actor = DeputyFactory(), an_administrator()
    shorten = {"deputy_id": deputy.pk, "actor": actor, "at": AT}
    with pytest.raises(RefusedError):
        services.recall_deputy(last_day=date(2024, 12, 1), **shorten)
    services.recall_deputy(last_day=TOMORROW, **shorten)
    deputy.refresh_from_db()
    assert deputy.until_on == TOMORROW


def designate(post, first_day=TODAY, actor=None, unit=None):
    unit = unit or post.unit
    return services.designate(
        unit_id=unit.pk,
        person_id=post.person_id,
        first_day=first_day,
        actor=actor or holder_of(Role.UNIT_LEADER, unit),
        at=AT,
    )


def test_a_new_designated_person_follows_the_former():
    former = PostFactory()
    first = designate(former, date(2024, 5, 6))
    designate(PostFactory(unit=former.unit))
    first.refresh_from_db()
    assert first.valid_to == YESTERDAY
    assert Designation.objects.on(TODAY).filter(unit=former.unit).count() == 1


def test_whoever_is_designated_is_a_liaison_of_the_unit():
    with pytest.raises(RefusedError):
        designate(PostFactory(), unit=UnitFactory())
    with pytest.raises(RefusedError):
        designate(PostFactory(role=Role.UNIT_REVIEWER))


def test_nobody_is_designated_twice_or_before_their_predecessor():
    post = PostFactory()
    designate(post)
    with pytest.raises(RefusedError):
        designate(post, TOMORROW)
    with pytest.raises(RefusedError):
        designate(PostFactory(unit=post.unit), TODAY)


def test_another_units_leader_designates_nobody():
    with pytest.raises(PermissionDenied):
        designate(PostFactory(), actor=holder_of(Role.UNIT_LEADER))


def test_a_designation_ends_with_the_liaisons_post():
    post = PostFactory()
    designation = designate(post)
    end(post)
    designation.refresh_from_db()
    assert designation.valid_to == TODAY


def test_the_form_appoints_and_goes_back_to_the_person(client):
    person, unit = PersonFactory(), UnitFactory()
    client.force_login(an_administrator())
    url = reverse("directory:appoint", args=[person.pk])
    filled = {"unit": unit.pk, "role": "liaison", "section": "综合科", "first_day": "2024-11-18"}
    response = client.post(url, filled)
    assert response.status_code == 302
    assert response.url == reverse("directory:person", args=[person.pk])
    assert Post.objects.get(person=person).section == "综合科"


def test_the_form_says_why_an_appointment_is_refused(client):
    person, unit = PersonFactory(), UnitFactory()
    client.force_login(an_administrator())
    url = reverse("directory:appoint", args=[person.pk])
    filled = {"unit": unit.pk, "role": "lead_office", "first_day": "2024-11-18"}
    response = client.post(url, filled)
    assert response.status_code == 422
    assert unit.official_name_zh in response.content.decode()
    assert not Post.objects.filter(person=person).exists()


def test_a_leader_is_offered_colleagues_only_as_deputies(client):
    post, stranger = PostFactory(), PersonFactory()
    colleague = holder_of(Role.UNIT_REVIEWER, post.unit)
    client.force_login(holder_of(Role.UNIT_LEADER, post.unit))
    page = client.get(reverse("directory:deputise", args=[post.pk])).content.decode()
    assert colleague.login in page
    assert stranger.login not in page
    assert post.person.login not in page
