"""A step is settled: by its holder, by somebody who acts for them, or by what happened outside."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from yingshang.apps.casework.access import holder_name
from yingshang.apps.casework.decisions.answers import check
from yingshang.apps.casework.errors import (
    IncompleteError,
    ProofMissingError,
    ReasonMissingError,
    StageError,
)
from yingshang.apps.casework.events import (
    StepBegunAgain,
    StepLeftOut,
    StepProposed,
    StepRecalled,
    StepSettled,
)
from yingshang.apps.casework.models import Stage, Step
from yingshang.apps.casework.selectors.circumstances import circumstances
from yingshang.apps.casework.selectors.values import values_of
from yingshang.apps.casework.services.course import Course, claim_duty, course_of
from yingshang.apps.casework.services.drafting import store
from yingshang.apps.casework.services.finding_out import require_answers
from yingshang.apps.casework.services.finishing import finish
from yingshang.apps.casework.services.letters import issue
from yingshang.apps.casework.services.locking import (
    locked_step,
    step_naming,
)
from yingshang.apps.casework.services.submitting import message
from yingshang.apps.directory.models import Person
from yingshang.apps.ledger.services import record
from yingshang.engines.packs.casework.bars import failed_checks
from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.schema.casework.steps import StepOutcome
from yingshang.engines.process import Confirm, Decide, LeaveOut, Recall, Repeat

EXPIRED_AT_ONCE = 100
CLOCK = "clock"
GRANTED = "granted"


@transaction.atomic
def settle(
    *,
    step_id: int,
    outcome: str,
    actor: Person,
    at: datetime,
    values: Mapping[str, object] | None = None,
    reason: str = "",
) -> Step:
    """Settle a step with an outcome, or propose that, as a delegate.

    Args:
        values: Fields of the step as they came.
        reason: Needed for outcomes that say so.

    Raises:
        PermissionDenied: `actor` neither holds the step nor acts for its holder that day.
        RefusedByProcessError: It is settled already (a colleague was faster), signatures are
            outstanding, or the outcome is not one of this step.
        IncompleteError, ProofMissingError, ReasonMissingError: As they say.
        LatenessUnexplainedError, QuestionsOpenError: As they say.
    """
    step = locked_step(step_id)
    require_stage_of(step)
    by = holder_name(actor, step, at)
    course = course_of(step.case, by=actor, at=at)
    case_type = course.case_type
    if step.status == Step.Status.OPEN:
        require_reason(outcome_of(case_type, step, outcome), reason)
        take_values(step, outcome, case_type, values or {}, at)
        _require_proof(step, case_type)
    wish = Decide(step.code, step.number, by, outcome, reason)
    if step.needs_check:
        return _report(course, step, wish)
    course.do(wish)
    done = course.rows.steps[step.code]
    if done.pk == step.pk:
        keep_reason(done, reason)
    _told(course, done, outcome)
    return done


@transaction.atomic
def confirm(*, step_id: int, actor: Person, at: datetime) -> Step:
    """The holder makes what a delegate proposed the decision.

    Raises:
        PermissionDenied: `actor` is not the holder, nor acts for them.
        RefusedByProcessError, LatenessUnexplainedError: As `settle`.
    """
    step = locked_step(step_id)
    require_stage_of(step)
    course = course_of(step.case, by=actor, at=at)
    course.do(Confirm(step.code, step.number, holder_name(actor, step, at)))
    done = course.rows.steps[step.code]
    _told(course, done, done.proposed)
    return done


@transaction.atomic
def recall(*, step_id: int, actor: Person, at: datetime) -> Step:
    """The holder ends a delegation; what was proposed falls.

    Raises:
        PermissionDenied, RefusedByProcessError: As `confirm`.
    """
    step = locked_step(step_id)
    course = course_of(step.case, by=actor, at=at)
    course.do(Recall(step.code, step.number, holder_name(actor, step, at)))
    record(StepRecalled(**step_naming(step, course.case_type)), actor=actor, at=at)
    return course.rows.steps[step.code]


@transaction.atomic
def leave_out(*, step_id: int, actor: Person, at: datetime, reason: str = "") -> Step:
    """Leave out an optional step, or one whose condition no longer holds.

    Raises:
        PermissionDenied: `actor` is not the holder, nor acts for them.
        RefusedByProcessError: The step is not optional, or no longer open.
    """
    step = locked_step(step_id)
    require_stage_of(step)
    course = course_of(step.case, by=actor, at=at)
    by = holder_name(actor, step, at)
    course.do(LeaveOut(step.code, step.number, by, reason.strip()))
    end_act(course)
    fact = StepLeftOut(
        **step_naming(step, course.case_type),
        reason=reason.strip(),
        obligations=tuple(course.obligations),
    )
    record(fact, actor=actor, at=at)
    if course.case.stage == Stage.ENDED:
        finish(course)
    return course.rows.steps[step.code]


@transaction.atomic
def repeat(*, step_id: int, actor: Person, at: datetime) -> Step:
    """Do a repeatable step once more; what was done before stays on record.

    Raises:
        PermissionDenied: `actor` does not hold the step.
        RefusedByProcessError: It cannot be repeated, or something came of it already.
    """
    step = locked_step(step_id)
    require_stage_of(step)
    course = course_of(step.case, by=actor, at=at)
    course.do(Repeat(step.code, step.number, holder_name(actor, step, at)))
    end_act(course)
    fact = StepBegunAgain(
        **step_naming(step, course.case_type), obligations=tuple(course.obligations)
    )
    record(fact, actor=actor, at=at)
    return course.rows.steps[step.code]


def _report(course: Course, step: Step, wish: Decide) -> Step:
    """销号: what is done is reported; it counts when somebody else has checked it."""
    course.try_out(wish)
    step.proposed, step.proposed_by = wish.outcome, wish.by
    step.settled_by, step.waits_for_check = course.by, True
    step.reason = wish.reason.strip()
    step.save(update_fields=["proposed", "proposed_by", "settled_by", "waits_for_check", "reason"])
    keys = claim_duty(step, course.by, course.at)
    named = named_outcome(step, course.case_type, wish.outcome)
    record(StepProposed(**named, obligations=keys), actor=course.by, at=course.at)
    return step


def require_stage_of(step: Step) -> None:
    """Raise StageError unless the case of the step is being handled."""
    if step.case.stage not in {Stage.RUNNING, Stage.ENDED}:
        raise StageError


def _told(course: Course, step: Step, outcome: str) -> None:
    """The fact of a step that is settled now, or of one for which a delegate proposed that."""
    if step.status == Step.Status.OPEN:
        named = named_outcome(step, course.case_type, outcome)
        record(StepProposed(**named), actor=course.by, at=course.at)
    else:
        settled(course, step)


def settled(course: Course, step: Step) -> None:
    """What follows when a step is settled: its letter, its fact, perhaps the end of the case."""
    letter = end_act(course, step)
    fact = StepSettled(
        **named_outcome(step, course.case_type, step.outcome),
        opened=tuple(each.code for each in course.opened),
        late_reason=step.late_reason,
        obligations=tuple(course.obligations),
    )
    record(fact, actor=course.by, at=course.at)
    if course.case.stage == Stage.ENDED:
        finish(course, letter_before=letter)


def end_act(course: Course, step: Step | None = None) -> str | None:
    """Look at steps that waited for particulars; issue the outcome's letter; save the case.

    A step that ends the case gives it its reason.
    """
    course.reconsider()
    if course.case.stage != Stage.RUNNING:
        _require_answers(course)
        course.case.reason = course.case.reason or (step.reason if step else "")
        course.save_case()
    if step is None:
        return None
    chosen = outcome_of(course.case_type, step, step.outcome)
    code = chosen.letter if chosen else None
    issue(course.case, course.case_type, code, by=course.by, at=course.at, step=step)
    return code


def _require_answers(course: Course) -> None:
    """Nobody grants a case of which something is open that could bar it."""
    if course.by is not None and course.case.ending == GRANTED:
        require_answers(course.case, course.case_type, course.at)


def named_outcome(step: Step, case_type: CaseType, outcome: str) -> dict[str, Any]:
    """The fields of a fact about a step and the outcome that it took."""
    chosen = outcome_of(case_type, step, outcome)
    name = chosen.name if chosen else None
    return {
        **step_naming(step, case_type),
        "outcome_zh": name.zh_hans if name else outcome,
        "outcome_en": (name.en or name.zh_hans) if name else outcome,
    }


def outcome_of(case_type: CaseType, step: Step, outcome: str) -> StepOutcome | None:
    """The outcome of this id, or None where the step has no such."""
    return next((each for each in case_type.steps[step.code].outcomes if each.id == outcome), None)


def take_values(
    step: Step, outcome: str, case_type: CaseType, values: Mapping[str, object], at: datetime
) -> None:
    """Keep the fields of the step, and check what must hold when it is settled so.

    Conditions see `outcome` as `outcome_<step>`: who objected is asked when somebody did.
    """
    entry = case_type.steps[step.code]
    checks = any(each.when == step.code for each in case_type.entry.checks)
    if not entry.fields and not checks:
        return
    own = {key: value for key, value in values.items() if key in entry.fields}
    about = circumstances(step.case, case_type, at)
    about = replace(about, outcomes={step.code: outcome})
    checked = check(case_type, {**values_of(step.case), **own}, about, asked=entry.fields)
    faults = {key: found for key, found in checked.faults.items() if key in entry.fields}
    if faults:
        raise IncompleteError(faults)
    failed = failed_checks(case_type, step.code, checked.record)
    if failed:
        raise IncompleteError({"": [message(each.message) for each in failed]})
    if own:
        store(step.case, case_type, checked)


def require_reason(outcome: StepOutcome | None, reason: str) -> None:
    """Raise ReasonMissingError where the outcome needs a reason and none is given."""
    if outcome is not None and outcome.needs_reason and not reason.strip():
        raise ReasonMissingError


def keep_reason(step: Step, reason: str) -> None:
    """Keep the reason on the row of the step, for its letter and the page."""
    if reason.strip():
        Step.objects.filter(pk=step.pk).update(reason=reason.strip())
        step.reason = reason.strip()


def _require_proof(step: Step, case_type: CaseType) -> None:
    proof = case_type.steps[step.code].proof
    if proof and not step.case.files.filter(belongs_to__in=proof).exists():
        raise ProofMissingError
