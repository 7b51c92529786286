"""Photos and voice notes without what they say about the phone: bytes in, bytes out."""

import io
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

JPEG, MP3 = "image/jpeg", "audio/mpeg"
FORMATS: Final = ("JPEG", "PNG", "WEBP")
QUALITY: Final = 88
# A picture of more points is a bomb or a scan of a wall; Pillow itself warns from here on.
MOST_POINTS: Final = 80_000_000
GPS: Final = 0x8825
ID3_HEAD, ID3_TAIL = 10, 128


def bare_photo(content: bytes, *, keeps_place: bool) -> tuple[bytes, list[str]] | None:
    """A photo drawn anew as JPEG, upright, and the names of what was left behind.

    Args:
        keeps_place: The reporter agreed that the place inside the photo is kept.

    Returns:
        None where it is no picture that can be read.
    """
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as image:
            if image.width * image.height > MOST_POINTS:
                return None
            exif = image.getexif()
            place = exif.get_ifd(GPS)
            drawn = ImageOps.exif_transpose(image).convert("RGB")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError):
        return None
    kept = Image.Exif()
    if keeps_place and place:
        kept[GPS] = place
    found = io.BytesIO()
    drawn.save(found, "JPEG", quality=QUALITY, exif=kept)
    left = ["place"] if place and not keeps_place else []
    return found.getvalue(), [*left, *(["camera"] if set(exif) - {GPS} else [])]


def bare_voice(content: bytes) -> tuple[bytes, list[str]] | None:
    """An MP3 without its tags (ID3v1, ID3v2) and the names of what was left behind.

    Returns:
        None where no MP3 frame follows.
    """
    sound, left = content, []
    if sound.startswith(b"ID3") and len(sound) > ID3_HEAD:
        size = sum(each << shift for each, shift in zip(sound[6:10], (21, 14, 7, 0), strict=True))
        sound, left = sound[ID3_HEAD + size :], ["tags"]
    if sound[-ID3_TAIL:].startswith(b"TAG"):
        sound, left = sound[:-ID3_TAIL], ["tags"]
    is_frame = len(sound) > 1 and sound[0] == 0xFF and sound[1] & 0xE6 == 0xE2  # noqa: PLR2004
    return (sound, left) if is_frame else None
