"""Inbox, wishes, rules, and what did not arrive."""

from datetime import date, time, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.apps.directory.factories import PersonFactory, UnitFactory, holder_of
from tests.apps.messages.factories import a_due, a_message, local, remind_on, with_rules
from yingshang.apps.directory.models import Role
from yingshang.apps.ledger.models import Event
from yingshang.apps.messages.models import Channel, Message, Preference, State
from yingshang.apps.messages.selectors.inbox import PAGE, inbox

pytestmark = pytest.mark.django_db
MONDAY = date(2024, 11, 18)


@pytest.fixture
def person(client):
    person = holder_of(Role.LIAISON)
    client.force_login(person)
    return person


@pytest.fixture
def caretaker(client):
    person = holder_of(Role.LEAD_OFFICE)
    client.force_login(person)
    return person


def soup(client, url):
    return BeautifulSoup(client.get(url).content, "html.parser")


def test_unread_ones_come_first_then_the_newest_day(client, person):
    old, new = (local(MONDAY - timedelta(days=days)) for days in (9, 2))
    unread = a_message(person, queued_at=old)
    read = a_message(person, queued_at=new, state=State.READ, read_at=new)
    shown = [each.get_text() for each in soup(client, reverse("messages:inbox")).select("h3")]
    assert shown == [unread.subject, read.subject]


def test_an_e_mail_is_not_in_the_inbox(client, person):
    a_message(person, channel=Channel.EMAIL)
    assert not soup(client, reverse("messages:inbox")).select("article")


def test_nobody_sees_what_is_for_somebody_else(client, person):
    other = a_message(PersonFactory())
    assert not soup(client, reverse("messages:inbox")).select("article")
    assert client.post(reverse("messages:read", args=[other.pk])).status_code == 404


def test_opening_marks_as_read_and_leads_on(client, person):
    letter = a_message(person, url="/units/")
    answer = client.post(reverse("messages:read", args=[letter.pk]), {"next": "/units/"})
    assert (answer.status_code, answer.url) == (302, "/units/")
    letter.refresh_from_db()
    assert (letter.state, letter.read_at is None) == (State.READ, False)


def test_a_message_leads_nowhere_outside(client, person):
    letter = a_message(person)
    answer = client.post(
        reverse("messages:read", args=[letter.pk]), {"next": "https://evil.example"}
    )
    assert answer.url == reverse("messages:inbox")


def test_everything_can_be_marked_at_once(client, person):
    a_message(person)
    a_message(person)
    others = a_message(PersonFactory())
    client.post(reverse("messages:read_all"))
    others.refresh_from_db()
    assert not Message.objects.inbox_of(person.pk).unread().exists()
    assert others.state == State.SENT


def test_the_masthead_counts_what_is_unread(client, person):
    assert "新消息" not in soup(client, "/").select_one(".masthead").get_text()
    a_message(person)
    a_message(person)
    assert "2 条新消息" in soup(client, "/").select_one(".masthead").get_text()


