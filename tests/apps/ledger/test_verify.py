"""Whatever is done to the ledger behind its back is found, and the place is named."""

import shutil
from contextlib import contextmanager
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import connection, transaction
from django.db.models import F

from tests.append_only import opened_ledger, settle
from tests.apps.ledger.factories import PersonFactory, lend, lend_many
from tests.conftest import TODAY
from yingshang.apps.ledger.chain import link_hash
from yingshang.apps.ledger.models import Event, EventSubject, Head, PersonalValue
from yingshang.apps.ledger.services import erase_personal, export_root, stand_at
from yingshang.apps.ledger.verification import verify


@pytest.fixture(autouse=True)
def roots(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path / "ledger-roots"


@contextmanager
def break_in():
    """With the keys of the database: no trigger, and foreign keys looked at only at the end."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA defer_foreign_keys = ON")
        with opened_ledger():
            yield
            settle(cursor)


def found(**options):
    return [(fault.code, fault.place) for fault in verify(**options).faults]


def swap(one, other):
    """Exchange two events, subjects and all, by way of a number nobody has."""
    for old, new in ((one, 10**9), (other, one), (10**9, other)):
        renumber(old, new)


def renumber(old, new):
    Event.objects.filter(pk=old).update(sequence=new, number=new)
    EventSubject.objects.filter(event_id=old).update(event_id=new)
    PersonalValue.objects.filter(event_id=old).update(event_id=new)


def remove(*places):
    for model, column in ((PersonalValue, "event"), (EventSubject, "event"), (Event, "pk")):
        model.objects.filter(**{f"{column}__in": places})._raw_delete("default")


def rewrite_from(place):
    """Give every event from `place` on a fresh hash, and the head as well."""
    events = list(Event.objects.filter(pk__gte=place - 1).order_by("pk"))
    for before, event in pairwise(events):
        event.previous_hash = before.hash
        event.hash = link_hash(event)
        event.save()
    move_head(events[-1].pk, hash=events[-1].hash)


def move_head(place, **changes):
    """Let the head of the strand that is written say that it ends at an event."""
    ended = Head.objects.filter(number__gt=0)
    ended.update(sequence=place, number=place, **changes)


def forge(place, **changes):
    """A well-made event at `place` that the system never wrote."""
    event = Event.objects.get(pk=place - 1)
    event.previous_hash, event.sequence, event.number = event.hash, place, place
    for name, value in changes.items():
        setattr(event, name, value)
    event.payload, event.subjects = {"book": "伪造"}, []
    event.hash = link_hash(event)
    event.save(force_insert=True)


def test_a_ledger_as_it_was_written_is_sound():
    lend_many(8)
    export_root()
    findings = verify()
    assert findings.is_sound
    assert (findings.events, findings.through, findings.roots) == (8, 8, 1)


def test_an_empty_ledger_is_sound():
    assert verify().is_sound


@pytest.mark.parametrize("column", ["kind", "at", "payload", "version", "hash", "previous_hash"])
def test_a_changed_event_is_found(column):
    lend_many(8)
    new = {"at": TODAY + timedelta(days=9), "payload": {"book": "金瓶梅"}, "version": 9}
    with break_in():
        Event.objects.filter(pk=5).update(**{column: new.get(column, "x")})
    assert found() == [("L001", 5)]


def test_an_event_put_on_somebody_else_is_found():
    lend_many(8)
    with break_in():
        Event.objects.filter(pk=5).update(actor=PersonFactory())
    assert found() == [("L001", 5)]


def test_a_changed_event_with_a_fresh_hash_is_found_by_the_one_after_it():
    lend_many(8)
    with break_in():
        event = Event.objects.get(pk=5)
        event.payload = {**event.payload, "book": "金瓶梅"}
        event.hash = link_hash(event)
        event.save()
    assert found() == [("L001", 5)]


@pytest.mark.parametrize("places", [(1,), (4,), (3, 4, 5)])
def test_removed_events_are_found(places):
    lend_many(8)
    with break_in():
        remove(*places)
    [fault] = verify().faults
    assert (fault.code, fault.values) == ("L002", {"first": places[0], "last": places[-1]})


@pytest.mark.parametrize("is_head_moved", [False, True])
def test_a_removed_event_is_found_when_the_others_close_ranks(is_head_moved):
    lend_many(8)
    export_root()
    with break_in():
        remove(4)
        for place in (5, 6, 7, 8):
            renumber(place, place - 1)
        if is_head_moved:
            move_head(7)
    assert found() == [("L002", 4)]


@pytest.mark.parametrize("is_head_moved", [False, True])
def test_an_event_put_in_between_is_found(is_head_moved):
    lend_many(8)
    export_root()
    with break_in():
        for place in (8, 7, 6, 5, 4):
            renumber(place, place + 1)
        forge(4)
        if is_head_moved:
            move_head(9)
    assert found() == [("L003", 4)]


def test_an_event_put_on_at_the_end_is_found():
    lend_many(8)
    with break_in():
        forge(9)
    assert found() == [("L003", 9)]


@pytest.mark.parametrize(("one", "other"), [(4, 5), (3, 7), (7, 8), (1, 8)])
def test_events_that_changed_places_are_found(one, other):
    lend_many(8)
    with break_in():
        swap(one, other)
    assert [(f.code, f.place, f.values["original"]) for f in verify().faults] == [
        ("L004", one, other),
        ("L004", other, one),
    ]


def test_a_cut_tail_is_found_by_the_head():
    lend_many(8)
    with break_in():
        remove(7, 8)
    [fault] = verify().faults
    assert (fault.code, fault.values) == ("L005", {"first": 7, "last": 8})


def test_a_cut_tail_is_found_by_the_root_when_the_head_lies():
    lend_many(8)
    export_root()
    with break_in():
        remove(7, 8)
        move_head(6, hash=Event.objects.get(pk=6).hash)
    assert found() == [("L005", 7)]


def test_a_vanished_subject_is_found_and_named():
    lend_many(8)
    with break_in():
        EventSubject.objects.filter(event_id=5, role="shelf")._raw_delete("default")
    [fault] = verify().faults
    assert fault.code == "L006"
    assert fault.english.startswith("A subject of event 5 vanished: shelf club.shelf 5.")


def test_a_changed_subject_is_found_as_one_gone_and_one_put_on():
    lend_many(8)
    with break_in():
        EventSubject.objects.filter(event_id=5, role="shelf").update(key="77")
    assert found() == [("L006", 5), ("L007", 5)]


def test_a_subject_taken_off_event_and_index_alike_is_found():
    lend_many(8)
    with break_in():
        EventSubject.objects.filter(event_id=5, role="shelf")._raw_delete("default")
        Event.objects.filter(pk=5).update(subjects=[["room", "club.room", "1"]])
    assert found() == [("L001", 5)]


def test_a_changed_personal_value_is_found():
    lend_many(2)
    lend(reader="李时珍")
    with break_in():
        stranger = PersonalValue.objects.get(event_id=3)
        PersonalValue.objects.filter(event_id=2).update(sealed=stranger.sealed)
    assert found() == [("L008", 2)]


def test_a_personal_value_that_was_erased_by_the_rules_is_no_fault():
    lend_many(3)
    erase_personal(event=2, reason="本人申请", actor=None, at=TODAY)
    assert verify().is_sound


@pytest.mark.parametrize("is_row_gone", [False, True])
def test_a_personal_value_that_went_without_a_record_is_found(is_row_gone):
    lend_many(3)
    with break_in():
        row = PersonalValue.objects.filter(event_id=2)
        row._raw_delete("default") if is_row_gone else row.update(salt=None, sealed=None)
    assert found() == [("L009", 2)]


def test_a_chain_rewritten_to_its_end_is_found_by_the_root_alone():
    lend_many(4)
    export_root()
    stand_at(TODAY.date() + timedelta(days=1), actor=None)
    lend_many(4)
    stand_at(TODAY.date() + timedelta(days=2), actor=None)
    export_root()
    with break_in():
        Event.objects.filter(pk=7).update(payload={"book": "金瓶梅"})
        rewrite_from(7)
    [fault] = [f for f in verify().faults if f.code != "L009"]
    assert (fault.code, fault.values["first"], fault.values["day"]) == ("L010", 5, "2024-11-20")


def test_an_event_recorded_before_its_predecessor_is_found():
    lend_many(4)
    with break_in():
        Event.objects.filter(pk=3).update(recorded_at=F("recorded_at") - timedelta(days=3))
        rewrite_from(3)
    assert found() == [("L014", 3)]


def test_a_damaged_roots_file_is_found(roots):
    lend_many(4)
    export_root()
    [file] = roots.iterdir()
    file.write_text(file.read_text().replace('"events": 4', '"events": 5'))
    assert found() == [("L011", 0)]


def test_roots_that_were_kept_in_another_house_are_used_when_named(roots, tmp_path):
    lend_many(4)
    export_root()
    copy = tmp_path / "copy.jsonl"
    [file] = roots.iterdir()
    shutil.move(file, copy)
    with break_in():
        remove(4)
        move_head(3, hash=Event.objects.get(pk=3).hash)
    assert found() == []
    assert found(roots=copy) == [("L005", 4)]


def test_the_roots_of_another_ledger_are_told_apart(roots):
    lend_many(4)
    export_root()
    [file] = roots.iterdir()
    Head.objects.update(ledger_id="00000000-0000-4000-8000-000000000000")
    assert found(roots=file) == [("L012", 0)]


def test_there_is_one_root_a_day_and_it_counts_what_the_day_brought():
    lend_many(2)
    first = export_root()
    lend("史记")
    assert export_root() is None
    stand_at(TODAY.date() + timedelta(days=1), actor=None)
    second = export_root()
    assert (first.after, first.through, first.events, first.subjects) == (0, 2, 2, 4)
    assert (second.after, second.through, second.previous) == (2, 4, first.root)
    assert second.days == {"2024-11-18": [1, 2], "2024-11-19": [1, 1]}
    assert verify().is_sound


def test_every_fault_speaks_both_languages():
    lend_many(3)
    with break_in(), transaction.atomic():
        remove(2)
    [fault] = verify().faults
    assert fault.chinese.startswith("第2号至第2号事件被删除。")
    assert fault.english.startswith("Events 2 to 2 were removed.")
