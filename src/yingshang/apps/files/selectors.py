"""Reading what is kept."""

from typing import IO, Any

from django.core.files.storage import default_storage

from yingshang.apps.files.models import KeptFile


def opened(file: KeptFile) -> IO[Any] | None:
    """The content, open for reading; None when the folder of files has lost it.

    Ask first whether the reader may have it.
    """
    try:
        return default_storage.open(file.place, "rb")
    except FileNotFoundError:
        return None
