"""The door through a unified authentication, against providers on real sockets."""

from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from joserfc.jwk import OctKey, RSAKey

from tests.apps.directory.factories import (
    AT,
    PASSWORD,
    PersonFactory,
    PostFactory,
    an_administrator,
    holder_of,
)
from tests.apps.directory.providers import a_real_provider, a_scripted_provider, login_of
from yingshang.apps.directory import services
from yingshang.apps.directory.errors import RefusedError
from yingshang.apps.directory.models import OutsideIdentity, Person, Role
from yingshang.apps.directory.notice import EDITION
from yingshang.apps.directory.oidc.configuration import ADMITS
from yingshang.apps.directory.oidc.signing_in import Vouched
from yingshang.apps.ledger.models import Event

BEGIN, BACK = "directory:unified_begin", "directory:unified_back"
NEW = {"name": "李袜", "phone": "13800002222", "notice": EDITION, "agrees": "on"}


@pytest.fixture(autouse=True)
def nothing_kept():
    cache.clear()


@pytest.fixture
def provider(settings):
    with a_scripted_provider() as script:
        settings.UNIFIED_LOGIN = login_of(script.issuer)
        yield script


def begin(client, **query):
    response = client.get(reverse(BEGIN), query)
    assert response.status_code == 302
    return response.url


def come_back(client, provider, **changed):
    """Sign in there and come back, with an answer that may have been tampered with."""
    answer = {**provider.authorize(begin(client)), **changed}
    return client.get(reverse(BACK), {name: text for name, text in answer.items() if text})


def who(client):
    return client.session.get("_auth_user_id")


def linked(provider, person=None):
    person = person or PersonFactory()
    vouched = Vouched(provider.issuer, provider.subject)
    services.link_identity(person_id=person.pk, vouched=vouched, actor=person, at=AT)
    return person


def is_refused(client, response):
    """Sent to the login page with a sentence, and nobody is in."""
    assert (response.status_code, response.url) == (302, reverse("directory:login"))
    page = client.get(response.url)
    assert page.status_code == 200
    assert [str(each) for each in page.context["messages"]]
    return who(client) is None


@pytest.mark.filterwarnings("ignore")
def test_a_real_provider_lets_a_newcomer_in_and_knows_them_the_next_time(client, settings):
    with a_real_provider(name="李袜", phone_number="13800002222") as issuer:
        settings.UNIFIED_LOGIN = login_of(issuer)
        response = client.get(sign_in_there(begin(client, next="/authorisations/")))
        assert response.url == f"{reverse('directory:unified_join')}?next=%2Fauthorisations%2F"
        page = client.get(response.url).content.decode()
        assert "李袜" in page
        response = client.post(
            reverse("directory:unified_register"), {**NEW, "next": "/authorisations/"}
        )
        assert response.url == "/authorisations/"
        person = OutsideIdentity.objects.get(issuer=issuer, subject="sub-1").person
        assert who(client) == str(person.pk)
        assert client.post(reverse("directory:logout")).url == reverse("directory:signed_out")
        assert (
            "/oauth2/end_session?" in client.get(reverse("directory:signed_out")).content.decode()
        )
        response = client.get(sign_in_there(begin(client, next="/authorisations/")))
        assert (who(client), response.url) == (str(person.pk), "/authorisations/")


def sign_in_there(address):
    """Fill in the provider's own form; where it sends the browser, without the host."""
    answer = httpx.post(address, data={"sub": "sub-1"})
    assert answer.status_code == 302
    parts = urlsplit(answer.headers["Location"])
    return f"{parts.path}?{parts.query}"


def test_whoever_is_linked_comes_in(client, provider):
    person = linked(provider)
    come_back(client, provider)
    assert who(client) == str(person.pk)


def test_the_session_gets_a_new_key_at_the_door(client, provider):
    linked(provider)
    address = begin(client)
    planted = client.session.session_key
    client.get(reverse(BACK), provider.authorize(address))
    assert who(client) is not None
    assert client.session.session_key != planted


def test_a_name_or_a_telephone_links_nobody(client, provider):
    PersonFactory(name="李袜", phone="13800002222", email="li@example.cn")
    provider.claims = {"name": "李袜", "phone_number": "13800002222", "email": "li@example.cn"}
    come_back(client, provider)
    assert who(client) is None
    assert not OutsideIdentity.objects.exists()


