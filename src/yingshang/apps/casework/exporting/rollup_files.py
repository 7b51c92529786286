"""A roll-up as a workbook and as a Word document."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from openpyxl import Workbook

from yingshang.apps.casework.exporting.cells import heading_cell, safe_cell
from yingshang.apps.casework.exporting.ledger_xlsx import saved, sheet_title
from yingshang.apps.casework.exporting.rollup_lines import Section
from yingshang.engines.documents.writing import PAGE, TABLE_SIZE, TITLE_SIZE, USUAL_FONTS

MARGIN = Mm(20)
# The file says nothing of when it was made.
NO_DAY = datetime(2000, 1, 1)  # noqa: DTZ001 - Word keeps no zone


def as_workbook(title: str, note: str, sections: Sequence[Section]) -> bytes:
    """One sheet, a table below the other."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(sheet_title(title))
    sheet.append([heading_cell(sheet, title)])
    sheet.append([safe_cell(sheet, note)])
    for section in sections:
        sheet.append([])
        heading = [section.title, *section.heading[1:]]
        sheet.append([heading_cell(sheet, each) for each in heading])
        for line in section.lines:
            sheet.append([safe_cell(sheet, _number(each)) for each in line])
    return saved(book)


def as_document(title: str, note: str, sections: Sequence[Section]) -> bytes:
    """A4 across in the fonts of official documents."""
    word: WordDocument = docx.Document()
    page = word.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_height, page.page_width = PAGE
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = MARGIN
    heading = word.add_paragraph()
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(heading, title, USUAL_FONTS.title, TITLE_SIZE)
    _run(word.add_paragraph(), note, USUAL_FONTS.text, TABLE_SIZE)
    for section in sections:
        _table(word, section)
    properties = word.core_properties
    properties.title, properties.author, properties.comments = title, "", ""
    properties.created = properties.modified = NO_DAY
    content = BytesIO()
    word.save(content)
    return content.getvalue()


def _table(word: WordDocument, section: Section) -> None:
    _run(word.add_paragraph(), section.title, USUAL_FONTS.first_heading, TABLE_SIZE)
    table = word.add_table(rows=1, cols=len(section.heading), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, section.heading, strict=True):
        _run(cell.paragraphs[0], text, USUAL_FONTS.first_heading, TABLE_SIZE)
    for line in section.lines:
        for cell, text in zip(table.add_row().cells, line, strict=True):
            _run(cell.paragraphs[0], text, USUAL_FONTS.text, TABLE_SIZE)


def _run(paragraph: Paragraph, text: str, font: str, size: Pt) -> None:
    run = paragraph.add_run("".join(each for each in text if each.isprintable()))
    run.font.size, run.font.name = size, USUAL_FONTS.latin
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _number(text: str) -> object:
    return int(text) if text.isascii() and text.isdigit() else text
