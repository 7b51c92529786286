"""Writes official documents as docx, laid out by GB/T 9704-2012.

A4; type area 156 by 225 mm; body in 仿宋 of size 3 (16 pt), 22 lines a page at 28.95 pt; the title
in 小标宋 of size 2 (22 pt), centred; headings 一、in 黑体, （一）in 楷体. Fonts are named, never
embedded: the reader's machine supplies them or what the site puts in their place.

Source: GB/T 9704-2012 党政机关公文格式, sections 5 to 7.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

import docx
from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

PAGE = (Mm(210), Mm(297))
MARGINS = {"top": Mm(37), "bottom": Mm(35), "left": Mm(28), "right": Mm(26)}
TEXT_SIZE, TITLE_SIZE, MARK_SIZE, SMALL_SIZE = Pt(16), Pt(22), Pt(36), Pt(14)
TABLE_SIZE = Pt(12)
PITCH = Pt(28.95)
TABLE_PITCH = Pt(20)
INDENT = 2 * TEXT_SIZE
RED = RGBColor(0xC0, 0x00, 0x00)
NUMBERS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Fonts:
    """Names of the fonts that the document asks for; a site may name what it has a licence for."""

    text: str = "仿宋_GB2312"
    title: str = "方正小标宋简体"
    first_heading: str = "黑体"
    second_heading: str = "楷体_GB2312"
    digits: str = "宋体"
    latin: str = "Times New Roman"


@dataclass(frozen=True)
class Heading:
    """A heading: level 1 is 一、, level 2 （一）; the number is part of `text`."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the body, indented by two characters."""

    text: str


@dataclass(frozen=True)
class Table:
    """Rows of cells; the first row is the head and is repeated on every page."""

    rows: Sequence[Sequence[str]]


Block = Heading | Paragraph | Table


@dataclass(frozen=True)
class OfficialDocument:
    """One document.

    Attributes:
        title: Centred; may have several lines.
        signed_by: The issuing body, without a seal.
        dated_on: Local day, written 2024年5月27日.
        mark: The issuer's name in red above the title; empty leaves head and line out.
        number: Such as 辽政督〔2024〕12号, below the mark.
        recipients: 主送机关, flush left, with a colon behind; empty leaves it out.
        attachments: Titles, listed below the body.
        note: 附注 in brackets, such as 此件公开发布.
    """

    title: str
    blocks: Sequence[Block]
    signed_by: str
    dated_on: date
    mark: str = ""
    number: str = ""
    recipients: str = ""
    attachments: Sequence[str] = ()
    note: str = ""


USUAL_FONTS = Fonts()


def write(document: OfficialDocument, fonts: Fonts = USUAL_FONTS) -> bytes:
    """The document as a docx file."""
    return _Writer(document, fonts).written()


def numbered(place: int) -> str:
    """The number of a first-level heading: 1 is 一, 11 is 十一; up to 99.

    Example:
        >>> numbered(3), numbered(12), numbered(20)
        ('三', '十二', '二十')
    """
    tens, ones = divmod(place, 10)
    front = "" if tens == 0 else ("十" if tens == 1 else f"{NUMBERS[tens - 1]}十")
    return front + (NUMBERS[ones - 1] if ones else "")


