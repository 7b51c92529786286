"""Reports are drafted from the record, every figure with its cases, and signed by others."""

import io
from datetime import date

import docx
import pytest
from django.core.exceptions import PermissionDenied

from yingshang.apps.supervision import services
from yingshang.apps.supervision.content import report_named
from yingshang.apps.supervision.decisions.reports import TO_WRITE, share
from yingshang.apps.supervision.errors import OwnReportError, PeriodError, ReportStageError
from yingshang.apps.supervision.exporting import report_docx
from yingshang.apps.supervision.models import SpecialReport


@pytest.fixture
def report(city, monkeypatch):
    case = city.running()
    city.settle(case, "look", "fine", at=city.later(1))
    city.running(key="second")
    now = city.later(25)
    monkeypatch.setattr("yingshang.apps.ledger.clock.now", lambda: now)
    services.look(actor=city.watcher, at=now)
    return services.draft_report(
        kind="monthly",
        since_on=city.at.date(),
        until_on=now.date(),
        actor=city.watcher,
        at=now,
    )


def texts(report):
    return [each["text"] for section in report.sections for each in section["paragraphs"]]


def test_each_figure_names_the_cases_that_it_counts(report):
    situation = report.sections[0]["paragraphs"]
    assert situation[0]["text"].endswith("共收到2件。")
    assert len(situation[0]["sources"]) == 2
    assert situation[1]["text"] == "期间办结0件；有期限的0件中，按期办结0件，按期办结率–。"
    assert situation[2]["text"] == "期末未办结2件，其中超期2件。"


def test_units_are_named_with_what_is_overdue_in_their_hands(city, report):
    problems = [each["text"] for each in report.sections[1]["paragraphs"]]
    assert any(str(city.second.official_name_zh) in text for text in problems)
    assert problems[-1] == "按督办情形提出建议：久拖不办3件。"
    assert TO_WRITE in texts(report)


def test_issues_are_numbered_by_year(city, report):
    again = services.draft_report(
        kind="monthly",
        since_on=city.at.date(),
        until_on=city.at.date(),
        actor=city.watcher,
        at=city.later(25),
    )
    assert (report.issue, again.issue) == (1, 2)


def test_words_change_and_figures_keep_their_cases(city, report):
    sources = report.sections[0]["paragraphs"][0]["sources"]
    paragraphs = [[p["text"] for p in section["paragraphs"]] for section in report.sections]
    paragraphs[0][0] = "改写。"
    paragraphs[2] = ["人手不足。", "", "系统不通。"]
    changed = services.rewrite_report(
        report_id=report.pk, paragraphs=paragraphs, actor=city.second_watcher, at=city.later(25)
    )
    assert changed.sections[0]["paragraphs"][0] == {"text": "改写。", "sources": sources}
    assert [p["text"] for p in changed.sections[2]["paragraphs"]] == ["人手不足。", "系统不通。"]


def test_three_people_write_check_and_sign(city, report):
    at = city.later(25)
    with pytest.raises(OwnReportError):
        services.check_report(report_id=report.pk, actor=city.watcher, at=at)
    with pytest.raises(ReportStageError):
        services.sign_report(report_id=report.pk, actor=city.mayor, at=at)
    services.check_report(report_id=report.pk, actor=city.second_watcher, at=at)
    with pytest.raises(PermissionDenied):
        services.sign_report(report_id=report.pk, actor=city.watcher, at=at)
    back = services.send_back_report(
        report_id=report.pk, reason="补充原因", actor=city.mayor, at=at
    )
    assert back.stage == SpecialReport.Stage.DRAFT
    services.check_report(report_id=report.pk, actor=city.second_watcher, at=at)
    signed = services.sign_report(report_id=report.pk, actor=city.mayor, at=at)
    assert signed.stage == SpecialReport.Stage.SIGNED
    with pytest.raises(ReportStageError):
        services.rewrite_report(report_id=report.pk, paragraphs=[], actor=city.watcher, at=at)


def test_days_in_the_wrong_order_or_to_come_are_refused(city):
    for since, until in (
        (date(2024, 5, 2), date(2024, 5, 1)),
        (city.at.date(), city.later(1).date()),
    ):
        with pytest.raises(PeriodError):
            services.draft_report(
                kind="monthly", since_on=since, until_on=until, actor=city.watcher, at=city.at
            )


def test_the_document_carries_mark_issue_and_words(report):
    content = report_docx(report, report_named("monthly"), "示例督查室")
    words = [each.text for each in docx.Document(io.BytesIO(content)).paragraphs]
    assert "督查专报" in words
    assert f"〔{report.year}〕第1期" in words
    assert "一、基本情况" in words
    assert any("草稿" in text for text in words)


def test_a_share_of_nothing_is_a_dash():
    assert (share(1, 4), share(0, 0)) == ("25.0%", "–")
