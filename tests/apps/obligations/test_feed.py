"""The private calendar: shown to whoever has the address, gone when it is revoked."""

from datetime import date

import icalendar
import pytest
from bs4 import BeautifulSoup

from tests.apps.directory.factories import UnitFactory
from tests.apps.obligations.factories import ObligationFactory, a_liaison, opened, term
from tests.conftest import TODAY
from yingshang.apps.ledger.models import Event
from yingshang.apps.obligations import services
from yingshang.apps.obligations.calendars import DayEvent, as_icalendar
from yingshang.apps.obligations.models import CalendarFeed

SATURDAY = date(2024, 11, 23)


def events_of(text):
    calendar = icalendar.Calendar.from_ical(text)
    assert not calendar.errors
    return list(calendar.walk("VEVENT"))


def test_the_feed_holds_what_the_unit_owes_on_the_day_by_which_it_is_wise(client, at):
    unit = UnitFactory()
    explained = ({"zh": "25日；遇休息日，提前", "en": "the 25th"},)
    dates = term(SATURDAY, practical_on=date(2024, 11, 22), explanation=explained)
    row = opened(unit, term=dates, title_zh="报送；进展，\n情况")
    ObligationFactory()
    token = services.open_feed(actor=a_liaison(unit), at=at)
    answer = client.get(f"/calendar/{token}.ics")
    [event] = events_of(answer.content)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert event.decoded("dtstart") == date(2024, 11, 22)
    assert event["uid"] == f"obligation-{row.pk}@yingshang"
    assert event["summary"] == "报送；进展，\n情况"
    assert "2024-11-23是休息日" in event["description"] or "休息日" in event["description"]
    assert "25日；遇休息日，提前" in event["description"]
    assert event["url"].endswith(f"/desk/obligations/{row.pk}/")


def test_a_new_address_ends_the_old_and_only_its_digest_is_kept(client, at):
    person = a_liaison()
    old, new = (services.open_feed(actor=person, at=at) for _ in range(2))
    assert client.get(f"/calendar/{old}.ics").status_code == 404
    assert client.get(f"/calendar/{new}.ics").status_code == 200
    assert new not in str(CalendarFeed.objects.values())
    assert new not in str(Event.objects.values())


def test_a_revoked_address_and_a_closed_account_show_nothing(client, at):
    person = a_liaison()
    token = services.open_feed(actor=person, at=at)
    person.is_active = False
    person.save()
    assert client.get(f"/calendar/{token}.ics").status_code == 404
    person.is_active = True
    person.save()
    assert services.revoke_feed(actor=person, at=at)
    assert client.get(f"/calendar/{token}.ics").status_code == 404
    assert not services.revoke_feed(actor=person, at=at)


def test_the_address_is_shown_once_and_revoked_on_its_page(client):
    client.force_login(a_liaison())
    shown = BeautifulSoup(client.post("/desk/calendar/new").content, "html.parser")
    address = shown.select_one("code").text
    assert client.get(address).status_code == 200
    assert not BeautifulSoup(client.get("/desk/calendar/").content, "html.parser").select("code")
    client.post("/desk/calendar/end")
    assert client.get(address).status_code == 404


@pytest.mark.no_database
def test_lines_are_folded_between_characters_and_read_back_whole():
    title = "一" * 100 + "；,;\\" + "x" * 200
    text = as_icalendar(
        "名", [DayEvent("1@x", SATURDAY, title, title, "https://x/")], stamped_at=TODAY
    )
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    [event] = events_of(text.encode())
    assert (event["summary"], event["description"]) == (title, title)
