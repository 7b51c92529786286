"""The minutes of a dispatch meeting as an official document."""

from collections.abc import Iterator

from yingshang.apps.delivery.selectors.meetings.minutes import Minutes
from yingshang.engines.documents.writing import (
    Block,
    Heading,
    OfficialDocument,
    Paragraph,
    Table,
    numbered,
    write,
)


def minutes_docx(minutes: Minutes) -> bytes:
    """`minutes` laid out by GB/T 9704, without a mark or number: those the office gives them."""
    return write(
        OfficialDocument(
            title=minutes.title,
            blocks=tuple(_blocks(minutes)),
            signed_by=minutes.signed_by,
            dated_on=minutes.issued_on,
        )
    )


def _blocks(minutes: Minutes) -> Iterator[Block]:
    for line in minutes.opening:
        yield Paragraph(line)
    for place, part in enumerate(minutes.parts, start=1):
        yield Heading(f"{numbered(place)}、{part.heading}")
        for line in part.paragraphs:
            yield Paragraph(line)
        if part.rows:
            yield Table(part.rows)
