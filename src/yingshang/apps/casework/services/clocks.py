"""The clock of a step stands still, gets more time, or has run out and somebody says why."""

from datetime import datetime

from django.db import transaction

from yingshang.apps.casework.errors import (
    DateError,
    NoClockError,
    NotOverdueError,
    ReasonMissingError,
)
from yingshang.apps.casework.events import (
    LatenessPublished,
    StepExtended,
    StepPaused,
    StepResumed,
)
from yingshang.apps.casework.models import Step
from yingshang.apps.casework.permissions import HANDLE, MOVE_DATES, verb_for
from yingshang.apps.casework.services.course import kind_of
from yingshang.apps.casework.services.letters import issue
from yingshang.apps.casework.services.locking import locked_step, step_naming
from yingshang.apps.casework.types import type_of
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import INSTALLATION, require
from yingshang.apps.ledger.services import record
from yingshang.apps.obligations import services as obligations
from yingshang.apps.obligations.models import Obligation
from yingshang.apps.obligations.services.following import following
from yingshang.engines.timelimits import Length, TimeLimitError


@transaction.atomic
def pause(
    *, step_id: int, ground: str, note: str, actor: Person, at: datetime, letter: str | None = None
) -> Step:
    """Stop the clock of a step, on a ground that its limit names; those concerned get a notice.

    Args:
        note: The document, or what is being waited for; the applicant reads it.
        letter: The notice, of the type's letters; None where the type has none.

    Raises:
        PermissionDenied: `actor` may not move dates for the unit.
        NoClockError, ReasonMissingError: No limit runs; the note is empty.
        ObligationError: The limit does not name the ground, or the clock stands still already.
    """
    step, duty = _open_duty(step_id, actor, at)
    if not note.strip():
        raise ReasonMissingError
    case_type = type_of(step.case)
    stopped = obligations.pause(
        obligation_id=duty.pk, ground=ground, note=note.strip(), actor=INSTALLATION, at=at
    )
    stopped.obligation.refresh_from_db(fields=["suspended_reason"])
    words = stopped.obligation.suspended_reason
    blanks = {"reason": f"{words}：{note.strip()}"}
    issue(step.case, case_type, letter, by=actor, at=at, step=step, blanks=blanks)
    fact = StepPaused(**step_naming(step, case_type), ground=words, note=note.strip())
    record(fact, actor=actor, at=at)
    return step


@transaction.atomic
def end_pause(*, step_id: int, actor: Person, at: datetime) -> Step:
    """Let the clock of a step run again; the days that the pause touched are left out.

    Raises:
        PermissionDenied: `actor` may not move dates for the unit.
        NoClockError: No limit runs.
        ObligationError: The clock was running.
    """
    step, duty = _open_duty(step_id, actor, at)
    moved = obligations.end_pause(obligation_id=duty.pk, actor=INSTALLATION, at=at)
    _follow(step, moved, duty)
    named = step_naming(step, type_of(step.case))
    record(StepResumed(**named, due_on=moved.due_on.isoformat()), actor=actor, at=at)
    return step


@transaction.atomic
def extend(*, step_id: int, length: Length, reason: str, actor: Person, at: datetime) -> Step:
    """Grant more time before expiry, as far as the limit's law allows it.

    Raises:
        PermissionDenied: `actor` may not move dates for the unit.
        NoClockError, ReasonMissingError: As they say.
        DateError: The law allows none, it is too long, one too many, or asked for too late.
    """
    step, duty = _open_duty(step_id, actor, at)
    if not reason.strip():
        raise ReasonMissingError
    try:
        moved = obligations.extend(
            obligation_id=duty.pk, length=length, reason=reason, actor=INSTALLATION, at=at
        )
    except TimeLimitError as fault:
        raise DateError(fault.message.zh, fault.message.en) from fault
    _follow(step, moved, duty)
    fact = StepExtended(
        **step_naming(step, type_of(step.case)),
        due_on=moved.due_on.isoformat(),
        reason=reason.strip(),
    )
    record(fact, actor=actor, at=at)
    return step


@transaction.atomic
def explain_lateness(*, step_id: int, reason: str, actor: Person, at: datetime) -> Step:
    """Publish why a step is overdue; without it nobody settles the step.

    Raises:
        PermissionDenied: `actor` does not handle cases of the unit.
        NoClockError, NotOverdueError, ReasonMissingError: As they say.
    """
    step = locked_step(step_id)
    verb = verb_for(HANDLE, is_ledger=step.case.is_ledger)
    require(actor, verb, at=at, unit=step.holder_unit_id)
    duty = _duty_of(step)
    if not reason.strip():
        raise ReasonMissingError
    if at < duty.due_at:
        raise NotOverdueError
    step.late_reason, step.late_reason_published_at = reason.strip(), at
    step.save(update_fields=["late_reason", "late_reason_published_at"])
    Obligation.objects.filter(pk=duty.pk).update(late_reason=reason.strip())
    case_type = type_of(step.case)
    letter = case_type.entry.letters.lateness
    blanks = {"reason": step.late_reason}
    issue(step.case, case_type, letter, by=actor, at=at, step=step, blanks=blanks)
    fact = LatenessPublished(
        **step_naming(step, case_type), reason=step.late_reason, obligations=(duty.pk,)
    )
    record(fact, actor=actor, at=at)
    return step


def _open_duty(step_id: int, actor: Person, at: datetime) -> tuple[Step, Obligation]:
    step = locked_step(step_id)
    require(actor, MOVE_DATES, at=at, unit=step.holder_unit_id)
    return step, _duty_of(step)


def _duty_of(step: Step) -> Obligation:
    duty = following(kind=kind_of(step).code, keys=[step.pk]).get(str(step.pk))
    if duty is None or step.status != Step.Status.OPEN:
        raise NoClockError
    return duty


def _follow(step: Step, moved: Obligation, before: Obligation) -> None:
    """The dates of the step follow those of its duty; the statutory day by as much."""
    by = moved.due_on - before.due_on
    if step.promised_on is not None:
        step.promised_on = moved.due_on
    if step.statutory_on is not None:
        step.statutory_on = step.statutory_on + by
    if step.expires_at is not None:
        step.expires_at = step.expires_at + by
    step.due_at = moved.due_at
    step.save(update_fields=["promised_on", "statutory_on", "expires_at", "due_at"])
