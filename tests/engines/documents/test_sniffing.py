"""What a file is, whatever it is called."""

import io
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook

from yingshang.engines.documents.sniffing import DOCX, JPEG, PDF, PNG, TEXT, XLSX, media_type_of
from yingshang.engines.documents.writing import OfficialDocument, write

pytestmark = pytest.mark.no_database


def archive(*names):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        for name in names:
            packed.writestr(name, "x")
    return content.getvalue()


def a_workbook():
    content = io.BytesIO()
    Workbook().save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"%PDF-1.7 ...", PDF),
        (b"\x89PNG\r\n\x1a\n....", PNG),
        (b"\xff\xd8\xff\xe0....", JPEG),
        (write(OfficialDocument("通报", (), "局", date(2024, 5, 7))), DOCX),
        (a_workbook(), XLSX),
        ("会议纪要\r\n\t第一项".encode(), TEXT),
        ("会议纪要".encode("gb18030"), TEXT),
    ],
)
def test_allowed_types_are_known_by_their_content(content, media_type):
    assert media_type_of(content) == media_type


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\x00\x03",
        b"\x7fELF\x02\x01",
        b"Rar!\x1a\x07",
        archive("readme.txt"),
        archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
        b"PK\x03\x04 broken",
        b"text\x00with a zero",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    ],
)
def test_everything_else_is_refused(content):
    assert media_type_of(content) is None
