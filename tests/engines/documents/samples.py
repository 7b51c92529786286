"""Small files in memory for the tests of the readers."""

import io
import zipfile

from docx import Document as Word
from docx.oxml import parse_xml
from fpdf import FPDF

_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_NUMBERING = f"""<w:numbering {_NS}>
<w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/>
<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
</w:abstractNum>
<w:num w:numId="9"><w:abstractNumId w:val="7"/></w:num>
</w:numbering>"""
_BOX = f"""<w:r {_NS}><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>
<w:txbxContent><w:p><w:r><w:t>文本框里的话</w:t></w:r></w:p></w:txbxContent>
</v:textbox></v:shape></w:pict></w:r>"""


def word(numbered: list[tuple[int, str]], table: list[list[str]] | None = None) -> bytes:
    """A docx whose paragraphs have generated numbers; level -1 has none."""
    document = Word()
    for level, text in numbered:
        paragraph = document.add_paragraph(text)
        if level >= 0:
            properties = paragraph._p.get_or_add_pPr()
            xml = f'<w:numPr {_NS}><w:ilvl w:val="{level}"/><w:numId w:val="9"/></w:numPr>'
            properties.append(parse_xml(xml))
    if table:
        made = document.add_table(rows=len(table), cols=len(table[0]))
        for row, cells in zip(made.rows, table, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    document.add_paragraph("")._p.append(parse_xml(_BOX))
    buffer = io.BytesIO()
    document.save(buffer)
    return with_part(buffer.getvalue(), "word/numbering.xml", _NUMBERING.encode())


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The docx with one of its parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member))
        new.writestr(name, content)
    return out.getvalue()


def pdf(pages: list[list[str]], password: str | None = None) -> bytes:
    """A pdf with Latin text, as no Chinese font can be assumed; a page number on each page."""
    made = FPDF()
    made.set_font("Helvetica", size=12)
    if password:
        made.set_encryption(owner_password=password, user_password=password)
    for number, lines in enumerate(pages, 1):
        made.add_page()
        for line in lines:
            made.cell(0, 8, line, new_x="LMARGIN", new_y="NEXT")
        made.cell(0, 8, f"- {number} -")
    return bytes(made.output())
