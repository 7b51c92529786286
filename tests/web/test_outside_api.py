"""Machines report events by API: with a key of the source, each event answered, twice the same."""

import json

import pytest
from django.urls import reverse

from tests.apps.casework.outside.world import a_permit_world, as_csv, row, tried
from tests.conftest import TODAY
from yingshang.apps.casework.models import Case, OutsideCall
from yingshang.apps.casework.services import outside as services

EVENT = {"number": "B-1", "event_id": "m1", "activity": "收件", "happened_at": "2024-06-03 09:00"}


@pytest.fixture
def permits():
    world = a_permit_world()
    tried(world, as_csv(row()))
    world.extra["key"] = services.make_key(
        source_id=world.extra["source"].pk, name="gateway", actor=world.handler, at=TODAY
    )
    return world


def post(client, key, *events):
    return client.post(
        reverse("api:report_events", args=["permit_system"]),
        json.dumps({"events": events}),
        content_type="application/json",
        headers={"Authorization": f"Bearer {key}"},
    )


def test_each_event_is_answered_and_the_same_call_twice_takes_nothing(client, permits):
    odd = {**EVENT, "event_id": "m2", "activity": "没见过"}
    first = post(client, permits.extra["key"], EVENT, odd)
    assert first.status_code == 200
    assert [each["result"] for each in first.json()["answers"]] == ["taken", "refused"]
    [reason] = first.json()["answers"][1]["reasons"]
    assert "没见过" in reason["zh"]
    assert "没见过" in reason["en"]
    again = post(client, permits.extra["key"], EVENT)
    assert [each["result"] for each in again.json()["answers"]] == ["known"]
    assert Case.objects.get().outside_number == "B-1"
    assert OutsideCall.objects.count() == 2


def test_a_wrong_key_is_refused_in_both_languages(client, permits):
    answer = post(client, "no-such-key", EVENT)
    assert answer.status_code == 401
    assert set(answer.json()) == {"zh", "en", "faults", "details"}
    assert not Case.objects.exists()


def test_more_than_a_thousand_events_are_refused_whole(client, permits):
    many = [{**EVENT, "event_id": f"m{number}"} for number in range(1_001)]
    assert post(client, permits.extra["key"], *many).status_code == 422
    assert not Case.objects.exists()
