"""Several strands: what is done to one of them behind its back is found, and its strand named."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction

from tests.append_only import opened_ledger
from tests.apps.ledger.factories import BookLent, lend
from tests.conftest import TODAY
from yingshang.apps.ledger.chain import link_hash
from yingshang.apps.ledger.models import Event, EventSubject, Head, PersonalValue
from yingshang.apps.ledger.services import export_root, record, stand_at
from yingshang.apps.ledger.verification import verify

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
WRITERS, EACH = 3, 4


@pytest.fixture(autouse=True)
def roots(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def written():
    """Three writers at once, and with that three strands of at least four events each."""
    lend()
    together = threading.Barrier(WRITERS, timeout=20)

    def write(writer):
        try:
            for number in range(EACH):
                together.wait()
                with transaction.atomic():
                    record(BookLent(book=f"{writer}-{number}"), actor=None, at=TODAY)
                    together.wait()
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))
    assert verify().is_sound


@pytest.fixture
def strand(written):
    """One of the strands, with its events in order."""
    number = Event.objects.order_by("-sequence").values_list("strand", flat=True)[0]
    return number, list(Event.objects.filter(strand=number).order_by("number"))


def found():
    return [(fault.code, fault.strand, fault.place) for fault in verify().faults]


def erase(*events):
    for model in (PersonalValue, EventSubject):
        model.objects.filter(event__in=events)._raw_delete("default")
    Event.objects.filter(pk__in=[event.pk for event in events])._raw_delete("default")


def forged(after, *, sequence, recorded_at):
    """A well-made event at the end of a strand, and the head to go with it."""
    event = Event.objects.get(pk=after.pk)
    event.sequence, event.number, event.previous_hash = sequence, after.number + 1, after.hash
    event.recorded_at, event.payload, event.subjects = recorded_at, {"book": "伪造"}, []
    event.hash = link_hash(event)
    event.save(force_insert=True)
    end = {"sequence": sequence, "number": event.number, "hash": event.hash}
    Head.objects.filter(pk=event.strand).update(**end)


def test_a_changed_event_is_found_in_its_strand(strand):
    number, events = strand
    with opened_ledger():
        Event.objects.filter(pk=events[1].pk).update(kind="x")
    [fault] = verify().faults
    assert (fault.code, fault.strand, fault.place) == ("L001", number, events[1].number)
    assert fault.english == f"Event {fault.place} was changed. (strand {number})"


def test_a_removed_event_is_found_in_its_strand(strand):
    number, events = strand
    with opened_ledger():
        erase(events[1])
    assert found() == [("L002", number, events[1].number)]


def test_events_that_changed_strands_are_found(strand):
    number, events = strand
    other = Event.objects.exclude(strand=number).order_by("sequence")[1]
    ours, theirs = events[1], (other.strand, other.number)
    with opened_ledger():
        Event.objects.filter(pk=other.pk).update(strand=99)
        Event.objects.filter(pk=ours.pk).update(strand=theirs[0], number=theirs[1])
        Event.objects.filter(pk=other.pk).update(strand=number, number=ours.number)
    places = {fault[1:] for fault in found()}
    assert {(number, ours.number), theirs} <= places


def test_a_cut_strand_is_found_by_its_head(strand):
    number, events = strand
    with opened_ledger():
        erase(events[-1])
    assert found() == [("L005", number, events[-1].number)]


def test_a_cut_strand_is_found_by_the_root_when_its_head_lies(strand):
    number, events = strand
    export_root()
    with opened_ledger():
        erase(events[-1])
        last = events[-2]
        end = {"sequence": last.sequence, "number": last.number, "hash": last.hash}
        Head.objects.filter(pk=number).update(**end)
    assert found() == [("L005", number, events[-1].number)]


def test_a_strand_rewritten_to_its_end_is_found_by_the_root_alone(strand):
    number, events = strand
    export_root()
    with opened_ledger():
        last = events[-1]
        last.version = 9
        last.hash = link_hash(last)
        last.save()
        Head.objects.filter(pk=number).update(hash=last.hash)
    assert [each[:2] for each in found()] == [("L010", number)]


def test_a_strand_whose_head_was_taken_away_is_found(strand):
    number, _events = strand
    Head.objects.filter(pk=number).delete()
    assert [each[:2] for each in found()] == [("L017", number)]


def test_a_strand_that_somebody_made_up_is_found(strand):
    _number, events = strand
    with opened_ledger():
        event = events[0]
        event.sequence, event.strand, event.number = 500, 77, 1
        event.payload, event.subjects = {"book": "伪造"}, []
        event.save(force_insert=True)
    assert ("L017", 77, 1) in found()


@pytest.mark.parametrize("has_small_number", [True, False])
def test_an_event_dated_back_before_a_root_is_found(strand, has_small_number):
    number, _events = strand
    export_root()
    stand_at(TODAY + timedelta(days=3), actor=None)
    lend()
    export_root()
    with opened_ledger():
        last = Event.objects.filter(strand=number).order_by("-number")[0]
        # A number that nobody has, among those that the root covers or after all.
        forged(last, sequence=0 if has_small_number else 500, recorded_at=TODAY)
    assert ("L016", number, last.number + 1) in found()


def test_a_root_of_several_strands_is_kept_and_read_again(strand):
    first = export_root()
    assert len(first.strands) == Head.objects.filter(number__gt=0).count()
    assert first.events == Event.objects.count() == WRITERS * EACH + 1
    stand_at(TODAY + timedelta(days=1), actor=None)
    assert export_root().previous == first.root
    assert verify().is_sound
