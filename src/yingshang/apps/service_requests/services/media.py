"""Photos and voice notes arrive in pieces, before the report that they belong to.

Pieces wait beside the kept files under the token; the last one makes the whole be checked, stripped
and kept. Whatever no report was sent for is forgotten after two days.
"""

import secrets
from datetime import datetime, timedelta
from pathlib import Path

from django.core.files.storage import default_storage

from yingshang.apps.files.errors import FileEmptyError, FileTooLargeError
from yingshang.apps.files.services import MEGABYTE, keep
from yingshang.apps.service_requests.content import required_content
from yingshang.apps.service_requests.errors import (
    MediaGapError,
    MediaUnknownError,
    MediaUnreadableError,
)
from yingshang.apps.service_requests.models import ReportMedia
from yingshang.engines.media import MediaFault, Photo, Voice, cleaned_photo, cleaned_voice

TOKEN_BYTES = 24
KEPT_UNSENT = timedelta(days=2)
# Recorders stop a little late.
A_LITTLE = 2
Kind = ReportMedia.Kind


def announce_media(*, kind: str, told: str, size: int, at: datetime) -> ReportMedia:
    """Make room for a photo or a voice note; its token is what the report names.

    Args:
        told: What the reporter typed of a voice note.
        size: Bytes that will come.

    Raises:
        FileEmptyError, FileTooLargeError: Nothing will come, or more than the pack allows.
    """
    if size <= 0:
        raise FileEmptyError
    _check_size(kind, size)
    token = secrets.token_hex(TOKEN_BYTES)
    return ReportMedia.objects.create(token=token, kind=kind, told=told, received_at=at)


def receive_piece(
    *, token: str, offset: int, piece: bytes, total: int, keeps_place: bool, at: datetime
) -> int:
    """Put a piece where it belongs; the same piece twice changes nothing.

    Args:
        total: Bytes of the whole, for the first as for the last piece.
        keeps_place: The reporter agreed that the place inside a photo is kept.

    Returns:
        Bytes that are here now; `total` once the whole was checked and kept.

    Raises:
        MediaUnknownError: No such token, or its report was sent already.
        MediaGapError: Bytes before `offset` are missing: begin anew.
        MediaUnreadableError: The whole is no photo or recording that can be read.
        FileTooLargeError: More comes than the pack allows.
    """
    medium = ReportMedia.objects.filter(token=token, report=None).first()
    if medium is None:
        raise MediaUnknownError
    if medium.file_id is not None:
        return total
    _check_size(medium.kind, max(total, offset + len(piece)))
    place = _place(token)
    here = _written(place, offset, piece)
    if here < total:
        return here
    _finish(medium, place.read_bytes(), keeps_place=keeps_place, at=at)
    place.unlink()
    return total


def forget_unsent(*, at: datetime) -> int:
    """Delete what waits for a report for more than two days.

    Returns:
        How many were deleted.
    """
    old = ReportMedia.objects.filter(report=None, received_at__lt=at - KEPT_UNSENT)
    for medium in old.order_by("pk"):
        _place(medium.token).unlink(missing_ok=True)
    return old.delete()[0]


def _finish(medium: ReportMedia, content: bytes, *, keeps_place: bool, at: datetime) -> None:
    try:
        found = _cleaned(medium.kind, content, keeps_place=keeps_place)
    except MediaFault as fault:
        _place(medium.token).unlink()
        raise MediaUnreadableError(fault) from fault
    medium.stripped = list(found.stripped)
    medium.file = keep(found.content, media_type=found.media_type, at=at)
    medium.save(update_fields=["file", "stripped"])


def _cleaned(kind: str, content: bytes, *, keeps_place: bool) -> Photo | Voice:
    if kind == Kind.PHOTO:
        return cleaned_photo(content, keeps_place=keeps_place)
    voice = cleaned_voice(content)
    longest = required_content().requests.media.voice_seconds
    if voice.seconds > longest + A_LITTLE:
        raise MediaFault(
            f"录音超过{longest}秒。请分成几段。",
            f"The recording is longer than {longest} seconds. Send it in parts.",
        )
    return voice


def _written(place: Path, offset: int, piece: bytes) -> int:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.touch()
    with place.open("r+b") as file:
        if offset > file.seek(0, 2):
            raise MediaGapError
        file.seek(offset)
        file.write(piece)
        file.truncate()
        return file.tell()


def _check_size(kind: str, size: int) -> None:
    limits = required_content().requests.media
    most = limits.photo_megabytes if kind == Kind.PHOTO else limits.voice_megabytes
    if size > most * MEGABYTE:
        raise FileTooLargeError(most)


def _place(token: str) -> Path:
    return Path(default_storage.path(f"incoming/{token}"))
