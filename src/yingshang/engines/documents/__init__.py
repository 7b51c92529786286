"""Reads official documents (txt, docx, pdf, html) into one text with stable offsets."""

from yingshang.engines.documents.document import Document
from yingshang.engines.documents.errors import DocumentError
from yingshang.engines.documents.reading import read_bytes, read_file

__all__ = ["Document", "DocumentError", "read_bytes", "read_file"]
