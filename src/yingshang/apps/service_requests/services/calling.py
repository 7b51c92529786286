"""Call-back by somebody else, and the reporter's own verdict: “closed” is not “solved”."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from yingshang.apps.casework.models import Step
from yingshang.apps.casework.services import explain_lateness, settle
from yingshang.apps.casework.services.course import course_of
from yingshang.apps.casework.services.locking import locked_step
from yingshang.apps.casework.services.settling import keep_reason, settled, take_values
from yingshang.apps.directory.models import Person, Unit
from yingshang.apps.directory.permissions import require
from yingshang.apps.ledger.services import record
from yingshang.apps.service_requests.access import handled_it
from yingshang.apps.service_requests.content import Content, required_content
from yingshang.apps.service_requests.decisions.wording import without_identity
from yingshang.apps.service_requests.errors import (
    AnswerMissingError,
    NoCallBackDueError,
    OwnWorkError,
)
from yingshang.apps.service_requests.events import ReporterCalled
from yingshang.apps.service_requests.models import CallBack, Question, Report, ServiceRequest
from yingshang.apps.service_requests.permissions import CALL_BACK
from yingshang.apps.service_requests.services.locking import locked_request, naming
from yingshang.engines.packs.schema.service_requests import Handling
from yingshang.engines.process import Decide


@dataclass(frozen=True)
class Heard:
    """What was heard. Whoever was not reached said nothing.

    Attributes:
        contacted: Whether the handling unit had been in touch; None where it was not asked.
        satisfied: A grade of `callbacks.yaml`.
        late_reason: Why the call comes late, where it does; it is published.
    """

    reached: bool
    solved: bool | None = None
    satisfied: str = ""
    contacted: bool | None = None
    words: str = ""
    recording: str = ""
    late_reason: str = ""


@transaction.atomic
def call_back(*, request_id: int, heard: Heard, actor: Person, at: datetime) -> CallBack:
    """Note a call-back, and settle its step: solved ends the case, “not solved” reopens it.

    So many calls that reach nobody settle it too; not solved after the last reopening escalates.

    Raises:
        PermissionDenied: `actor` does not call back for the unit that holds the step.
        OwnWorkError: `actor` or a unit of theirs handled it.
        NoCallBackDueError, AnswerMissingError: As they say.
        CaseworkError: As `casework.settle`.
    """
    request = locked_request(request_id)
    content = required_content()
    handling = content.handling_of(request.case.type_code)
    step = _due(request, handling)
    require(actor, CALL_BACK, at=at, unit=step.holder_unit_id)
    if handled_it(actor, request.case, content, at):
        raise OwnWorkError
    row = _keep(request, step, heard, actor, at)
    outcome = _outcome(request, step, handling, heard)
    if outcome is not None:
        if heard.late_reason.strip() and step.due_at is not None and at >= step.due_at:
            explain_lateness(step_id=step.pk, reason=heard.late_reason, actor=actor, at=at)
        values = {handling.fields.heard: str(row.pk)}
        reason = _reason(heard)
        settle(step_id=step.pk, outcome=outcome, values=values, reason=reason, actor=actor, at=at)
    _follow(request, handling, outcome)
    _tell_ledger(request, row, actor, at)
    return row


@transaction.atomic
def give_verdict(*, report_id: int, heard: Heard, at: datetime) -> CallBack:
    """The reporter says by themselves whether it was solved; it settles the call-back like a call.

    Whoever calls this has proven to be the reporter: by login, or by the receipt code.

    Raises:
        NoCallBackDueError: Nothing has been answered yet, or it is over.
        AnswerMissingError: As it says.
    """
    report = Report.objects.select_related("request").get(pk=report_id)
    goes_on = report.request.joined_into_id or report.request_id
    request = locked_request(goes_on)
    content = required_content()
    handling = content.handling_of(request.case.type_code)
    step = _due(request, handling)
    row = _keep(request, step, heard, None, at, names=[report.name, report.phone])
    outcome = _outcome(request, step, handling, heard)
    if outcome is not None:
        _settle_for_reporter(step, outcome, {handling.fields.heard: str(row.pk)}, heard, at)
    _follow(request, handling, outcome)
    _tell_ledger(request, row, None, at)
    return row


def _due(request: ServiceRequest, handling: Handling) -> Step:
    rows = Step.objects.open().filter(case=request.case, code=handling.steps.call_back)
    step = rows.select_related("holder_unit").first()
    if step is None:
        raise NoCallBackDueError
    return step


def _keep(
    request: ServiceRequest,
    step: Step,
    heard: Heard,
    by: Person | None,
    at: datetime,
    *,
    names: list[str] | None = None,
) -> CallBack:
    if heard.reached and (heard.solved is None or not _is_grade(heard.satisfied)):
        raise AnswerMissingError
    said = heard.reached
    return CallBack.objects.create(
        request=request,
        step=step,
        unit=_handling_unit(request),
        called_by=by,
        called_at=at,
        reached=said,
        contacted=heard.contacted if said else None,
        solved=heard.solved if said else None,
        satisfied=heard.satisfied if said else "",
        words=without_identity(heard.words.strip(), names or []),
        recording=heard.recording.strip(),
    )


def _is_grade(satisfied: str) -> bool:
    call_backs = required_content().call_backs
    return call_backs is not None and satisfied in {each.id for each in call_backs.satisfaction}


def _handling_unit(request: ServiceRequest) -> Unit | None:
    """The unit that handled it last: the one whose rates the call-back counts for."""
    codes = required_content().handling_of(request.case.type_code).steps.handle
    rows = Step.objects.filter(case=request.case, code__in=codes, holder_unit__isnull=False)
    step = rows.select_related("holder_unit").order_by("-opened_at", "-pk").first()
    return step.holder_unit if step else None


def _outcome(request: ServiceRequest, step: Step, handling: Handling, heard: Heard) -> str | None:
    """What the call comes to; None where nobody was reached and more calls follow."""
    ends = handling.heard
    if not heard.reached:
        tried = CallBack.objects.filter(step=step, reached=False).count()
        return ends.not_reached if tried >= handling.attempts else None
    if heard.solved:
        return ends.solved
    return ends.not_solved if request.reopened < handling.reopened_at_most else ends.escalated


def _settle_for_reporter(
    step: Step, outcome: str, values: dict[str, object], heard: Heard, at: datetime
) -> None:
    """Settle the call-back in the name of its holder: nobody has to write down what they said."""
    held = locked_step(step.pk)
    course = course_of(held.case, by=None, at=at)
    take_values(held, outcome, course.case_type, values, at)
    course.do(Decide(held.code, held.number, held.holder, outcome, _reason(heard)))
    done = course.rows.steps[held.code]
    if done.pk == held.pk:
        keep_reason(done, _reason(heard))
    settled(course, held if done.pk != held.pk else done)


def _follow(request: ServiceRequest, handling: Handling, outcome: str | None) -> None:
    if outcome is None:
        return
    if outcome == handling.heard.not_solved:
        ServiceRequest.objects.filter(pk=request.pk).update(reopened=F("reopened") + 1)
    waiting = Question.objects.filter(report__request=request, answered_at=None, lapsed_at=None)
    waiting.update(lapsed_at=F("asked_at"))


def _reason(heard: Heard) -> str:
    """The words as the handling unit reads them, where there are any."""
    return without_identity(heard.words.strip(), [])


def _tell_ledger(request: ServiceRequest, row: CallBack, by: Person | None, at: datetime) -> None:
    zh, en = _in_words(row)
    fact = ReporterCalled(**naming(request), call_back=row.pk, heard_zh=zh, heard_en=en)
    record(fact, actor=by, at=at)


def _in_words(row: CallBack) -> tuple[str, str]:
    if not row.reached:
        return "未联系上", "nobody was reached"
    return ("已解决", "solved") if row.solved else ("没有解决", "not solved")


def due_to_call(content: Content, request: ServiceRequest) -> Step | None:
    """The open call-back step of a request, if there is one."""
    handling = content.handling_of(request.case.type_code)
    rows = Step.objects.open().filter(case=request.case, code=handling.steps.call_back)
    return rows.select_related("holder_unit").first()
