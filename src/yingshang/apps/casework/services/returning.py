"""退回 and 撤回: what came after is set aside, and everything stays on record."""

from datetime import datetime

from django.db import transaction

from yingshang.apps.casework.access import holder_name, require_applicant
from yingshang.apps.casework.errors import ReasonMissingError, StageError
from yingshang.apps.casework.events import CaseWithdrawn, StepSentBack, StepTakenBack
from yingshang.apps.casework.kinds import ACCEPTANCE, FOLLOW_UP, WHOLE, acceptance_keys
from yingshang.apps.casework.models import Case, Stage, Step, Way
from yingshang.apps.casework.parties import APPLICANT
from yingshang.apps.casework.permissions import OPEN, verb_for
from yingshang.apps.casework.services.course import course_of
from yingshang.apps.casework.services.letters import issue
from yingshang.apps.casework.services.locking import locked, locked_step, naming, step_naming
from yingshang.apps.casework.services.settling import end_act, require_stage_of
from yingshang.apps.casework.types import type_of
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import require
from yingshang.apps.ledger.services import record
from yingshang.apps.obligations.services.following import drop
from yingshang.engines.process import SendBack, TakeBack, WithdrawCase

BEFORE_DECISION = (Stage.SUBMITTED, Stage.CORRECTING, Stage.RUNNING)


@transaction.atomic
def send_back(*, step_id: int, to: str, reason: str, actor: Person, at: datetime) -> Step:
    """退回: to an earlier step, which is opened again; what depends on it waits anew.

    Args:
        to: The id of the earlier step in the type.

    Returns:
        The step that is open again.

    Raises:
        PermissionDenied: `actor` is neither the holder nor acts for them.
        ReasonMissingError: The reason is empty.
        RefusedByProcessError: `to` is not an earlier step that was settled.
    """
    step = locked_step(step_id)
    require_stage_of(step)
    if not reason.strip():
        raise ReasonMissingError
    course = course_of(step.case, by=actor, at=at)
    by = holder_name(actor, step, at)
    course.do(SendBack(step.code, step.number, by, to, reason.strip()))
    end_act(course)
    target = course.case_type.steps[to].name
    fact = StepSentBack(
        **step_naming(step, course.case_type),
        to_zh=target.zh_hans,
        to_en=target.en or target.zh_hans,
        reason=reason.strip(),
        obligations=tuple(course.obligations),
    )
    record(fact, actor=actor, at=at)
    return course.rows.steps[to]


@transaction.atomic
def take_back(*, step_id: int, reason: str, actor: Person, at: datetime) -> Step:
    """撤回: one's own decision, while nobody acted on what came after it.

    Returns:
        The new occurrence of the step, open again.

    Raises:
        PermissionDenied: `actor` is neither the holder nor acts for them.
        ReasonMissingError: The reason is empty.
        RefusedByProcessError: It was somebody else's decision, or a later step was acted on.
    """
    step = locked_step(step_id)
    require_stage_of(step)
    if not reason.strip():
        raise ReasonMissingError
    course = course_of(step.case, by=actor, at=at)
    course.do(TakeBack(step.code, step.number, holder_name(actor, step, at)))
    end_act(course)
    fact = StepTakenBack(
        **step_naming(step, course.case_type),
        reason=reason.strip(),
        obligations=tuple(course.obligations),
    )
    record(fact, actor=actor, at=at)
    return course.rows.steps[step.code]


@transaction.atomic
def withdraw(*, case_id: int, actor: Person, at: datetime, reason: str = "") -> Case:
    """The applicant withdraws the application before it is decided; a ledger's row, its unit.

    Raises:
        PermissionDenied: `actor` did not apply, nor acts for whoever did.
        StageError: It is a draft, or over.
    """
    case = locked(case_id)
    if case.way == Way.APPLICANT or case.applicant_id or case.enterprise_id:
        require_applicant(actor, case, at)
    else:
        verb = verb_for(OPEN, is_ledger=case.is_ledger)
        require(actor, verb, at=at, unit=case.holder_unit_id)
    if case.stage not in BEFORE_DECISION:
        raise StageError
    obligations: tuple[int, ...] = ()
    if case.stage == Stage.RUNNING:
        course = course_of(case, by=actor, at=at)
        course.do(WithdrawCase(APPLICANT, reason.strip()))
        obligations = tuple(course.obligations)
    case.stage, case.ending, case.outcome = Stage.WITHDRAWN, "withdrawn", "withdrawn"
    case.ended_at, case.reason = at, reason.strip()
    case.save(update_fields=["stage", "ending", "outcome", "ended_at", "reason"])
    for kind in (WHOLE, FOLLOW_UP):
        drop(kind=kind.code, keys=[case.pk])
    drop(kind=ACCEPTANCE.code, keys=acceptance_keys(case))
    case_type = type_of(case)
    issue(case, case_type, case_type.entry.letters.withdrawal, by=actor, at=at)
    fact = CaseWithdrawn(**naming(case), reason=case.reason, obligations=obligations)
    record(fact, actor=actor, at=at)
    return case
