"""Steps settled by what happened outside, or by the passing of time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction

from yingshang.apps.casework.errors import EventUnknownError
from yingshang.apps.casework.events import StepExpired, StepReported
from yingshang.apps.casework.models import Case, OutsideEvent, OutsideSource, Stage, Step
from yingshang.apps.casework.parties import Party
from yingshang.apps.casework.permissions import RECEIVE
from yingshang.apps.casework.services.course import Course, course_of
from yingshang.apps.casework.services.finishing import finish
from yingshang.apps.casework.services.locking import locked, locked_step, require_stage
from yingshang.apps.casework.services.settling import (
    end_act,
    keep_reason,
    named_outcome,
    outcome_of,
    require_reason,
    require_stage_of,
    take_values,
)
from yingshang.apps.casework.types import type_of
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import Actor, on_record, require
from yingshang.apps.ledger.services import record
from yingshang.engines.process import Arrive, Decide

EXPIRED_AT_ONCE = 100
ONE_SECOND = timedelta(seconds=1)
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
    if outcome_of(case_type, step, reported.outcome) is None:
        raise EventUnknownError
    take_values(step, reported.outcome, case_type, reported.values, at)
    course = course_of(case, by=None, at=reported.happened_at)
    course.do(Arrive(step.code, step.number, reported.outcome, f"source:{reported.source.code}"))
    done = course.rows.steps[step.code]
    letter = end_act(course, done)
    Case.objects.filter(pk=case.pk).update(as_of=reported.happened_at)
    event = OutsideEvent.objects.create(
        **known,
        case=case,
        step_code=step.code,
        outcome=reported.outcome,
        happened_at=reported.happened_at,
        received_at=at,
    )
    _record(course, done, reported.outcome, reported.source.name_zh, letter, actor, at)
    return event


@transaction.atomic
def report_outside(
    *,
    step_id: int,
    outcome: str,
    actor: Person,
    at: datetime,
    values: Mapping[str, object] | None = None,
    reason: str = "",
) -> Step:
    """Settle a step of an outside party by what it has told an official: the bank has rung.

    Raises:
        PermissionDenied: `actor` may not take reports for the unit in charge.
        EventUnknownError: The step has no such outcome.
        RefusedByProcessError: It is not open, or not done outside.
        IncompleteError, ReasonMissingError, LatenessUnexplainedError: As `settle`.
    """
    step = locked_step(step_id)
    require(actor, RECEIVE, at=at, unit=step.case.holder_unit_id)
    require_stage_of(step)
    chosen = outcome_of(type_of(step.case), step, outcome)
    if chosen is None:
        raise EventUnknownError
    require_reason(chosen, reason)
    take_values(step, outcome, type_of(step.case), values or {}, at)
    course = course_of(step.case, by=actor, at=at)
    course.do(Arrive(step.code, step.number, outcome, Party(person_id=actor.pk).name))
    done = course.rows.steps[step.code]
    keep_reason(done, reason)
    letter = end_act(course, done)
    unit = step.holder_unit or step.case.holder_unit
    told_by = unit.official_name if unit else actor.name
    _record(course, done, outcome, told_by, letter, actor, at)
    return done


def expire(*, at: datetime) -> int:
    """Settle steps whose last day has passed and to whose silence the type gives an outcome.

    They are settled as of the last second of that day, whenever this runs: what opens then counts
    from the last day (届满之日), not from the day after it.

    Returns:
        How many steps were settled so. Safe beside another worker that does the same.

    Source: pack `steps.on_expiry`.
    """
    rows = Step.objects.open().filter(expires_at__lte=at, case__stage=Stage.RUNNING)
    keys = rows.order_by("expires_at", "pk").values_list("pk", flat=True)
    return sum(_expire(key, at) for key in list(keys[:EXPIRED_AT_ONCE]))


@transaction.atomic
def _expire(step_id: int, at: datetime) -> bool:
    step = locked_step(step_id)
    if step.expires_at is None or step.expires_at > at:
        return False
    if step.status != Step.Status.OPEN or step.case.stage != Stage.RUNNING:
        return False
    case_type = type_of(step.case)
    outcome = case_type.steps[step.code].on_expiry or ""
    course = course_of(step.case, by=None, at=step.expires_at - ONE_SECOND)
    course.do(_silent(step, outcome))
    done = course.rows.steps[step.code]
    if done.status == Step.Status.OPEN:
        return False
    letter = end_act(course, done)
    fact = StepExpired(
        **named_outcome(done, case_type, outcome),
        opened=tuple(each.code for each in course.opened),
        obligations=tuple(course.obligations),
    )
    record(fact, actor=None, at=at)
    if course.case.stage == Stage.ENDED:
        finish(course, letter_before=letter)
    return True


def _silent(step: Step, outcome: str) -> Decide | Arrive:
    if step.performer in {"official", "applicant"}:
        return Decide(step.code, step.number, step.holder, outcome)
    return Arrive(step.code, step.number, outcome, CLOCK)


def _record(
    course: Course,
    done: Step,
    outcome: str,
    told_by: str,
    letter: str | None,
    actor: Actor,
    at: datetime,
) -> None:
    fact = StepReported(
        **named_outcome(done, course.case_type, outcome),
        source=told_by,
        opened=tuple(each.code for each in course.opened),
        obligations=tuple(course.obligations),
    )
    record(fact, actor=on_record(actor), at=at)
    if course.case.stage == Stage.ENDED:
        finish(course, letter_before=letter)


def _open_step(case: Case, code: str) -> Step:
    rows = Step.objects.select_related("holder_unit").filter(case=case, code=code)
    step = rows.filter(status=Step.Status.OPEN).first()
    if step is None:
        raise EventUnknownError
    step.case = case
    return step
