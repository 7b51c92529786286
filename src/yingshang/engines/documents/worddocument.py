"""Reads docx files: paragraphs with the numbers that Word shows, tables and text boxes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from yingshang.engines.documents.document import Document
from yingshang.engines.documents.errors import (
    BOMB,
    BROKEN,
    EMPTY,
    ENCRYPTED,
    OFD,
    WRONG_TYPE,
    DocumentError,
)
from yingshang.engines.documents.numbering import Numbering, W

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAX_PART = 100_000_000
MAX_RATIO = 400
MAX_MEMBERS = 20_000
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SILENT = frozenset((f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}pPr", f"{W}rPr", _FALLBACK))


def read_word(data: bytes) -> Document:
    """Text of a docx: a paragraph a line; a row of a table is a line with tab stops.

    Raises:
        DocumentError: It is damaged, encrypted, no docx, or unpacks to far more than a document.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive)
            body = _part(archive, "word/document.xml")
            numbering = Numbering.of(
                _part(archive, "word/numbering.xml"), _part(archive, "word/styles.xml")
            )
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError) as error:
        raise DocumentError(BROKEN) from error
    except RuntimeError as error:
        raise DocumentError(ENCRYPTED) from error
    if body is None:
        raise DocumentError(BROKEN)
    root = body.find(f"{W}body")
    lines = list(_blocks(root, numbering)) if root is not None else []
    text = "\n".join(line for line in lines if line.strip())
    if not text:
        raise DocumentError(EMPTY)
    return Document(text, MEDIA_TYPE)


def _check(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    names = {member.filename for member in members}
    if "OFD.xml" in names:
        raise DocumentError(OFD)
    if "word/document.xml" not in names:
        raise DocumentError(WRONG_TYPE)
    if len(members) > MAX_MEMBERS:
        raise DocumentError(BOMB)
    for member in members:
        # Only the parts that are read matter; a long text packs well, a bomb far better.
        read = member.filename.startswith("word/") and member.filename.endswith(".xml")
        if not read:
            continue
        packed = max(member.compress_size, 1)
        if member.file_size > MAX_PART or member.file_size > 1_000_000 + packed * MAX_RATIO:
            raise DocumentError(BOMB)


def _part(archive: zipfile.ZipFile, name: str) -> etree._Element | None:
    if name not in archive.namelist():
        return None
    with archive.open(name) as member:
        data = member.read(MAX_PART + 1)
    if len(data) > MAX_PART:
        raise DocumentError(BOMB)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise DocumentError(BROKEN) from error


def _blocks(root: etree._Element, numbering: Numbering) -> Iterator[str]:
    """Lines of a body, in order; wrappers such as content controls are opened."""
    for node in root:
        if node.tag == f"{W}p":
            yield from _paragraph(node, numbering)
        elif node.tag == f"{W}tbl":
            yield from _table(node, numbering)
        elif node.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}smartTag"):
            yield from _blocks(node, numbering)


def _paragraph(node: etree._Element, numbering: Numbering) -> Iterator[str]:
    label = numbering.label(node)
    boxes: list[etree._Element] = []
    words = "".join(_runs(node, boxes))
    if words.strip():
        yield label + words.strip("\n")
    for box in boxes:
        yield from _blocks(box, numbering)


def _runs(node: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
    for child in node:
        tag = child.tag
        if tag == f"{W}t":
            yield child.text or ""
        elif tag == f"{W}tab":
            yield " "
        elif tag in (f"{W}br", f"{W}cr"):
            yield "\n"
        elif tag == f"{W}noBreakHyphen":
            yield "-"
        elif tag == f"{W}txbxContent":
            boxes.append(child)
        elif isinstance(tag, str) and tag not in _SILENT:
            yield from _runs(child, boxes)


def _table(node: etree._Element, numbering: Numbering) -> Iterator[str]:
    rows = [row for row in node.iter(f"{W}tr") if _own(row, node)]
    if rows and max(len(row.findall(f"{W}tc")) for row in rows) == 1:
        for row in rows:
            for cell in row.findall(f"{W}tc"):
                yield from _blocks(cell, numbering)
        return
    for row in rows:
        cells = []
        for cell in row.findall(f"{W}tc"):
            words = " ".join(" ".join(line.split()) for line in _blocks(cell, numbering))
            cells += [words] + [""] * (_width(cell) - 1)
        yield "\t".join(cells)


def _own(row: etree._Element, table: etree._Element) -> bool:
    parent = row.getparent()
    while parent is not None and parent.tag != f"{W}tbl":
        parent = parent.getparent()
    return parent is table


def _width(cell: etree._Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    value = span.get(f"{W}val", "1") if span is not None else "1"
    return min(int(value), 50) if value.isdigit() else 1
