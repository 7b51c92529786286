"""What a file is, told from its content alone; names and senders are not believed."""

import io
import zipfile

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PNG = "image/png"
JPEG = "image/jpeg"
TEXT = "text/plain"
# Media type → endings of names, the usual one first.
SUFFIXES: dict[str, tuple[str, ...]] = {
    PDF: (".pdf",),
    DOCX: (".docx",),
    XLSX: (".xlsx",),
    PNG: (".png",),
    JPEG: (".jpg", ".jpeg"),
    TEXT: (".txt", ".csv", ".md"),
}
MAGIC = ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG))
OFFICE = (("word/document.xml", DOCX), ("xl/workbook.xml", XLSX))
ENCODINGS = ("utf-8-sig", "gb18030")
SPACES = frozenset("\t\r\n\f")
MAX_MEMBERS = 20_000


def media_type_of(data: bytes) -> str | None:
    """The type of a PDF, docx, xlsx, PNG, JPEG or plain text; None for everything else.

    Office files with macros, other archives, and text with control characters are None. Nothing is
    unpacked: only the table of contents of an archive is read.
    """
    for start, media_type in MAGIC:
        if data.startswith(start):
            return media_type
    if data.startswith(b"PK"):
        return _office(data)
    return TEXT if data and _is_text(data) else None


def _office(data: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, ValueError, OSError):
        return None
    if len(names) > MAX_MEMBERS or "[Content_Types].xml" not in names:
        return None
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return None
    return next((media_type for part, media_type in OFFICE if part in names), None)


def _is_text(data: bytes) -> bool:
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return all(letter.isprintable() or letter in SPACES for letter in text)
    return False