def test_an_official_confirms_once_with_the_password(client, provider):
    person = PostFactory().person
    come_back(client, provider)
    url = reverse("directory:unified_join")
    wrong = client.post(url, {"account": person.login, "password": "wrong"})
    assert wrong.status_code == 422
    client.post(url, {"account": person.login, "password": PASSWORD})
    assert who(client) == str(person.pk)
    client.post(reverse("directory:logout"))
    come_back(client, provider)
    assert who(client) == str(person.pk)


def test_the_public_agrees_before_an_account_is_opened(client, provider):
    come_back(client, provider)
    url = reverse("directory:unified_register")
    assert client.post(url, {**NEW, "agrees": ""}).status_code == 422
    assert not Person.objects.exists()
    client.post(url, NEW)
    assert Person.objects.get().name == "李袜"
    assert Event.objects.filter(kind="directory.account_registered").count() == 1
    assert is_refused_later(client, url)


def is_refused_later(client, url):
    client.post(reverse("directory:logout"))
    return client.post(url, NEW).status_code == 302 and Person.objects.count() == 1


@pytest.mark.parametrize(
    "lies",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another-site"},
        {"aud": ["yingshang", "another-site"]},
        {"azp": "another-site"},
        {"iss": "https://evil.example"},
        {"exp": ("now", -120)},
        {"exp": None},
        {"iat": ("now", 600)},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
    ],
    ids=str,
)
def test_a_token_that_proves_nothing_lets_nobody_in(client, provider, lies):
    linked(provider)
    provider.lies = lies
    assert is_refused(client, come_back(client, provider))


def test_a_token_signed_by_somebody_else_lets_nobody_in(client, provider):
    linked(provider)
    provider.key = RSAKey.generate_key(2048, {"kid": provider.key.kid})
    assert is_refused(client, come_back(client, provider))


def test_a_token_signed_with_a_shared_secret_lets_nobody_in(client, provider):
    linked(provider)
    provider.key, provider.algorithm = OctKey.import_key("s" * 64, {"kid": "x"}), "HS256"
    assert is_refused(client, come_back(client, provider))


def test_a_provider_that_changes_its_keys_is_asked_again(client, provider):
    person = linked(provider)
    come_back(client, provider)
    client.post(reverse("directory:logout"))
    provider.rotate()
    come_back(client, provider)
    assert who(client) == str(person.pk)
    assert provider.asked_keys == 2


def test_forged_keys_do_not_make_the_site_ask_for_ever(client, provider):
    linked(provider)
    for _time in range(4):
        provider.key = RSAKey.generate_key(2048, {"kid": "forged"})
        come_back(client, provider)
    assert provider.asked_keys == 2


def test_an_answer_counts_once(client, provider):
    linked(provider)
    answer = provider.authorize(begin(client))
    client.get(reverse(BACK), answer)
    client.post(reverse("directory:logout"))
    assert is_refused(client, client.get(reverse(BACK), answer))


def test_a_code_that_was_used_is_refused_by_the_provider_and_said(client, provider):
    linked(provider)
    answer = provider.authorize(begin(client))
    provider.codes.clear()
    assert is_refused(client, client.get(reverse(BACK), answer))


@pytest.mark.parametrize("state", ["another", "", "状态"])
def test_an_answer_to_another_browser_is_refused(client, provider, state):
    linked(provider)
    assert is_refused(client, come_back(client, provider, state=state))


def test_an_answer_that_nobody_asked_for_is_refused(client, provider):
    assert is_refused(client, client.get(reverse(BACK), {"code": "x", "state": "y"}))


def test_an_answer_of_another_issuer_is_refused(client, provider):
    linked(provider)
    assert is_refused(client, come_back(client, provider, iss="https://evil.example"))


def test_a_sign_in_that_was_declined_is_said(client, provider):
    assert is_refused(client, come_back(client, provider, code="", error="access_denied"))


@pytest.mark.parametrize(
    "path", ["/.well-known/openid-configuration", "/keys", "/token"], ids=lambda path: path[1:6]
)
@pytest.mark.parametrize("answer", [(500, b"x"), (200, b"<html>"), (200, b"[]")], ids=str)
def test_a_provider_that_is_broken_ends_in_a_sentence(client, provider, path, answer):
    linked(provider)
    provider.answers[path] = answer
    response = client.get(reverse(BEGIN))
    if response.url.startswith(provider.issuer):
        response = client.get(reverse(BACK), provider.authorize(response.url))
    assert is_refused(client, response)


