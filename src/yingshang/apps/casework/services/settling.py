"""A step is settled: by its holder, by somebody who acts for them, or by what happened outside."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from yingshang.apps.casework.access import holder_name
from yingshang.apps.casework.decisions.answers import check
from yingshang.apps.casework.errors import (
    EventUnknownError,
    IncompleteError,
    ProofMissingError,
    ReasonMissingError,
    StageError,
)
from yingshang.apps.casework.events import (
    StepBegunAgain,
    StepExpired,
    StepLeftOut,
    StepProposed,
    StepRecalled,
    StepReported,
    StepSettled,
)
from yingshang.apps.casework.models import Case, OutsideEvent, OutsideSource, Stage, Step
from yingshang.apps.casework.permissions import RECEIVE
from yingshang.apps.casework.selectors.values import values_of
from yingshang.apps.casework.services.course import Course, claim_duty, course_of
from yingshang.apps.casework.services.drafting import store
from yingshang.apps.casework.services.entering import finish
from yingshang.apps.casework.services.letters import issue
from yingshang.apps.casework.services.locking import (
    locked,
    locked_step,
    require_stage,
    step_naming,
)
from yingshang.apps.casework.services.questions import circumstances
from yingshang.apps.casework.services.submitting import message
from yingshang.apps.casework.types import type_of
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import Actor, on_record, require
from yingshang.apps.ledger.services import record
from yingshang.engines.packs.casework.bars import failed_checks
from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.schema.casework.steps import StepOutcome
from yingshang.engines.process import Arrive, Confirm, Decide, LeaveOut, Recall, Repeat

EXPIRED_AT_ONCE = 100
CLOCK = "clock"


@dataclass(frozen=True)
class Reported:
    """What an outside system says of a step.

    Attributes:
        event_id: Its own id of the event: the same one twice is taken once.
    """

    source: OutsideSource
    event_id: str
    step: str
    outcome: str
    happened_at: datetime
    values: Mapping[str, object] = field(default_factory=dict)


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
        LatenessUnexplainedError: It is overdue and no reason was published.
    """
    step = locked_step(step_id)
    require_stage_of(step)
    by = holder_name(actor, step, at)
    course = course_of(step.case, by=actor, at=at)
    case_type = course.case_type
    chosen = _outcome(case_type, step, outcome)
    if chosen is not None and chosen.needs_reason and not reason.strip():
        raise ReasonMissingError
    _take_values(step, case_type, values or {}, at)
    _require_proof(step, case_type)
    wish = Decide(step.code, step.number, by, outcome, reason)
    if step.needs_check:
        return _report(course, step, wish)
    course.do(wish)
    done = course.rows.steps[step.code]
    if reason.strip() and done.pk == step.pk:
        Step.objects.filter(pk=step.pk).update(reason=reason.strip())
        done.reason = reason.strip()
    if done.status == Step.Status.OPEN:
        record(StepProposed(**_named(done, case_type, outcome)), actor=actor, at=at)
        return done
    settled(course, done)
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
    if done.status == Step.Status.OPEN:
        named = _named(done, course.case_type, done.proposed)
        record(StepProposed(**named), actor=actor, at=at)
    else:
        settled(course, done)
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


@transaction.atomic
def receive_event(*, case_id: int, reported: Reported, actor: Actor, at: datetime) -> OutsideEvent:
    """Take an event of an outside system: settle the step that it is about, as of when it happened.

    The same event twice is taken once.

    Raises:
        PermissionDenied: `actor` may not take events for the unit in charge.
        EventUnknownError: No such step is open, or it has no such outcome.
        RefusedByProcessError, IncompleteError: As `settle`.
    """
    case = locked(case_id)
    require(actor, RECEIVE, at=at, unit=case.holder_unit_id)
    known = {"source": reported.source, "event_id": reported.event_id}
    there = OutsideEvent.objects.filter(**known).first()
    if there is not None:
        return there
    require_stage(case, Stage.RUNNING)
    step = _open_step(case, reported.step)
    case_type = type_of(case)
    if _outcome(case_type, step, reported.outcome) is None:
        raise EventUnknownError
    _take_values(step, case_type, reported.values, at)
    course = course_of(case, by=None, at=reported.happened_at)
    name = reported.source.name_zh
    course.do(Arrive(step.code, step.number, reported.outcome, f"source:{reported.source.code}"))
    done = course.rows.steps[step.code]
    end_act(course, done)
    Case.objects.filter(pk=case.pk).update(as_of=reported.happened_at)
    event = OutsideEvent.objects.create(
        **known,
        case=case,
        step_code=step.code,
        outcome=reported.outcome,
        happened_at=reported.happened_at,
        received_at=at,
    )
    fact = StepReported(
        **_named(done, case_type, reported.outcome),
        source=name,
        opened=tuple(each.code for each in course.opened),
        obligations=tuple(course.obligations),
    )
    record(fact, actor=on_record(actor), at=at)
    if case.stage == Stage.ENDED:
        finish(course)
    return event


