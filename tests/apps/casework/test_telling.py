"""Applicants hear by message what happens to their case and what they have to do."""

from datetime import timedelta
from pathlib import Path

import pytest
import yaml

from tests.apps.casework.factories import CLUB, a_world, local
from yingshang.apps.casework import services
from yingshang.apps.casework.services.telling import TOLD, remind_applicants, tell_applicant
from yingshang.apps.ledger.models import Event
from yingshang.apps.ledger.services import deliver_due
from yingshang.apps.messages.models import Message
from yingshang.apps.messages.services import take_over_rules
from yingshang.engines.packs.schema.reminders import Reminders

PACK = Path(__file__).parents[3] / "packs/liaoyuan-2024/reminders.yaml"
ITEMS = [{"what": "club_name", "zh": "名称不清楚。", "en": "The name is not clear."}]
HELD = "    name: {zh-hans: 实地查看, en: Look}\n    holder: market_regulation\n"
OWN = "    name: {zh-hans: 实地查看, en: Look}\n    performer: applicant\n"


@pytest.fixture(autouse=True)
def words(world):
    with_words(world)


def with_words(world):
    rules = Reminders.model_validate(yaml.safe_load(PACK.read_text(encoding="utf-8")))
    take_over_rules(pack_id="testing", release_digest="9" * 64, rules=rules, at=world.at)


def told(person):
    rows = Message.objects.filter(person=person, channel="in_app").order_by("pk")
    return list(rows.values_list("template", flat=True))


def test_an_applicant_hears_of_a_correction_once_and_how_often_it_is_delivered(world):
    case = world.submitted()
    services.ask_correction(case_id=case.pk, items=ITEMS, actor=world.clerk, at=world.at)
    deliver_due()
    for event in Event.objects.filter(kind__in=TOLD):
        tell_applicant(event=event, at=world.at)
    assert told(world.applicant) == ["case_correction"]
    message = Message.objects.get(person=world.applicant, channel="in_app")
    assert case.number in message.subject
    assert "1处" in message.body
    assert message.url == f"/my/{case.number}/"


def test_an_applicant_hears_of_acceptance_lateness_and_the_end(world):
    case = world.running()
    late = local(world.at.date() + timedelta(days=30))
    step = world.step(case, "look")
    services.explain_lateness(step_id=step.pk, reason="大雪封路", actor=world.leader, at=late)
    world.settle(case, "look", "poor", actor=world.leader, reason="太小", at=late)
    deliver_due()
    assert sorted(told(world.applicant)) == ["case_accepted", "case_ended", "case_late"]
    assert "大雪封路" in Message.objects.filter(template="case_late")[0].body


def test_a_pack_without_the_words_tells_nothing_and_breaks_nothing(world):
    rules = Reminders.model_validate(yaml.safe_load(PACK.read_text(encoding="utf-8")))
    bare = [each for each in rules.templates if not each.code.startswith("case_")]
    fewer = rules.model_copy(update={"templates": tuple(bare)})
    later = world.at + timedelta(seconds=1)
    take_over_rules(pack_id="testing", release_digest="8" * 64, rules=fewer, at=later)
    world.running()
    assert deliver_due()
    assert told(world.applicant) == []


def test_a_step_of_the_applicant_is_reminded_of_once_from_the_day_before_its_last():
    world = a_world(CLUB.replace(HELD, OWN))
    with_words(world)
    case = world.running()
    last = world.step(case, "look").promised_on
    assert remind_applicants(at=local(last - timedelta(days=2), 8)) == 0
    assert remind_applicants(at=local(last - timedelta(days=1), 8))
    assert remind_applicants(at=local(last, 8)) == 0
    assert told(world.applicant) == ["case_step_due"]
    assert "实地查看" in Message.objects.filter(template="case_step_due")[0].body
