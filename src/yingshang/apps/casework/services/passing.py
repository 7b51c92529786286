"""委派, 转办, 协办, 催办: who acts, who helps, who is reminded."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from yingshang.apps.casework.access import (
    holder_name,
    is_applicant_side,
    seat_name,
    standing_of,
)
from yingshang.apps.casework.events import (
    HelpAsked,
    HelperReleased,
    HelpGiven,
    StepDelegated,
    StepHandedOver,
    StepUrged,
)
from yingshang.apps.casework.kinds import CHECKED_STEP, STEP
from yingshang.apps.casework.models import Signatory, Step
from yingshang.apps.casework.parties import APPLICANT, Party
from yingshang.apps.casework.permissions import HANDLE, SEE, verb_for
from yingshang.apps.casework.services.changing import show
from yingshang.apps.casework.services.course import course_of
from yingshang.apps.casework.services.locking import locked_step, step_naming
from yingshang.apps.casework.services.naming import party_fields
from yingshang.apps.casework.services.settling import require_stage_of
from yingshang.apps.casework.services.signing import say, tell
from yingshang.apps.directory.models import Person, Unit
from yingshang.apps.directory.permissions import units_for
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.services import record
from yingshang.apps.obligations.services.following import following, pass_on
from yingshang.engines.process import (
    Answer,
    AskHelp,
    Delegate,
    HandOver,
    ReleaseHelper,
    Urge,
)


@transaction.atomic
def delegate(*, step_id: int, to: Person, actor: Person, at: datetime) -> Step:
    """委派: somebody acts for the holder, who stays answerable and confirms.

    Raises:
        PermissionDenied: `actor` is not the holder; or `to` handles nothing for the unit.
        RefusedByProcessError: The step is no longer open, or delegated already.
    """
    step = locked_step(step_id)
    require_stage_of(step)
    _require_of_unit(to, step, at)
    course = course_of(step.case, by=actor, at=at)
    name = Party(person_id=to.pk).name
    course.do(Delegate(step.code, step.number, holder_name(actor, step, at), name))
    fact = StepDelegated(**step_naming(step, course.case_type), **party_fields(name))
    record(fact, actor=actor, at=at)
    return course.rows.steps[step.code]


@transaction.atomic
def hand_over(*, step_id: int, to: Party, actor: Person, at: datetime, reason: str = "") -> Step:
    """转办: another unit or person holds the step from now on; its clock runs on.

    Args:
        to: A unit, or a person together with the unit in whose name they act.
        reason: Why; those who may read the case read it.

    Raises:
        PermissionDenied: `actor` is not the holder, nor acts for them.
        RefusedByProcessError: The step is no longer open, delegated, or theirs already.
    """
    step = locked_step(step_id)
    require_stage_of(step)
    course = course_of(step.case, by=actor, at=at)
    course.do(HandOver(step.code, step.number, _passer(actor, step, at), to.name))
    passed = course.rows.steps[step.code]
    if passed.holder == to.name:
        _pass(passed, to)
    tell(course, [to])
    named = step_naming(step, course.case_type) | {"holder_id": passed.holder_unit_id}
    fact = StepHandedOver(**named, **party_fields(to.name), reason=reason.strip())
    record(fact, actor=actor, at=at)
    return passed


@transaction.atomic
def co_handle(*, step_id: int, parties: Sequence[Party], actor: Person, at: datetime) -> Step:
    """协办: ask these for an opinion; the step is settled when they answered or were released.

    Raises:
        PermissionDenied: `actor` is not the holder, nor acts for them.
        RefusedByProcessError: Nobody is named, or one was asked already.
    """
    step = locked_step(step_id)
    require_stage_of(step)
    course = course_of(step.case, by=actor, at=at)
    names = tuple(party.name for party in parties)
    course.do(AskHelp(step.code, step.number, holder_name(actor, step, at), names))
    tell(course, parties)
    fact = HelpAsked(**step_naming(step, course.case_type), count=len(names))
    record(fact, actor=actor, at=at)
    return course.rows.steps[step.code]


@transaction.atomic
def give_help(*, step_id: int, words: str, actor: Person, at: datetime) -> Step:
    """Answer as one who was asked for help, or who acts for them.

    Raises:
        PermissionDenied: Nobody asked `actor`.
        RefusedByProcessError: The step is no longer open.
    """
    step = locked_step(step_id)
    require_stage_of(step)
    course = course_of(step.case, by=actor, at=at)
    by = seat_name(actor, step, Signatory.Kind.HELP, at)
    course.do(Answer(step.code, step.number, by))
    say(step, Signatory.Kind.HELP, by, words, actor, at)
    fact = HelpGiven(**step_naming(step, course.case_type), **party_fields(by), words=words.strip())
    record(fact, actor=actor, at=at)
    return course.rows.steps[step.code]


@transaction.atomic
def release_helper(*, step_id: int, party: Party, actor: Person, at: datetime) -> Step:
    """The holder goes on without a helper who has not answered.

    Raises:
        PermissionDenied: `actor` is not the holder, nor acts for them.
        RefusedByProcessError: They were not asked, or have answered.
    """
    step = locked_step(step_id)
    require_stage_of(step)
    course = course_of(step.case, by=actor, at=at)
    by = holder_name(actor, step, at)
    course.do(ReleaseHelper(step.code, step.number, by, party.name))
    fact = HelperReleased(**step_naming(step, course.case_type), **party_fields(party.name))
    record(fact, actor=actor, at=at)
    return course.rows.steps[step.code]


@transaction.atomic
def urge(*, step_id: int, actor: Person, at: datetime, words: str = "") -> Step:
    """催办: the applicant, or a unit of the case, reminds whoever holds a step.

    Raises:
        PermissionDenied: `actor` may not see the case.
        RefusedByProcessError: The step is no longer open.
    """
    step = locked_step(step_id)
    require_stage_of(step)
    by = _urger(actor, step, at)
    course = course_of(step.case, by=actor, at=at)
    course.do(Urge(step.code, step.number, by))
    fact = StepUrged(**step_naming(step, course.case_type), words=words.strip())
    record(fact, actor=actor, at=at)
    return step


def _pass(step: Step, to: Party) -> None:
    """The duty follows the step; its dates stay."""
    if to.unit_id is not None and step.holder_unit_id != to.unit_id:
        step.holder_unit = Unit.objects.get(pk=to.unit_id)
        step.save(update_fields=["holder_unit"])
    unit = step.holder_unit
    if unit is None:
        return
    show(step.case, [unit.pk])
    person = Person.objects.get(pk=to.person_id) if to.person_id else None
    kind = CHECKED_STEP if step.needs_check else STEP
    for duty in following(kind=kind.code, keys=[step.pk]).values():
        pass_on(duty=duty, unit=unit, person=person)


def _passer(actor: Person, step: Step, at: datetime) -> str:
    if standing_of(actor, at, step.case).may_be(step.holder, step.holder_unit_id):
        return step.holder
    return seat_name(actor, step, Signatory.Kind.SIGNATURE, at)


def _urger(actor: Person, step: Step, at: datetime) -> str:
    if is_applicant_side(actor, step.case, at):
        return APPLICANT
    verb = verb_for(SEE, is_ledger=step.case.is_ledger)
    units = units_for(actor, verb, on=local_day(at)) or frozenset()
    own = step.case.units.filter(unit_id__in=units).values_list("unit_id", flat=True).first()
    if own is None:
        raise PermissionDenied(SEE)
    return Party(unit_id=own).name


def _require_of_unit(person: Person, step: Step, at: datetime) -> None:
    verb = verb_for(HANDLE, is_ledger=step.case.is_ledger)
    units = units_for(person, verb, on=local_day(at)) or frozenset()
    if step.holder_unit_id not in units:
        raise PermissionDenied(HANDLE)
