"""The portal by API: the same rights, the same rules, every refusal in both languages."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.apps.casework.factories import PDF, VALUES, a_world
from tests.apps.directory.factories import PersonFactory
from yingshang.apps.casework import services
from yingshang.apps.casework.models import Case, CaseFile, Stage

pytestmark = pytest.mark.django_db
ROOT = "/api/casework"
KEY = {"Idempotency-Key": "key-of-a-test"}
OTHER_KEY = {"Idempotency-Key": "another-key-of-a-test"}


@pytest.fixture
def world():
    return a_world()


@pytest.fixture
def api(client, world):
    client.force_login(world.applicant)
    return client


def send(client, method, path, body, headers=None):
    call = getattr(client, method)
    content = body if isinstance(body, str | bytes) else json.dumps(body)
    return call(f"{ROOT}{path}", content, content_type="application/json", headers=headers or {})


def begun(api, headers=KEY):
    return send(api, "post", "/services/club/drafts", {}, headers).json()


def with_paper(api, draft):
    data = {"belongs_to": "statutes", "file": SimpleUploadedFile("a.pdf", PDF)}
    return api.post(f"{ROOT}/matters/{draft['number']}/files", data)


def handed_in(api, **others):
    draft = begun(api)
    with_paper(api, draft)
    body = {"revision": draft["revision"], "values": VALUES, **others}
    return send(api, "post", f"/matters/{draft['number']}/submit", body, OTHER_KEY)


def is_in_both_languages(answer):
    said = answer.json()
    return bool(said["zh"]) and bool(said["en"]) and said["zh"] != said["en"]


def test_services_and_guides_are_open_to_everybody(client, world):
    [club] = client.get(f"{ROOT}/services?words=俱乐部").json()
    assert (club["code"], club["can_apply"]) == ("club", True)
    guide = client.get(f"{ROOT}/services/club").json()
    assert guide["true_times"] == {
        "median_seconds": None,
        "ninetieth_seconds": None,
        "ended": 0,
        "open": 0,
    }
    assert guide["steps"][0]["limits"]["promised"]["length"] == "3个工作日"


def test_whoever_has_not_signed_in_is_told_so(client, world):
    answer = client.get(f"{ROOT}/matters")
    assert answer.status_code == 401
    assert is_in_both_languages(answer)


def test_a_change_needs_the_token_of_the_site(world):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.applicant)
    assert send(strict, "post", "/services/club/drafts", {}, KEY).status_code == 403
    assert not Case.objects.exists()


def test_the_same_key_begins_one_draft(api):
    assert begun(api)["number"] == begun(api)["number"]
    assert Case.objects.count() == 1


def test_a_draft_needs_a_key(api):
    answer = send(api, "post", "/services/club/drafts", {})
    assert answer.status_code == 422
    assert is_in_both_languages(answer)


def test_nobody_applies_in_a_name_that_is_not_theirs(api):
    answer = send(api, "post", "/services/club/drafts", {"whom": "e1"}, KEY)
    assert answer.status_code == 422
    assert answer.json()["faults"]["whom"][0]["en"]


def test_a_form_says_what_is_asked_and_what_is_filled_in(api, world):
    form = begun(api)
    fields = {field["id"]: field for field in form["fields"]}
    assert fields["phone"]["value"] == world.applicant.phone
    assert fields["phone"]["source"]["source"] == "本人账户"
    assert "income" not in fields


def test_what_fits_is_kept_and_what_does_not_is_said(api):
    form = begun(api)
    body = {"revision": form["revision"], "values": {"club_name": "棋社", "members": "viele"}}
    saved = send(api, "put", f"/matters/{form['number']}/form", body).json()
    assert list(saved["unfit"]) == ["members"]
    assert Case.objects.get().values["club_name"] == "棋社"


def test_an_old_revision_clashes(api):
    form = begun(api)
    body = {"revision": form["revision"] + 7, "values": {}}
    answer = send(api, "put", f"/matters/{form['number']}/form", body)
    assert answer.status_code == 409
    assert is_in_both_languages(answer)


def test_everything_missing_is_said_by_field_in_both_languages(api):
    form = begun(api)
    body = {"revision": form["revision"], "values": {}}
    answer = send(api, "post", f"/matters/{form['number']}/submit", body, OTHER_KEY)
    assert answer.status_code == 422
    assert is_in_both_languages(answer)
    assert {"club_name", "members", "has_room"} <= set(answer.json()["faults"])
    assert answer.json()["faults"]["members"][0]["zh"]


def test_handing_in_twice_with_one_key_is_one_case(api):
    first = handed_in(api)
    assert first.status_code == 200
    number = first.json()["number"]
    body = {"revision": 1, "values": VALUES}
    again = send(api, "post", f"/matters/{number}/submit", body, OTHER_KEY)
    assert (again.status_code, again.json()["number"]) == (200, number)
    assert Case.objects.count() == 1


def test_a_file_can_be_attached_and_taken_off(api):
    form = begun(api)
    file = with_paper(api, form).json()
    assert file["size"] == len(PDF)
    assert api.delete(f"{ROOT}/matters/{form['number']}/files/{file['id']}").status_code == 204
    assert not CaseFile.objects.exists()


def test_a_file_that_is_none_is_refused_in_both_languages(api):
    form = begun(api)
    data = {"belongs_to": "statutes", "file": SimpleUploadedFile("a.pdf", b"\x7fELF\x00\x01")}
    answer = api.post(f"{ROOT}/matters/{form['number']}/files", data)
    assert answer.status_code == 422
    assert is_in_both_languages(answer)


def test_a_correction_is_answered_and_the_matter_withdrawn(api, world):
    number = handed_in(api).json()["number"]
    case = Case.objects.get()
    items = [{"what": "members", "zh": "人数不符。", "en": "Members differ."}]
    services.ask_correction(case_id=case.pk, items=items, actor=world.clerk, at=world.at)
    [asked] = api.get(f"{ROOT}/matters").json()["asked"]
    assert (asked["what"], asked["number"], asked["count"]) == ("correction", number, 1)
    form = api.get(f"{ROOT}/matters/{number}/form").json()
    assert form["asked_to_correct"][0]["en"] == "Members differ."
    body = {"revision": form["revision"], "values": {"members": 13}}
    headers = {"Idempotency-Key": "a-third-key"}
    assert send(api, "post", f"/matters/{number}/submit", body, headers).status_code == 200
    answer = send(api, "post", f"/matters/{number}/withdraw", {"reason": "x"})
    assert answer.json()["stage"] == Stage.WITHDRAWN


def test_what_is_somebody_elses_is_not_there(client, api):
    number = handed_in(api).json()["number"]
    client.force_login(PersonFactory())
    for path in (f"/matters/{number}", f"/matters/{number}/form"):
        answer = client.get(f"{ROOT}{path}")
        assert answer.status_code == 404
        assert is_in_both_languages(answer)


def test_a_receipt_shows_the_state_to_whoever_has_its_code(client, api):
    code = handed_in(api).json()["receipt_code"]
    client.logout()
    said = client.get(f"{ROOT}/receipts/{code}").json()
    assert said["stage"] == Stage.SUBMITTED
    assert "title" not in said


NASTY = [
    "",
    "null",
    "[]",
    "{",
    '"x"',
    "[" * 100_000,
    '{"revision": "x"}',
    '{"revision": 1e400}',
    '{"revision": 99999999999999999999999999, "values": {}}',
    '{"revision": 1, "values": []}',
    '{"revision": 1, "values": {"club_name": "\\ud800", "members": NaN}}',
    '{"revision": 1, "values": {"club_name": {"a": [1]}, "members": [[]], "has_room": {}}}',
    '{"revision": 1, "values": {"members": 1e300, "dues": "1e-999999999"}}',
    '{"revision": 1, "values": {"club_name": "\\u0000x"}, "route": "nowhere"}',
    '{"revision": 1, "values": {"members": "' + "9" * 6000 + '"}}',
    b"\xff\xfe\x00",
]


@pytest.mark.parametrize("body", NASTY, ids=range(len(NASTY)))
@pytest.mark.parametrize(("method", "path"), [("put", "form"), ("post", "submit")])
def test_no_body_breaks_anything(api, method, path, body):
    number = begun(api)["number"]
    answer = send(api, method, f"/matters/{number}/{path}", body, OTHER_KEY)
    assert answer.status_code < 500
    if answer.status_code >= 400:
        assert is_in_both_languages(answer)


@pytest.mark.parametrize("path", ["matters?after=x", f"matters?after={10**30}", "matters/x/form"])
def test_no_address_breaks_anything(api, path):
    answer = api.get(f"{ROOT}/{path}")
    assert 400 <= answer.status_code < 500
    assert is_in_both_languages(answer)


def test_the_description_names_every_verb(client):
    paths = client.get("/api/openapi.json").json()["paths"]
    assert "/api/casework/matters/{number}/submit" in paths
    assert "409" in paths["/api/casework/matters/{number}/submit"]["post"]["responses"]
