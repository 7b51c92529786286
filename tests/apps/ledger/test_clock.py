"""One clock: real in production, standing in a sample city, moved by an administrator."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import translation

from tests.apps.ledger.factories import PersonFactory, lend
from tests.conftest import TODAY
from yingshang.apps.ledger import clock, permissions
from yingshang.apps.ledger.errors import ClockCannotStandError, ClockGoesBackError
from yingshang.apps.ledger.models import Clock, Event
from yingshang.apps.ledger.selectors import sentence
from yingshang.apps.ledger.services import advance_clock, stand_at

TOMORROW = date(2024, 11, 19)


@pytest.fixture
def administrator(monkeypatch):
    person = PersonFactory()
    monkeypatch.setattr(permissions, "_authorities", [lambda who, _verb: who == person])
    return person


def test_a_standing_clock_stands():
    assert clock.now() == clock.now() == TODAY
    assert clock.today() == TODAY.date()
    assert clock.is_standing()


def test_a_clock_that_does_not_stand_is_the_real_one():
    Clock.objects.update(standing_at=None)
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)
    assert not clock.is_standing()


def test_production_follows_the_real_clock_without_asking_the_database(
    settings, django_assert_num_queries
):
    settings.IS_SAMPLE = False
    with django_assert_num_queries(0):
        assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)
    with pytest.raises(ClockCannotStandError):
        stand_at(TOMORROW, actor=None)


def test_the_local_day_begins_at_midnight_in_shanghai():
    assert clock.local_day(datetime(2024, 11, 18, 16, 0, tzinfo=UTC)) == TOMORROW
    assert clock.local_day(datetime(2024, 11, 18, 15, 59, tzinfo=UTC)) == TODAY.date()


def test_a_day_means_its_nine_o_clock_in_the_morning():
    assert stand_at(TOMORROW, actor=None) == TODAY + timedelta(days=1)
    assert clock.today() == TOMORROW


def test_moving_the_clock_leaves_a_fact_behind(administrator):
    advance_clock(to=TOMORROW, actor=administrator)
    event = Event.objects.get()
    assert (event.kind, event.actor) == ("ledger.clock_moved", administrator)
    assert event.payload["moved_to"].startswith("2024-11-19T01:00")
    with translation.override("en"):
        assert "9 a.m. to Nov. 19, 2024, 9 a.m." in sentence(event, {})


def test_only_an_administrator_moves_the_clock(administrator):
    with pytest.raises(PermissionDenied):
        advance_clock(to=TOMORROW, actor=PersonFactory())
    assert clock.now() == TODAY


def test_the_clock_does_not_go_back_behind_the_ledger():
    lend()
    with pytest.raises(ClockGoesBackError):
        stand_at(TODAY - timedelta(minutes=1), actor=None)


def test_one_request_reads_the_row_once_and_still_sees_an_advance(django_assert_num_queries):
    with clock.read_once():
        with django_assert_num_queries(1):
            assert clock.now() == clock.now()
        advance_clock(to=TOMORROW, actor=None)
        assert clock.today() == TOMORROW


def test_the_next_request_sees_what_another_process_moved():
    with clock.read_once():
        clock.now()
    Clock.objects.update(standing_at=TODAY + timedelta(days=9))
    with clock.read_once():
        assert clock.now() == TODAY + timedelta(days=9)


def test_an_administrator_advances_the_clock_on_its_page(client, administrator):
    client.force_login(administrator)
    page = client.get(reverse("ledger:clock"))
    assert 'value="2024-11-19"' in page.content.decode()
    client.post(reverse("ledger:clock"), {"day": "2024-12-02"})
    assert clock.today() == date(2024, 12, 2)


@pytest.mark.parametrize("day", ["2024-11-01", "tomorrow", ""])
def test_a_day_that_cannot_be_is_refused_with_a_sentence(client, administrator, day):
    lend()
    client.force_login(administrator)
    page = client.post(reverse("ledger:clock"), {"day": day})
    assert page.status_code == 422
    assert "field__error" in page.content.decode()
    assert clock.now() == TODAY


def test_nobody_else_opens_the_page_of_the_clock(client, administrator):
    client.force_login(PersonFactory())
    assert client.get(reverse("ledger:clock")).status_code == 403
