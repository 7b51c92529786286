"""Signing in from the mini-program, against a WeChat on a real socket."""

import json
import re

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from tests.apps.directory.factories import AT, PASSWORD, PersonFactory, PostFactory
from tests.miniprogram.wechat import a_wechat
from yingshang.apps.directory.models import OutsideIdentity, Person
from yingshang.apps.directory.notice import EDITION
from yingshang.apps.ledger.models import Event

LOGIN, LINK, OUT = "api:sign_in", "api:wechat_link", "api:sign_out"


@pytest.fixture
def wechat(settings):
    with a_wechat() as found:
        settings.MINI_PROGRAM = found.program
        yield found


@pytest.fixture(autouse=True)
def nothing_kept():
    caches["throttle"].clear()


def send(client, name, body=None, *, session="", method="post", **more):
    headers = {"Authorization": f"Bearer {session}"} if session else {}
    return getattr(client, method)(
        reverse(name),
        json.dumps(body or {}),
        content_type="application/json",
        headers={**headers, **more},
    )


def sign_in(client, wechat, **body):
    return send(client, LOGIN, {"code": wechat.log_in(), "notice": EDITION, **body})


def mine(client, session):
    headers = {"Authorization": f"Bearer {session}"}
    return client.get(reverse("api:list_matters"), headers=headers)


def says_both(answer):
    said = answer.json()
    assert re.search("[一-鿿]", said["zh"]), said
    assert said["en"].isascii()
    assert said["zh"] != said["en"]
    return said["en"]


def test_a_newcomer_agrees_comes_in_and_is_known_the_next_time(client, wechat):
    first = sign_in(client, wechat)
    assert first.status_code == 200
    assert not client.cookies, "the session is in the answer alone"
    again = send(client, LOGIN, {"code": wechat.log_in()})
    assert again.status_code == 200
    assert Person.objects.count() == 1
    assert mine(client, first.json()["session"]).status_code == 200


def test_a_newcomer_without_consent_is_told_to_read_the_notice(client, wechat):
    answer = sign_in(client, wechat, notice="")
    assert answer.status_code == 409
    assert "notice" in says_both(answer)
    assert not Person.objects.exists()


def test_consent_to_an_old_edition_does_not_count(client, wechat):
    answer = sign_in(client, wechat, notice="0")
    assert answer.status_code == 422
    says_both(answer)
    assert not Person.objects.exists()


def test_the_openid_is_kept_nowhere(client, wechat):
    send(client, LOGIN, {"code": wechat.log_in("oSecretOpenId"), "notice": EDITION})
    identity = OutsideIdentity.objects.get()
    assert identity.subject != "oSecretOpenId"
    assert len(identity.subject) == 64
    assert not [row for row in Event.objects.order_by("pk").values() if "oSecret" in str(row)]


@pytest.mark.parametrize(
    ("errcode", "status", "word"),
    [
        (-1, 422, "does not answer"),
        (40029, 422, "Sign in again"),
        (40226, 422, "vouch"),
        (45011, 429, "Wait a minute"),
        (40013, 422, "not set up"),
        (40125, 422, "not set up"),
        (99999, 422, "does not answer"),
    ],
)
def test_each_refusal_of_wechat_is_a_sentence(client, wechat, errcode, status, word):
    wechat.errcode = errcode
    answer = sign_in(client, wechat)
    assert answer.status_code == status
    assert word in says_both(answer)
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("status", "body"),
    [(502, b"bad gateway"), (200, b"<html>"), (200, b"[]"), (200, b"{}"), (200, b'{"openid": 7}')],
)
def test_an_answer_that_is_none_is_a_sentence(client, wechat, status, body):
    wechat.status, wechat.body = status, body
    answer = sign_in(client, wechat)
    assert answer.status_code == 422
    says_both(answer)


def test_nobody_listening_is_a_sentence(client, settings):
    with a_wechat() as gone:
        settings.MINI_PROGRAM = gone.program
    assert "does not answer" in says_both(send(client, LOGIN, {"code": "x"}))


def test_a_code_works_once(client, wechat):
    code = wechat.log_in()
    assert send(client, LOGIN, {"code": code, "notice": EDITION}).status_code == 200
    assert send(client, LOGIN, {"code": code}).status_code == 422