def test_pages_follow_one_another_by_key_and_miss_nothing(person):
    for number in range(2 * PAGE + 3):
        at = local(MONDAY - timedelta(days=number // 4))
        read = {"state": State.READ, "read_at": at} if number % 3 else {}
        a_message(person, queued_at=at, **read)
    seen, after = [], ""
    while True:
        page = inbox(person, after=after)
        seen += [letter.pk for day in page.days for letter in day.letters]
        after = page.after
        if not after:
            break
    assert len(seen) == len(set(seen)) == 2 * PAGE + 3


@pytest.mark.parametrize("key", ["x", "1~x~y", "0~2024-11-18T09:00:00+08:00~", "9" * 400])
def test_an_unreadable_key_begins_at_the_start(client, person, key):
    a_message(person)
    answer = client.get(reverse("messages:inbox"), {"after": key})
    assert "退回月报" in answer.content.decode()


def test_only_unread_ones_on_request(client, person):
    at = local(MONDAY)
    a_message(person, state=State.READ, read_at=at)
    page = soup(client, reverse("messages:inbox") + "?show=unread")
    assert "消息都看过了。" in page.get_text()


def test_a_full_inbox_takes_as_many_queries_as_a_small_one(client, person):
    with_rules()
    dues = [a_due(UnitFactory(), person_id=person.pk) for _ in range(3)]
    counts = []
    for day in (date(2024, 11, 26), date(2024, 11, 27), date(2024, 11, 28)):
        remind_on(day, dues)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("messages:inbox"))
        counts.append(len(asked))
    assert len(set(counts)) == 1, counts


def test_a_digest_shows_each_duty_with_light_and_way(client, person):
    with_rules()
    remind_on(date(2024, 11, 26), [a_due(UnitFactory(), person_id=person.pk, light="overdue")])
    page = soup(client, reverse("messages:inbox"))
    assert page.select_one("article h4").get_text() == "催办"
    assert page.select_one("article .light--overdue")
    assert page.select_one("article a.entry__title")["href"].startswith("/returns/")


def test_wishes_are_kept_and_told_to_the_ledger(client, person):
    given = {"wants_email": "", "digest_hour": "14", "quiet_from": "19:00", "quiet_to": "08:00"}
    assert client.post(reverse("messages:preferences"), given).status_code == 302
    chosen = Preference.objects.get()
    assert (chosen.wants_email, chosen.digest_hour) == (False, 14)
    assert (chosen.quiet_from, chosen.quiet_to) == (time(19), time(8))
    [event] = Event.objects.filter(kind="messages.preferences_changed")
    assert event.actor_id == person.pk
    shown = soup(client, reverse("messages:preferences"))
    assert shown.select_one("select[name=digest_hour] option[selected]")["value"] == "14"


def test_wishes_can_follow_the_city_again(client, person):
    Preference.objects.create(person=person, digest_hour=5)
    client.post(reverse("messages:preferences"), {"wants_email": "on"})
    assert Preference.objects.get().digest_hour is None


@pytest.mark.parametrize(
    "given",
    [
        {"quiet_from": "19:00"},
        {"quiet_to": "7"},
        {"digest_hour": "24"},
        {"quiet_from": "19:00", "quiet_to": "spät"},
    ],
)
def test_impossible_wishes_are_answered_with_a_sentence(client, person, given):
    answer = client.post(reverse("messages:preferences"), given)
    assert answer.status_code == 422
    assert BeautifulSoup(answer.content, "html.parser").select_one(".field__error")
    assert not Preference.objects.exists()


def test_the_page_says_that_there_is_no_mail_server_and_no_address(client, person, settings):
    settings.EMAIL_HOST = ""
    person.email = ""
    person.save()
    words = soup(client, reverse("messages:preferences")).get_text()
    assert "还没有配置邮件服务器" in words
    assert "您还没有填写邮箱" in words


def test_the_lead_office_reads_rules_and_words(client, caretaker):
    with_rules()
    words = soup(client, reverse("messages:rules")).get_text()
    assert "之前 5 日" in words
    assert "之后 1 个工作日，此后每 1 个工作日一次" in words
    assert "临近报送" in words


def test_without_rules_the_page_says_what_to_do(client, caretaker):
    assert "reminders.yaml" in soup(client, reverse("messages:rules")).get_text()


def test_what_was_given_up_is_shown_with_its_reason_and_sent_again(client, caretaker):
    letter = a_message(
        PersonFactory(email="zhang@example.cn"),
        channel=Channel.EMAIL,
        state=State.UNDELIVERABLE,
        ended_at=local(MONDAY),
        last_error="550 no mailbox",
        attempts=3,
    )
    words = soup(client, reverse("messages:undelivered")).get_text()
    assert "550 no mailbox" in words
    assert "z***@example.cn" in words
    assert "zhang@" not in words
    client.post(reverse("messages:retry", args=[letter.pk]))
    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == (State.FAILED, 0)
    again = client.post(reverse("messages:retry", args=[letter.pk]), follow=True)
    assert "不需要人工处理" in again.content.decode()
