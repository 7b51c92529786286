"""The public opens, keeps and closes accounts of its own."""

import hashlib
from pathlib import Path

import pytest
from django.urls import reverse

import yingshang
from tests.apps.directory.factories import (
    AT,
    PASSWORD,
    PersonFactory,
    PostFactory,
    an_enterprise,
    representative_of,
)
from yingshang.apps.directory import services
from yingshang.apps.directory.errors import RefusedError, WrongPasswordError
from yingshang.apps.directory.models import Authorisation, Person
from yingshang.apps.directory.notice import EDITION
from yingshang.apps.directory.throttle import FAILURES
from yingshang.apps.ledger.models import Event

NEW = "another-Horse-10"
FILLED = {
    "name": "王袜",
    "phone": "13800001111",
    "login": "wang.wa",
    "new": NEW,
    "again": NEW,
    "notice": EDITION,
    "agrees": "on",
}
# Raise `notice.EDITION` and write the new digest here whenever the words change.
NOTICES = {"1": "4b6129823c5de3592e1c171bb729d3095b9f2a0465393f073b91f4e868d04521"}


def register(client, **changed):
    return client.post(reverse("directory:register"), {**FILLED, **changed})


def who(client):
    return client.session.get("_auth_user_id")


def test_a_member_of_the_public_opens_an_account_and_is_in(client):
    response = register(client, next="/authorisations/")
    assert (response.status_code, response.url) == (302, "/authorisations/")
    person = Person.objects.get(login="wang.wa")
    assert who(client) == str(person.pk)
    assert person.check_password(NEW)
    assert client.get(response.url).status_code == 200


def test_the_agreement_is_on_record_with_its_edition_and_its_time(client, at):
    register(client)
    [event] = Event.objects.filter(kind="directory.account_registered")
    assert event.payload["notice"] == EDITION
    assert event.at == at
    assert "王袜" not in str(event.payload)


@pytest.mark.parametrize(
    "changed",
    [
        {"agrees": ""},
        {"notice": "0"},
        {"again": "different"},
        {"new": "short", "again": "short"},
        {"login": "王"},
        {"login": "taken"},
        {"phone": "call me"},
        {"phone": ""},
        {"name": ""},
    ],
    ids="-".join,
)
def test_what_is_missing_or_wrong_is_said_on_the_form(client, changed):
    PersonFactory(login="taken")
    assert register(client, **changed).status_code == 422
    assert Person.objects.count() == 1
    assert who(client) is None


def test_accounts_are_opened_slowly_from_one_address(client):
    for number in range(FAILURES):
        assert register(client, login=f"number.{number}").status_code == 302
        client.logout()
    assert register(client, login="one.more").status_code == 422
    client.defaults["REMOTE_ADDR"] = "192.0.2.7"
    assert register(client, login="one.more").status_code == 302


def test_a_new_account_has_no_rights_and_sees_no_desk(client):
    register(client)
    assert client.get(reverse("obligations:desk")).status_code == 403
    assert client.get(reverse("obligations:duties")).status_code == 403


def test_nobody_is_sent_to_a_foreign_site_after_registering(client):
    assert "evil" not in register(client, next="https://evil.example/").url


def test_the_account_page_shows_the_contact_masked_and_not_verified(client):
    register(client)
    page = client.get(reverse("directory:account")).content.decode()
    assert "138****1111" in page
    assert "13800001111" not in page
    assert "未核实" in page
    changing = client.get(reverse("directory:account"), {"change": ""}).content.decode()
    assert "13800001111" in changing


def test_the_words_of_the_notice_belong_to_its_edition():
    folder = Path(yingshang.__file__).parent / "apps/directory/templates/directory"
    words = (folder / "_privacy.html").read_bytes()
    assert hashlib.sha256(words).hexdigest() == NOTICES[EDITION], "raise notice.EDITION"


def test_one_closes_ones_account_and_the_contact_is_deleted(client):
    register(client)
    person = Person.objects.get(login="wang.wa")
    response = client.post(reverse("directory:give_up"), {"password": NEW})
    assert (response.status_code, response.url) == (302, "/")
    person.refresh_from_db()
    assert (person.is_active, person.phone, person.email) == (False, "", "")
    assert who(client) is None
    assert client.post(reverse("directory:login"), FILLED).status_code == 422


def test_an_account_is_not_closed_by_mistake():
    person, official = PersonFactory(), PostFactory().person
    with pytest.raises(WrongPasswordError):
        services.give_up(password="wrong", actor=person, at=AT)
    with pytest.raises(RefusedError):
        services.give_up(password=PASSWORD, actor=official, at=AT)


def test_closing_an_account_ends_what_it_holds():
    enterprise = an_enterprise()
    owner = representative_of(enterprise)
    services.give_up(password=PASSWORD, actor=owner, at=AT)
    assert [row.state for row in Authorisation.objects.all()] == ["ended"]


def test_a_sample_offers_its_public_with_one_click(client, settings):
    settings.IS_SAMPLE = True
    enterprise = an_enterprise()
    owner = representative_of(enterprise)
    Person.objects.filter(pk=owner.pk).update(is_demo=True)
    page = client.get(reverse("directory:login")).content.decode()
    assert enterprise.name in page
    client.post(reverse("directory:enter_as"), {"person": owner.login})
    assert who(client) == str(owner.pk)


@pytest.mark.parametrize("way", ["password", "demo", "registration"])
def test_a_session_fixed_before_signing_in_is_worth_nothing(client, settings, way):
    settings.IS_SAMPLE = True
    person = PersonFactory(is_demo=True)
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    planted = session.session_key
    if way == "password":
        filled = {"account": person.login, "password": PASSWORD}
        client.post(reverse("directory:login"), filled)
    elif way == "demo":
        client.post(reverse("directory:enter_as"), {"person": person.login})
    else:
        register(client)
    assert who(client) is not None
    assert client.session.session_key != planted
    client.cookies["sessionid"] = planted
    assert who(client) is None
