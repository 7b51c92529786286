"""Pages on which people claim, authorise, accept and end; what they may find out there."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.apps.directory.factories import (
    AT,
    TODAY,
    PersonFactory,
    an_enterprise,
    holder_of,
    representative_of,
)
from yingshang.apps.directory.matters import OfferedMatter, _offers, offer_matters
from yingshang.apps.directory.models import Authorisation, Role
from yingshang.apps.directory.selectors.authorisations import PAGE

MINE = reverse("directory:authorisations")
PDF = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture
def matters():
    """Two types of cases are offered."""
    offer_matters(two := lambda: [OfferedMatter("a", "企业开办"), OfferedMatter("b", "企业注销")])
    yield
    _offers.remove(two)


def filled(person, **changed):
    days = {"first_day": TODAY, "last_day": TODAY + timedelta(days=7)}
    return {"account": person.login, "name": person.name, **days, **changed}


def offered(person, enterprise, **columns):
    return Authorisation.objects.create(
        kind="authorised",
        person=person,
        enterprise=enterprise,
        valid_from=TODAY,
        valid_to=TODAY,
        asked_by=representative_of(enterprise),
        asked_at=AT,
        **columns,
    )


def test_an_owner_claims_with_a_file_and_the_window_confirms(client):
    owner, enterprise = PersonFactory(), an_enterprise()
    client.force_login(owner)
    licence = SimpleUploadedFile("licence.pdf", PDF)
    given = {"enterprise": enterprise.credit_code.lower(), "ground": "执照", "proof": licence}
    assert client.post(reverse("directory:claim"), given).url == MINE
    row = Authorisation.objects.get()
    client.force_login(holder_of(Role.WINDOW_CLERK))
    assert enterprise.name in client.get(reverse("directory:claims")).content.decode()
    proof = client.get(reverse("directory:proof", args=[row.pk]))
    assert b"".join(proof.streaming_content) == PDF
    assert proof["Content-Disposition"].startswith("attachment")
    client.post(reverse("directory:confirm", args=[row.pk]))
    client.force_login(owner)
    assert [each.pk for each in client.get(MINE).context["page"].represented] == [enterprise.pk]


@pytest.mark.parametrize("number", ["", "91220400000000099X"])
def test_an_enterprise_that_is_not_in_the_register_cannot_be_claimed(client, number):
    client.force_login(PersonFactory())
    given = {"enterprise": number, "ground": "执照"}
    assert client.post(reverse("directory:claim"), given).status_code == 422


@pytest.mark.parametrize(
    ("named", "agrees"), [("", None), ("张袜", True), ("别人", False)], ids=["silent", "yes", "no"]
)
def test_the_window_sees_whether_the_name_agrees_with_the_register(client, named, agrees):
    enterprise = an_enterprise(legal_representative=named)
    row = Authorisation.objects.create(
        kind="legal_representative",
        person=(person := PersonFactory(name="张袜")),
        enterprise=enterprise,
        asked_by=person,
        asked_at=AT,
    )
    client.force_login(holder_of(Role.WINDOW_CLERK))
    page = client.get(reverse("directory:authorisation", args=[row.pk])).context["page"]
    assert page.name_agrees is agrees
    client.force_login(person)
    page = client.get(reverse("directory:authorisation", args=[row.pk])).context["page"]
    assert page.name_agrees is None


def test_an_owner_authorises_for_some_matters_and_the_person_accepts(client, matters):
    enterprise, person = an_enterprise(), PersonFactory()
    client.force_login(representative_of(enterprise))
    url = reverse("directory:offer", args=[enterprise.pk])
    assert client.post(url, filled(person, matters=["b"])).status_code == 302
    row = Authorisation.objects.get(person=person)
    client.force_login(person)
    assert "企业注销" in client.get(MINE).content.decode()
    client.post(reverse("directory:accept", args=[row.pk]))
    row.refresh_from_db()
    assert (row.state, row.matters) == ("in_force", ["b"])


def test_trying_names_finds_out_nothing_about_an_account(client):
    enterprise, person = an_enterprise(), PersonFactory()
    client.force_login(representative_of(enterprise))
    url = reverse("directory:offer", args=[enterprise.pk])
    said = [
        client.post(url, filled(person, **wrong)).context["form"].errors["account"]
        for wrong in ({"name": "别人"}, {"account": "nobody"})
    ]
    assert said[0] == said[1]


def test_whoever_was_authorised_ends_it_with_one_click(client):
    row = offered(PersonFactory(), an_enterprise(), state="in_force")
    client.force_login(row.person)
    client.post(reverse("directory:end_authorisation", args=[row.pk]))
    row.refresh_from_db()
    assert row.state == "ended"
    page = client.get(reverse("directory:authorisation", args=[row.pk])).content.decode()
    assert "未写理由" in page


def test_an_agent_names_an_enterprise_or_a_person_and_the_consent(client):
    person = PersonFactory()
    client.force_login(holder_of(Role.HANDLER))
    url = reverse("directory:take_on")
    both = filled(person, consent="当面", enterprise=an_enterprise().credit_code)
    assert client.post(url, both).status_code == 422
    assert client.post(url, filled(person, consent="")).status_code == 422
    assert client.post(url, filled(person, account="", name="", consent="当面")).status_code == 422
    assert client.post(url, filled(person, consent="当面")).status_code == 302
    assert Authorisation.objects.get().for_person == person


def test_a_long_list_goes_on_behind_its_last_row(client):
    person = PersonFactory()
    for _number in range(PAGE + 2):
        offered(person, an_enterprise(), state="ended")
    client.force_login(person)
    first = client.get(MINE).context["page"].list
    second = client.get(MINE, {"after": first.after}).context["page"].list
    keys = [each.row.pk for page in (first, second) for each in page.rows]
    assert keys == sorted(set(keys), reverse=True)
    assert (len(keys), second.after) == (PAGE + 2, "")


def test_the_list_asks_as_much_for_twenty_as_for_one(client):
    person = PersonFactory()
    client.force_login(person)
    asked = []
    for rows in (1, 19):
        for _number in range(rows):
            offered(person, an_enterprise(), state="in_force")
        with CaptureQueriesContext(connection) as queries:
            client.get(MINE)
        asked.append(len(queries))
    assert asked[0] == asked[1]
