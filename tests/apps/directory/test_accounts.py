"""Accounts: coming in, passwords, contact, preferences."""

import json
import logging

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.apps.directory.factories import (
    AT,
    PASSWORD,
    PersonFactory,
    PostFactory,
    UnitFactory,
    an_administrator,
    holder_of,
)
from yingshang.apps.directory import services
from yingshang.apps.directory.errors import RefusedError, WrongPasswordError
from yingshang.apps.directory.models import Person, Role
from yingshang.apps.directory.throttle import FAILURES
from yingshang.apps.ledger.models import Event

NEW = "another-Horse-10"


@pytest.fixture
def access(caplog):
    """Lines of the access log."""
    caplog.set_level(logging.INFO, logger="yingshang.access")
    return lambda: [json.loads(r.message) for r in caplog.records if r.name == "yingshang.access"]


def come_in(client, login, password=PASSWORD, **more):
    return client.post(reverse("directory:login"), {"account": login, "password": password, **more})


def who(client):
    return client.session.get("_auth_user_id")


def test_account_and_password_open_the_door(client, access):
    person = PersonFactory()
    response = come_in(client, person.login, next="/units/")
    assert (response.status_code, response.url) == (302, "/units/")
    assert who(client) == str(person.pk)
    assert [line["event"] for line in access()] == ["came_in"]


def test_after_coming_in_the_site_speaks_ones_language(client):
    person = PersonFactory(language="en", prefers_large_type=True)
    cookies = come_in(client, person.login).cookies
    assert (cookies["django_language"].value, cookies["type_size"].value) == ("en", "large")


def test_one_is_never_sent_to_a_foreign_site(client):
    response = come_in(client, PersonFactory().login, next="https://evil.example/")
    assert "evil" not in response.url


@pytest.mark.parametrize("login", ["unknown", "closed"])
def test_a_wrong_password_and_an_unknown_or_closed_account_look_the_same(client, login):
    PersonFactory(login="closed", is_active=False)
    PersonFactory(login="known")
    wrong = come_in(client, "known", "wrong")
    other = come_in(client, login)
    assert wrong.status_code == other.status_code == 422
    assert wrong.context["form"].non_field_errors() == other.context["form"].non_field_errors()
    assert who(client) is None


def test_after_five_failures_the_door_stays_shut_for_this_account_and_address(client, access):
    person, other = PersonFactory(), PersonFactory()
    for _attempt in range(FAILURES):
        come_in(client, person.login, "wrong")
    assert come_in(client, person.login).status_code == 422
    assert who(client) is None
    assert access()[-1]["why"] == "throttle"
    assert come_in(client, other.login).status_code == 302


def test_another_address_is_not_shut_out(client):
    person = PersonFactory()
    for _attempt in range(FAILURES):
        come_in(client, person.login, "wrong")
    client.defaults["REMOTE_ADDR"] = "192.0.2.7"
    assert come_in(client, person.login).status_code == 302


def test_coming_in_forgets_earlier_failures(client):
    person = PersonFactory()
    for _attempt in range(FAILURES - 1):
        come_in(client, person.login, "wrong")
    come_in(client, person.login)
    for _attempt in range(FAILURES - 1):
        come_in(client, person.login, "wrong")
    assert come_in(client, person.login).status_code == 302


def test_an_address_named_by_a_proxy_counts_only_behind_a_local_proxy(client, access):
    person = PersonFactory()
    client.defaults["HTTP_X_FORWARDED_FOR"] = "203.0.113.9"
    come_in(client, person.login)
    client.defaults["REMOTE_ADDR"] = "192.0.2.7"
    come_in(client, person.login)
    assert [line["address"] for line in access()] == ["203.0.113.9", "192.0.2.7"]


def test_one_goes_out_by_posting(client):
    client.force_login(PersonFactory())
    assert client.get(reverse("directory:logout")).status_code == 405
    client.post(reverse("directory:logout"))
    assert who(client) is None


def test_a_sample_offers_its_people_with_one_click(client, settings):
    settings.IS_SAMPLE = True
    post = PostFactory(person=PersonFactory(is_demo=True))
    page = client.get(reverse("directory:login")).content.decode()
    assert post.person.login in page
    client.post(reverse("directory:enter_as"), {"person": post.person.login})
    assert who(client) == str(post.person.pk)


def test_nobody_enters_as_a_real_person(client, settings):
    settings.IS_SAMPLE = True
    person = PersonFactory()
    response = client.post(reverse("directory:enter_as"), {"person": person.login})
    assert response.status_code == 404
    assert who(client) is None


def test_a_production_installation_has_no_demo_door(client, settings):
    settings.IS_SAMPLE = False
    post = PostFactory(person=PersonFactory(is_demo=True))
    assert post.person.login not in client.get(reverse("directory:login")).content.decode()
    response = client.post(reverse("directory:enter_as"), {"person": post.person.login})
    assert response.status_code == 404


def test_a_production_installation_opens_no_demo_account(settings):
    settings.IS_SAMPLE = False
    with pytest.raises(RefusedError):
        services.open_account(
            person=Person(login="demo", name="甲", is_demo=True),
            password=None,
            actor=an_administrator(),
            at=AT,
        )


def open_account(actor=None, password=NEW, **columns):
    person = Person(**{"login": "li.si", "name": "李四", **columns})
    return services.open_account(
        person=person, password=password, actor=actor or an_administrator(), at=AT
    )


def test_an_account_is_opened_and_its_name_is_kept_apart_from_the_fact():
    person = open_account()
    assert person.check_password(NEW)
    [event] = Event.objects.filter(kind="directory.account_opened")
    assert "李四" not in str(event.payload)


