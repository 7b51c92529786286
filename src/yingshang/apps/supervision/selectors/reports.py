"""Special reports: the list, one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from yingshang.apps.directory.models import CityRole, Person
from yingshang.apps.directory.permissions import may
from yingshang.apps.directory.selectors.units import units_with_city_role
from yingshang.apps.ledger import clock
from yingshang.apps.ledger.reader import in_words
from yingshang.apps.supervision.content import rules
from yingshang.apps.supervision.models import SpecialReport
from yingshang.apps.supervision.permissions import SIGN_REPORT, WRITE_REPORT

Stage = SpecialReport.Stage


@dataclass(frozen=True)
class Paragraph:
    """A paragraph with the numbers of the cases behind its figures."""

    text: str
    sources: Sequence[str]


@dataclass(frozen=True)
class Section:
    """A heading and its paragraphs."""

    heading: str
    paragraphs: Sequence[Paragraph]


@dataclass(frozen=True)
class ReportPage:
    """One report as somebody may see it."""

    report: SpecialReport
    sections: Sequence[Section]
    may_write: bool
    may_check: bool
    may_sign: bool


def reports() -> Sequence[SpecialReport]:
    """Every issue, the newest first."""
    return list(SpecialReport.objects.select_related("drafted_by", "signed_by"))


def kinds_of_reports() -> list[tuple[str, str]]:
    """Ids and names of the reports that the pack describes."""
    _release, found = rules()
    return [(each.id, in_words(each.name.zh_hans, each.name.en or "")) for each in found.reports]


def find_report(key: int) -> SpecialReport | None:
    """The report with this key."""
    people = ("drafted_by", "checked_by", "signed_by")
    return SpecialReport.objects.select_related(*people).filter(pk=key).first()


def report_page(report: SpecialReport, viewer: Person) -> ReportPage:
    """One report, and what `viewer` may do with it today."""
    today = clock.today()
    writes, signs = may(viewer, WRITE_REPORT, on=today), may(viewer, SIGN_REPORT, on=today)
    is_draft = report.stage == Stage.DRAFT
    return ReportPage(
        report=report,
        sections=[_section(each) for each in report.sections],
        may_write=writes and is_draft,
        may_check=writes and is_draft and report.drafted_by_id != viewer.pk,
        may_sign=signs and report.stage == Stage.CHECKED,
    )


def issuer() -> str:
    """Official name of the office that issues reports; empty where no unit has the duty."""
    office = units_with_city_role(CityRole.Name.SUPERVISION_OFFICE, on=clock.today()).first()
    return office.official_name_zh if office else ""


def _section(kept: dict[str, Any]) -> Section:
    rows = [Paragraph(each["text"], each["sources"]) for each in kept["paragraphs"]]
    return Section(kept["heading"], rows)
