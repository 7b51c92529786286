"""Files that people hand in: looked at, named safely, and kept once under their SHA-256."""

import hashlib
from datetime import datetime
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from yingshang.apps.delivery.errors import FileEmptyError, FileRefusedError, FileTooLargeError
from yingshang.apps.delivery.models import EvidenceFile, Plan
from yingshang.apps.delivery.selectors.returns.rules import find_rules
from yingshang.engines.documents.sniffing import SUFFIXES, media_type_of
from yingshang.engines.packs.schema.returns import EvidenceRule

MEGABYTE = 1024 * 1024
LONGEST_NAME = 200


def limits_of(plan: Plan) -> EvidenceRule:
    """How large a file may be, and how many there may be; pack `returns.yaml#evidence`."""
    rules = find_rules(plan)
    return rules.evidence if rules else EvidenceRule()


def accepted_type(content: bytes, limits: EvidenceRule) -> str:
    """The type of `content`, found by looking at it.

    Raises:
        FileEmptyError, FileTooLargeError, FileRefusedError: As they say.
    """
    if not content:
        raise FileEmptyError
    if len(content) > limits.largest_megabytes * MEGABYTE:
        raise FileTooLargeError(limits.largest_megabytes)
    media_type = media_type_of(content)
    if media_type is None:
        raise FileRefusedError
    return media_type


def clean_name(name: str, media_type: str) -> str:
    """A file name without folders and control characters, ending as its content does."""
    bare = PurePath(name.replace("\\", "/")).name
    visible = "".join(letter for letter in bare if letter.isprintable()).strip() or "file"
    suffixes = SUFFIXES[media_type]
    end = "" if visible.lower().endswith(suffixes) else suffixes[0]
    return visible[: LONGEST_NAME - len(end)] + end


def kept(content: bytes, media_type: str, at: datetime) -> EvidenceFile:
    """The row of `content`, whose bytes are stored unless they are there already."""
    digest = hashlib.sha256(content).hexdigest()
    file, _is_new = EvidenceFile.objects.get_or_create(
        sha256=digest,
        defaults={"media_type": media_type, "size": len(content), "received_at": at},
    )
    if not default_storage.exists(file.place):
        stored = default_storage.save(file.place, ContentFile(content))
        if stored != file.place:
            # Somebody stored the same content a moment ago.
            default_storage.delete(stored)
    return file
