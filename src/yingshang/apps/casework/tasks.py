"""What the worker does for cases."""

from collections.abc import Generator
from datetime import date
from uuid import UUID

from django.urls import reverse

from yingshang.apps.casework import services
from yingshang.apps.casework.services import following, moving, telling
from yingshang.apps.casework.services.outside.files import JOB as OUTSIDE_JOB
from yingshang.apps.casework.services.outside.importing import steps
from yingshang.apps.ledger import clock
from yingshang.apps.ledger.models import Event, Job
from yingshang.apps.ledger.services import Step, every, register_job

MINUTE = 60
HOUR = 3600


def deem_accepted() -> int:
    """Accept what nobody answered within the limit."""
    return services.deem_accepted(at=clock.now())


def expire() -> int:
    """Settle steps to whose silence the type gives an outcome."""
    return services.expire(at=clock.now())


def lapse() -> int:
    """Notice what applicants did not send by its last day."""
    return services.lapse(at=clock.now())


def remind_applicants() -> int:
    """Remind applicants of what they have to do before its last day."""
    return telling.remind_applicants(at=clock.now())


def tell_applicant(event: Event) -> None:
    """Something happened that the applicant hears of."""
    telling.tell_applicant(event=event, at=clock.now())


def follow_dates(event: Event) -> None:
    """The dates of a duty moved: those of its step follow."""
    moved_from = date.fromisoformat(str(event.payload["from_on"]))
    following.follow_dates(obligation_id=event.payload["obligation"], moved_from=moved_from)


def take_outside_file(job: Job) -> Generator[Step, None, str]:
    """Try a file of an outside source, or take it over; ends at its report."""
    file = UUID(job.arguments["file"])
    writes = job.arguments["writes"]
    yield from steps(file_id=file, writes=writes, at=clock.now(), after=job.cursor)
    return reverse("casework:outside_file", args=[file])


def try_move(job: Job) -> Generator[Step, None, str]:
    """Try to move cases to another release; ends at the verdicts."""
    yield from moving.try_move(job)
    return reverse("casework:move", args=[job.arguments["move"]])


def move(job: Job) -> Generator[Step, None, str]:
    """Move cases to another release; ends at what became of each."""
    yield from moving.run_move(job)
    return reverse("casework:move", args=[job.arguments["move"]])


def connect() -> None:
    """Tell the ledger; called once, when Django has loaded."""
    every("casework.deem_accepted", seconds=MINUTE, function=deem_accepted)
    every("casework.expire", seconds=MINUTE, function=expire)
    every("casework.lapse", seconds=HOUR, function=lapse)
    every("casework.remind_applicants", seconds=HOUR, function=remind_applicants)
    register_job(moving.TRY_JOB, function=try_move)
    register_job(moving.MOVE_JOB, function=move)
    register_job(OUTSIDE_JOB, function=take_outside_file)
