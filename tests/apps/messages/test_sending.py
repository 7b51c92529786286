"""E-mail leaves over real SMTP, in time, once, and nothing is lost on the way."""

import email
import email.policy
from datetime import date, time, timedelta

import pytest

from tests.apps.directory.factories import PersonFactory, holder_of
from tests.apps.messages.factories import a_message, local, with_rules
from tests.apps.messages.mailroom import free_port, point_to, served
from yingshang.apps.directory.models import Role
from yingshang.apps.ledger.models import Event
from yingshang.apps.messages import channels
from yingshang.apps.messages.errors import NotUndeliverableError
from yingshang.apps.messages.models import Channel, Message, Preference, State
from yingshang.apps.messages.services import retry, send_due, sending

pytestmark = pytest.mark.django_db
NINE = local(date(2024, 11, 18), 9)


@pytest.fixture
def person():
    return PersonFactory(email="zhang@example.cn")


@pytest.fixture
def letter(person):
    return a_message(person, channel=Channel.EMAIL)


def read(envelope):
    return email.message_from_bytes(envelope.content, policy=email.policy.default)


def test_an_e_mail_arrives_as_it_was_written(letter, settings):
    with served(settings) as (box, _):
        assert send_due(at=NINE) == 1
    [envelope] = box.arrived
    mail = read(envelope)
    assert (envelope.mail_from, envelope.rcpt_tos) == ("ys@city.example.cn", ["zhang@example.cn"])
    assert mail["Subject"] == letter.subject
    assert mail["Message-ID"] == channels.message_id(letter.key)
    assert mail.get_content().strip() == letter.body
    letter.refresh_from_db()
    assert (letter.state, letter.sent_at, letter.attempts) == (State.SENT, NINE, 1)


def test_what_is_sent_is_not_sent_again(letter, settings):
    with served(settings) as (box, _):
        send_due(at=NINE)
        assert send_due(at=NINE + timedelta(days=9)) == 0
    assert len(box.arrived) == 1


def test_many_leave_over_one_connection(person, settings):
    for _ in range(5):
        a_message(person, channel=Channel.EMAIL)
    with served(settings) as (box, server):
        opened = []
        make = server.factory
        server.factory = lambda: opened.append(1) or make()
        assert send_due(at=NINE) == 5
    assert len(box.arrived) == 5
    assert len(opened) <= 1


@pytest.mark.parametrize("scheme", ["smtp+starttls", "smtps"])
def test_tls_with_the_citys_own_authority(letter, settings, tmp_path, scheme):
    with served(settings, scheme, folder=tmp_path) as (box, _):
        assert send_due(at=NINE) == 1
    assert len(box.arrived) == 1


def test_a_certificate_of_nobody_we_know_is_refused(letter, settings, tmp_path):
    with served(settings, "smtps", folder=tmp_path) as (box, _):
        settings.MAIL_CA_FILE = ""
        send_due(at=NINE)
    letter.refresh_from_db()
    assert not box.arrived
    assert letter.state == State.FAILED
    assert "certificate" in letter.last_error.lower()


def test_user_and_password_open_the_door(letter, settings, tmp_path):
    credentials = ("ys", "secret")
    with served(settings, "smtp+starttls", credentials=credentials, folder=tmp_path) as (box, _):
        send_due(at=NINE)
    assert (box.users, len(box.arrived)) == (["ys"], 1)


def test_a_wrong_password_is_tried_again_later(letter, settings, tmp_path):
    credentials = ("ys", "secret")
    with served(settings, "smtp+starttls", credentials=credentials, folder=tmp_path):
        settings.EMAIL_HOST_PASSWORD = "wrong"
        send_due(at=NINE)
    letter.refresh_from_db()
    assert letter.state == State.FAILED
    assert letter.next_attempt_at > NINE


def test_without_a_mail_server_e_mail_waits(letter, settings):
    settings.EMAIL_HOST = ""
    assert send_due(at=NINE) == 0
    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == (State.WAITING, 0)


def test_a_server_that_is_down_is_not_asked_for_every_message(person, settings):
    for _ in range(3):
        a_message(person, channel=Channel.EMAIL)
    point_to(settings, f"smtp://127.0.0.1:{free_port()}")
    send_due(at=NINE)
    assert sorted(Message.objects.values_list("attempts", flat=True)) == [0, 0, 1]


def test_a_server_that_comes_back_gets_everything(letter, settings):
    point_to(settings, f"smtp://127.0.0.1:{free_port()}")
    send_due(at=NINE)
    letter.refresh_from_db()
    assert letter.state == State.FAILED
    with served(settings) as (box, _):
        assert send_due(at=NINE + timedelta(seconds=59)) == 0
        assert send_due(at=NINE + timedelta(seconds=60)) == 1
    assert len(box.arrived) == 1


def test_an_address_that_does_not_exist_is_shown_to_somebody_at_once(letter, settings):
    with served(settings) as (box, _):
        box.answers["zhang@example.cn"] = "550 no mailbox zhang@example.cn"
        send_due(at=NINE)
    letter.refresh_from_db()
    assert letter.state == State.UNDELIVERABLE
    assert letter.last_error == "550 no mailbox z***@example.cn"
    [event] = Event.objects.filter(kind="messages.undeliverable")
    assert event.payload["reason"] == letter.last_error


