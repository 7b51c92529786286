"""The urging list: who is on it, who is told, once a duty and day, and who may not."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied

from tests.apps.directory.factories import DeputyFactory, PostFactory, UnitFactory, holder_of
from tests.apps.messages.factories import with_rules
from tests.apps.obligations.factories import ObligationFactory, a_liaison, local, the_lead_office
from tests.conftest import TODAY
from yingshang.apps.directory.models import Role
from yingshang.apps.ledger.models import Event
from yingshang.apps.ledger.selectors import timeline
from yingshang.apps.messages.errors import UnknownTemplateError
from yingshang.apps.messages.models import Digest, Message, Reminder
from yingshang.apps.obligations import services
from yingshang.apps.obligations.models import CoHolder, State, Urging
from yingshang.apps.obligations.services import Urged
from yingshang.engines.packs.reading import read_pack

PAGE, SEND = "/desk/urging/", "/desk/urging/send"
PAST, FAR = date(2024, 11, 8), date(2024, 12, 25)
TEXTS = [
    {
        "code": code,
        "version": 1,
        "subject": {"zh-hans": f"{word}：{{unit}}{{count}}项"},
        "body": {"zh-hans": "{lines}"},
    }
    for code, word in (("digest", "提醒"), ("urging", "催办"), ("urging_asked", "商请"))
]


@pytest.fixture(autouse=True)
def _rules():
    with_rules(templates=TEXTS, rules=[])


def urge(at=TODAY, *, actor=None, unit=None):
    return services.urge(actor=actor or the_lead_office(), at=at, unit_id=unit.pk if unit else None)


def late(unit=None, **others):
    return ObligationFactory(holder_unit=unit or UnitFactory(), due_on=PAST, **others)


def seen(client, person=None):
    client.force_login(person or the_lead_office())
    response = client.get(PAGE)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(part):
    return " ".join(part.get_text(" ", strip=True).split())


def test_the_list_holds_what_is_late_or_nearly_due_and_not_reported(client):
    unit = UnitFactory()
    late(unit, title_zh="逾期的")
    ObligationFactory(holder_unit=unit, due_on=date(2024, 11, 19), title_zh="临期的")
    ObligationFactory(holder_unit=unit, due_on=FAR, title_zh="还早的")
    late(unit, title_zh="停的", state=State.SUSPENDED)
    late(unit, title_zh="报了的", claimed_at=local(FAR), claimed_by=a_liaison(unit))
    assert [th.text for th in seen(client).select("tbody th")] == ["逾期的", "临期的"]


def test_units_with_most_overdue_come_first_and_asked_ones_last(client):
    one, two, court = UnitFactory(rank=1), UnitFactory(rank=2), UnitFactory(court=True, rank=0)
    for unit, count in ((one, 1), (two, 2), (court, 3)):
        for _ in range(count):
            late(unit)
    page = seen(client)
    heads = [words(h2) for h2 in page.select("section.urged h2")]
    assert heads == [str(two), str(one), f"{court} 商请，不督查"]
    assert "商请" in words(page.select("section.urged")[-1].button)


def test_a_row_names_who_is_told_how_late_it_is_and_when_it_was_said(client):
    unit = UnitFactory()
    person, row = a_liaison(unit), late(unit)
    digest = Digest.objects.create(person=person, on=date(2024, 11, 11), made_at=local(PAST))
    Reminder.objects.create(
        digest=digest,
        person=person,
        occasion="x",
        place=0,
        url=f"/desk/obligations/{row.pk}/",
        rule="urge",
        template="urge",
        template_version=1,
        heading="催办",
        title="x",
        line="x",
    )
    urge(local(date(2024, 11, 13), 9))
    text = words(seen(client).select_one("tbody tr"))
    for said in (person.name, "已超 6 个工作日", "2024年11月8日", "2024年11月13日"):
        assert said in text


def test_urging_a_unit_tells_its_holder_and_leader_in_one_message_each(client):
    unit, other = UnitFactory(), UnitFactory()
    people = {a_liaison(unit), holder_of(Role.UNIT_LEADER, unit)}
    a_liaison(other)
    late(unit, title_zh="甲事"), late(unit, title_zh="乙事"), late(other)
    assert urge(unit=unit) == Urged(1, 2)
    here = Message.objects.filter(channel="in_app")
    assert {each.person for each in here} == people
    assert here.count() == 2
    assert here[0].subject == f"催办：{unit.official_name_zh}2项"
    assert "甲事：期限2024年11月8日，已超" in here[0].body


def test_a_duty_is_urged_once_a_day_and_a_new_one_still_is(client):
    unit = UnitFactory()
    a_liaison(unit)
    late(unit)
    assert urge() == Urged(1, 1)
    assert urge(TODAY + timedelta(hours=1)) == Urged(0, 0)
    late(unit)
    assert urge() == Urged(1, 1)
    assert urge(TODAY + timedelta(days=1)) == Urged(1, 2)
    assert Message.objects.filter(channel="in_app").count() == 3
    assert Event.objects.filter(kind="obligations.urged").count() == 3


def test_a_unit_that_is_asked_is_asked(client):
    court = UnitFactory(court=True)
    person, row = a_liaison(court), late(court)
    urge()
    assert Message.objects.get(person=person, channel="in_app").subject.startswith("商请：")
    [event] = timeline("obligations.obligation", str(row.pk), person).rows
    assert event.sentence == f"牵头办商请{court.official_name_zh}：1项事项逾期或临期。"


def test_it_shows_in_the_timeline_of_every_duty(client):
    unit = UnitFactory()
    rows = [late(unit), late(unit)]
    urge()
    for row in rows:
        [event] = timeline("obligations.obligation", str(row.pk), a_liaison(unit)).rows
        assert event.sentence == f"牵头办催办{unit.official_name_zh}：2项事项逾期或临期。"


def test_a_unit_beside_the_holder_is_told_too(client):
    row, beside = late(), UnitFactory()
    CoHolder.objects.create(obligation=row, unit=beside)
    person = a_liaison(beside)
    urge()
    assert Message.objects.filter(person=person, channel="in_app").count() == 1


def test_a_deputy_is_told_once(client):
    unit = UnitFactory()
    deputy = DeputyFactory(post=PostFactory(unit=unit, role=Role.LIAISON)).person
    late(unit)
    urge()
    assert Message.objects.filter(person=deputy, channel="in_app").count() == 1


def test_the_buttons_send_and_then_say_that_it_is_done(client):
    unit, other = UnitFactory(), UnitFactory()
    late(unit), late(other)
    client.force_login(the_lead_office())
    page = client.post(SEND, {"unit": str(unit.pk)}, follow=True).content.decode()
    assert "已向1个单位发送，涉及1项事项" in page
    assert "今日已催办" in page
    assert Urging.objects.count() == 1
    assert "已向1个单位发送" in client.post(SEND, {}, follow=True).content.decode()
    assert "未重复发送" in client.post(SEND, {}, follow=True).content.decode()
    assert not BeautifulSoup(client.get(PAGE).content, "html.parser").select(
        "form[action='/desk/urging/send']"
    )


def test_a_nonsense_unit_is_refused_and_nobody_is_urged(client):
    late()
    client.force_login(the_lead_office())
    page = client.post(SEND, {"unit": "x"}, follow=True).content.decode()
    assert "请选择名单中的单位" in page
    assert not Urging.objects.exists()


def test_a_pack_without_the_words_is_said_and_nothing_is_recorded(client):
    with_rules(at=TODAY, templates=TEXTS[:1], rules=[])
    a_liaison(late().holder_unit)
    client.force_login(the_lead_office())
    assert "urging" in client.post(SEND, {}, follow=True).content.decode()
    with pytest.raises(UnknownTemplateError):
        urge()
    assert not Urging.objects.exists()


@pytest.mark.parametrize(
    "role", [Role.LIAISON, Role.UNIT_LEADER, Role.SUPERVISION_OFFICE, Role.CITY_LEADER]
)
def test_only_the_lead_office_urges(client, role):
    late()
    person = holder_of(role)
    client.force_login(person)
    assert client.get(PAGE).status_code == client.post(SEND, {}).status_code == 403
    with pytest.raises(PermissionDenied):
        urge(actor=person)


def test_an_empty_list_says_what_would_fill_it(client):
    assert "没有需要催办的事项" in words(seen(client))


def test_a_long_list_of_a_unit_is_cut_and_leads_to_the_whole(client):
    unit = UnitFactory()
    ObligationFactory.create_batch(20, holder_unit=unit, due_on=PAST)
    section = seen(client).select_one("section.urged")
    assert len(section.select("tbody tr")) == 15
    assert "另有5项" in words(section)
    assert "共20项，逾期20项" in words(section)


def test_many_units_take_as_many_queries_as_one(client, django_assert_max_num_queries):
    client.force_login(the_lead_office())
    late()
    client.get(PAGE)
    with django_assert_max_num_queries(40) as one:
        client.get(PAGE)
    for _ in range(15):
        a_liaison(late().holder_unit)
    urge()
    with django_assert_max_num_queries(len(one)):
        client.get(PAGE)


def test_the_city_pack_has_the_words(request):
    pack = read_pack(request.config.rootpath / "packs/liaoyuan-2024")
    codes = {each.code for each in pack.models["reminders.yaml"].templates}
    assert {"urging", "urging_asked"} <= codes
