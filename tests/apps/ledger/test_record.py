"""A fact is written once, with its change, and never again touched."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from tests.apps.ledger.factories import BookLent, PersonFactory, lend
from tests.conftest import TODAY
from yingshang.apps.ledger.chain import GENESIS, link_hash
from yingshang.apps.ledger.events import Fact, Subject
from yingshang.apps.ledger.models import Event, EventSubject, Head, PersonalValue
from yingshang.apps.ledger.services import OutsideTransactionError, erase_personal, record


def test_a_fact_becomes_an_event_in_the_timeline_of_each_of_its_subjects():
    actor = PersonFactory()
    event = lend("史记", actor=actor, shelf="B")
    assert (event.sequence, event.kind, event.actor, event.at) == (
        1,
        "club.book_lent",
        actor,
        TODAY,
    )
    rows = set(EventSubject.objects.values_list("event", "role", "type", "key"))
    assert rows == {(1, "shelf", "club.shelf", "B"), (1, "room", "club.room", "1")}


def test_each_event_holds_the_hash_of_the_one_before():
    first, second = lend(), lend()
    assert first.previous_hash == GENESIS
    assert second.previous_hash == first.hash
    assert Head.objects.get(number=2).hash == second.hash
    assert [link_hash(e) for e in Event.objects.order_by("pk")] == [first.hash, second.hash]


@pytest.mark.django_db(transaction=True)
def test_a_fact_outside_a_transaction_is_refused():
    with pytest.raises(OutsideTransactionError):
        record(BookLent(book="史记"), actor=None, at=TODAY)


def test_a_change_that_fails_leaves_no_fact():
    with transaction.atomic():
        record(BookLent(book="史记"), actor=None, at=TODAY)
        transaction.set_rollback(True)
    assert not Event.objects.exists()
    assert lend().number == 1


@pytest.mark.parametrize("value", [1.5, object(), datetime(2024, 11, 18)])  # noqa: DTZ001
def test_a_value_without_one_spelling_is_refused(value):
    with pytest.raises(TypeError):
        lend(book=value)


def test_numbers_and_dates_are_written_as_text():
    assert lend(book=[Decimal("1.50"), TODAY.date(), TODAY]).payload["book"] == [
        "1.50",
        "2024-11-18",
        "2024-11-18T01:00:00.000000+00:00",
    ]


def test_a_fact_about_nothing_is_refused():
    @dataclass(frozen=True, kw_only=True)
    class NothingHappened(Fact):
        kind = "club.nothing_happened"
        sentence = "Nothing."

        def subjects(self) -> tuple[Subject, ...]:
            return ()

    with pytest.raises(ValueError, match="no subject"):
        record(NothingHappened(), actor=None, at=TODAY)


def test_a_kind_belongs_to_one_fact():
    with pytest.raises(ValueError, match="already the kind of BookLent"):
        type("Impostor", (Fact,), {"kind": "club.book_lent"})


@pytest.mark.parametrize("model", [Event, EventSubject, PersonalValue])
@pytest.mark.parametrize("verb", ["update", "delete"])
def test_the_database_refuses_to_change_or_delete_what_was_recorded(model, verb):
    lend()
    table = model._meta.db_table
    column = {Event: "kind", EventSubject: "role", PersonalValue: "field"}[model]
    sql = f"DELETE FROM {table}" if verb == "delete" else f"UPDATE {table} SET {column} = 'x'"  # noqa: S608
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(sql)
    assert model.objects.exists()


def test_a_personal_value_is_nowhere_in_clear():
    event = lend(reader="李时珍")
    assert set(event.payload["reader"]) == {"sm3"}
    assert "李时珍".encode() not in bytes(PersonalValue.objects.get().sealed)
    assert "李时珍" not in str(event.payload)


def test_an_erased_value_is_gone_and_its_erasure_is_on_record():
    event = lend()
    assert erase_personal(event=event.pk, reason="本人申请", actor=None, at=TODAY) == ("reader",)
    row = PersonalValue.objects.get()
    assert (row.salt, row.sealed) == (None, None)
    assert Event.objects.get(pk=2).payload["fields"] == ["reader"]
    assert erase_personal(event=event.pk, reason="again", actor=None, at=TODAY) == ()
