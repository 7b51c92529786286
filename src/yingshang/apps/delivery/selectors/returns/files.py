"""The content of attached files."""

from typing import IO, Any

from yingshang.apps.delivery.models import Evidence
from yingshang.apps.files.selectors import opened
from yingshang.engines.documents.sniffing import JPEG, PDF, PNG

PREVIEWED = frozenset({PDF, PNG, JPEG})


def content_of(evidence: Evidence) -> IO[Any] | None:
    """The file, open for reading; None when it is gone from the disk."""
    return opened(evidence.file)


def is_previewed(media_type: str) -> bool:
    """Whether a browser shows it by itself: images and PDF."""
    return media_type in PREVIEWED
