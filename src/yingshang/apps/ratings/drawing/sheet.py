"""A sheet for one window: its code to scan, its name, and what people should know. A5, upright."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape

import segno
from fpdf import FPDF

# Millimetres.
WIDTH, HEIGHT = 148.0, 210.0
CODE_SIZE, CODE_TOP = 88.0, 74.0
LINE = 1.45
POINT = 72 / 25.4
INK, PAPER = "#1f2328", "#ffffff"
# Chinese signs are as wide as high; the others about so much.
FIRST_WIDE, NARROW = 0x2E80, 0.56
FAMILY = "sheet"
SCREEN_FONTS = "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, Noto Sans SC, sans-serif"


@dataclass(frozen=True)
class WindowSheet:
    """What stands on a sheet.

    Attributes:
        address: What the code says; printed below it too, for whoever cannot scan.
        heading: Large, on top.
        name, place: The window; hall and unit.
        notes: Short sentences below the code.
    """

    address: str
    heading: str
    name: str
    place: str
    notes: Sequence[str]


@dataclass(frozen=True)
class Words:
    """A line in the middle of the sheet: its baseline and size in millimetres."""

    text: str
    y: float
    size: float
    is_bold: bool = False


def as_svg(sheet: WindowSheet) -> str:
    """The sheet as a document of SVG 1.1 whose unit is the millimetre."""
    size = f'width="{WIDTH:g}mm" height="{HEIGHT:g}mm" viewBox="0 0 {WIDTH:g} {HEIGHT:g}"'
    fonts = f'font-family="{SCREEN_FONTS}"'
    texts = [
        f'<text x="{WIDTH / 2:g}" y="{each.y:g}" font-size="{each.size:g}" text-anchor="middle"'
        f' font-weight="{"bold" if each.is_bold else "normal"}" fill="{INK}">'
        f"{escape(each.text)}</text>"
        for each in _lines(sheet)
    ]
    squares = "".join(
        f"M{x:.3f} {y:.3f}h{side:.3f}v{side:.3f}h-{side:.3f}z" for x, y, side in _squares(sheet)
    )
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} {fonts} role="img">',
            f"<title>{escape(sheet.name)}</title>",
            f'<rect width="100%" height="100%" fill="{PAPER}"/>',
            *texts,
            f'<path d="{squares}" fill="#000000"/>',
            "</svg>",
        ]
    )


def as_pdf(sheets: Sequence[WindowSheet], *, fonts: tuple[Path, Path], at: datetime) -> bytes:
    """One page a sheet.

    Args:
        fonts: Regular and bold.
        at: The day that the file says it was made on.
    """
    document = FPDF(unit="mm", format=(WIDTH, HEIGHT))
    document.set_creation_date(at)
    document.set_lang("zh-Hans")
    document.set_auto_page_break(auto=False)
    document.set_margin(0)
    for style, font in zip(("", "B"), fonts, strict=True):
        document.add_font(FAMILY, style, str(font))
    for sheet in sheets:
        document.add_page()
        document.set_text_color(INK)
        for each in _lines(sheet):
            document.set_font(FAMILY, "B" if each.is_bold else "", each.size * POINT)
            x = (WIDTH - document.get_string_width(each.text)) / 2
            document.text(x, each.y, each.text)
        document.set_fill_color(0, 0, 0)
        for x, y, side in _squares(sheet):
            document.rect(x, y, side, side, style="F")
    return bytes(document.output())


def _lines(sheet: WindowSheet) -> Iterator[Words]:
    yield Words(sheet.heading, 26, _fitting(sheet.heading, 13), is_bold=True)
    yield Words(sheet.name, 46, _fitting(sheet.name, 9.5), is_bold=True)
    yield Words(sheet.place, 58, _fitting(sheet.place, 5.2))
    below = CODE_TOP + CODE_SIZE + 8
    for number, note in enumerate(sheet.notes):
        yield Words(note, below + number * 5.2 * LINE, _fitting(note, 5.2))
    yield Words(sheet.address, HEIGHT - 9, _fitting(sheet.address, 3.4))


def _fitting(text: str, size: float) -> float:
    """The size at which a line stays within the margins; a Chinese sign is as wide as high."""
    signs = sum(1.0 if ord(sign) >= FIRST_WIDE else NARROW for sign in text)
    return min(size, (WIDTH - 20) / max(signs, 1.0))


def _squares(sheet: WindowSheet) -> Iterator[tuple[float, float, float]]:
    """Left, top and side of every dark square, quiet zone left free."""
    code = segno.make_qr(sheet.address, error="m")
    rows = [list(row) for row in code.matrix_iter(scale=1, border=4)]
    side = CODE_SIZE / len(rows)
    left = (WIDTH - CODE_SIZE) / 2
    for down, row in enumerate(rows):
        for right, is_dark in enumerate(row):
            if is_dark:
                yield left + right * side, CODE_TOP + down * side, side
