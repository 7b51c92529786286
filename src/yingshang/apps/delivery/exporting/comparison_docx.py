"""Two plans compared as a Word table: old, new, what changed; the words marked."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from yingshang.apps.delivery.exporting.comparison_words import (
    CHANGED,
    LEGEND,
    NEW,
    NOTHING,
    OLD,
    TITLE,
    Compared,
)
from yingshang.engines.documents.writing import (
    PAGE,
    TABLE_PITCH,
    TABLE_SIZE,
    TITLE_SIZE,
    USUAL_FONTS,
    Fonts,
)
from yingshang.engines.plans.comparemodel import Pair, Words

# The file says nothing of when it was made.
NO_DAY = datetime(2000, 1, 1)  # noqa: DTZ001 - Word keeps no zone
# A4 across: two columns of text, one of facts.
MARGIN = Mm(20)
WIDTHS = (Mm(96), Mm(96), Mm(65))


def as_document(compared: Compared, fonts: Fonts = USUAL_FONTS) -> bytes:
    """The table of all pairs in the fonts of official documents; the same plans, the same file."""
    word: WordDocument = docx.Document()
    _page(word)
    _line(word.add_paragraph(), compared.say(TITLE), fonts.title, TITLE_SIZE)
    word.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    word.paragraphs[0].paragraph_format.line_spacing = Pt(35)
    old, new = compared.titles
    for text in (
        f"{compared.say(OLD)}: {old}",
        f"{compared.say(NEW)}: {new}",
        compared.say(LEGEND),
    ):
        _line(word.add_paragraph(), text, fonts.text, TABLE_SIZE)
    if compared.comparison.pairs:
        _table(word, compared, fonts)
    else:
        _line(word.add_paragraph(), compared.say(NOTHING), fonts.text, TABLE_SIZE)
    properties = word.core_properties
    properties.title, properties.author, properties.comments = compared.say(TITLE), "", ""
    properties.created = properties.modified = NO_DAY
    content = BytesIO()
    word.save(content)
    return content.getvalue()


def _page(word: WordDocument) -> None:
    section = word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_height, section.page_width = PAGE
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = MARGIN


def _table(word: WordDocument, compared: Compared, fonts: Fonts) -> None:
    table = word.add_table(rows=1, cols=len(WIDTHS), style="Table Grid")
    table.autofit = False
    for cell, heading in zip(table.rows[0].cells, (OLD, NEW, CHANGED), strict=True):
        _line(cell.paragraphs[0], compared.say(heading), fonts.first_heading, TABLE_SIZE)
    _mark_row(table.rows[0], "w:tblHeader")
    for pair in compared.comparison.pairs:
        row = table.add_row()
        _row(row.cells, compared, pair, fonts)
    for row in table.rows:
        _mark_row(row, "w:cantSplit")
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = width


def _row(cells: Sequence[_Cell], compared: Compared, pair: Pair, fonts: Fonts) -> None:
    sides = ((compared.old_names(pair), "old"), (compared.new_names(pair), "new"))
    for cell, (names, side) in zip(cells, sides, strict=False):
        _line(cell.paragraphs[0], names, fonts.first_heading, TABLE_SIZE)
        words = pair.old_words if side == "old" else pair.new_words
        _marked(cell.add_paragraph(), words, side, fonts)
    first, *others = compared.changes(pair)
    _line(cells[2].paragraphs[0], first, fonts.first_heading, TABLE_SIZE)
    for text in others:
        _line(cells[2].add_paragraph(), text, fonts.text, TABLE_SIZE)


def _marked(paragraph: Paragraph, words: Sequence[Words], side: str, fonts: Fonts) -> None:
    _spaced(paragraph)
    for one in words:
        _run(paragraph, getattr(one, side), fonts.text, TABLE_SIZE)
        font = paragraph.runs[-1].font
        font.strike = one.side == "old" or None
        font.underline = one.side == "new" or None


def _line(paragraph: Paragraph, text: str, font: str, size: Pt) -> None:
    _spaced(paragraph)
    _run(paragraph, text, font, size)


def _run(paragraph: Paragraph, text: str, font: str, size: Pt) -> None:
    run = paragraph.add_run("".join(one for one in text if one.isprintable() or one == "\n"))
    run.font.size, run.font.name = size, USUAL_FONTS.latin
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _spaced(paragraph: Paragraph) -> None:
    form = paragraph.paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.AT_LEAST, TABLE_PITCH
    form.space_before = form.space_after = Pt(0)


def _mark_row(row: _Row, name: str) -> None:
    """Repeat a row on every page, or keep it on one."""
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)
