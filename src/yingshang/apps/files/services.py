"""Files that people hand in: looked at, named safely, and kept once under their SHA-256."""

import hashlib
from datetime import datetime
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from yingshang.apps.files.errors import FileEmptyError, FileRefusedError, FileTooLargeError
from yingshang.apps.files.models import KeptFile
from yingshang.engines.documents.sniffing import SUFFIXES, media_type_of

MEGABYTE = 1024 * 1024
LONGEST_NAME = 200


def accepted_type(content: bytes, *, largest_megabytes: int) -> str:
    """The type of `content`, found by looking at it.

    Raises:
        FileEmptyError, FileTooLargeError, FileRefusedError: As they say.
    """
    if not content:
        raise FileEmptyError
    if len(content) > largest_megabytes * MEGABYTE:
        raise FileTooLargeError(largest_megabytes)
    media_type = media_type_of(content)
    if media_type is None:
        raise FileRefusedError
    return media_type


def clean_name(name: str, *, media_type: str) -> str:
    """A file name without folders and control characters, ending as its content does."""
    bare = PurePath(name.replace("\\", "/")).name
    visible = "".join(letter for letter in bare if letter.isprintable()).strip() or "file"
    suffixes = SUFFIXES[media_type]
    end = "" if visible.lower().endswith(suffixes) else suffixes[0]
    return visible[: LONGEST_NAME - len(end)] + end


def keep(content: bytes, *, media_type: str, at: datetime) -> KeptFile:
    """Store `content` unless it is there already, and give its row."""
    digest = hashlib.sha256(content).hexdigest()
    file, _is_new = KeptFile.objects.get_or_create(
        sha256=digest,
        defaults={"media_type": media_type, "size": len(content), "received_at": at},
    )
    if not default_storage.exists(file.place):
        stored = default_storage.save(file.place, ContentFile(content))
        if stored != file.place:
            # Somebody stored the same content a moment ago.
            default_storage.delete(stored)
    return file
