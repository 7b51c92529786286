"""Reads a file of any supported type; the type is told from the content, never from the name."""

import re
from pathlib import Path

from yingshang.engines.documents.document import Document
from yingshang.engines.documents.errors import (
    EMPTY,
    ENCRYPTED,
    MISSING,
    OLD_WORD,
    TOO_LARGE,
    WRONG_TYPE,
    DocumentError,
)
from yingshang.engines.documents.plaintext import decode

MAX_BYTES = 50_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body|div|meta|p|table|h1)\b",
    re.IGNORECASE | re.DOTALL,
)
# Beginnings of files that are certainly no documents.
_FOREIGN = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"MZ",
    b"\x7fELF",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"BM",
    b"RIFF",
    b"\xca\xfe\xba\xbe",
    b"SQLite format",
    b"{\\rtf",
)


def read_file(path: Path) -> Document:
    """The document in a file of at most 50 MB.

    Raises:
        DocumentError: It cannot be read; the message says why and what to do.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise DocumentError(TOO_LARGE)
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError(MISSING) from error
    return read_bytes(data)


def read_bytes(data: bytes) -> Document:
    """The document in `data`, at most 50 MB. For what strangers upload use `sandbox.read_upload`.

    Raises:
        DocumentError: It cannot be read; the message says why and what to do.
    """
    if len(data) > MAX_BYTES:
        raise DocumentError(TOO_LARGE)
    if not data.strip():
        raise DocumentError(EMPTY)
    if data.startswith(_OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        raise DocumentError(ENCRYPTED if encrypted else OLD_WORD)
    if data.startswith(_FOREIGN):
        raise DocumentError(WRONG_TYPE)
    return _read(data)


def _read(data: bytes) -> Document:
    """Read with the reader that the first bytes call for."""
    if data.startswith(b"%PDF-") or b"%PDF-" in data[:1024]:
        # Late: the pdf library takes longer to load than a txt file to compile.
        from yingshang.engines.documents.pdf import read_pdf  # noqa: PLC0415

        return read_pdf(data)
    if data.startswith(b"PK\x03\x04"):
        from yingshang.engines.documents.worddocument import read_word  # noqa: PLC0415

        return read_word(data)
    if _HTML.match(data[:4096].removeprefix(b"\xef\xbb\xbf")):
        from yingshang.engines.documents.webpage import read_webpage  # noqa: PLC0415

        return read_webpage(data)
    text, encoding = decode(data)
    if not text.strip():
        raise DocumentError(EMPTY)
    return Document(text, "text/plain", encoding)
