"""Reads the text of web pages with lxml; nothing is executed or fetched."""

import re
from collections.abc import Iterator

from lxml import etree, html

from yingshang.engines.documents.document import Document
from yingshang.engines.documents.errors import BROKEN, EMPTY, DocumentError
from yingshang.engines.documents.plaintext import decode

_SKIPPED = frozenset(
    [
        "script",
        "style",
        "head",
        "nav",
        "footer",
        "noscript",
        "template",
        "select",
        "button",
        "svg",
        "iframe",
        "form",
        "aside",
    ]
)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "table",
        "tr",
        "tbody",
        "thead",
        "blockquote",
        "pre",
        "br",
        "hr",
        "header",
        "main",
        "dd",
        "dt",
        "dl",
        "center",
        "body",
        "caption",
    ]
)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_DEEPEST = 400


def read_webpage(data: bytes) -> Document:
    """Text of a page: a paragraph a line, cells of a table row separated by tab stops."""
    text, encoding = _decoded(data)
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise DocumentError(EMPTY if not text.strip() else BROKEN) from error
    lines = "".join(_pieces(root)).split("\n")
    kept = [line for line in (_tidy(line) for line in lines) if line]
    if not kept:
        raise DocumentError(EMPTY)
    return Document("\n".join(kept), "text/html", encoding)


def _decoded(data: bytes) -> tuple[str, str]:
    named = _CHARSET.search(data[:2048])
    if named:
        name = named.group(1).decode("ascii").lower()
        encoding = "gb18030" if name in ("gb2312", "gbk", "gb18030") else name
        try:
            return data.decode(encoding), encoding
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


def _tidy(line: str) -> str:
    cells = [" ".join(cell.split()) for cell in line.split("\t")]
    return "\t".join(cells) if any(cells) else ""


def _pieces(root: html.HtmlElement) -> Iterator[str]:
    """Words and breaks in the order of the page, without recursion."""
    stack: list[tuple[html.HtmlElement, bool, int]] = [(root, False, 0)]
    while stack:
        node, leaving, depth = stack.pop()
        if leaving:
            yield _after(node) + _flat(node.tail)
            continue
        if not isinstance(node.tag, str) or node.tag in _SKIPPED or depth > _DEEPEST:
            yield _flat(node.tail)
            continue
        yield _before(node) + _flat(node.text)
        stack.append((node, True, depth))
        stack.extend((child, False, depth + 1) for child in reversed(node))


def _flat(words: str | None) -> str:
    return (words or "").replace("\n", " ").replace("\t", " ").replace("\r", " ")


def _before(node: html.HtmlElement) -> str:
    if node.tag in ("td", "th"):
        return "\t" if node.getprevious() is not None else ""
    return "\n" if node.tag in _BLOCKS and not _in_cell(node) else ""


def _after(node: html.HtmlElement) -> str:
    return "\n" if node.tag in _BLOCKS and node.tag != "br" and not _in_cell(node) else ""


def _in_cell(node: html.HtmlElement) -> bool:
    parent = node.getparent()
    for _ in range(6):
        if parent is None or parent.tag in ("tr", "table", "body"):
            return False
        if parent.tag in ("td", "th"):
            return parent.find(".//table") is None
        parent = parent.getparent()
    return False
