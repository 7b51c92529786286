"""Files that people or systems send are kept sealed, each kind with a purpose of its own."""

from pathlib import PurePath
from typing import Final
from uuid import uuid4

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from yingshang.apps.directory.errors import RefusedError
from yingshang.apps.ledger.seals import seal, unseal

LONGEST_NAME: Final = 200


def keep(content: bytes, *, folder: str, purpose: str) -> str:
    """Keep a file sealed; the name under which it is found again."""
    place = f"{folder}/{uuid4().hex}"
    return default_storage.save(place, ContentFile(seal(content, purpose=purpose)))


def kept(stored_name: str, *, purpose: str) -> bytes:
    """A file as it came.

    Raises:
        RefusedError: The folder of files has lost it.
    """
    if not stored_name or not default_storage.exists(stored_name):
        raise RefusedError(_("The file is no longer kept; send it again."))
    with default_storage.open(stored_name, "rb") as stored:
        return unseal(stored.read(), purpose=purpose)


def shown_name(name: str) -> str:
    """The last part of a name as it came, never used as a path."""
    return PurePath(name).name[-LONGEST_NAME:]


def largest_bytes() -> int:
    """How large a file may be."""
    return int(settings.UPLOAD_MEGABYTES) * 1024 * 1024
