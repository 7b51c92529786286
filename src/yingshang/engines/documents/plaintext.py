"""Decodes plain text: UTF-8, UTF-16 and GB18030."""

import codecs

from yingshang.engines.documents.errors import WRONG_TYPE, DocumentError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes) -> tuple[str, str]:
    """Text of the bytes, and the encoding used. A byte-order mark is no part of the text.

    Raises:
        DocumentError: The bytes are no text in a known encoding.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding), encoding
    for encoding in ("utf-8", *_without_mark(data), "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _printable(text):
            return text, encoding
    raise DocumentError(WRONG_TYPE)


def _strict(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = ""
    if not _printable(text):
        raise DocumentError(WRONG_TYPE)
    return text


def _without_mark(data: bytes) -> tuple[str, ...]:
    """UTF-16 without a mark shows in the zero bytes of its line breaks and digits."""
    head = data[:4096]
    if len(data) % 2 or head.count(0) * 50 < len(head):
        return ()
    return (
        ("utf-16-le", "utf-16-be") if head[1::2].count(0) > head[::2].count(0) else ("utf-16-be",)
    )


def _printable(text: str) -> bool:
    """Whether text holds next to no control characters, as binary data would."""
    sample = text[:20_000]
    odd = sum((char < " " and char not in "\t\n\r\x0b\x0c") or char == "\ufffd" for char in sample)
    return odd * 200 <= len(sample) and "\x00" not in sample
