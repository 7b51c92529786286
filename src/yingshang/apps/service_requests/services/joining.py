"""Several voices, one matter: joined and parted by a person; every receipt stays."""

from datetime import datetime

from django.db import transaction

from yingshang.apps.casework.services import withdraw
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import require
from yingshang.apps.ledger.services import record
from yingshang.apps.service_requests.content import required_content
from yingshang.apps.service_requests.decisions.wording import title_of, without_identity
from yingshang.apps.service_requests.errors import (
    AloneError,
    DecidedAlreadyError,
    JoinedAlreadyError,
    ReasonNeededError,
    SameRequestError,
)
from yingshang.apps.service_requests.events import (
    ReportParted,
    RequestsJoined,
    RequestsKeptApart,
)
from yingshang.apps.service_requests.models import (
    Report,
    SamenessProposal,
    ServiceRequest,
)
from yingshang.apps.service_requests.permissions import DECIDE
from yingshang.apps.service_requests.services.locking import locked_request, naming
from yingshang.apps.service_requests.services.taking import (
    Reported,
    Shown,
    file_request_case,
    follow_request,
    make_request,
)
from yingshang.apps.service_requests.services.telling import tell_reporters

Verdict = SamenessProposal.Verdict


@transaction.atomic
def join(
    *, request_id: int, into_id: int, reason: str, actor: Person, at: datetime
) -> ServiceRequest:
    """Make a request part of another one; its case ends, its receipts show the other's state.

    Returns:
        The request that goes on.

    Raises:
        PermissionDenied: `actor` does not decide for the office that received it.
        ReasonNeededError, SameRequestError, JoinedAlreadyError: As they say.
    """
    if request_id == into_id:
        raise SameRequestError
    first, second = (locked_request(key) for key in sorted((request_id, into_id)))
    request, into = (first, second) if first.pk == request_id else (second, first)
    require(actor, DECIDE, at=at, unit=request.case.holder_unit_id)
    if not reason.strip():
        raise ReasonNeededError
    if request.joined_into_id is not None:
        raise JoinedAlreadyError
    if into.joined_into_id is not None:
        raise SameRequestError
    request.joined_into = into
    request.save(update_fields=["joined_into"])
    ServiceRequest.objects.filter(joined_into=request).update(joined_into=into)
    _decide(request, into, Verdict.JOINED, reason, actor, at)
    if request.case.is_open:
        withdraw(case_id=request.pk, reason=f"{into.case.number}：{reason}", actor=actor, at=at)
    fact = RequestsJoined(**naming(request), into=into.case.number, reason=reason.strip())
    record(fact, actor=actor, at=at)
    tell_reporters(request, "request_joined", {"reason": (into.case.number,) * 2}, at=at)
    return into


@transaction.atomic
def keep_apart(*, proposal_id: int, reason: str, actor: Person, at: datetime) -> SamenessProposal:
    """Decide that two requests that look alike are two matters.

    Raises:
        PermissionDenied, ReasonNeededError, DecidedAlreadyError: As they say.
    """
    proposal = SamenessProposal.objects.select_related("other__case").get(pk=proposal_id)
    request = locked_request(proposal.request_id)
    require(actor, DECIDE, at=at, unit=request.case.holder_unit_id)
    if not reason.strip():
        raise ReasonNeededError
    proposal.refresh_from_db(fields=["verdict"])
    if proposal.verdict != Verdict.PENDING:
        raise DecidedAlreadyError
    _decide(request, proposal.other, Verdict.APART, reason, actor, at)
    other = proposal.other.case.number
    fact = RequestsKeptApart(**naming(request), other=other, reason=reason.strip())
    record(fact, actor=actor, at=at)
    proposal.refresh_from_db()
    return proposal


@transaction.atomic
def part(*, report_id: int, reason: str, actor: Person, at: datetime) -> ServiceRequest:
    """Make a report a matter of its own again, with a case of its own; its receipt stays.

    Returns:
        The new request.

    Raises:
        PermissionDenied, ReasonNeededError: As they say.
        AloneError: It is the only report of a request that was not joined.
    """
    report = Report.objects.select_related("reporter", "enterprise").get(pk=report_id)
    before = locked_request(report.request_id)
    require(actor, DECIDE, at=at, unit=before.case.holder_unit_id)
    if not reason.strip():
        raise ReasonNeededError
    if before.joined_into_id is None and before.reports.count() == 1:
        raise AloneError
    content = required_content()
    shown = _shown(report, before)
    key = f"report:{report.key}:{before.pk}"
    chosen = content.classes[before.class_code]
    intake = before.case.holder_unit
    case = file_request_case(content, chosen, shown, intake, key=key, at=at)
    said = Reported(
        channel=report.channel, class_code=before.class_code, words=report.own_words, key=key
    )
    request = make_request(case, before.class_code, shown, said, at)
    Report.objects.filter(pk=report.pk).update(request=request)
    report.request = request
    follow_request(content, request, report)
    goes_on = before.joined_into or before
    _decide(request, goes_on, Verdict.APART, reason, actor, at)
    number = goes_on.case.number
    fact = ReportParted(**naming(request), before=number, reason=reason.strip())
    record(fact, actor=actor, at=at)
    tell_reporters(request, "request_parted", {"reason": (reason.strip(),) * 2}, at=at)
    return request


def _shown(report: Report, before: ServiceRequest) -> Shown:
    names = [report.name, report.phone]
    names += [report.reporter.name] if report.reporter else []
    names += [report.enterprise.name] if report.enterprise else []
    words = without_identity(report.own_words, names)
    return Shown(title_of(words), words, before.region, {})


def _decide(
    request: ServiceRequest,
    other: ServiceRequest,
    verdict: str,
    reason: str,
    actor: Person,
    at: datetime,
) -> None:
    """Note what was decided about two requests, whichever of them came first."""
    decided = {
        "verdict": verdict,
        "reason": reason.strip(),
        "decided_by": actor,
        "decided_at": at,
    }
    both = SamenessProposal.objects.filter(request__in=[request, other], other__in=[request, other])
    if not both.update(**decided):
        SamenessProposal.objects.create(
            request=request, other=other, ground=SamenessProposal.Ground.WORDS, **decided
        )
