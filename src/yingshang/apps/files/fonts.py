"""The Chinese font that is committed with the site, for paper."""

from pathlib import Path

from django.contrib.staticfiles import finders

FOLDER = "vendor/noto-sans-sc-0.4.3"
FACES = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")


class FontMissingError(RuntimeError):
    """The committed font is not where the site's static files are: a fault of the installation."""


def committed_fonts() -> tuple[Path, Path]:
    """Paths of the regular and the bold face.

    Raises:
        FontMissingError: A face is missing.
    """
    found = [finders.find(f"{FOLDER}/{face}") for face in FACES]
    if not all(found):
        raise FontMissingError(FOLDER)
    regular, bold = (Path(str(path)) for path in found)
    return regular, bold
