"""Doors for the worker: long work of the directory."""

from collections.abc import Generator
from uuid import UUID

from django.urls import reverse

from yingshang.apps.directory.services.enterprises.importing import steps
from yingshang.apps.directory.services.enterprises.receiving import JOB
from yingshang.apps.directory.services.enterprises.sizing import JOB as SIZES
from yingshang.apps.directory.services.enterprises.sizing import recompute_sizes
from yingshang.apps.ledger import clock
from yingshang.apps.ledger.models import Job
from yingshang.apps.ledger.services import Step, register_job


def connect() -> None:
    """Make the work known to the ledger."""
    register_job(JOB, function=import_enterprises)
    register_job(SIZES, function=size_enterprises)


def import_enterprises(job: Job) -> Generator[Step, None, str]:
    """Try a file of market entities, or take it over; ends at its report."""
    file = UUID(job.arguments["import"])
    yield from steps(
        import_id=file, writes=job.arguments["writes"], at=clock.now(), after=job.cursor
    )
    return reverse("directory:enterprise_import", args=[file])


def size_enterprises(_job: Job) -> Generator[Step, None, str]:
    """Find every size class anew; after a stop it begins again, which changes nothing twice."""
    for done, total in recompute_sizes(at=clock.now()):
        yield Step(done=done, total=max(done, total))
    return reverse("directory:enterprises")
