"""A recomputation tells those concerned which of their dates moved, old and new."""

from datetime import date

import pytest

from tests.apps.directory.factories import PersonFactory, PostFactory, UnitFactory
from tests.apps.messages.factories import with_rules
from tests.apps.obligations.factories import installed, local, measured, the_lead_office
from yingshang.apps.directory.models import Designation, Role
from yingshang.apps.ledger.models import Delivery, Event
from yingshang.apps.ledger.services import deliver_due, run_next_job
from yingshang.apps.messages.errors import UnknownTemplateError
from yingshang.apps.messages.models import Message
from yingshang.apps.obligations import services
from yingshang.apps.obligations.models import CoHolder, Obligation
from yingshang.apps.obligations.services.concerned import LINES_SHOWN
from yingshang.engines.timelimits import parse_length

START = date(2024, 4, 22)
NOTICE = [("2024-05-20", "holiday")]
OLD, NEW = "2024年5月21日", "2024年5月22日"
TEXTS = [
    {
        "code": code,
        "version": 1,
        "subject": {"zh-hans": f"{word}：{{unit}}{{count}}项", "en": f"{word} {{unit}} {{count}}"},
        "body": {"zh-hans": "{lines}", "en": "{lines}"},
    }
    for code, word in (("digest", "提醒"), ("dates_moved", "期限调整"))
]


@pytest.fixture(autouse=True)
def _rules():
    with_rules(templates=TEXTS, rules=[])


@pytest.fixture
def unit():
    """A unit with a liaison whom it designated, and another one."""
    unit = UnitFactory()
    for name in ("designated", "other"):
        post = PostFactory(unit=unit, role=Role.LIAISON, person__email="")
        setattr(unit, name, post.person)
    Designation.objects.create(unit=unit, person=unit.designated, valid_from=START)
    return unit


def owed(unit, key="1", **values):
    row = measured(start=START, holder=unit, key=key)
    Obligation.objects.filter(pk=row.pk).update(**values)
    return row


def recomputed(notice=NOTICE):
    """A new notice comes, and the worker does all that follows."""
    installed(days=notice)
    services.start_recompute(title="重算", actor=the_lead_office(), at=local(START))
    run_next_job()
    deliver_due()


def told():
    return {row.person: row for row in Message.objects.all()}


def test_the_designated_person_gets_old_and_new_day(unit):
    installed()
    row = owed(unit)
    recomputed()
    message = told().pop(unit.designated)
    assert unit.official_name_zh in message.subject
    assert (message.template, message.template_version) == ("dates_moved", 1)
    assert f"{row.title_zh}：{OLD} → {NEW}" in message.body
    assert unit.other not in told()


def test_who_holds_the_duty_in_person_is_told_instead(unit):
    installed()
    owed(unit, holder_person=unit.other)
    recomputed()
    assert set(told()) == {unit.other}


def test_many_dates_come_in_one_message_that_stays_short(unit):
    installed()
    for number in range(LINES_SHOWN + 2):
        owed(unit, key=str(number))
    recomputed()
    [message] = told().values()
    lines = message.body.splitlines()
    assert len(lines) == LINES_SHOWN + 1
    assert "2" in lines[-1]
    assert f"{LINES_SHOWN + 2}项" in message.subject


def test_a_unit_beside_the_holder_is_told_as_well(unit):
    beside = PostFactory(role=Role.LIAISON, person__email="")
    installed()
    CoHolder.objects.create(obligation=owed(unit), unit=beside.unit)
    recomputed()
    assert set(told()) == {unit.designated, beside.person}


def test_each_run_tells_of_its_own_moves_and_once(unit):
    installed()
    owed(unit)
    recomputed()
    run = Event.objects.get(kind="obligations.dates_recomputed")
    assert services.tell_moved(run=run, at=local(START)) == 0
    recomputed()
    assert Message.objects.count() == 1
    recomputed(notice=[*NOTICE, ("2024-05-21", "holiday")])
    assert Message.objects.count() == 2
    assert Message.objects.filter(body__contains=f"{NEW} → 2024年5月23日").count() == 1


def test_what_did_not_move_by_the_calendar_is_not_told(unit):
    installed()
    row = owed(unit)
    services.extend(
        obligation_id=row.pk,
        length=parse_length("3wd"),
        reason="案情复杂",
        asked_on=date(2024, 5, 6),
        actor=the_lead_office(),
        at=local(date(2024, 5, 6)),
    )
    recomputed(notice=())
    assert not Message.objects.exists()


def test_the_words_come_in_the_language_of_the_person(unit):
    installed()
    row = owed(unit, holder_person=PersonFactory(language="en", email=""))
    recomputed()
    [message] = told().values()
    assert message.subject.startswith("期限调整 ")
    assert "→" in message.body
    assert (row.title_en or row.title_zh) in message.body


def test_a_pack_without_the_words_is_seen_by_the_administrator_and_loses_nothing(unit):
    with_rules(templates=TEXTS[:1], rules=[])
    installed()
    owed(unit)
    recomputed()
    owing = Delivery.objects.get(subscriber="obligations.tell_moved")
    assert owing.done_at is None
    assert UnknownTemplateError.__name__ in owing.last_error
