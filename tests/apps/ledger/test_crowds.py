"""Many at once: claims made for PostgreSQL, and proven there."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from tests.apps.ledger.factories import BookLent, lend
from tests.conftest import TODAY
from yingshang.apps.ledger.models import Delivery, Event, Job
from yingshang.apps.ledger.services import (
    Step,
    deliver_due,
    export_root,
    jobs,
    record,
    register_job,
    run_next_job,
    start_job,
    strands,
    subscribe,
)
from yingshang.apps.ledger.services import deliver as outbox
from yingshang.apps.ledger.verification import verify

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def own_registers(monkeypatch, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(outbox, "_subscribers", outbox.defaultdict(dict))
    monkeypatch.setattr(jobs, "_functions", {})


def at_once(work, times):
    """Run `work(number)` in as many threads, each with its own connection."""

    def alone(number):
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(alone, range(times)))


def test_many_writers_make_one_sound_ledger():
    def write(writer):
        for number in range(10):
            lend(f"{writer}-{number}")

    at_once(write, 6)
    findings = verify()
    assert findings.is_sound
    assert findings.events == 60


def test_nobody_waits_for_a_writer_who_takes_his_time():
    lend()
    both_have_written = threading.Barrier(2, timeout=10)

    def write(writer):
        with transaction.atomic():
            record(BookLent(book=str(writer)), actor=None, at=TODAY)
            both_have_written.wait()
            record(BookLent(book=f"{writer} again"), actor=None, at=TODAY)

    at_once(write, 2)
    assert verify().is_sound
    assert len(set(Event.objects.exclude(sequence=1).values_list("strand", flat=True))) == 2


def test_more_writers_than_strands_wait_and_all_are_written():
    writers = strands.STRANDS + 4
    started = threading.Barrier(writers, timeout=10)

    def write(writer):
        started.wait()
        for number in range(3):
            with transaction.atomic():
                record(BookLent(book=f"{writer}-{number}"), actor=None, at=TODAY)
                record(BookLent(book=f"{writer}-{number} again"), actor=None, at=TODAY)

    at_once(write, writers)
    findings = verify()
    assert findings.is_sound
    assert findings.events == writers * 6


def test_the_root_waits_for_all_who_write_and_covers_them():
    lend()
    is_written, is_taking = threading.Event(), threading.Event()

    def work(worker):
        if worker == 0:
            with transaction.atomic():
                record(BookLent(book="史记"), actor=None, at=TODAY)
                is_written.set()
                is_taking.wait(10)
                connection.cursor().execute("SELECT pg_sleep(0.2)")
            return None
        is_written.wait(10)
        is_taking.set()
        return export_root()

    root = at_once(work, 2)[1]
    lend()
    assert (root.events, root.through) == (2, 2)
    assert verify().is_sound


def test_writers_that_roll_back_leave_no_gap():
    def write(writer):
        with transaction.atomic():
            record(BookLent(book=str(writer)), actor=None, at=TODAY)
            transaction.set_rollback(writer % 2 == 0)

    at_once(write, 6)
    assert verify().events == 3
    assert verify().is_sound


def test_verifying_while_others_write_finds_nothing_wrong():
    def work(worker):
        if worker == 0:
            return [verify().is_sound for _ in range(8)]
        return [lend(f"{worker}-{number}") for number in range(20)]

    assert all(at_once(work, 4)[0])


def test_two_workers_share_the_outbox_and_nobody_is_told_twice():
    heard = []
    meeting = threading.Barrier(2, timeout=10)

    def listen(event):
        if len(heard) < 2:
            meeting.wait()  # both workers hold a delivery at the same moment
        heard.append(event.pk)

    subscribe(BookLent, name="desk", handler=listen)
    for number in range(20):
        lend(str(number))
    counts = at_once(lambda _: deliver_due(), 2)
    assert sorted(heard) == list(range(1, 21))
    assert sum(counts) == 20
    assert all(counts)
    assert not Delivery.objects.owed().exists()


def test_two_workers_never_run_the_same_job():
    started, release = threading.Event(), threading.Event()

    def long_work(_job):
        started.set()
        release.wait(10)
        yield Step(done=1, total=1)

    register_job("club.long", function=long_work)
    start_job("清点", function="club.long", owner=None, at=TODAY)

    def work(worker):
        if worker == 0:
            return run_next_job()
        started.wait(10)
        found = run_next_job()
        release.set()
        return found

    first, second = at_once(work, 2)
    assert first.state == "done"
    assert second is None
    assert Job.objects.count() == 1
