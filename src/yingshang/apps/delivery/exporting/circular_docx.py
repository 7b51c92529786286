"""The circular on late units as an official document."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from yingshang.apps.delivery.selectors.returns.circular import CircularPage, Part
from yingshang.engines.documents.writing import (
    Block,
    Heading,
    OfficialDocument,
    Paragraph,
    Table,
    numbered,
    write,
)


def circular_docx(page: CircularPage) -> bytes:
    """`page` laid out by GB/T 9704, without a mark or number: those the office gives it."""
    return write(
        OfficialDocument(
            title=page.title,
            blocks=tuple(_blocks(page)),
            signed_by=page.signed_by,
            dated_on=page.dated_on,
        )
    )


def _blocks(page: CircularPage) -> Iterator[Block]:
    yield Paragraph(page.opening)
    for place, part in enumerate(page.parts, start=1):
        yield Heading(f"{numbered(place)}、{part.heading}")
        yield _table(part)
    yield Paragraph(page.closing)


def _table(part: Part) -> Table:
    head = (_("Unit"), _("Task"), _("Reason"))
    rows = [(each.unit, "\n".join(each.tasks), "\n".join(each.reasons)) for each in part.units]
    return Table((head, *rows))