class _Writer:
    """One document in the making."""

    def __init__(self, document: OfficialDocument, fonts: Fonts) -> None:
        self.document, self.fonts = document, fonts
        self.word: WordDocument = docx.Document()

    def written(self) -> bytes:
        self._page()
        if self.document.mark:
            self._mark()
        self._title()
        if self.document.recipients:
            self._line(f"{self.document.recipients}：", indent=False)
        for block in self.document.blocks:
            self._block(block)
        self._attachments()
        self._signature()
        if self.document.note:
            self._line(f"（{self.document.note}）")
        self._properties()
        file = io.BytesIO()
        self.word.save(file)
        return file.getvalue()

    def _page(self) -> None:
        section = self.word.sections[0]
        section.page_width, section.page_height = PAGE
        section.top_margin, section.bottom_margin = MARGINS["top"], MARGINS["bottom"]
        section.left_margin, section.right_margin = MARGINS["left"], MARGINS["right"]
        # The number stands 7 mm below the type area, outer side, one character in.
        section.footer_distance = MARGINS["bottom"] - Mm(7) - SMALL_SIZE
        self.word.settings.odd_and_even_pages_header_footer = True
        for footer, alignment in (
            (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
            (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
        ):
            paragraph = footer.paragraphs[0]
            paragraph.alignment = alignment
            paragraph.paragraph_format.left_indent = SMALL_SIZE
            paragraph.paragraph_format.right_indent = SMALL_SIZE
            self._run(paragraph, "— ", self.fonts.digits, SMALL_SIZE)
            _page_field(self._run(paragraph, "", self.fonts.digits, SMALL_SIZE))
            self._run(paragraph, " —", self.fonts.digits, SMALL_SIZE)

    def _mark(self) -> None:
        mark = self._centred(self.document.mark, self.fonts.title, MARK_SIZE, spacing=None)
        mark.runs[0].font.color.rgb = RED
        number = self._centred(self.document.number, self.fonts.text, TEXT_SIZE, spacing=PITCH)
        number.paragraph_format.space_before = PITCH
        _red_line_below(number)
        self._line("")

    def _title(self) -> None:
        for line in self.document.title.split("\n"):
            self._centred(line, self.fonts.title, TITLE_SIZE, spacing=Pt(35))
        self._line("")

    def _block(self, block: Block) -> None:
        if isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Heading):
            levels = (self.fonts.first_heading, self.fonts.second_heading)
            font = levels[block.level - 1] if block.level <= len(levels) else self.fonts.text
            paragraph = self._line(block.text, font=font)
            paragraph.paragraph_format.keep_with_next = True
        else:
            self._line(block.text)

    def _attachments(self) -> None:
        if not self.document.attachments:
            return
        self._line("")
        for place, title in enumerate(self.document.attachments, start=1):
            front = "附件：" if place == 1 else "　　　"
            self._line(f"{front}{place}. {title}")

    def _signature(self) -> None:
        """Without a seal: signature two characters in; the date two characters right of it."""
        self._line("")
        day = self.document.dated_on
        dated = f"{day.year}年{day.month}月{day.day}日"
        for text, characters in ((self.document.signed_by, 2), (dated, 2)):
            paragraph = self._line(text, indent=False)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.paragraph_format.right_indent = characters * TEXT_SIZE
            paragraph.paragraph_format.keep_with_next = text != dated

    def _table(self, table: Table) -> None:
        columns = max(len(row) for row in table.rows)
        grid = self.word.add_table(rows=len(table.rows), cols=columns, style="Table Grid")
        grid.alignment = WD_TABLE_ALIGNMENT.CENTER
        for place, row in enumerate(table.rows):
            font = self.fonts.first_heading if place == 0 else self.fonts.text
            for column, text in enumerate(row):
                paragraph = grid.cell(place, column).paragraphs[0]
                self._spaced(paragraph, TABLE_PITCH)
                self._run(paragraph, text, font, TABLE_SIZE)
        _repeat_on_every_page(grid.rows[0]._tr)

    def _line(self, text: str, *, font: str | None = None, indent: bool = True) -> WordParagraph:
        paragraph = self.word.add_paragraph()
        self._spaced(paragraph, PITCH)
        if indent:
            paragraph.paragraph_format.first_line_indent = INDENT
        self._run(paragraph, text, font or self.fonts.text, TEXT_SIZE)
        return paragraph

    def _centred(self, text: str, font: str, size: Pt, *, spacing: Pt | None) -> WordParagraph:
        paragraph = self.word.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if spacing is not None:
            self._spaced(paragraph, spacing)
        self._run(paragraph, text, font, size)
        return paragraph

    def _spaced(self, paragraph: WordParagraph, pitch: Pt) -> None:
        form = paragraph.paragraph_format
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, pitch
        form.space_before = form.space_after = Pt(0)

    def _run(self, paragraph: WordParagraph, text: str, font: str, size: Pt) -> Run:
        run = paragraph.add_run(text)
        run.font.size, run.font.name = size, self.fonts.latin
        run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
        return run

    def _properties(self) -> None:
        written_at = datetime.combine(self.document.dated_on, time())
        properties = self.word.core_properties
        properties.title = self.document.title.replace("\n", "")
        properties.author = self.document.signed_by
        properties.created = properties.modified = written_at
        properties.comments = ""


def _page_field(run: Run) -> None:
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        name = "w:fldChar" if kind else "w:instrText"
        element = OxmlElement(name)
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._element.append(element)


def _red_line_below(paragraph: WordParagraph) -> None:
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    # Eighths of a point; 4 mm between text and line.
    values = {"val": "single", "sz": "12", "space": "11", "color": str(RED)}
    for name, value in values.items():
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph._element.get_or_add_pPr().append(borders)


def _repeat_on_every_page(row: object) -> None:
    properties = row.get_or_add_trPr()  # type: ignore[attr-defined]
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    properties.append(head)
