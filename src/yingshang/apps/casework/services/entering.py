"""A case is accepted, by an official or because nobody answered; or refused."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from yingshang.apps.casework.decisions.answers import case_record, missing_papers
from yingshang.apps.casework.errors import DeemedAlreadyError, ReasonMissingError
from yingshang.apps.casework.events import (
    CaseAccepted,
    CaseDeemedAccepted,
    EntryRefused,
    PapersAwaited,
)
from yingshang.apps.casework.kinds import ACCEPTANCE, FOLLOW_UP, WHOLE, acceptance_keys
from yingshang.apps.casework.models import Case, FollowUp, Stage
from yingshang.apps.casework.permissions import ACCEPT
from yingshang.apps.casework.selectors.circumstances import circumstances
from yingshang.apps.casework.selectors.values import values_of
from yingshang.apps.casework.services.changing import keep
from yingshang.apps.casework.services.clockwork import About, duty
from yingshang.apps.casework.services.course import Course, course_of
from yingshang.apps.casework.services.finding_out import find_out, require_answers
from yingshang.apps.casework.services.finishing import finish
from yingshang.apps.casework.services.letters import issue
from yingshang.apps.casework.services.locking import locked, naming, require_stage
from yingshang.apps.casework.terms import clocks, term
from yingshang.apps.casework.types import type_of
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import require
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.services import record
from yingshang.apps.obligations.models import Obligation, State
from yingshang.apps.obligations.services.following import begin, following, fulfil
from yingshang.engines.packs.schema.common import Text

WHOLE_CASE = Text(**{"zh-hans": "全案办结", "en": "the case as a whole"})
TO_FOLLOW = Text(**{"zh-hans": "后补材料", "en": "papers that follow"})
DEEMED_AT_ONCE = 100
ENTERED = (
    "stage", "accepted_at", "counted_from", "is_deemed", "promised_on", "statutory_on", "outcome",
    "ending", "ended_at", "reason",
)  # fmt: skip
SUBJECT = "casework.case"


@transaction.atomic
def accept(
    *,
    case_id: int,
    actor: Person,
    at: datetime,
    late_reason: str = "",
    answers: Mapping[str, object] | None = None,
    open_reason: str = "",
) -> Case:
    """Accept a case: its steps begin, and the decision is counted from now.

    Once the limit has passed on a type whose acceptance is deemed, it counts from the day of
    receipt, whoever accepts it.

    Args:
        late_reason: Needed from the due instant on, where nothing is deemed.
        answers: To what the unit had still to find out; if they bar the case, it ends instead.
        open_reason: Why the case is accepted although something stays open.

    Raises:
        PermissionDenied: `actor` does not accept cases for the unit in charge.
        StageError: It does not wait for that; perhaps a colleague was faster.
        QuestionsOpenError: Something is to be found out first, unless silence has accepted it.
        IncompleteError: An answer does not fit.
    """
    case = locked(case_id)
    require(actor, ACCEPT, at=at, unit=case.holder_unit_id)
    require_stage(case, Stage.SUBMITTED, Stage.CORRECTING)
    is_deemed = answer_acceptance(case, actor, at, late_reason)
    find_out(case, values=answers or {}, reason=open_reason, actor=actor, at=at)
    if case.stage == Stage.REFUSED_ENTRY:
        return case
    if not is_deemed:
        require_answers(case, type_of(case), at)
    start = (case.received_at or at) if is_deemed else at
    enter(case, by=actor, at=at, counted_from=start, is_deemed=is_deemed)
    return case


@transaction.atomic
def refuse_entry(
    *, case_id: int, reason: str, actor: Person, at: datetime, late_reason: str = ""
) -> Case:
    """Do not accept a case; the applicant gets the reason in writing.

    Raises:
        PermissionDenied: `actor` does not accept cases for the unit in charge.
        ReasonMissingError, StageError, DeemedAlreadyError: As they say.

    Source: 行政许可法 §32.
    """
    case = locked(case_id)
    require(actor, ACCEPT, at=at, unit=case.holder_unit_id)
    require_stage(case, Stage.SUBMITTED, Stage.CORRECTING)
    if not reason.strip():
        raise ReasonMissingError
    if answer_acceptance(case, actor, at, late_reason):
        raise DeemedAlreadyError
    case.stage, case.reason, case.ended_at = Stage.REFUSED_ENTRY, reason.strip(), at
    case.save(update_fields=["stage", "reason", "ended_at"])
    case_type = type_of(case)
    letter = case_type.entry.letters.refusal
    issue(case, case_type, letter, by=actor, at=at, blanks={"reason": case.reason})
    record(EntryRefused(**naming(case), reason=case.reason), actor=actor, at=at)
    return case


def deem_accepted(*, at: datetime) -> int:
    """Accept what nobody answered within the limit; reading a case never does this.

    Each case is a transaction of its own; safe beside another worker that does the same.

    Returns:
        How many cases were deemed accepted.

    Source: 行政许可法 §32(四): 逾期不告知的，自收到申请材料之日起即为受理.
    """
    due = Obligation.objects.filter(kind=ACCEPTANCE.code, state=State.OPEN, due_at__lte=at)
    keys = due.order_by("due_at", "pk").values_list("subject_key", flat=True)
    return sum(_deem(int(key.partition(".")[0]), at) for key in list(keys[:DEEMED_AT_ONCE]))


def enter(
    case: Case, *, by: Person | None, at: datetime, counted_from: datetime, is_deemed: bool = False
) -> Course:
    """Begin the steps of a case that is accepted now, with all their clocks."""
    case.stage, case.accepted_at, case.is_deemed = Stage.RUNNING, at, is_deemed
    case.counted_from = counted_from
    course = course_of(case, by=by, at=at, is_new=True)
    _count_whole(course)
    course.start()
    keep(case, ENTERED)
    letter = course.case_type.entry.letters.acceptance
    issue(case, course.case_type, letter, by=by, at=at)
    _await_papers(course)
    _record_entry(course)
    return course


def _count_whole(course: Course) -> None:
    case, limits = course.case, course.case_type.limits
    if limits.promised is None and limits.statutory is None:
        return
    keeping = course.clockwork.keeping
    start = case.counted_from or course.at
    found = clocks(keeping, limits.promised, limits.statutory, start, course.at)
    case.promised_on, case.statutory_on = found.promised_on, found.statutory_on
    if found.term is not None:
        about = About(case, course.case_type, WHOLE_CASE)
        one = duty(about, WHOLE, (SUBJECT, str(case.pk)), case.holder_unit, found.term)
        course.obligations += [row.pk for row in begin(duties=[one])]


def _record_entry(course: Course) -> None:
    case = course.case
    about = {
        **naming(case),
        "opened": tuple(step.code for step in course.opened),
        "obligations": tuple(course.obligations),
    }
    if case.is_deemed and case.counted_from:
        since = local_day(case.counted_from).isoformat()
        record(CaseDeemedAccepted(**about, since_on=since), actor=None, at=course.at)
    else:
        record(CaseAccepted(**about), actor=course.by, at=course.at)
    if case.stage == Stage.ENDED:
        finish(course)


def _await_papers(course: Course) -> None:
    """容缺受理: papers that were allowed to follow are owed from now on."""
    case, case_type = course.case, course.case_type
    route = case_type.routes.get(case.route)
    if route is None or route.follows_within is None:
        return
    about = circumstances(case, case_type, course.at)
    missing = missing_papers(case_type, case_record(case_type, values_of(case), about), about)
    dates = term(course.clockwork.keeping, route.follows_within, course.at, course.at)
    if not missing or dates is None:
        return
    FollowUp.objects.create(case=case, materials=list(missing), last_on=dates.due_on)
    words = About(case, case_type, TO_FOLLOW)
    one = duty(words, FOLLOW_UP, (SUBJECT, str(case.pk)), case.holder_unit, dates)
    keys = tuple(row.pk for row in begin(duties=[one]))
    fact = PapersAwaited(
        **naming(case), count=len(missing), last_on=dates.due_on.isoformat(), obligations=keys
    )
    record(fact, actor=course.by, at=course.at)


def answer_acceptance(case: Case, by: Person, at: datetime, late_reason: str) -> bool:
    """The answer to an application is given; whether the law had given it before (deemed)."""
    duties = list(following(kind=ACCEPTANCE.code, keys=acceptance_keys(case)).values())
    acceptance = type_of(case).entry.acceptance
    is_late = any(at >= each.due_at for each in duties)
    is_deemed = is_late and acceptance is not None and acceptance.deemed
    fulfil(duties=duties, by=None if is_deemed else by, at=at, late_reason=late_reason)
    return is_deemed


@transaction.atomic
def _deem(case_id: int, at: datetime) -> bool:
    case = locked(case_id)
    acceptance = type_of(case).entry.acceptance
    duties = following(kind=ACCEPTANCE.code, keys=acceptance_keys(case)).values()
    is_due = any(each.due_at <= at and each.state == State.OPEN for each in duties)
    if case.stage != Stage.SUBMITTED or not is_due or not (acceptance and acceptance.deemed):
        return False
    fulfil(duties=list(duties), by=None, at=at)
    received = case.received_at or case.opened_at
    enter(case, by=None, at=at, counted_from=received, is_deemed=True)
    return True
