"""One voice becomes a report, a request and a case, once."""

import dataclasses

import pytest
from django.core.exceptions import PermissionDenied

from tests.apps.service_requests.world import SHOWN, WORDS, a_person
from yingshang.apps.casework.models import Case, Step
from yingshang.apps.directory.permissions import INSTALLATION
from yingshang.apps.ledger.models import Event
from yingshang.apps.service_requests import errors, services
from yingshang.apps.service_requests.models import Report, SamenessProposal
from yingshang.apps.service_requests.services import Consents, Reported


def test_a_report_becomes_a_request_and_a_case_that_waits_at_the_intake(world):
    report = world.report()
    case = Case.objects.get(pk=report.request_id)
    assert (case.applicant, case.enterprise, case.opened_by) == (None, None, None)
    [step] = Step.objects.open().filter(case=case)
    assert (step.code, step.holder_unit) == ("triage", world.intake)
    assert case.promised_on is not None
    assert report.request.topic_decision.proposed == "charges"
    assert report.request.topic_decision.phrases == [["占道费", 1.0]]


def test_the_same_key_and_the_same_number_are_one_report(world):
    first = world.report()
    assert world.report() == first
    numbered = {"channel": "hotline_12345", "outside_number": "GD-1"}
    second = world.report(key="key-2", **numbered)
    assert world.report(key="key-3", **numbered) == second
    assert Report.objects.count() == Case.objects.count() == 2


def test_a_key_that_said_something_else_is_refused(world):
    world.report()
    with pytest.raises(errors.KeyUsedError):
        world.report(words="门前的路灯坏了三天了")
    assert Report.objects.count() == 1


def test_name_number_and_own_words_are_not_in_the_request_nor_the_case_nor_the_ledger(world):
    report = world.report()
    request, case = report.request, Case.objects.get(pk=report.request_id)
    shown = f"{request.title} {request.words} {case.values} {case.title}"
    shown += " ".join(str(event.payload) for event in Event.objects.order_by("sequence"))
    assert SHOWN in shown
    for secret in ("李小明", "13812345678", WORDS):
        assert secret not in shown
    assert report.own_words == WORDS
    rows = Report.objects.extra(select={"raw": "own_words"}).values_list("raw", flat=True)
    assert all(row.startswith("sm4:") for row in rows)


def test_the_names_of_a_known_reporter_are_hidden_too(world):
    report = world.report(
        name="", phone="", reporter=a_person(name="赵六一"), words="赵六一家门前积水"
    )
    assert "赵六一" not in report.request.words


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"class_code": "none"}, errors.ClassUnknownError),
        ({"channel": "none"}, errors.ChannelUnknownError),
        ({"channel": "hotline_12345"}, errors.OutsideNumberMissingError),
        ({"words": " 。 "}, errors.WordsMissingError),
        ({"words": "长" * 8001}, errors.WordsTooLongError),
        ({"phone": "12"}, errors.PhoneError),
        ({"region": "999999"}, errors.RegionUnknownError),
        ({"class_code": "arrears", "phone": ""}, errors.ContactMissingError),
    ],
)
def test_what_is_not_complete_is_refused_and_nothing_is_kept(world, given, fault):
    with pytest.raises(fault) as found:
        world.report(**given)
    assert str(found.value)
    assert not Report.objects.exists()
    assert not Case.objects.exists()


def test_a_place_is_kept_only_where_the_reporter_agreed(world):
    place = ("125.1", "42.9")
    assert world.report(place=place).request.longitude is None
    agreed = Consents(keeps_place=True)
    assert world.report(key="key-2", place=place, consents=agreed).request.longitude is not None


def test_whoever_does_not_receive_requests_enters_none(world):
    given = Reported(channel="phone", class_code="help", words="门前积水三天", key="key-9")
    with pytest.raises(PermissionDenied):
        services.take(reported=given, actor=world.handler, at=world.at)
    report = services.take(reported=given, actor=world.clerk, at=world.at)
    assert report.entered_by == world.clerk


def test_nearly_the_same_words_are_proposed_as_the_same_matter(world):
    first = world.report()
    again = WORDS.replace("每月三百元", "每个月三百元")
    second = world.report(key="key-2", words=again, name="王芳", phone="13900000000")
    [proposal] = SamenessProposal.objects.all()
    assert (proposal.request, proposal.other) == (second.request, first.request)
    assert proposal.ground == "words"
    assert proposal.alike > 500
    assert proposal.phrases


def test_another_matter_of_the_same_caller_is_proposed_as_a_repeat(world):
    world.report()
    world.report(key="key-2", words="东山路下水井盖丢了很危险", name="", phone="138-1234-5678")
    [proposal] = SamenessProposal.objects.all()
    assert proposal.ground == "reporter"


def test_everything_of_a_report_is_kept_or_nothing(world, monkeypatch):
    def broken(*_args, **_named):
        raise RuntimeError

    module = "yingshang.apps.service_requests.services.taking.follow_request"
    monkeypatch.setattr(module, broken)
    with pytest.raises(RuntimeError):
        world.report()
    assert not Case.objects.exists()
    assert dataclasses.is_dataclass(Reported)
    assert INSTALLATION.pk is None
