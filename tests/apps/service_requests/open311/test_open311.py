"""Open311 GeoReport v2: by the letter of its tables, and by a client written for other cities."""

import io
import itertools
import json

import pytest
import requests
from defusedxml import ElementTree
from jsonschema import validate

from tests.apps.service_requests.open311 import schemas
from yingshang.apps.directory.permissions import INSTALLATION
from yingshang.apps.service_requests import errors, services
from yingshang.apps.service_requests.models import ClientKey, Report

# The client is of the days of Python 2; this is the only name of it that is gone.
itertools.ifilter = filter
three = pytest.importorskip("three", reason="the client of Open311 is not installed")

HOST = "http://testserver/open311/v2/"
SAID = {
    "service_code": "complaint",
    "description": "我是李小明，幸福路门前有人收占道费，没有票据。",
    "lat": "42.9028",
    "long": "125.1437",
    "last_name": "李",
    "first_name": "小明",
    "phone": "13812345678",
}


class ToDjango(requests.adapters.BaseAdapter):
    """Carries what the client sends to the site, and its answer back, byte for byte."""

    def __init__(self, client):
        super().__init__()
        self.client = client

    def send(self, request, **_options):
        answer = self.client.generic(
            request.method,
            request.path_url,
            request.body or b"",
            content_type=request.headers.get("Content-Type", "text/plain"),
        )
        response = requests.Response()
        response.status_code, response.url = answer.status_code, request.url
        response.raw = io.BytesIO(answer.content)
        return response

    def close(self):
        """Nothing is open."""


@pytest.fixture
def secret(world):
    _key, secret = services.make_key(name="示例应用", actor=INSTALLATION, at=world.at)
    return secret


@pytest.fixture
def app(client, secret):
    def of(form="json"):
        found = three.Three(HOST, api_key=secret, format=form)
        found.session.mount("http://", ToDjango(client))
        return found

    return of


def got(client, path, **given):
    return client.get(f"/open311/v2/{path}", given)


def sent(client, secret, **others):
    return client.post("/open311/v2/requests.json", {"api_key": secret, **SAID, **others})


def published(world, **others):
    consents = services.Consents(may_publish=True)
    return world.report(consents=consents, **others)


def test_a_client_of_other_cities_lists_services_and_what_they_ask(app):
    found = app().services()
    validate(found, schemas.SERVICES)
    assert "complaint" in {each["service_code"] for each in found}
    validate(app().services("complaint"), schemas.DEFINITION)
    read = ElementTree.fromstring(app("xml").get("services", convert=False))
    codes = {each["service_code"] for each in found}
    assert codes == {each.findtext("service_code") for each in read}


def test_a_client_of_other_cities_reports_and_reads_what_it_reported(app, world):
    posted = app().post(
        "complaint",
        description=SAID["description"],
        lat=SAID["lat"],
        long=SAID["long"],
        name="小明 李",
        phone=SAID["phone"],
    )
    validate(posted, schemas.POSTED)
    number = posted[0]["service_request_id"]
    report = Report.objects.get()
    assert report.channel == "open311"
    assert report.request.case.number == number
    assert report.receipt_code in posted[0]["service_notice"]
    [read] = app().request(number, api_key=app().api_key)
    validate([read], schemas.REQUESTS)
    assert (read["status"], read["lat"], read["long"]) == ("open", 42.9028, 125.1437)
    assert "李小明" not in read["description"]
    assert app().token(number, api_key=app().api_key)[0]["service_request_id"] == number


def test_discovery_says_where_and_in_what_forms(app):
    found = app().discovery()
    validate(found, schemas.DISCOVERY)
    assert found["endpoints"][0]["url"] == HOST


def test_only_what_its_reporter_agreed_to_is_read_by_everybody(client, world):
    hidden, shown = world.report(), published(world, key="key-2")
    found = got(client, "requests.json").json()
    validate(found, schemas.REQUESTS)
    assert [each["service_request_id"] for each in found] == [shown.request.case.number]
    assert got(client, f"requests/{hidden.request.case.number}.json").status_code == 404
    assert shown.receipt_code not in json.dumps(found)


