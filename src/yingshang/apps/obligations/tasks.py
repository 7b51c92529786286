"""Doors for the worker."""

from collections.abc import Generator
from typing import Any

from django.urls import reverse

from yingshang.apps.directory.permissions import INSTALLATION
from yingshang.apps.ledger import clock
from yingshang.apps.ledger.models import Event, Job
from yingshang.apps.ledger.services import Step, register_job
from yingshang.apps.obligations import services
from yingshang.apps.obligations.selectors import measurable_count

BEGINNING: dict[str, Any] = {"after": 0, "seen": 0, "moved": 0, "undated": []}


def recompute_dates(job: Job) -> Generator[Step, None, str]:
    """Compute the dates of all open duties again; goes on where it left off.

    Returns:
        The page that says what came of it.
    """
    place = BEGINNING | (job.cursor or {})
    total = place["seen"] + measurable_count(after=place["after"])
    while True:
        at = clock.now()
        chunk = services.recompute(after_id=place["after"], actor=INSTALLATION, at=at)
        if not chunk.seen:
            break
        place = {
            "after": chunk.seen[-1],
            "seen": place["seen"] + len(chunk.seen),
            "moved": place["moved"] + len(chunk.moved),
            "undated": [*place["undated"], *chunk.undated],
        }
        yield Step(done=place["seen"], total=max(total, place["seen"]), cursor=place)
    del place["after"]
    services.end_recompute(**place, actor=INSTALLATION, at=clock.now())
    return reverse("obligations:recomputing")


def tell_moved_dates(run: Event) -> None:
    """A recomputation has ended: those whose dates it moved get a message."""
    services.tell_moved(run=run, at=clock.now())


def connect() -> None:
    """Tell the worker; called once, when Django has loaded."""
    register_job(services.RECOMPUTE_JOB, function=recompute_dates)
