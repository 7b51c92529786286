"""Everybody reads what they may, and nothing leaks around the edges."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from tests.apps.ledger.factories import SHELF, PersonFactory, ShelfInspected, lend
from tests.conftest import TODAY
from yingshang.apps.ledger import audiences
from yingshang.apps.ledger.audiences import about, register_audience
from yingshang.apps.ledger.models import Event
from yingshang.apps.ledger.selectors import timeline, visible_to
from yingshang.apps.ledger.services import erase_personal, record

PUBLIC = AnonymousUser()


def inspect(shelf="A", *, actor):
    with transaction.atomic():
        return record(ShelfInspected(shelf=shelf), actor=actor, at=TODAY)


def sentences(viewer, shelf="A"):
    return [row.sentence for row in timeline(SHELF, shelf, viewer).rows]


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def test_an_event_is_in_the_timeline_of_each_subject_newest_first():
    lend("史记", shelf="A")
    lend("汉书", shelf="A")
    lend("水经注", shelf="B")
    assert [row.sequence for row in timeline(SHELF, "A", PUBLIC).rows] == [2, 1]
    assert len(timeline("club.room", "1", PUBLIC).rows) == 3


def test_a_secret_event_is_read_by_who_may_and_nobody_else():
    inspector = PersonFactory()
    inspect(actor=inspector)
    assert sentences(inspector) == ["Shelf «A» was inspected."]
    assert sentences(PersonFactory()) == []
    assert sentences(PUBLIC) == []


def test_personal_values_and_the_actor_are_withheld_from_strangers():
    librarian = PersonFactory(name="王维")
    lend("史记", reader="李时珍", actor=librarian)
    [row] = timeline(SHELF, "A", PUBLIC).rows
    assert (row.sentence, row.actor) == ("(withheld) took 史记 from shelf A.", "")
    [row] = timeline(SHELF, "A", librarian).rows
    assert (row.sentence, row.actor) == ("李时珍 took 史记 from shelf A.", "王维")


def test_an_erased_value_reads_as_erased():
    librarian = PersonFactory()
    event = lend("史记", actor=librarian)
    erase_personal(event=event.pk, reason="x", actor=None, at=TODAY)
    assert sentences(librarian) == ["(erased) took 史记 from shelf A."]


def test_a_rule_of_another_app_decides_by_subject(monkeypatch):
    monkeypatch.setattr(audiences, "_rules", dict(audiences._rules))
    keeper = PersonFactory()
    register_audience(
        "keepers", lambda viewer: about(SHELF, ["A"], roles=["shelf"]) if viewer == keeper else None
    )
    monkeypatch.setattr(ShelfInspected, "visible_to", ("keepers",))
    inspect("A", actor=None)
    inspect("B", actor=None)
    assert sentences(keeper, "A") == ["Shelf «A» was inspected."]
    assert sentences(keeper, "B") == []
    assert sentences(PersonFactory(), "A") == []


def test_an_audience_that_nobody_registered_is_nobody(monkeypatch):
    monkeypatch.setattr(ShelfInspected, "visible_to", ("friends of the house",))
    inspect(actor=PersonFactory())
    assert not Event.objects.filter(visible_to(PersonFactory())).exists()


def test_a_long_timeline_is_read_page_by_page_without_gap_or_repetition():
    for number in range(5):
        lend(str(number))
    seen, before = [], None
    while True:
        page = timeline(SHELF, "A", PUBLIC, before=before, size=2)
        seen += [row.sequence for row in page.rows]
        before = page.before
        if before is None:
            break
    assert seen == [5, 4, 3, 2, 1]


def test_a_page_costs_the_same_however_long():
    librarian = PersonFactory()
    costs = []
    for count in (1, 19):
        for number in range(count):
            lend(str(number), actor=librarian)
        with CaptureQueriesContext(connection) as queries:
            assert timeline(SHELF, "A", librarian).rows
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_each_audience_is_asked_about_its_reader_once(monkeypatch):
    monkeypatch.setattr(audiences, "_rules", dict(audiences._rules))
    asked = []
    register_audience("curious", asked.append)
    for rule in ("visible_to", "personal_visible_to", "actor_visible_to"):
        monkeypatch.setattr(ShelfInspected, rule, ("curious", "actor"))
    inspector = PersonFactory()
    inspect(actor=inspector)
    assert len(timeline(SHELF, "A", inspector).rows) == 1
    assert asked == [inspector]