def test_one_bad_address_does_not_stop_the_others(letter, settings):
    a_message(PersonFactory(email="li@example.cn"), channel=Channel.EMAIL)
    with served(settings) as (box, _):
        box.answers["zhang@example.cn"] = "550 no"
        assert send_due(at=NINE) == 2
    assert [each.rcpt_tos for each in box.arrived] == [["li@example.cn"]]


def test_a_full_mailbox_is_tried_ten_times_over_twelve_days(letter, settings):
    at = NINE
    with served(settings) as (box, _):
        box.answers["zhang@example.cn"] = "452 mailbox full"
        while letter.state in {State.WAITING, State.FAILED}:
            at = letter.next_attempt_at
            assert send_due(at=at) == 1
            letter.refresh_from_db()
    assert (letter.state, letter.attempts) == (State.UNDELIVERABLE, 10)
    assert timedelta(days=11) < at - NINE < timedelta(days=13)


def test_content_that_is_refused_for_good_is_given_up(letter, settings):
    with served(settings) as (box, _):
        box.answer_to_data = "554 looks like spam"
        send_due(at=NINE)
    letter.refresh_from_db()
    assert letter.state == State.UNDELIVERABLE


def test_an_impossible_address_is_given_up(settings):
    letter = a_message(PersonFactory(email="nobody at all"), channel=Channel.EMAIL)
    with served(settings):
        send_due(at=NINE)
    letter.refresh_from_db()
    assert letter.state == State.UNDELIVERABLE


def test_in_quiet_hours_nothing_leaves(letter, settings):
    with_rules()
    with served(settings) as (box, _):
        send_due(at=local(date(2024, 11, 18), 21))
        assert not box.arrived
        assert send_due(at=local(date(2024, 11, 19), 7, 29)) == 0
        assert send_due(at=local(date(2024, 11, 19), 7, 30)) == 1
    letter.refresh_from_db()
    assert letter.attempts == 1


def test_ones_own_quiet_hours_count_more_than_the_citys(letter, person, settings):
    with_rules()
    Preference.objects.create(person=person, quiet_from=time(8), quiet_to=time(10))
    with served(settings) as (box, _):
        send_due(at=NINE)
        assert not box.arrived
        letter.refresh_from_db()
        assert letter.next_attempt_at == local(date(2024, 11, 18), 10)


@pytest.mark.parametrize(
    "change",
    [
        lambda person: Preference.objects.create(person=person, wants_email=False),
        lambda person: type(person).objects.filter(pk=person.pk).update(is_active=False),
        lambda person: type(person).objects.filter(pk=person.pk).update(email=""),
    ],
    ids=["unwanted", "account closed", "no address"],
)
def test_what_nobody_would_read_is_withdrawn(letter, person, settings, change):
    change(person)
    with served(settings) as (box, _):
        send_due(at=NINE)
    letter.refresh_from_db()
    assert letter.state == State.WITHDRAWN
    assert letter.last_error
    assert not box.arrived


def test_a_server_connected_late_does_not_send_old_news(letter, settings):
    with served(settings) as (box, _):
        send_due(at=NINE + timedelta(days=4))
    letter.refresh_from_db()
    assert (letter.state, box.arrived) == (State.WITHDRAWN, [])


def test_a_caretaker_sends_it_again(letter, settings):
    with served(settings) as (box, _):
        box.answers["zhang@example.cn"] = "550 no"
        send_due(at=NINE)
        box.answers.clear()
        week_later = NINE + timedelta(days=7)
        retry(message_id=letter.pk, actor=holder_of(Role.LEAD_OFFICE), at=week_later)
        send_due(at=week_later)
    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == (State.SENT, 1)
    assert Event.objects.filter(kind="messages.retried").count() == 1


def test_what_does_not_wait_for_a_person_cannot_be_retried(letter):
    with pytest.raises(NotUndeliverableError):
        retry(message_id=letter.pk, actor=holder_of(Role.ADMINISTRATOR), at=NINE)


class KilledError(BaseException):
    """What `kill -9` looks like from within: nothing more is done."""


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_crash_while_sending_repeats_at_most_one(letter, settings, monkeypatch, moment):
    """Killed before or after the server took the message: one copy or two, of one Message-ID."""
    send = channels.Email.send

    def killed(self, message):
        if moment == "after":
            send(self, message)
        raise KilledError

    with served(settings) as (box, _):
        with monkeypatch.context() as patch:
            patch.setattr(channels.Email, "send", killed)
            with pytest.raises(KilledError):
                send_due(at=NINE)
        letter.refresh_from_db()
        assert (letter.state, letter.attempts) == (State.WAITING, 1)
        assert send_due(at=NINE) == 0
        assert send_due(at=NINE + timedelta(minutes=1)) == 1
    assert len(box.arrived) == (2 if moment == "after" else 1)
    assert {read(each)["Message-ID"] for each in box.arrived} == {channels.message_id(letter.key)}


def test_the_note_of_an_attempt_is_there_before_anything_is_sent(letter, settings, monkeypatch):
    seen = []

    def look(_self, message):
        seen.append(Message.objects.get(key=message.key).attempts)
        return channels.Receipt(channels.Outcome.SENT)

    settings.EMAIL_HOST = "127.0.0.1"
    monkeypatch.setattr(sending.Email, "send", look)
    send_due(at=NINE)
    assert seen == [1]
