"""An official document is read back: layout by GB/T 9704, words in their order."""

import doctest
import io
from datetime import date

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from yingshang.engines.documents import writing
from yingshang.engines.documents.worddocument import read_word
from yingshang.engines.documents.writing import (
    Fonts,
    Heading,
    OfficialDocument,
    Paragraph,
    Table,
    write,
)

pytestmark = pytest.mark.no_database
DOCUMENT = OfficialDocument(
    title="关于报送情况的通报",
    blocks=(
        Paragraph("现将有关情况通报如下。"),
        Heading("一、逾期报送的单位"),
        Heading("（一）县区", level=2),
        Table((("单位", "任务"), ("示例市甲局", "01 开办企业"))),
        Paragraph("请及时补报。"),
    ),
    signed_by="示例市政务服务局",
    dated_on=date(2024, 5, 7),
    mark="示例市政务服务局文件",
    number="示政发〔2024〕12号",
    recipients="各区人民政府，各有关单位",
    attachments=("报送情况统计表",),
    note="此件公开发布",
)


def opened(document=DOCUMENT, **options):
    return docx.Document(io.BytesIO(write(document, **options)))


def paragraph(word, text):
    return next(each for each in word.paragraphs if each.text == text)


def font_of(each):
    return each.runs[0]._element.rPr.rFonts.get(qn("w:eastAsia"))


def test_the_examples_are_true():
    assert doctest.testmod(writing).failed == 0


def test_the_page_is_a4_with_the_type_area_of_the_standard():
    section = opened().sections[0]
    size = (section.page_width, section.page_height)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    # A twentieth of a point is what the format can keep.
    assert [round(each.mm) for each in size] == [210, 297]
    assert [round(each.mm) for each in margins] == [37, 35, 28, 26]
    assert round((size[0] - margins[2] - margins[3]) / Mm(1)) == 156
    assert round((size[1] - margins[0] - margins[1]) / Mm(1)) == 225


def test_twenty_two_lines_fill_a_page():
    spacing = paragraph(opened(), "请及时补报。").paragraph_format.line_spacing
    assert 22 * spacing.mm <= 225 < 23 * spacing.mm


def test_title_headings_and_body_have_their_fonts_and_sizes():
    word = opened()
    fonts = {
        "关于报送情况的通报": ("方正小标宋简体", 22),
        "一、逾期报送的单位": ("黑体", 16),
        "（一）县区": ("楷体_GB2312", 16),
        "请及时补报。": ("仿宋_GB2312", 16),
    }
    for text, (font, size) in fonts.items():
        found = paragraph(word, text)
        assert (font_of(found), found.runs[0].font.size) == (font, Pt(size)), text


def test_a_site_names_its_own_fonts_and_none_is_embedded():
    content = write(DOCUMENT, Fonts(text="思源宋体"))
    word = docx.Document(io.BytesIO(content))
    assert font_of(paragraph(word, "请及时补报。")) == "思源宋体"
    assert b"word/fonts" not in content


def test_the_date_has_no_leading_zeros_and_stands_under_the_signature():
    texts = [each.text for each in opened().paragraphs]
    assert texts.index("2024年5月7日") == texts.index("示例市政务服务局") + 1


def test_everything_can_be_read_back_in_order():
    text = read_word(write(DOCUMENT)).text
    wanted = [
        "示例市政务服务局文件",
        "示政发〔2024〕12号",
        "关于报送情况的通报",
        "各区人民政府，各有关单位：",
        "示例市甲局",
        "附件：1. 报送情况统计表",
        "（此件公开发布）",
    ]
    places = [text.index(each) for each in wanted]
    assert places == sorted(places)


def test_a_document_without_mark_begins_with_its_title():
    plain = OfficialDocument("通报", (Paragraph("一段。"),), "示例局", date(2024, 5, 7))
    assert opened(plain).paragraphs[0].text == "通报"