def test_without_a_mini_program_nothing_is_asked_of_anybody(client, settings):
    assert not settings.MINI_PROGRAM.app_id
    answer = send(client, LOGIN, {"code": "x"})
    assert answer.status_code == 404
    assert "not offered" in says_both(answer)
    assert client.get(reverse("api:read_door")).json()["offered"] is False


def test_the_door_shows_the_notice_that_accounts_agree_to(client, wechat):
    door = client.get(reverse("api:read_door")).json()
    assert (door["offered"], door["notice"]) == (True, EDITION)
    assert len(door["parts"]) == 7
    assert all(each["heading"] and each["words"] for each in door["parts"])


def test_a_session_of_the_program_changes_things_without_a_token(wechat):
    client = Client(enforce_csrf_checks=True)
    session = sign_in(client, wechat).json()["session"]
    made = client.post(
        reverse("api:begin_draft", args=["no-service"]),
        "{}",
        content_type="application/json",
        headers={"Authorization": f"Bearer {session}", "Idempotency-Key": "k" * 10},
    )
    assert made.status_code == 404, "past the door; the service does not exist"


def test_a_cookie_session_in_the_header_opens_nothing(client, wechat):
    browser = Client()
    browser.force_login(PersonFactory())
    key = browser.session.session_key
    assert mine(client, f"wx.{key}").status_code == 401
    assert mine(client, "wx.").status_code == 401
    assert mine(client, "wx." + "a" * 500).status_code == 401


def test_whoever_signs_out_is_out(client, wechat):
    session = sign_in(client, wechat).json()["session"]
    assert send(client, OUT, session=session).status_code == 204
    assert mine(client, session).status_code == 401
    assert send(client, OUT, session=session).status_code == 401


def test_whoever_withdraws_an_account_that_nothing_else_opens_closes_it(client, wechat):
    session = sign_in(client, wechat).json()["session"]
    answer = send(client, LINK, session=session, method="delete")
    assert answer.json() == {"closed": True}
    assert not Person.objects.get().is_active
    assert mine(client, session).status_code == 401
    assert not OutsideIdentity.objects.linked().exists()


def test_every_phone_is_out_once_the_link_has_ended(client, wechat):
    person = PersonFactory()
    body = {"account": person.login, "password": PASSWORD}
    first = send(client, LINK, {"code": wechat.log_in(), **body}).json()["session"]
    second = send(client, LOGIN, {"code": wechat.log_in()}).json()["session"]
    assert send(client, LINK, session=first, method="delete").json() == {"closed": False}
    assert mine(client, second).status_code == 401
    assert Person.objects.get(pk=person.pk).is_active


def test_an_account_of_the_portal_is_linked_by_its_password(client, wechat):
    person = PersonFactory()
    right = {"account": person.login, "password": PASSWORD}
    wrong = send(client, LINK, {"code": wechat.log_in(), **right, "password": "no"})
    assert wrong.status_code == 422
    assert wechat.calls == 0, "the password is looked at before the code is spent"
    answer = send(client, LINK, {"code": wechat.log_in(), **right})
    assert answer.json()["name"] == person.name
    other = PersonFactory()
    taken = {"account": other.login, "password": PASSWORD}
    assert send(client, LINK, {"code": wechat.log_in(), **taken}).status_code == 422


def test_officials_come_in_by_a_stronger_door(client, wechat):
    official = PostFactory(role="liaison").person
    body = {"code": wechat.log_in(), "account": official.login, "password": PASSWORD}
    answer = send(client, LINK, body)
    assert answer.status_code == 422
    assert "portal" in says_both(answer)
    session = sign_in(client, wechat).json()["session"]
    newcomer = OutsideIdentity.objects.linked().get().person
    PostFactory(role="liaison", person=newcomer)
    assert send(client, LOGIN, {"code": wechat.log_in()}).status_code == 422
    assert session


def test_a_closed_account_is_not_opened_again(client, wechat):
    sign_in(client, wechat)
    Person.objects.update(is_active=False)
    assert send(client, LOGIN, {"code": wechat.log_in()}).status_code == 422
    assert AT
