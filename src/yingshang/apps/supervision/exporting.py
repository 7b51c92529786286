"""A special report as an official document (GB/T 9704-2012)."""

from collections.abc import Iterator

from yingshang.apps.ledger.clock import local_day
from yingshang.apps.supervision.models import SpecialReport
from yingshang.engines.documents.writing import (
    Block,
    Heading,
    OfficialDocument,
    Paragraph,
    write,
)
from yingshang.engines.packs.schema.supervision import ReportEntry


def report_docx(report: SpecialReport, entry: ReportEntry, issuer: str) -> bytes:
    """`report` in red head with its issue number; a draft says so below."""
    made_at = report.signed_at or report.drafted_at
    return write(
        OfficialDocument(
            title=f"{report.title}（{report.since_on:%Y.%m.%d}—{report.until_on:%Y.%m.%d}）",
            blocks=tuple(_blocks(report)),
            signed_by=issuer,
            dated_on=local_day(made_at),
            mark=entry.mark,
            number=f"〔{report.year}〕第{report.issue}期",
            recipients=entry.recipients.zh_hans,
            note="" if report.stage == SpecialReport.Stage.SIGNED else "草稿，未签发",
        )
    )


def _blocks(report: SpecialReport) -> Iterator[Block]:
    for section in report.sections:
        yield Heading(section["heading"])
        for paragraph in section["paragraphs"]:
            yield Paragraph(paragraph["text"])