def test_a_provider_that_is_down_ends_in_a_sentence(client, settings):
    settings.UNIFIED_LOGIN = login_of("http://127.0.0.1:9")
    assert is_refused(client, client.get(reverse(BEGIN)))
    assert client.get(reverse("directory:signed_out")).status_code == 200


@pytest.mark.parametrize(
    "discovery", [{"issuer": "https://evil.example"}, {"token_endpoint": "ftp://x/"}], ids=str
)
def test_metadata_of_somebody_else_is_refused(client, provider, discovery):
    provider.discovery = discovery
    assert is_refused(client, client.get(reverse(BEGIN)))


@pytest.mark.parametrize(
    "wanted",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"],
)
def test_nobody_is_sent_to_a_foreign_site(client, provider, wanted):
    linked(provider)
    answer = provider.authorize(begin(client, next=wanted))
    assert client.get(reverse(BACK), answer).url == "/"


def test_the_way_back_is_this_site_whatever_the_request_says(client, provider, settings):
    client.defaults["HTTP_HOST"] = "evil.example"
    asked = parse_qs(urlsplit(begin(client)).query)
    assert asked["redirect_uri"] == [settings.SITE_URL + reverse(BACK)]


def test_further_claims_must_be_about_the_same_person(client, provider):
    provider.claims = {}
    provider.userinfo = {"sub": provider.subject, "name": "李袜"}
    come_back(client, provider)
    assert "李袜" in client.get(reverse("directory:unified_join")).content.decode()
    provider.userinfo = {"sub": "somebody else", "name": "李袜"}
    assert is_refused(client, come_back(client, provider))


@pytest.mark.parametrize(("admits", "comes_in"), [("officials", True), ("public", False)])
def test_a_city_says_who_may_come_in_that_way(client, provider, settings, admits, comes_in):
    linked(provider, PostFactory().person)
    settings.UNIFIED_LOGIN = login_of(provider.issuer, admits=ADMITS[admits])
    come_back(client, provider)
    assert (who(client) is not None) == comes_in


def test_where_only_officials_come_in_nobody_opens_an_account(client, provider, settings):
    settings.UNIFIED_LOGIN = login_of(provider.issuer, admits=ADMITS["officials"])
    come_back(client, provider)
    assert client.post(reverse("directory:unified_register"), NEW).status_code == 302
    assert not Person.objects.exists()


def test_a_closed_account_stays_closed(client, provider):
    person = linked(provider)
    person.is_active = False
    person.save()
    assert is_refused(client, come_back(client, provider))


def test_who_came_back_lies_encrypted_in_the_session(client, provider):
    come_back(client, provider)
    assert "李袜" not in str(dict(client.session))
    assert "sub-1" not in str(dict(client.session))


def test_an_administrator_links_and_ends_a_link(client, provider):
    person, administrator = PostFactory().person, an_administrator()
    client.force_login(administrator)
    url = reverse("directory:link_identity", args=[person.pk])
    assert client.post(url, {"subject": "sub-1"}).status_code == 302
    identity = OutsideIdentity.objects.get(person=person)
    assert client.post(url, {"subject": "sub-2"}).status_code == 422
    client.post(reverse("directory:unlink_identity", args=[identity.pk]))
    identity.refresh_from_db()
    assert identity.ended_at is not None
    client.logout()
    come_back(client, provider)
    assert who(client) is None


def test_an_identity_opens_one_account_and_only_ones_own_is_linked(provider):
    linked(provider)
    with pytest.raises(RefusedError):
        linked(provider)
    vouched = Vouched(provider.issuer, "sub-3")
    with pytest.raises(PermissionDenied):
        services.link_identity(
            person_id=PersonFactory().pk, vouched=vouched, actor=holder_of(Role.LIAISON), at=AT
        )


def test_without_a_unified_authentication_there_is_no_such_door(client):
    assert client.get(reverse(BEGIN)).status_code == 404
    assert "login/unified" not in client.get(reverse("directory:login")).content.decode()
