"""Reads the text layer of pdf files; page furniture is left out, hard wraps are kept as printed."""

import re
from collections import Counter

import pypdfium2 as pdfium

from yingshang.engines.documents.document import Document
from yingshang.engines.documents.errors import BOMB, BROKEN, ENCRYPTED, SCANNED, DocumentError

MAX_PAGES = 2000
MAX_CHARACTERS = 20_000_000
_PAGE_NUMBER = re.compile(r"[-—–－ ]*\d{1,4}[-—–－ ]*|第\s*\d+\s*页.{0,12}|\d+\s*/\s*\d+")
_TEXT_OF_PAGE = 8
_REPEATED = 0.5
_MIN_PAGES = 4


def read_pdf(data: bytes) -> Document:
    """Text of a pdf, a printed line a line.

    Raises:
        DocumentError: It is encrypted, damaged, or a scan without text.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        reason = ENCRYPTED if "password" in str(error).lower() else BROKEN
        raise DocumentError(reason) from error
    with document:
        count = len(document)
        if count > MAX_PAGES:
            raise DocumentError(BOMB)
        pages = [_lines(document[index]) for index in range(count)]
    if sum(len(line) for page in pages for line in page) < _TEXT_OF_PAGE * max(count, 1):
        raise DocumentError(SCANNED)
    text = "\n".join(line for page in _without_furniture(pages) for line in page)
    return Document(text, "application/pdf", pages=count)


def _lines(page: pdfium.PdfPage) -> list[str]:
    text = page.get_textpage().get_text_bounded()
    if len(text) > MAX_CHARACTERS:
        raise DocumentError(BOMB)
    # pdfium marks a word broken at the end of a line with U+FFFE or U+0002.
    text = text.replace("\ufffe", "").replace("\x02", "").replace("\r\n", "\n").replace("\r", "\n")
    return [line.rstrip() for line in text.split("\n") if line.strip()]


def _without_furniture(pages: list[list[str]]) -> list[list[str]]:
    """Pages without page numbers and without heads and feet that most pages repeat."""
    edges = Counter(line.strip() for page in pages for line in {*page[:2], *page[-2:]})
    repeated = {
        line
        for line, count in edges.items()
        if len(pages) >= _MIN_PAGES and count >= _REPEATED * len(pages)
    }
    return [_trimmed(page, repeated) for page in pages]


def _trimmed(page: list[str], repeated: set[str]) -> list[str]:
    kept = list(page)
    while kept and _furniture(kept[0], repeated):
        kept.pop(0)
    while kept and _furniture(kept[-1], repeated):
        kept.pop()
    return kept


def _furniture(line: str, repeated: set[str]) -> bool:
    return line.strip() in repeated or bool(_PAGE_NUMBER.fullmatch(line.strip()))
