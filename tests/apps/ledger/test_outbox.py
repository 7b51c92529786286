"""Whoever must be told is told once, or later, or a person hears of it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from tests.apps.ledger.factories import BookLent, PersonFactory, ShelfInspected, lend
from tests.conftest import TODAY
from yingshang.apps.ledger import permissions
from yingshang.apps.ledger.decisions import MAX_ATTEMPTS, wait_after
from yingshang.apps.ledger.errors import NotDeadError
from yingshang.apps.ledger.models import Delivery, Event
from yingshang.apps.ledger.services import (
    advance_clock,
    deliver_due,
    prune_delivered,
    record,
    retry,
    stand_at,
    subscribe,
)
from yingshang.apps.ledger.services import deliver as outbox
from yingshang.apps.ledger.tasks import prune


@pytest.fixture(autouse=True)
def told(monkeypatch):
    """Events that reached the subscriber `desk`."""
    monkeypatch.setattr(outbox, "_subscribers", outbox.defaultdict(dict))
    heard = []
    subscribe(BookLent, name="desk", handler=heard.append)
    return heard


@pytest.fixture
def broken():
    """A subscriber that always fails, after writing something."""

    def fail(_event):
        lend("written by the failing subscriber")
        raise ValueError("no telephone")

    subscribe(BookLent, name="broken", handler=fail)


def only(name):
    return Delivery.objects.get(subscriber=name)


def test_an_event_is_delivered_once(told):
    event = lend()
    assert deliver_due() == 1
    assert deliver_due() == 0
    assert told == [event]
    assert only("desk").done_at == TODAY


def test_nobody_is_told_of_what_they_did_not_ask_for():
    with transaction.atomic():
        record(ShelfInspected(shelf="A"), actor=None, at=TODAY)
    assert not Delivery.objects.exists()


def test_what_rolls_back_is_told_to_nobody(told):
    with transaction.atomic():
        record(BookLent(book="史记"), actor=None, at=TODAY)
        transaction.set_rollback(True)
    assert deliver_due() == 0
    assert told == []


def test_a_failure_delays_only_itself_and_undoes_what_it_wrote(told, broken):
    lend()
    deliver_due()
    assert len(told) == 1
    assert Event.objects.count() == 1
    failed = only("broken")
    assert (failed.attempts, failed.last_error) == (1, "ValueError: no telephone")
    assert failed.next_attempt_at == TODAY + timedelta(minutes=1)


def test_a_failed_delivery_waits_for_the_clock(broken):
    lend()
    deliver_due()
    assert deliver_due() == 0
    advance_clock(to=TODAY + timedelta(minutes=1), actor=None)
    assert deliver_due() == 1
    assert only("broken").attempts == 2


def test_the_waits_grow_over_days_and_end():
    waits = [wait_after(attempts) for attempts in range(1, MAX_ATTEMPTS)]
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (timedelta(minutes=1), timedelta(days=4))
    assert timedelta(days=11) < sum(waits, timedelta()) < timedelta(days=13)
    assert wait_after(MAX_ATTEMPTS) is None


def give_up():
    Delivery.objects.update(attempts=MAX_ATTEMPTS - 1)
    deliver_due()
    return only("broken")


def test_after_the_last_attempt_it_is_a_dead_letter(broken):
    lend()
    dead = give_up()
    assert dead.dead_at == TODAY
    stand_at(TODAY + timedelta(days=30), actor=None)
    assert deliver_due() == 0


def test_a_delivery_to_a_subscriber_that_is_gone_becomes_a_dead_letter_too():
    lend()
    Delivery.objects.update(subscriber="gone", attempts=MAX_ATTEMPTS - 1)
    deliver_due()
    assert only("gone").last_error.startswith("UnknownSubscriberError: gone")
    assert only("gone").dead_at == TODAY


@pytest.fixture
def administrator(monkeypatch):
    person = PersonFactory()
    monkeypatch.setattr(permissions, "_authorities", [lambda who, _verb: who == person])
    return person


def test_an_administrator_sees_dead_letters_and_delivers_them_again(client, administrator, broken):
    lend()
    dead = give_up()
    client.force_login(administrator)
    page = client.get(reverse("ledger:dead_letters")).content.decode()
    assert "ValueError: no telephone" in page
    client.post(reverse("ledger:retry", args=[dead.pk]))
    again = only("broken")
    assert (again.dead_at, again.attempts, again.next_attempt_at) == (None, 0, TODAY)
    assert Event.objects.latest("pk").kind == "ledger.delivery_retried"


def test_only_dead_letters_are_retried(administrator):
    lend()
    with pytest.raises(NotDeadError):
        retry(delivery_id=only("desk").pk, actor=administrator, at=TODAY)


def test_nobody_else_sees_or_retries_dead_letters(client, administrator, broken):
    lend()
    dead = give_up()
    stranger = PersonFactory()
    client.force_login(stranger)
    assert client.get(reverse("ledger:dead_letters")).status_code == 403
    with pytest.raises(PermissionDenied):
        retry(delivery_id=dead.pk, actor=stranger, at=TODAY)


def test_the_page_says_so_when_nothing_waits(client, administrator):
    client.force_login(administrator)
    assert "empty" in client.get(reverse("ledger:dead_letters")).content.decode()


def test_done_deliveries_can_be_pruned_and_owed_ones_stay(broken):
    lend()
    deliver_due()
    assert prune_delivered(before=TODAY + timedelta(days=1)) == 1
    assert [d.subscriber for d in Delivery.objects.all()] == ["broken"]


def test_the_worker_prunes_what_was_done_longer_ago_than_is_kept(settings):
    settings.KEEP_DELIVERIES_DAYS = 30
    lend()
    deliver_due()
    advance_clock(to=TODAY + timedelta(days=30), actor=None)
    assert prune() == 0
    advance_clock(to=TODAY + timedelta(days=30, seconds=1), actor=None)
    assert prune() == 1


def test_a_name_subscribes_once():
    with pytest.raises(ValueError, match="desk already subscribes"):
        subscribe(BookLent, name="desk", handler=print)
