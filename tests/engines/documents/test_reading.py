"""Reading files of every type, and refusing what is no document."""

import io
import zipfile

import pytest

from tests.engines.documents.samples import pdf, with_part, word
from yingshang.engines.documents import DocumentError, read_bytes, read_file
from yingshang.engines.documents.reading import MAX_BYTES

pytestmark = pytest.mark.no_database
PLAN = "一、优化审批。\r\n（责任单位：市政务局）\n二、加强监管。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
def test_a_txt_file_keeps_every_character_of_the_decoded_text(encoding):
    document = read_bytes(PLAN.encode(encoding))
    assert document.text == PLAN
    assert document.media_type == "text/plain"


def test_word_numbering_counts_as_text():
    data = word(
        [
            (0, "总体要求"),
            (0, "主要任务"),
            (1, "优化环境"),
            (2, "压减材料"),
            (2, "压缩时限"),
            (1, "加强监管"),
            (2, "信用监管"),
        ]
    )
    lines = read_bytes(data).text.split("\n")
    assert lines[:7] == [
        "一、总体要求",
        "二、主要任务",
        "（一）优化环境",
        "1.压减材料",
        "2.压缩时限",
        "（二）加强监管",
        "1.信用监管",
    ]


def test_word_tables_become_rows_and_text_boxes_are_read():
    text = read_bytes(word([(-1, "分工")], [["序号", "任务"], ["1", "压减\n材料"]])).text
    assert text.split("\n") == ["分工", "序号\t任务", "1\t压减 材料", "文本框里的话"]


def test_a_web_page_gives_paragraphs_and_rows_without_scripts_or_navigation():
    page = """<!DOCTYPE html><html><head><meta charset="gb2312"><title>x</title>
    <script>alert(1)</script></head>
    <body><nav>首页</nav><h1>方案</h1><p>一、优化
    审批。</p><p>二、监管<br>（一）信用</p>
    <table><tr><td>序号</td><td><p>任务</p></td></tr>
    <tr><td>1</td><td>开办</td></tr></table></body></html>"""
    document = read_bytes(page.encode("gb18030"))
    assert document.text.split("\n") == [
        "方案",
        "一、优化 审批。",
        "二、监管",
        "（一）信用",
        "序号\t任务",
        "1\t开办",
    ]
    assert document.media_type == "text/html"


def test_a_pdf_gives_its_lines_without_page_numbers_and_repeated_heads():
    pages = [
        ["Plan of the city", f"line {number} of the text", "more words here"] for number in range(5)
    ]
    document = read_bytes(pdf(pages))
    assert document.pages == 5
    assert document.text.split("\n")[:2] == ["line 0 of the text", "line 1 of the text"]


def _zip(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


BAD = {
    "empty": b"  \n ",
    "wrong_type": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "old_word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "encrypted": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
    "broken": b"%PDF-1.7 nothing more",
    "ofd": _zip({"OFD.xml": b"<x/>"}),
}


@pytest.mark.parametrize(("code", "data"), BAD.items())
def test_what_is_no_document_is_refused_with_a_sentence_in_both_languages(code, data):
    with pytest.raises(DocumentError) as caught:
        read_bytes(data)
    assert caught.value.code == code
    assert caught.value.zh.endswith("。")
    assert caught.value.en.endswith(".")


def test_a_scanned_pdf_is_refused():
    with pytest.raises(DocumentError) as caught:
        read_bytes(pdf([[] for _ in range(3)]))
    assert caught.value.code == "scanned_pdf"


def test_an_encrypted_pdf_is_refused():
    with pytest.raises(DocumentError) as caught:
        read_bytes(pdf([["secret"]], password="x"))
    assert caught.value.code == "encrypted"


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    bomb = with_part(word([(0, "x")]), "word/document.xml", b"<a>" + b" " * 30_000_000 + b"</a>")
    with pytest.raises(DocumentError) as caught:
        read_bytes(bomb)
    assert caught.value.code == "too_much_inside"


def test_entities_of_a_document_are_never_expanded():
    laugh = (
        b'<!DOCTYPE a [<!ENTITY b "'
        + b"x" * 1000
        + b'"><!ENTITY c "'
        + b"&b;" * 1000
        + b'">]><a>&c;</a>'
    )
    with pytest.raises(DocumentError):
        read_bytes(with_part(word([(0, "x")]), "word/document.xml", laugh))


def test_a_file_of_more_than_50_megabytes_is_refused():
    with pytest.raises(DocumentError) as caught:
        read_bytes(b"a" * (MAX_BYTES + 1))
    assert caught.value.code == "too_large"


def test_a_missing_file_is_named_as_missing(tmp_path):
    with pytest.raises(DocumentError) as caught:
        read_file(tmp_path / "none.txt")
    assert caught.value.code == "missing"