@pytest.mark.parametrize("password", ["short", "password123", "8675309867"])
def test_a_weak_password_is_refused(password):
    with pytest.raises(RefusedError):
        open_account(password=password)


def test_an_account_name_is_taken_once():
    open_account()
    with pytest.raises(RefusedError):
        open_account()


def test_only_an_administrator_opens_accounts():
    with pytest.raises(PermissionDenied):
        open_account(actor=holder_of(Role.LEAD_OFFICE))


def test_a_closed_account_lets_nobody_in(client):
    person, actor = PersonFactory(), an_administrator()
    services.close_account(person_id=person.pk, actor=actor, at=AT)
    assert come_in(client, person.login).status_code == 422
    with pytest.raises(RefusedError):
        services.close_account(person_id=person.pk, actor=actor, at=AT)


def test_neither_oneself_nor_the_last_administrator_is_closed():
    only = an_administrator()
    with pytest.raises(RefusedError):
        services.close_account(person_id=only.pk, actor=only, at=AT)


def test_one_changes_ones_password_and_stays_signed_in(client):
    person = PersonFactory()
    come_in(client, person.login)
    filled = {"old": PASSWORD, "new": NEW, "again": NEW}
    response = client.post(reverse("directory:own_password"), filled)
    assert response.status_code == 302
    assert client.get(reverse("directory:account")).status_code == 200
    person.refresh_from_db()
    assert person.check_password(NEW)


@pytest.mark.parametrize(
    "filled",
    [
        {"old": "wrong", "new": NEW, "again": NEW},
        {"old": PASSWORD, "new": NEW, "again": "different"},
        {"old": PASSWORD, "new": "short", "again": "short"},
    ],
    ids=["wrong", "different", "weak"],
)
def test_a_password_is_not_changed_by_mistake(client, filled):
    person = PersonFactory()
    client.force_login(person)
    assert client.post(reverse("directory:own_password"), filled).status_code == 422
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_the_present_password_must_match():
    with pytest.raises(WrongPasswordError):
        services.change_password(old="wrong", new=NEW, actor=PersonFactory(), at=AT)


def test_an_administrator_sets_a_lost_password(client):
    person = PersonFactory()
    client.force_login(an_administrator())
    url = reverse("directory:set_password", args=[person.pk])
    client.post(url, {"new": NEW, "again": NEW})
    person.refresh_from_db()
    assert person.check_password(NEW)
    assert Event.objects.filter(kind="directory.password_changed").count() == 1


def test_telephone_and_mail_lie_encrypted_in_the_database():
    person = PersonFactory()
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone, email FROM directory_person WHERE login = %s", [person.login])
        stored = str(cursor.fetchone())
    assert "13812345678" not in stored
    assert "zhang" not in stored


def test_a_changed_contact_is_on_record_without_its_values(client):
    client.force_login(PersonFactory())
    filled = {"phone": "0437-1234567", "email": "li@example.cn"}
    client.post(reverse("directory:own_contact"), filled)
    [event] = Event.objects.filter(kind="directory.contact_changed")
    assert "1234567" not in str(event.payload)
    assert event.payload["fields"] == ["phone", "email"]


def test_a_contact_that_stays_the_same_records_nothing():
    person = PersonFactory()
    services.change_contact(phone=person.phone, email=person.email, actor=person, at=AT)
    assert not Event.objects.exists()


def test_a_wrong_telephone_is_refused_with_a_sentence(client):
    client.force_login(PersonFactory())
    response = client.post(reverse("directory:own_contact"), {"phone": "call me"})
    assert response.status_code == 422


def test_ones_language_is_remembered(client):
    person = PersonFactory()
    client.force_login(person)
    client.post(reverse("directory:own_preferences"), {"language": "en"})
    person.refresh_from_db()
    assert person.language == "en"
    with pytest.raises(RefusedError):
        services.change_preferences(language="tlh", prefers_large_type=False, actor=person, at=AT)


def test_a_contact_is_masked_until_somebody_entitled_asks_and_the_look_is_noted(client, access):
    post = PostFactory()
    colleague = holder_of(Role.UNIT_LEADER, post.unit)
    client.force_login(colleague)
    page = client.get(reverse("directory:person", args=[post.person.pk])).content.decode()
    assert "138****5678" in page
    assert "13812345678" not in page
    clear = client.post(reverse("directory:contact", args=[post.person.pk])).content.decode()
    assert "13812345678" in clear
    [line] = access()
    assert (line["who"], line["what"], line["key"]) == (
        str(colleague.pk),
        "directory.contact",
        str(post.person.pk),
    )


def test_another_units_liaison_does_not_see_a_contact_in_clear(client, access):
    post = PostFactory()
    client.force_login(holder_of(Role.LIAISON, UnitFactory()))
    assert client.post(reverse("directory:contact", args=[post.person.pk])).status_code == 404
    assert not access()


def test_an_administrator_finds_people_by_name_and_account(client):
    PersonFactory(login="wang.wu", name="王五")
    client.force_login(an_administrator())
    for words in ("王", "wang"):
        page = client.get(reverse("directory:people"), {"words": words}).context["page"]
        assert [person.login for person in page.people] == ["wang.wu"]


def test_the_list_of_people_asks_as_much_for_twenty_as_for_one(client):
    client.force_login(an_administrator())
    asked = []
    for rows in (1, 19):
        PostFactory.create_batch(rows)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("directory:people"))
        asked.append(len(queries))
    assert asked[0] == asked[1]
