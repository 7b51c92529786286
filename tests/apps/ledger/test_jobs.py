"""Long work moves in chunks, can be stopped, and goes on where it was."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from tests.apps.ledger.factories import PersonFactory, lend
from tests.conftest import TODAY
from yingshang.apps.ledger.errors import JobNotRunningError
from yingshang.apps.ledger.models import Event, Job
from yingshang.apps.ledger.services import (
    Step,
    cancel,
    jobs,
    register_job,
    resume,
    run_next_job,
    start_job,
)


@pytest.fixture(autouse=True)
def functions(monkeypatch):
    monkeypatch.setattr(jobs, "_functions", {})
    register_job("club.count", function=count_books)


def count_books(job):
    """Lend one book a chunk, up to `total`; stumble at `fault` the first time."""
    start, total = job.cursor or 0, job.arguments["total"]
    for number in range(start, total):
        lend(f"book {number}")
        if number == job.arguments.get("fault") and start == 0:
            raise ValueError("a page is missing")
        yield Step(done=number + 1, total=total, cursor=number + 1)
    return "/books/"


def start(owner=None, **arguments):
    return start_job(
        "清点图书",
        function="club.count",
        owner=owner,
        at=TODAY,
        arguments={"total": 4, **arguments},
    )


def books():
    lent = Event.objects.filter(kind="club.book_lent").order_by("pk")
    return [event.payload["book"] for event in lent]


def test_a_job_runs_to_its_end_and_says_where_the_result_is():
    start()
    job = run_next_job()
    assert (job.state, job.done, job.total, job.result_url) == ("done", 4, 4, "/books/")
    assert Event.objects.latest("pk").payload["outcome"] == "done"
    assert run_next_job() is None


def test_jobs_run_in_the_order_in_which_they_came():
    first, second = start(), start()
    Job.objects.filter(pk=second.pk).update(created_at=TODAY.replace(hour=8))
    assert [run_next_job().pk, run_next_job().pk] == [second.pk, first.pk]


def test_a_fault_keeps_the_chunks_before_it_and_the_job_goes_on_from_there():
    job = start(fault=2)
    run_next_job()
    job.refresh_from_db()
    assert (job.state, job.done, job.message) == ("failed", 2, "ValueError: a page is missing")
    assert books() == ["book 0", "book 1"]
    resume(job_id=job.pk, actor=None)
    assert run_next_job().state == "done"
    assert books() == ["book 0", "book 1", "book 2", "book 3"]


def test_a_worker_that_dies_leaves_the_job_to_the_next_one():
    job = start()

    def die():
        raise SystemExit

    with pytest.raises(SystemExit):
        run_next_job(between=die)
    job.refresh_from_db()
    assert (job.state, job.cursor) == ("running", 1)
    assert run_next_job().state == "done"
    assert len(books()) == 4


def test_running_work_is_cancelled_between_two_chunks():
    job = start()
    run_next_job(between=lambda: cancel_if_open(job))
    job.refresh_from_db()
    assert (job.state, job.done) == ("cancelled", 2)
    assert len(books()) == 2


def cancel_if_open(job):
    if Job.objects.get(pk=job.pk).is_open:
        cancel(job_id=job.pk, actor=None, at=TODAY)


def test_waiting_work_is_cancelled_at_once():
    job = start()
    cancel(job_id=job.pk, actor=None, at=TODAY)
    assert run_next_job() is None
    with pytest.raises(JobNotRunningError):
        cancel(job_id=job.pk, actor=None, at=TODAY)


def test_done_work_is_not_resumed():
    job = start()
    run_next_job()
    with pytest.raises(JobNotRunningError):
        resume(job_id=job.pk, actor=None)


def test_work_belongs_to_whoever_asked_for_it(client):
    job, stranger = start(PersonFactory()), PersonFactory()
    with pytest.raises(PermissionDenied):
        cancel(job_id=job.pk, actor=stranger, at=TODAY)
    client.force_login(stranger)
    for name in ("job", "cancel", "resume"):
        url = reverse(f"ledger:{name}", args=[job.pk])
        answer = client.get(url) if name == "job" else client.post(url)
        assert answer.status_code == 404


def test_work_that_nobody_can_do_is_not_started():
    with pytest.raises(KeyError):
        start_job("x", function="club.unknown", owner=None, at=TODAY)


def test_the_page_polls_while_the_work_runs_and_then_stops_by_itself(client):
    owner = PersonFactory()
    url = reverse("ledger:job", args=[start(owner).pk])
    client.force_login(owner)
    assert section(client.get(url)).get("hx-trigger") == "every 1s"
    run_next_job()
    ended = section(client.get(url))
    assert ended.get("hx-trigger") is None
    assert ended.find("a", href="/books/")


def test_the_swapped_fragment_equals_a_fresh_page(client):
    owner = PersonFactory()
    url = reverse("ledger:job", args=[start(owner, fault=2).pk])
    client.force_login(owner)
    run_next_job()
    swapped = client.get(url, headers={"HX-Request": "true"})
    assert "<html" not in swapped.content.decode()
    assert without_token(section(swapped)) == without_token(section(client.get(url)))


def test_the_owner_stops_work_on_its_page(client):
    owner = PersonFactory()
    job = start(owner)
    client.force_login(owner)
    client.post(reverse("ledger:cancel", args=[job.pk]))
    job.refresh_from_db()
    assert job.state == "cancelled"


def section(response):
    return BeautifulSoup(response.content, "html.parser").select_one("#progress")


def without_token(part):
    for field in part.select("[name=csrfmiddlewaretoken]"):
        field.decompose()
    return part