def test_a_list_is_narrowed_by_number_service_state_and_days(client, world):
    one = published(world)
    two = published(world, key="key-2", class_code="consultation")
    world.settle(two, "triage", "petition", world.clerk, reason="已进入信访程序")
    number = one.request.case.number

    def numbers(**given):
        return [each["service_request_id"] for each in got(client, "requests.json", **given).json()]

    both = {number, two.request.case.number}
    assert set(numbers(service_request_id=",".join(both))) == both
    assert numbers(service_code="complaint") == [number]
    assert numbers(status="open") == [number]
    assert numbers(status="closed") == [two.request.case.number]
    assert numbers(start_date="2024-01-01T00:00:00Z", end_date="2024-02-01T00:00:00Z") == []
    assert set(numbers(start_date="2024-11-01T00:00:00+08:00")) == both


def test_the_same_in_xml_with_the_names_of_the_specification(client, world):
    shown = published(world)
    root = ElementTree.fromstring(got(client, "requests.xml").content)
    assert root.tag == "service_requests"
    assert root.findtext("request/service_request_id") == shown.request.case.number
    assert ElementTree.fromstring(got(client, "services.xml").content).find("service") is not None
    refused = ElementTree.fromstring(got(client, "requests/none.xml").content)
    assert refused.findtext("error/code") == "404"


def test_what_was_done_is_told_step_by_step(client, world):
    report = published(world)
    services.dispatch(
        request_id=report.request_id,
        topic="charges",
        unit="market_regulation",
        actor=world.clerk,
        at=world.at,
    )
    number = report.request.case.number
    found = got(client, "servicerequestupdates.json", service_request_id=number).json()
    validate(found, schemas.UPDATES)
    assert [each["description"].split(" · ")[0] for each in found][:1] == ["受理核对"]


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({"service_code": "none"}, "service_code"),
        ({"lat": "", "long": ""}, "address_string"),
        ({"lat": "91"}, "lat"),
        ({"lat": "x"}, "lat"),
        ({"description": ""}, "description"),
        ({"address_id": "999999"}, ""),
        ({"phone": "1"}, ""),
    ],
)
def test_what_is_missing_is_refused_in_both_languages_and_leaves_nothing(
    client, secret, given, word
):
    answer = sent(client, secret, **given)
    assert answer.status_code == 400
    validate(answer.json(), schemas.ERRORS)
    assert word in answer.json()[0]["description"]
    assert not Report.objects.exists()


def test_without_a_key_or_with_a_revoked_one_nothing_is_reported(client, secret, world):
    assert sent(client, "").status_code == 403
    services.revoke_key(key_id=ClientKey.objects.get().pk, actor=INSTALLATION, at=world.at)
    assert sent(client, secret).status_code == 403
    assert not Report.objects.exists()


def test_a_retry_is_the_same_report(client, secret):
    first, second = (sent(client, secret).json() for _ in range(2))
    assert first == second
    assert Report.objects.count() == 1


def test_wrong_days_and_states_are_refused(client, world):
    for given in ({"start_date": "yesterday"}, {"status": "late"}):
        answer = got(client, "requests.json", **given)
        assert answer.status_code == 400
        validate(answer.json(), schemas.ERRORS)


def test_a_link_to_a_photo_is_kept_in_the_words_and_never_fetched(client, secret):
    sent(client, secret, media_url="http://127.0.0.1:1/photo.jpg", address_string="幸福路1号")
    words = Report.objects.get().own_words
    assert "http://127.0.0.1:1/photo.jpg" in words
    assert "幸福路1号" in words


def test_a_key_names_somebody_and_is_revoked_once(world):
    with pytest.raises(errors.NameMissingError):
        services.make_key(name=" ", actor=INSTALLATION, at=world.at)
    key, secret = services.make_key(name="示例应用", actor=INSTALLATION, at=world.at)
    assert secret not in key.digest
    services.revoke_key(key_id=key.pk, actor=INSTALLATION, at=world.at)
    with pytest.raises(errors.KeyUnknownError):
        services.revoke_key(key_id=key.pk, actor=INSTALLATION, at=world.at)
