"""Letters as documents, and the code on a receipt."""

import shutil
from xml.etree import ElementTree as Xml

import pytest

from tests.apps.casework.factories import CLUB, CLUB_LETTERS, VALUES, a_world
from yingshang.apps.casework import errors
from yingshang.apps.casework.exporting import letter as exporting
from yingshang.apps.casework.exporting.receipt import receipt_svg
from yingshang.apps.casework.models import Letter
from yingshang.engines.documents import read_bytes


def test_a_letter_leaves_as_word_with_the_words_that_were_issued(world):
    world.submitted()
    letter = Letter.objects.get()
    text = read_bytes(exporting.letter_docx(letter)).text
    assert letter.body_zh in text
    assert letter.signed_by in text


def test_a_letter_names_units_and_districts_and_never_their_codes():
    asked = """fields:
  - {id: helper, type: unit, name: {zh-hans: 协助单位, en: Helper}}
  - {id: place, type: region, name: {zh-hans: 地区, en: Region}}
"""
    letters = CLUB_LETTERS.replace("收到{club_name}的申请", "请{helper}在{place}协助")
    world = a_world(case=CLUB.replace("fields:\n", asked, 1), letters=letters)
    world.submitted(values=VALUES | {"helper": "second", "place": "220421"})
    body = Letter.objects.get().body_zh
    assert f"请{world.second.official_name_zh}在东丰县协助" in body


def test_where_there_is_no_libreoffice_the_door_says_so(world, monkeypatch):
    world.submitted()
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert not exporting.can_make_pdf()
    with pytest.raises(errors.PdfMissingError) as refused:
        exporting.letter_pdf(Letter.objects.get())
    assert "LibreOffice" in str(refused.value)


@pytest.mark.skipif(not exporting.can_make_pdf(), reason="LibreOffice is not installed here")
def test_where_there_is_one_the_letter_is_a_pdf(world):
    world.submitted()
    assert exporting.letter_pdf(Letter.objects.get()).startswith(b"%PDF-")


@pytest.mark.no_database
def test_the_code_of_a_receipt_is_an_image_without_script_or_style():
    svg = receipt_svg("https://example.cn/receipts/AAAA-BBBB")
    root = Xml.fromstring(svg)  # noqa: S314 - our own text
    assert root.tag.endswith("svg")
    assert "style=" not in svg
    assert "<script" not in svg
