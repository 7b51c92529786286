"""What a unit asks the reporter, and who it is: only the reporter gives it away."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from yingshang.apps.casework.models import CaseUnit
from yingshang.apps.directory import accesslog
from yingshang.apps.directory.models import Person, Unit
from yingshang.apps.directory.permissions import require, units_for
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.services import record
from yingshang.apps.service_requests.decisions.wording import without_identity
from yingshang.apps.service_requests.errors import (
    DisclosedAlreadyError,
    NobodyToAskError,
    NotDisclosedError,
    NotYoursToAnswerError,
    QuestionWaitsError,
    ReasonNeededError,
    WordsMissingError,
)
from yingshang.apps.service_requests.events import (
    DisclosureAnswered,
    DisclosureAsked,
    IdentityRead,
    ReporterAnswered,
    ReporterAsked,
)
from yingshang.apps.service_requests.models import Disclosure, Question, Report, ServiceRequest
from yingshang.apps.service_requests.permissions import ASK, RECEIVE
from yingshang.apps.service_requests.services.locking import locked_request, naming
from yingshang.apps.service_requests.services.telling import tell_reporters

SHORTEST = 2


@transaction.atomic
def ask_reporter(*, request_id: int, words: str, actor: Person, at: datetime) -> Question:
    """Ask the reporter something; one question waits at a time. The unit does not learn whom.

    Raises:
        PermissionDenied: `actor` does not handle it.
        WordsMissingError, QuestionWaitsError, NobodyToAskError: As they say.
    """
    request = locked_request(request_id)
    unit = _unit_of(actor, request, at)
    if len(words.strip()) < SHORTEST:
        raise WordsMissingError
    report = request.reports.order_by("pk").first()
    if report is None:
        raise NobodyToAskError
    if Question.objects.filter(report=report, answered_at=None, lapsed_at=None).exists():
        raise QuestionWaitsError
    question = Question.objects.create(
        report=report, unit=unit, words=words.strip(), asked_by=actor, asked_at=at
    )
    record(ReporterAsked(**naming(request)), actor=actor, at=at)
    told = {"reason": (question.words,) * 2}
    tell_reporters(request, "request_question", told, at=at, key=str(question.pk))
    return question


@transaction.atomic
def answer_question(*, report_id: int, words: str, at: datetime) -> Question:
    """The reporter answers; the unit reads it without personal data.

    Raises:
        NotYoursToAnswerError, WordsMissingError: As they say.
    """
    report = Report.objects.get(pk=report_id)
    request = locked_request(report.request_id)
    rows = Question.objects.filter(report=report, answered_at=None, lapsed_at=None)
    question = rows.first()
    if question is None:
        raise NotYoursToAnswerError
    if not words.strip():
        raise WordsMissingError
    question.own_answer, question.answered_at = words.strip(), at
    question.answer = without_identity(words.strip(), [report.name, report.phone])
    question.save(update_fields=["own_answer", "answer", "answered_at"])
    record(ReporterAnswered(**naming(request)), actor=None, at=at)
    return question


@transaction.atomic
def ask_disclosure(*, request_id: int, reason: str, actor: Person, at: datetime) -> int:
    """Ask everybody who reported whether the unit may know who they are; asked once a unit.

    Returns:
        How many were asked.

    Raises:
        PermissionDenied: `actor` does not handle it.
        ReasonNeededError, NobodyToAskError: As they say.
    """
    request = locked_request(request_id)
    unit = _unit_of(actor, request, at)
    if not reason.strip():
        raise ReasonNeededError
    known = Disclosure.objects.filter(report__request=request, unit=unit)
    asked = known.values_list("report_id", flat=True)
    reports = [each for each in request.reports.exclude(pk__in=asked) if _has_identity(each)]
    if not reports:
        raise NobodyToAskError
    rows = [
        Disclosure(report=each, unit=unit, reason=reason.strip(), asked_by=actor, asked_at=at)
        for each in reports
    ]
    Disclosure.objects.bulk_create(rows)
    record(DisclosureAsked(**naming(request), reason=reason.strip()), actor=actor, at=at)
    told = {"reason": (reason.strip(),) * 2, "unit": (unit.official_name_zh,) * 2}
    tell_reporters(request, "request_disclosure", told, at=at, key=str(unit.pk))
    return len(rows)


@transaction.atomic
def answer_disclosure(
    *, disclosure_id: int, report_id: int, agrees: bool, at: datetime
) -> Disclosure:
    """The reporter agrees or stays hidden; an agreement can be taken back until it is read.

    Raises:
        NotYoursToAnswerError: It is not about this report.
        DisclosedAlreadyError: The unit has read it.
    """
    rows = Disclosure.objects.select_for_update().filter(report_id=report_id)
    found = rows.filter(pk=disclosure_id).first()
    if found is None:
        raise NotYoursToAnswerError
    if found.read_at is not None:
        raise DisclosedAlreadyError
    answers = Disclosure.Answer
    found.answer, found.answered_at = (answers.AGREED if agrees else answers.HIDDEN), at
    found.save(update_fields=["answer", "answered_at"])
    request = ServiceRequest.objects.select_related("case").get(reports=report_id)
    zh, en = ("同意", "yes") if agrees else ("不同意", "no")
    record(DisclosureAnswered(**naming(request), answer_zh=zh, answer_en=en), actor=None, at=at)
    return found


@transaction.atomic
def read_identity(*, request_id: int, actor: Person, at: datetime) -> list[Report]:
    """Who reported, in clear: for the office that received it, and for units that may know.

    Every look goes to the access log; that of a unit also to the ledger, and ends the reporter's
    right to take it back.

    Raises:
        NotDisclosedError: Nobody agreed that the unit of `actor` may know.
        PermissionDenied: `actor` has nothing to do with it.
    """
    request = locked_request(request_id)
    reports = list(request.reports.select_related("enterprise").order_by("pk"))
    intake = units_for(actor, RECEIVE, on=local_day(at)) or frozenset()
    if request.case.holder_unit_id not in intake:
        reports = _disclosed_to(request, reports, actor, at)
    for report in reports:
        accesslog.looked_at(actor, "service_requests.reporter", report.pk)
    return reports


def _disclosed_to(
    request: ServiceRequest, reports: list[Report], actor: Person, at: datetime
) -> list[Report]:
    unit = _unit_of(actor, request, at)
    agreed = Disclosure.objects.filter(
        report__in=reports, unit=unit, answer=Disclosure.Answer.AGREED
    )
    keys = set(agreed.values_list("report_id", flat=True))
    found = [each for each in reports if each.pk in keys or each.shows_identity]
    if not found:
        raise NotDisclosedError
    agreed.filter(read_at=None).update(read_at=at)
    record(IdentityRead(**naming(request)), actor=actor, at=at)
    return found


def _has_identity(report: Report) -> bool:
    return bool(report.name or report.phone or report.reporter_id or report.enterprise_id)


def _unit_of(actor: Person, request: ServiceRequest, at: datetime) -> Unit:
    """The unit of the case for which `actor` asks."""
    own = units_for(actor, ASK, on=local_day(at)) or frozenset()
    rows = CaseUnit.objects.filter(case=request.case, unit_id__in=own).select_related("unit")
    found = rows.order_by("pk").first()
    if found is None:
        raise PermissionDenied(ASK)
    require(actor, ASK, at=at, unit=found.unit)
    return found.unit
