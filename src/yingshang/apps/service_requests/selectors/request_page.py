"""One request as the units of its case read it; who reported is not here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from yingshang.apps.casework.events import CASE
from yingshang.apps.casework.models import Step
from yingshang.apps.casework.selectors.case_page import words as said
from yingshang.apps.directory.models import Person, Unit
from yingshang.apps.directory.permissions import may, units_for
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.selectors import Timeline, timeline
from yingshang.apps.service_requests.access import handled_it, is_intake
from yingshang.apps.service_requests.content import Content
from yingshang.apps.service_requests.models import (
    CallBack,
    Disclosure,
    Question,
    Report,
    SamenessProposal,
    ServiceRequest,
    TopicDecision,
)
from yingshang.apps.service_requests.permissions import (
    ASK,
    ASK_EXCLUSION,
    CALL_BACK,
    DECIDE,
    DECIDE_EXCLUSION,
)
from yingshang.apps.service_requests.selectors.lists import Row, lines

THOUSAND = 1000
HUNDRED = 100


@dataclass(frozen=True)
class Alike:
    """Another request that may be the same matter."""

    proposal: SamenessProposal
    other: ServiceRequest
    percent: int


@dataclass(frozen=True)
class Voice:
    """One report as staff see it: channel, number and day; never who."""

    report: Report
    channel: str
    disclosure: Disclosure | None


@dataclass(frozen=True)
class Heard:
    """A call-back and what may still be done about it."""

    row: CallBack
    satisfaction: str
    may_ask: bool
    may_decide: bool


@dataclass(frozen=True)
class Routing:
    """What was proposed and decided; `phrases` are pairs of a phrase and its share in percent."""

    decision: TopicDecision | None
    topic: str
    unit: str
    phrases: Sequence[tuple[str, int]]


@dataclass(frozen=True)
class RequestPage:
    """Everything about one request for one reader.

    Attributes:
        may_decide: Topic, dispatch, joining, parting.
        may_call: A call-back is due and the reader had no part in the handling.
        own_work: A call-back is due, and the reader's unit had.
        may_ask: The reader's unit handles it and may ask the reporter.
        may_reveal: The reader may see who reported; each look is logged.
    """

    request: ServiceRequest
    line: Row
    answer: str
    voices: Sequence[Voice]
    joined: Sequence[ServiceRequest]
    alike: Sequence[Alike]
    routing: Routing
    questions: Sequence[Question]
    call_backs: Sequence[Heard]
    timeline: Timeline
    may_decide: bool
    may_dispatch: bool
    may_call: bool
    own_work: bool
    may_ask: bool
    may_reveal: bool
    is_late: bool


def request_page(
    viewer: Person,
    request: ServiceRequest,
    content: Content,
    *,
    at: datetime,
    before: int | None = None,
) -> RequestPage:
    """The page of a request that `viewer` may open."""
    case, on = request.case, local_day(at)
    intake = is_intake(viewer, case, at)
    due = _open(request, content.handling_of(case.type_code).steps.call_back)
    calls = due is not None and may(viewer, CALL_BACK, on=on, unit=due.holder_unit_id)
    own_work = calls and handled_it(viewer, case, content, at)
    own = units_for(viewer, ASK, on=on) or frozenset()
    asks = case.is_open and bool(own & _units(request)) and not intake
    decides = may(viewer, DECIDE, on=on, unit=case.holder_unit_id)
    return RequestPage(
        request=request,
        line=lines(content, [request])[0],
        answer=str(case.values.get(content.handling_of(case.type_code).fields.answer) or ""),
        voices=_voices(request, content, own),
        joined=list(request.joined.select_related("case").order_by("pk")),
        alike=_alike(request) if intake else (),
        routing=_routing(request, content),
        questions=list(Question.objects.filter(report__request=request).order_by("-pk")),
        call_backs=_call_backs(viewer, request, content, at),
        timeline=timeline(CASE, str(case.pk), viewer, before=before),
        may_decide=decides and case.is_open and request.joined_into_id is None,
        may_dispatch=decides and _waits_for_dispatch(request, content),
        may_call=calls and not own_work,
        own_work=own_work,
        may_ask=asks,
        may_reveal=intake or _may_read(request, own),
        is_late=due is not None and due.due_at is not None and at >= due.due_at,
    )


def _open(request: ServiceRequest, code: str) -> Step | None:
    return Step.objects.open().filter(case=request.case, code=code).first()


def _waits_for_dispatch(request: ServiceRequest, content: Content) -> bool:
    steps = content.handling_of(request.case.type_code).steps
    codes = (steps.triage, steps.dispatch)
    return Step.objects.open().filter(case=request.case, code__in=codes).exists()


def _units(request: ServiceRequest) -> set[object]:
    rows = Step.objects.filter(case=request.case, holder_unit__isnull=False).order_by()
    return set(rows.values_list("holder_unit_id", flat=True))


def _voices(request: ServiceRequest, content: Content, own: frozenset[object]) -> list[Voice]:
    rows = Report.objects.filter(request__in=[request, *request.joined.all()])
    asked = Disclosure.objects.filter(report__in=rows, unit_id__in=own).order_by("pk")
    by_report = {each.report_id: each for each in asked}
    hidden = ("name", "phone", "own_words", "reporter", "enterprise", "receipt_code", "key")
    return [
        Voice(each, content.channel_name(each.channel), by_report.get(each.pk))
        for each in rows.defer(*hidden).order_by("pk")
    ]


def _may_read(request: ServiceRequest, own: frozenset[object]) -> bool:
    """Whether somebody agreed that one of these units may know."""
    if not own & _units(request):
        return False
    reports = request.reports.all()
    agreed = Disclosure.Answer.AGREED
    answers = Disclosure.objects.filter(report__in=reports, unit_id__in=own, answer=agreed)
    return answers.exists() or reports.filter(shows_identity=True).exists()


def _alike(request: ServiceRequest) -> list[Alike]:
    rows = SamenessProposal.objects.filter(request=request) | SamenessProposal.objects.filter(
        other=request
    )
    found = rows.select_related("request__case", "other__case").order_by("-alike", "pk")
    return [
        Alike(
            each,
            each.other if each.request_id == request.pk else each.request,
            round(each.alike * HUNDRED / THOUSAND),
        )
        for each in found
    ]


def _routing(request: ServiceRequest, content: Content) -> Routing:
    row = TopicDecision.objects.filter(request=request).select_related("decided_by").first()
    code = (row.decided_unit or row.proposed_unit) if row else ""
    unit = Unit.objects.filter(workspace=None, code=code).first() if code else None
    topic = (row.decided or row.proposed) if row else ""
    pairs = row.phrases if row else []
    return Routing(
        decision=row,
        topic=content.topic_name(topic) if topic else "",
        unit=unit.official_name if unit else "",
        phrases=[(str(phrase), round(float(share) * HUNDRED)) for phrase, share in pairs],
    )


def _call_backs(
    viewer: Person, request: ServiceRequest, content: Content, at: datetime
) -> list[Heard]:
    rows = CallBack.objects.filter(request=request).select_related(
        "unit", "exclusion_asked_by", "exclusion_decided_by"
    )
    grades = content.call_backs.satisfaction if content.call_backs else ()
    names = {each.id: said(each.name) for each in grades}
    on, states = local_day(at), CallBack.Exclusion
    decides = may(viewer, DECIDE_EXCLUSION, on=on)
    return [
        Heard(
            row=row,
            satisfaction=names.get(row.satisfied, row.satisfied),
            may_ask=row.reached
            and row.exclusion == states.NONE
            and may(viewer, ASK_EXCLUSION, on=on, unit=row.unit_id),
            may_decide=decides
            and row.exclusion == states.ASKED
            and row.exclusion_asked_by_id != viewer.pk,
        )
        for row in rows.order_by("-pk")
    ]


def report_of(request: ServiceRequest, key: int) -> Report | None:
    """The report with this key, of the request or of one that was joined to it."""
    told = Report.objects.filter(Q(request=request) | Q(request__joined_into=request))
    return told.filter(pk=key).first()
