"""Reads official documents (txt, docx, pdf, html) into one text with stable offsets."""

from yingshang.engines.documents.document import Document

__all__ = ["Document"]
