"""Photos: opened, turned upright and written anew, so that nothing but the picture is left."""

import io
from dataclasses import dataclass

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from yingshang.engines.media.faults import MediaFault

FORMATS = ("JPEG", "PNG", "WEBP")
# Larger than any telephone takes; what unpacks to more is an attack.
MOST_PIXELS = 60_000_000
QUALITY = 85
JPEG = "image/jpeg"


@dataclass(frozen=True)
class Photo:
    """A photo as it is kept.

    Attributes:
        content: JPEG without metadata.
        stripped: What was there and is gone: `place`, `device`, `time`, `other`.
    """

    content: bytes
    width: int
    height: int
    stripped: tuple[str, ...]
    media_type: str = JPEG


def cleaned_photo(content: bytes, *, longest_side: int = 2560, keeps_place: bool = False) -> Photo:
    """The picture in `content`, at most `longest_side` pixels on its longer side, nothing else.

    Args:
        keeps_place: Whoever took it agreed that the place written into it is kept.

    Raises:
        MediaFault: No JPEG, PNG or WebP; damaged; or of more than 60 million pixels.
    """
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise _too_large()
            stripped, place = _told(image), image.getexif().get_ifd(ExifTags.IFD.GPSInfo)
            upright = ImageOps.exif_transpose(image)
            picture = _on_white(upright)
            picture.thumbnail((longest_side, longest_side))
    except Image.DecompressionBombError as fault:
        raise _too_large() from fault
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as fault:
        if isinstance(fault, MediaFault):
            raise
        raise MediaFault(
            "这个文件不是照片或者已损坏。请换一张 JPG、PNG 或 WebP 照片。",
            "This is no photo, or it is damaged. Choose a JPG, PNG or WebP photo.",
        ) from fault
    kept = Image.Exif()
    if keeps_place and place:
        kept[ExifTags.IFD.GPSInfo] = place
        stripped = tuple(each for each in stripped if each != "place")
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=QUALITY, optimize=True, exif=kept or b"")
    return Photo(written.getvalue(), picture.width, picture.height, stripped)


def _on_white(image: Image.Image) -> Image.Image:
    """Without transparency: what shone through is white."""
    if image.mode in {"RGBA", "LA", "P", "PA"}:
        layers = image.convert("RGBA")
        ground = Image.new("RGB", layers.size, "white")
        ground.paste(layers, mask=layers.getchannel("A"))
        return ground
    return image.convert("RGB")


def _told(image: Image.Image) -> tuple[str, ...]:
    """What the metadata of a photo gives away."""
    exif = image.getexif()
    found = set()
    if exif.get_ifd(ExifTags.IFD.GPSInfo):
        found.add("place")
    if {ExifTags.Base.Make, ExifTags.Base.Model} & set(exif):
        found.add("device")
    if ExifTags.Base.DateTime in exif or exif.get_ifd(ExifTags.IFD.Exif):
        found.add("time")
    known = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "exif", "gamma", "srgb"}
    if set(image.info) - known - {"progressive", "progression", "adobe", "adobe_transform"}:
        found.add("other")
    return tuple(sorted(found))


def _too_large() -> MediaFault:
    return MediaFault(
        "照片太大。请先在手机上缩小后再发。", "The photo is too large. Make it smaller first."
    )
