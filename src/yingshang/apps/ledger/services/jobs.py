"""Long work in chunks: each chunk commits with the place where it left off."""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from yingshang.apps.ledger import clock
from yingshang.apps.ledger.errors import JobNotRunningError
from yingshang.apps.ledger.events import JobEnded
from yingshang.apps.ledger.models import Job
from yingshang.apps.ledger.services.record import record

logger = logging.getLogger(__name__)
State = Job.State


@dataclass(frozen=True)
class Step:
    """One chunk is done.

    Args:
        done: How many of `total` are done so far, this chunk included.
        total: How many there are; 0 while unknown.
        cursor: JSON by which the function finds its place again after a stop.
    """

    done: int
    total: int
    cursor: Any = None


# Takes the job (its `arguments`, its `cursor`), yields after each chunk of about a second, and
# returns the address of the result, or nothing.
Work = Callable[[Job], Iterator[Step]]
_functions: dict[str, Work] = {}


def register_job(key: str, *, function: Work) -> None:
    """Make `function` known as `key` (`<app>.<verb>`). Called from an app's start.

    Raises:
        ValueError: The key belongs to another function.
    """
    if _functions.setdefault(key, function) is not function:
        raise ValueError(f"{key} is already the key of another function")


@transaction.atomic
def start_job(
    title: str,
    *,
    function: str,
    owner: AbstractBaseUser | None,
    at: datetime,
    arguments: Mapping[str, Any] | None = None,
) -> Job:
    """Queue work for the worker; the row commits with whatever asked for it.

    Raises:
        KeyError: Nothing is registered as `function`: a fault of the program.
    """
    if function not in _functions:
        raise KeyError(function)
    return Job.objects.create(
        title=title,
        function=function,
        owner_id=None if owner is None else owner.pk,
        arguments=dict(arguments or {}),
        created_at=at,
    )


def advance(job: Job, *, done: int, total: int) -> None:
    """Move the bar: one UPDATE. Within a chunk it shows when the chunk commits."""
    job.done, job.total = done, total
    Job.objects.filter(pk=job.pk).update(done=done, total=total)


@transaction.atomic
def cancel(*, job_id: UUID, actor: AbstractBaseUser | None, at: datetime) -> Job:
    """End waiting work at once, and running work after its present chunk.

    Raises:
        PermissionDenied: The work belongs to somebody else.
        JobNotRunningError: It has already ended.
    """
    job = _locked(job_id, actor)
    if not job.is_open:
        raise JobNotRunningError
    job.is_cancelling = True
    job.save(update_fields=["is_cancelling"])
    if job.state == State.WAITING:
        _end(job, State.CANCELLED, at=at)
    return job


@transaction.atomic
def resume(*, job_id: UUID, actor: AbstractBaseUser | None) -> Job:
    """Queue failed or cancelled work again; it goes on where it left off.

    Raises:
        PermissionDenied: The work belongs to somebody else.
        JobNotRunningError: It is done and has nothing left to do.
    """
    job = _locked(job_id, actor)
    if job.state not in {State.FAILED, State.CANCELLED}:
        raise JobNotRunningError
    job.state, job.is_cancelling, job.message, job.ended_at = State.WAITING, False, "", None
    job.save(update_fields=["state", "is_cancelling", "message", "ended_at"])
    return job


def run_next_job(*, between: Callable[[], object] = lambda: None) -> Job | None:
    """Run the oldest open job that no other worker runs, to its end.

    A job whose worker died is open and free, and goes on from its cursor.

    Args:
        between: Called after every chunk; a SystemExit from it leaves the job for the next worker.

    Returns:
        The job, ended; None when there is nothing to do.
    """
    for job_id in Job.objects.exclude(state__in=Job.ENDED).order_by("created_at").values_list("pk"):
        with _claimed(job_id[0]) as is_mine:
            job = Job.objects.get(pk=job_id[0])
            if is_mine and job.is_open:
                _run(job, between)
                return job
    return None


@transaction.atomic
def finish(job: Job, *, at: datetime, result_url: str = "") -> None:
    """End work that succeeded, with the address of its result."""
    job.result_url = result_url
    _end(job, State.DONE, at=at)


@transaction.atomic
def fail(job: Job, *, at: datetime, message: str) -> None:
    """End work that could not go on; `message` says why."""
    job.message = message
    _end(job, State.FAILED, at=at)


def _run(job: Job, between: Callable[[], object]) -> None:
    if not Job.objects.filter(pk=job.pk).exclude(state__in=Job.ENDED).update(state=State.RUNNING):
        return
    try:
        steps = _functions[job.function](job)
        while job.is_open:
            _run_chunk(job, steps)
            between()
    except Exception as error:
        message = f"{type(error).__name__}: {error}"
        logger.warning("job %s failed: %s", job.pk, message)
        logger.debug("job %s", job.pk, exc_info=True)
        job.refresh_from_db()
        fail(job, at=clock.now(), message=message)


@transaction.atomic
def _run_chunk(job: Job, steps: Iterator[Step]) -> None:
    """One chunk, its place and its bar: all of it commits, or none."""
    started = clock.stopwatch()
    try:
        step = next(steps)
    except StopIteration as end:
        finish(job, at=clock.now(), result_url=end.value or "")
        return
    job.cursor = step.cursor
    job.seconds += clock.stopwatch() - started
    advance(job, done=step.done, total=step.total)
    job.save(update_fields=["cursor", "seconds"])
    if Job.objects.filter(pk=job.pk, is_cancelling=True).exists():
        _end(job, State.CANCELLED, at=clock.now())


def _end(job: Job, state: Job.State, *, at: datetime) -> None:
    job.state, job.ended_at = state, at
    job.save(update_fields=["state", "ended_at", "result_url", "message"])
    fact = JobEnded(
        job=str(job.pk), title=job.title, outcome=state.value, done=job.done, total=job.total
    )
    record(fact, actor=job.owner, at=at)


def _locked(job_id: UUID, actor: AbstractBaseUser | None) -> Job:
    job = Job.objects.select_for_update().get(pk=job_id)
    if actor is not None and job.owner_id != actor.pk:
        raise PermissionDenied("ledger.job")
    return job


@contextmanager
def _claimed(job_id: UUID) -> Iterator[bool]:
    """Hold a job while its worker lives. On SQLite there is one worker, so every job is free."""
    if connection.vendor != "postgresql":
        yield True
        return
    key = job_id.int % 2**63
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
        is_mine = cursor.fetchone()[0]
    try:
        yield is_mine
    finally:
        if is_mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [key])
