"""销号: what somebody reported as done is checked by somebody else."""

from datetime import datetime

from django.db import transaction

from yingshang.apps.casework.errors import (
    NothingToCheckError,
    OwnWorkError,
    ReasonMissingError,
)
from yingshang.apps.casework.events import CloseOutChecked, CloseOutRefused
from yingshang.apps.casework.kinds import CHECKED_STEP
from yingshang.apps.casework.models import Step
from yingshang.apps.casework.permissions import CHECK
from yingshang.apps.casework.services.course import Course, course_of
from yingshang.apps.casework.services.locking import locked_step, step_naming
from yingshang.apps.casework.services.settling import settled
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import require
from yingshang.apps.ledger.services import record
from yingshang.apps.obligations.services.following import confirm, following, reopen
from yingshang.engines.process import Decide


@transaction.atomic
def verify_close_out(
    *, step_id: int, holds: bool, actor: Person, at: datetime, reason: str = ""
) -> Step:
    """Check a step that somebody else settled; what does not hold is owed again.

    Raises:
        PermissionDenied: `actor` does not check for the unit.
        OwnWorkError: `actor` settled it.
        NothingToCheckError, ReasonMissingError: As they say.
    """
    step = locked_step(step_id)
    require(actor, CHECK, at=at, unit=step.holder_unit_id)
    if not step.waits_for_check:
        raise NothingToCheckError
    if step.settled_by_id == actor.pk:
        raise OwnWorkError
    if not holds and not reason.strip():
        raise ReasonMissingError
    course = course_of(step.case, by=step.settled_by, at=at)
    if holds:
        return _confirmed(course, step, actor)
    step.proposed, step.proposed_by, step.waits_for_check = "", "", False
    step.settled_by = None
    step.save(update_fields=["proposed", "proposed_by", "waits_for_check", "settled_by"])
    duties = following(kind=CHECKED_STEP.code, keys=[step.pk]).values()
    for duty in duties:
        reopen(duty=duty)
    named = step_naming(step, course.case_type) | {"obligations": tuple(d.pk for d in duties)}
    record(CloseOutRefused(**named, reason=reason.strip()), actor=actor, at=at)
    return step


def _confirmed(course: Course, step: Step, actor: Person) -> Step:
    """The report becomes the decision, in the name of whoever made it."""
    wish = Decide(step.code, step.number, step.proposed_by, step.proposed, step.reason)
    Step.objects.filter(pk=step.pk).update(proposed="", proposed_by="")
    duties = following(kind=CHECKED_STEP.code, keys=[step.pk]).values()
    for duty in duties:
        confirm(duty=duty, by=actor, at=course.at)
    course.do(wish)
    done = course.rows.steps[step.code]
    done.checked_by, done.checked_at = actor, course.at
    done.save(update_fields=["checked_by", "checked_at"])
    named = step_naming(step, course.case_type) | {"obligations": tuple(d.pk for d in duties)}
    record(CloseOutChecked(**named), actor=actor, at=course.at)
    settled(course, done)
    return done