def expire(*, at: datetime) -> int:
    """Settle steps whose last day has passed and to whose silence the type gives an outcome.

    Returns:
        How many steps were settled so. Safe beside another worker that does the same.

    Source: pack `steps.on_expiry`.
    """
    rows = Step.objects.open().filter(expires_at__lte=at, case__stage=Stage.RUNNING)
    keys = rows.order_by("expires_at", "pk").values_list("pk", flat=True)
    return sum(_expire(key, at) for key in list(keys[:EXPIRED_AT_ONCE]))


def _report(course: Course, step: Step, wish: Decide) -> Step:
    """销号: what is done is reported; it counts when somebody else has checked it."""
    course.try_out(wish)
    step.proposed, step.proposed_by = wish.outcome, wish.by
    step.settled_by, step.waits_for_check = course.by, True
    step.reason = wish.reason.strip()
    step.save(update_fields=["proposed", "proposed_by", "settled_by", "waits_for_check", "reason"])
    keys = claim_duty(step, course.by, course.at)
    named = _named(step, course.case_type, wish.outcome)
    record(StepProposed(**named, obligations=keys), actor=course.by, at=course.at)
    return step


def require_stage_of(step: Step) -> None:
    """Raise StageError unless the case of the step is being handled."""
    if step.case.stage not in {Stage.RUNNING, Stage.ENDED}:
        raise StageError


@transaction.atomic
def _expire(step_id: int, at: datetime) -> bool:
    step = locked_step(step_id)
    is_due = step.expires_at is not None and step.expires_at <= at
    if step.status != Step.Status.OPEN or not is_due or step.case.stage != Stage.RUNNING:
        return False
    case_type = type_of(step.case)
    outcome = case_type.steps[step.code].on_expiry or ""
    course = course_of(step.case, by=None, at=at)
    course.do(_silent(step, outcome))
    done = course.rows.steps[step.code]
    if done.status == Step.Status.OPEN:
        return False
    end_act(course, done)
    fact = StepExpired(
        **_named(done, case_type, outcome),
        opened=tuple(each.code for each in course.opened),
        obligations=tuple(course.obligations),
    )
    record(fact, actor=None, at=at)
    if course.case.stage == Stage.ENDED:
        finish(course)
    return True


def _silent(step: Step, outcome: str) -> Decide | Arrive:
    if step.performer in {"official", "applicant"}:
        return Decide(step.code, step.number, step.holder, outcome)
    return Arrive(step.code, step.number, outcome, CLOCK)


def settled(course: Course, step: Step) -> None:
    """What follows when a step is settled: its letter, its fact, perhaps the end of the case."""
    letter = end_act(course, step)
    fact = StepSettled(
        **_named(step, course.case_type, step.outcome),
        opened=tuple(each.code for each in course.opened),
        late_reason=step.late_reason,
        obligations=tuple(course.obligations),
    )
    record(fact, actor=course.by, at=course.at)
    if course.case.stage == Stage.ENDED:
        finish(course, letter_before=letter)


def end_act(course: Course, step: Step | None = None) -> str | None:
    """Look at steps that waited for particulars; issue the outcome's letter; save the case."""
    course.reconsider()
    if course.case.stage != Stage.RUNNING:
        course.save_case()
    if step is None:
        return None
    chosen = _outcome(course.case_type, step, step.outcome)
    code = chosen.letter if chosen else None
    issue(course.case, course.case_type, code, by=course.by, at=course.at, step=step)
    return code


def _named(step: Step, case_type: CaseType, outcome: str) -> dict[str, Any]:
    chosen = _outcome(case_type, step, outcome)
    name = chosen.name if chosen else None
    return {
        **step_naming(step, case_type),
        "outcome_zh": name.zh_hans if name else outcome,
        "outcome_en": (name.en or name.zh_hans) if name else outcome,
    }


def _outcome(case_type: CaseType, step: Step, outcome: str) -> StepOutcome | None:
    return next((each for each in case_type.steps[step.code].outcomes if each.id == outcome), None)


def _open_step(case: Case, code: str) -> Step:
    rows = Step.objects.select_related("holder_unit").filter(case=case, code=code)
    step = rows.filter(status=Step.Status.OPEN).first()
    if step is None:
        raise EventUnknownError
    step.case = case
    return step


def _take_values(
    step: Step, case_type: CaseType, values: Mapping[str, object], at: datetime
) -> None:
    """Keep the fields of the step, and check what must hold when it is settled."""
    entry = case_type.steps[step.code]
    checks = any(each.when == step.code for each in case_type.entry.checks)
    if not entry.fields and not checks:
        return
    own = {key: value for key, value in values.items() if key in entry.fields}
    about = circumstances(step.case, case_type, at)
    checked = check(case_type, {**values_of(step.case), **own}, about, asked=entry.fields)
    faults = {key: found for key, found in checked.faults.items() if key in entry.fields}
    if faults:
        raise IncompleteError(faults)
    failed = failed_checks(case_type, step.code, checked.record)
    if failed:
        raise IncompleteError({"": [message(each.message) for each in failed]})
    if own:
        store(step.case, case_type, checked)


def _require_proof(step: Step, case_type: CaseType) -> None:
    proof = case_type.steps[step.code].proof
    if proof and not step.case.files.filter(belongs_to__in=proof).exists():
        raise ProofMissingError
