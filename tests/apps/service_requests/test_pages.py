"""Pages and the API: told without a login, followed by the receipt, worked at the desk."""

import json
import uuid

import pytest

from tests.apps.service_requests.world import WORDS, a_person
from yingshang.apps.service_requests.models import CallBack, Report


def sent(**others):
    key = uuid.uuid4().hex
    return {"words": WORDS, "key": key, "privacy_version": "1", "website": ""} | others


def test_somebody_without_a_login_gets_a_receipt(client, world):
    response = client.post("/report/complaint/", sent(phone="13812345678"))
    report = Report.objects.get()
    assert response.headers["Location"] == f"/r/{report.receipt_code}/"
    page = client.get(response.headers["Location"])
    assert page.status_code == 200
    assert report.receipt_code in page.content.decode()
    assert page.headers["X-Robots-Tag"] == "noindex"


def test_two_clicks_are_one_report(client, world):
    form = sent()
    for _click in range(2):
        client.post("/report/complaint/", form)
    assert Report.objects.count() == 1


def test_a_refusal_is_said_beside_its_field_and_keeps_the_words(client, world):
    response = client.post("/report/complaint/", sent(phone="12"))
    assert response.status_code == 422
    assert "这不像电话号码" in response.content.decode()
    assert "幸福路门前" in response.content.decode()
    assert not Report.objects.exists()


def test_whoever_fills_in_what_people_do_not_see_is_not_taken(client, world):
    assert client.post("/report/help/", sent(website="http://x")).status_code == 422
    assert not Report.objects.exists()


def test_an_unknown_receipt_is_not_found(client, world):
    assert client.get("/r/AAAA-BBBB/").status_code == 404
    assert client.get("/report/nothing/").status_code == 404


def test_one_s_own_reports_are_listed_and_nobody_else_s(client, world):
    person = a_person()
    report = world.report(reporter=person)
    client.force_login(person)
    assert report.receipt_code in client.get("/my/requests/").content.decode()
    number = report.request.case.number
    assert client.get(f"/my/requests/{number}/").headers["Location"].startswith("/r/")
    client.force_login(a_person())
    assert report.receipt_code not in client.get("/my/requests/").content.decode()
    assert client.get(f"/my/requests/{number}/").status_code == 404


def test_staff_enter_a_call_by_one_form_and_get_the_next(client, world):
    client.force_login(world.clerk)
    form = sent(channel="phone", class_code="help", name="王芳", phone="13900000000")
    response = client.post("/requests/entry/", form)
    assert response.headers["Location"] == "/requests/entry/"
    assert Report.objects.get().entered_by == world.clerk
    client.force_login(world.handler)
    assert client.get("/requests/entry/").status_code == 403


def test_the_desk_dispatches_and_calls_back(client, world):
    report = world.report()
    number = report.request.case.number
    client.force_login(world.clerk)
    page = client.get(f"/requests/{number}/").content.decode()
    assert "占道费" in page
    given = {"topic": "charges", "unit": "market_regulation", "reason": ""}
    client.post(f"/requests/{number}/dispatch/", given)
    world.settle(report, "sign", "signed", world.handler)
    world.answer_again(report)
    heard = {"reached": "true", "contacted": "true", "solved": "true", "satisfied": "satisfied"}
    client.post(f"/requests/{number}/call/", heard)
    assert CallBack.objects.get().solved
    for address in ("/requests/rates/", "/answers/", f"/r/{report.receipt_code}/"):
        assert client.get(address).status_code == 200
    assert "100.0%" in client.get("/requests/rates/").content.decode()
    assert "100.0%" not in client.get("/answers/").content.decode()


@pytest.mark.parametrize("rows", [1, 12])
def test_a_longer_list_costs_no_more_queries(client, world, rows, django_assert_max_num_queries):
    for number in range(rows):
        world.report(key=f"key-{number}", words=f"第{number}条路的路灯坏了{number}天没有人修")
    client.force_login(world.clerk)
    client.get("/requests/")
    with django_assert_max_num_queries(24):
        client.get("/requests/")


def post(client, address, body, **headers):
    return client.post(address, json.dumps(body), content_type="application/json", headers=headers)


def test_a_client_reports_follows_and_says_it_is_not_solved(client, world):
    forms = client.get("/api/requests/forms").json()
    assert [each["id"] for each in forms["classes"]][:2] == ["consultation", "help"]
    body = {"class": "complaint", "words": WORDS, "contact": {"phone": "13812345678"}}
    key = {"Idempotency-Key": "phone-0001"}
    first, again = (post(client, "/api/requests", body, **key) for _ in range(2))
    assert first.status_code == 201
    assert first.json() == again.json()
    report = Report.objects.get()
    assert report.channel == "mini_program"
    world.clerk  # noqa: B018 - the intake office exists
    from yingshang.apps.service_requests import services  # noqa: PLC0415

    services.dispatch(
        request_id=report.request_id,
        topic="charges",
        unit="market_regulation",
        actor=world.clerk,
        at=world.at,
    )
    world.settle(report, "sign", "signed", world.handler)
    world.answer_again(report)
    address = f"/api/requests/by-receipt/{first.json()['receipt']}"
    seen = client.get(address).json()
    assert (seen["may_judge"], seen["answer"]) == (True, "已责令退还。")
    verdict = {"solved": False, "satisfied": "dissatisfied", "words": "还在收"}
    after = post(client, f"{address}/verdict", verdict).json()
    assert after["reopened"] == 1
    refused = post(client, f"{address}/verdict", verdict)
    assert refused.status_code == 409
    assert refused.json()["zh"]


def test_the_api_says_what_is_wrong_by_field(client, world):
    key = {"Idempotency-Key": "phone-0002"}
    refused = post(client, "/api/requests", {"class": "none", "words": WORDS}, **key)
    assert refused.status_code == 422
    assert refused.json()["faults"]["class"]
    assert client.get("/api/requests/by-receipt/none").status_code == 404
    assert client.get("/api/requests/mine").status_code == 401


def test_alike_matters_are_shown_to_a_client_without_numbers(client, world):
    world.report()
    body = {"words": "幸福路门前有人收占道费，每月三百元"}
    [found] = post(client, "/api/requests/alike", body).json()
    assert set(found) == {"title", "state", "percent"}
