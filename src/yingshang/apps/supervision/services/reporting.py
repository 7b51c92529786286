"""Special reports: drafted from the record, changed by people, checked, signed."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import translation
from django.utils.formats import date_format

from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import require
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.services import record
from yingshang.apps.supervision.content import report_named, rules
from yingshang.apps.supervision.decisions.reports import drafted
from yingshang.apps.supervision.errors import (
    OwnReportError,
    PeriodError,
    ReasonMissingError,
    ReportStageError,
)
from yingshang.apps.supervision.events import (
    AboutReport,
    ReportChecked,
    ReportDrafted,
    ReportRewritten,
    ReportSentBack,
    ReportSigned,
)
from yingshang.apps.supervision.models import SpecialReport
from yingshang.apps.supervision.permissions import SIGN_REPORT, WRITE_REPORT
from yingshang.apps.supervision.selectors.figures import figures

Stage = SpecialReport.Stage


@transaction.atomic
def draft_report(
    *, kind: str, since_on: date, until_on: date, actor: Person, at: datetime
) -> SpecialReport:
    """Draft the next issue of a report on `[since_on, until_on]`, both inclusive.

    Raises:
        PermissionDenied, ReportUnknownError, NoGroundsError: As they say.
        PeriodError: The days are the wrong way round, or not over.
    """
    require(actor, WRITE_REPORT, at=at)
    release, found = rules()
    entry = report_named(kind)
    if not since_on <= until_on <= local_day(at):
        raise PeriodError
    names = {ground.id: ground.name.zh_hans for ground in found.grounds}
    year = local_day(at).year
    last = SpecialReport.objects.filter(kind=kind, year=year).aggregate(last=Max("issue"))["last"]
    report = SpecialReport.objects.create(
        kind=kind,
        year=year,
        issue=(last or 0) + 1,
        title=entry.name.zh_hans,
        since_on=since_on,
        until_on=until_on,
        sections=drafted(figures(entry, since_on, until_on), _period(since_on, until_on), names),
        release_digest=release.digest,
        drafted_by=actor,
        drafted_at=at,
    )
    record(ReportDrafted(**_naming(report)), actor=actor, at=at)
    return report


@transaction.atomic
def rewrite_report(
    *, report_id: int, paragraphs: Sequence[Sequence[str]], actor: Person, at: datetime
) -> SpecialReport:
    """Change the words of a draft; figures keep the cases behind them.

    Args:
        paragraphs: For each section its paragraphs, in order; an empty one is left out.

    Raises:
        PermissionDenied, ReportStageError: As they say.
    """
    require(actor, WRITE_REPORT, at=at)
    report = _locked(report_id, Stage.DRAFT)
    report.sections = [
        {"heading": section["heading"], "paragraphs": _rewritten(section["paragraphs"], texts)}
        for section, texts in zip(report.sections, paragraphs, strict=True)
    ]
    report.drafted_by = actor
    return _kept(report, ReportRewritten, ["sections", "drafted_by"], actor, at)


@transaction.atomic
def check_report(*, report_id: int, actor: Person, at: datetime) -> SpecialReport:
    """Somebody else than its author finds it right.

    Raises:
        PermissionDenied, ReportStageError, OwnReportError: As they say.
    """
    require(actor, WRITE_REPORT, at=at)
    report = _locked(report_id, Stage.DRAFT)
    if report.drafted_by_id == actor.pk:
        raise OwnReportError
    report.stage, report.checked_by, report.checked_at = Stage.CHECKED, actor, at
    return _kept(report, ReportChecked, ["stage", "checked_by", "checked_at"], actor, at)


@transaction.atomic
def send_back_report(*, report_id: int, reason: str, actor: Person, at: datetime) -> SpecialReport:
    """Whoever would sign it gives it back to its authors.

    Raises:
        PermissionDenied, ReportStageError, ReasonMissingError: As they say.
    """
    require(actor, SIGN_REPORT, at=at)
    if not reason.strip():
        raise ReasonMissingError
    report = _locked(report_id, Stage.CHECKED)
    report.stage, report.checked_by, report.checked_at = Stage.DRAFT, None, None
    report.save(update_fields=["stage", "checked_by", "checked_at"])
    record(ReportSentBack(**_naming(report), reason=reason.strip()), actor=actor, at=at)
    return report


@transaction.atomic
def sign_report(*, report_id: int, actor: Person, at: datetime) -> SpecialReport:
    """A leader signs it; it does not change any more.

    Raises:
        PermissionDenied, ReportStageError: As they say.
    """
    require(actor, SIGN_REPORT, at=at)
    report = _locked(report_id, Stage.CHECKED)
    report.stage, report.signed_by, report.signed_at = Stage.SIGNED, actor, at
    return _kept(report, ReportSigned, ["stage", "signed_by", "signed_at"], actor, at)


def _locked(report_id: int, stage: SpecialReport.Stage) -> SpecialReport:
    report = SpecialReport.objects.select_for_update().get(pk=report_id)
    if report.stage != stage:
        raise ReportStageError
    return report


def _kept(
    report: SpecialReport, fact: type[AboutReport], changed: list[str], actor: Person, at: datetime
) -> SpecialReport:
    report.save(update_fields=changed)
    record(fact(**_naming(report)), actor=actor, at=at)
    return report


def _rewritten(before: Sequence[Mapping[str, Any]], texts: Sequence[str]) -> list[dict[str, Any]]:
    """New words for each paragraph, with its sources; further ones rest on no figure."""
    sources = [list(each["sources"]) for each in before]
    padded = sources + [[]] * (len(texts) - len(sources))
    return [
        {"text": text.strip(), "sources": found}
        for text, found in zip(texts, padded, strict=False)
        if text.strip()
    ]


def _period(since: date, until: date) -> str:
    with translation.override("zh-hans"):
        return f"{date_format(since, 'DATE_FORMAT')}至{date_format(until, 'DATE_FORMAT')}"


def _naming(report: SpecialReport) -> dict[str, Any]:
    return {
        "report": report.pk,
        "title": report.title,
        "year": report.year,
        "issue": report.issue,
    }
