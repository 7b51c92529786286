"""What a reporter sees of their own report: where it stands, what was promised, what is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from yingshang.apps.casework.models import Case, Step
from yingshang.apps.casework.selectors.case_page import words
from yingshang.apps.casework.types import type_of
from yingshang.apps.directory.models import Person
from yingshang.apps.service_requests.content import Content, current_content
from yingshang.apps.service_requests.models import Disclosure, Question, Report, ServiceRequest
from yingshang.apps.service_requests.selectors.lists import standing
from yingshang.engines.packs.schema.service_requests import SatisfactionGrade

PAGE = 50


@dataclass(frozen=True)
class Past:
    """Something that was done: what, how it came out, and when."""

    name: str
    outcome: str
    at: datetime


@dataclass(frozen=True)
class OwnPage:
    """One's own report.

    Attributes:
        request: The matter that goes on, where the report's own was joined to another.
        now: Who acts next and at what.
        answer: Shown once it has been checked.
        may_judge: An answer is there and the reporter can say whether it is solved.
        to_disclose: Units that ask who it is, or were told and have not read it yet.
    """

    report: Report
    request: ServiceRequest
    case: Case
    class_name: str
    state: str
    now: str
    holder: str
    promised_on: date | None
    joined_number: str
    answer: str
    reason: str
    past: Sequence[Past]
    question: Question | None
    to_disclose: Sequence[Disclosure]
    may_judge: bool
    grades: Sequence[SatisfactionGrade]


@dataclass(frozen=True)
class OwnRow:
    """A line in the list of one's own reports."""

    report: Report
    title: str
    number: str
    state: str
    is_open: bool
    asks: bool


def report_by_receipt(code: str) -> Report | None:
    """The report of a receipt code; whoever has the code is taken for the reporter."""
    signs = "".join(letter for letter in code.upper() if letter.isalnum())
    written = "-".join(signs[place : place + 4] for place in range(0, len(signs), 4))
    return Report.objects.filter(receipt_code=written).first()


def own_report(person: Person, number: str) -> Report | None:
    """One's own report of this case number."""
    rows = Report.objects.filter(reporter=person, request__case__number=number.strip().upper())
    return rows.order_by("pk").first()


def own_reports(person: Person, *, after: int | None = None) -> tuple[list[OwnRow], int | None]:
    """A page of one's own reports, newest first, and the key that leads to the next one."""
    rows = Report.objects.filter(reporter=person)
    if after is not None:
        rows = rows.filter(pk__lt=after)
    related = rows.select_related("request__case__release", "request__joined_into__case__release")
    deferred = related.defer(
        "request__case__release__content", "request__joined_into__case__release__content"
    )
    found = list(deferred.order_by("-pk")[: PAGE + 1])
    asked = _asked([each.pk for each in found])
    lines = [_row(each, asked) for each in found[:PAGE]]
    return lines, found[PAGE - 1].pk if len(found) > PAGE else None


def own_page(report: Report) -> OwnPage:
    """The page of a report, for whoever made it."""
    content = current_content()
    rows = ServiceRequest.objects.select_related("case__release", "case__holder_unit")
    own = rows.select_related("joined_into").get(pk=report.request_id)
    goes_on = rows.get(pk=own.joined_into_id) if own.joined_into_id else own
    case = goes_on.case
    steps = _steps(case)
    current = next((step for step in steps if step.status == Step.Status.OPEN), None)
    case_type = type_of(case)
    judged = _judges(content, case, current)
    waiting = Question.objects.filter(report=report, answered_at=None, lapsed_at=None)
    unread = Disclosure.objects.filter(report=report, read_at=None)
    return OwnPage(
        report=report,
        request=goes_on,
        case=case,
        class_name=content.class_name(goes_on.class_code) if content else goes_on.class_code,
        state=standing(case),
        now=words(case_type.steps[current.code].name) if current else "",
        holder=current.holder_unit.official_name if current and current.holder_unit else "",
        promised_on=case.promised_on,
        joined_number=case.number if own.joined_into_id else "",
        answer=_answer(content, case, current, judged=judged),
        reason=case.reason or _last_reason(steps),
        past=_past(case, steps),
        question=waiting.first(),
        to_disclose=list(unread.select_related("unit").order_by("pk")),
        may_judge=judged,
        grades=content.call_backs.satisfaction if content and content.call_backs else (),
    )


def _steps(case: Case) -> list[Step]:
    rows = Step.objects.filter(case=case).select_related("holder_unit")
    return list(rows.order_by("opened_at", "pk"))


def _judges(content: Content | None, case: Case, current: Step | None) -> bool:
    handling = content.handlings.get(case.type_code) if content else None
    return bool(handling and current and current.code == handling.steps.call_back)


def _answer(content: Content | None, case: Case, current: Step | None, *, judged: bool) -> str:
    """The answer once it was checked: while it waits for its check it is nobody's to read."""
    handling = content.handlings.get(case.type_code) if content else None
    if handling is None or not (
        judged or not case.is_open or _was_called(case, handling.steps.call_back)
    ):
        return ""
    return str(case.values.get(handling.fields.answer) or "")


def _was_called(case: Case, code: str) -> bool:
    return Step.objects.filter(case=case, code=code).exists()


def _last_reason(steps: Sequence[Step]) -> str:
    ended = [step for step in steps if step.status == Step.Status.DONE and step.reason]
    return ended[-1].reason if ended and not any(s.status == "open" for s in steps) else ""


def _past(case: Case, steps: Sequence[Step]) -> list[Past]:
    case_type = type_of(case)
    found = []
    for step in steps:
        entry = case_type.steps.get(step.code)
        if entry is None or step.status != Step.Status.DONE or entry.performer == "automatic":
            continue
        names = {each.id: words(each.name) for each in entry.outcomes}
        when = step.settled_at or step.opened_at
        found.append(Past(words(entry.name), names.get(step.outcome, ""), when))
    return found


def _asked(keys: Sequence[int]) -> set[int]:
    questions = Question.objects.filter(report__in=keys, answered_at=None, lapsed_at=None)
    asked = Disclosure.objects.filter(report__in=keys, answer=Disclosure.Answer.ASKED)
    return {
        *questions.order_by().values_list("report_id", flat=True),
        *asked.order_by().values_list("report_id", flat=True),
    }


def _row(report: Report, asked: set[int]) -> OwnRow:
    request = report.request.joined_into or report.request
    return OwnRow(
        report=report,
        title=report.request.title,
        number=report.request.case.number,
        state=standing(request.case),
        is_open=request.case.is_open,
        asks=report.pk in asked,
    )
