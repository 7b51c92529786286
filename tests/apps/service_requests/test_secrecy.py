"""The unit that handles a matter cannot learn who told of it before they agree."""

from urllib.parse import quote

import pytest
from django.core.exceptions import PermissionDenied

from tests.apps.service_requests.world import WORDS, a_person
from yingshang.apps.ledger.models import Event
from yingshang.apps.service_requests import errors, services
from yingshang.apps.service_requests.models import Disclosure, Question

SECRETS = ("李小明", "13812345678", WORDS, "赵六一")


@pytest.fixture
def told(world):
    """A request of somebody with an account, with the unit that handles it."""
    report = world.dispatched(reporter=a_person(name="赵六一"))
    world.settle(report, "sign", "signed", world.handler)
    return report


def everything_of(client, world, person, number):
    client.force_login(person)
    addresses = (
        "/requests/",
        f"/requests/{number}/",
        f"/cases/{number}/",
        "/cases/?scope=all",
        "/requests/?words=占道费",
        "/requests/?words=13812345678",
        "/cases/?words=李小明",
        "/ledgers/request_general/",
        "/requests/rates/",
        "/messages/",
        "/desk/",
        "/answers/",
    )
    pages = []
    for address in addresses:
        response = client.get(address, follow=True)
        assert response.status_code < 500, address
        # What the reader has just typed comes back to them.
        typed = address.partition("words=")[2]
        text = response.content.decode()
        pages.append(text.replace(typed, "").replace(quote(typed), "") if typed else text)
    api = client.get("/api/requests/mine").content.decode()
    return "".join([*pages, api])


def test_no_page_search_or_timeline_of_the_unit_names_the_reporter(client, world, told):
    number = told.request.case.number
    shown = everything_of(client, world, world.handler, number)
    assert "幸福路门前有人收占道费" in shown
    assert [secret for secret in SECRETS if secret in shown] == []


def test_the_ledger_of_facts_holds_no_name(world, told):
    payloads = " ".join(str(event.payload) for event in Event.objects.order_by("sequence"))
    assert [secret for secret in SECRETS if secret in payloads] == []


def test_another_unit_finds_nothing(client, world, told):
    client.force_login(world.stranger)
    assert client.get(f"/requests/{told.request.case.number}/").status_code == 404
    assert "占道费" not in client.get("/requests/").content.decode()


def test_the_office_that_received_it_sees_who_it_is_by_a_logged_look(client, world, told, caplog):
    client.force_login(world.clerk)
    address = f"/requests/{told.request.case.number}/"
    assert "13812345678" not in client.get(address).content.decode()
    with caplog.at_level("INFO", logger="yingshang.access"):
        shown = client.post(f"{address}reveal/").content.decode()
    assert "13812345678" in shown
    assert "service_requests.reporter" in caplog.text


def test_the_unit_is_refused_until_the_reporter_agrees(world, told):
    given = {"request_id": told.request_id, "actor": world.handler, "at": world.at}
    with pytest.raises(errors.NotDisclosedError):
        services.read_identity(**given)
    assert services.ask_disclosure(**given, reason="需要现场核实") == 1
    with pytest.raises(errors.NotDisclosedError):
        services.read_identity(**given)
    asked = Disclosure.objects.get()
    answer = {"disclosure_id": asked.pk, "report_id": told.pk, "at": world.at}
    services.answer_disclosure(**answer, agrees=True)
    services.answer_disclosure(**answer, agrees=False)
    with pytest.raises(errors.NotDisclosedError):
        services.read_identity(**given)
    services.answer_disclosure(**answer, agrees=True)
    [found] = services.read_identity(**given)
    assert found.name == "李小明"
    with pytest.raises(errors.DisclosedAlreadyError):
        services.answer_disclosure(**answer, agrees=False)


def test_what_one_unit_may_know_another_may_not(world, told):
    services.ask_disclosure(
        request_id=told.request_id, reason="核实", actor=world.handler, at=world.at
    )
    asked = Disclosure.objects.get()
    services.answer_disclosure(disclosure_id=asked.pk, report_id=told.pk, agrees=True, at=world.at)
    with pytest.raises(PermissionDenied):
        services.read_identity(request_id=told.request_id, actor=world.stranger, at=world.at)


def test_one_question_waits_and_its_answer_is_without_names(world, told):
    given = {"request_id": told.request_id, "actor": world.handler, "at": world.at}
    services.ask_reporter(**given, words="每天几点来收？")
    with pytest.raises(errors.QuestionWaitsError):
        services.ask_reporter(**given, words="再问一句")
    services.answer_question(report_id=told.pk, words="早上六点，找李小明就行", at=world.at)
    question = Question.objects.get()
    assert question.own_answer == "早上六点，找李小明就行"
    assert "李小明" not in question.answer
    with pytest.raises(errors.NotYoursToAnswerError):
        services.answer_question(report_id=told.pk, words="补充", at=world.at)
