"""Writes a sheet as PDF with the vendored Chinese font, on A3 or enlarged on A0."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from fpdf import FPDF

from yingshang.apps.delivery.drawing.shapes import Box, Line, Polygon, Ring, Sheet, Words

# Width of the paper in millimetres, upright; the height follows.
PAPERS = {"A0": 841.0, "A3": 297.0}
POINT = 72 / 25.4
FAMILY = "sheet"


def as_pdf(sheet: Sheet, paper: str, *, fonts: tuple[Path, Path], at: datetime) -> bytes:
    """The sheet as a PDF of one page.

    Args:
        paper: A key of `PAPERS`.
        fonts: Regular and bold.
        at: The day that the file says it was made on.
    """
    scale = PAPERS[paper] / sheet.width
    document = FPDF(unit="mm", format=(PAPERS[paper], sheet.height * scale))
    document.set_creation_date(at)
    document.set_title(sheet.title)
    document.set_lang("zh-Hans")
    document.set_auto_page_break(auto=False)
    document.set_margin(0)
    for style, font in zip(("", "B"), fonts, strict=True):
        document.add_font(FAMILY, style, str(font))
    document.add_page()
    pen = _Pen(document, scale)
    for shape in sheet.shapes:
        pen.draw(shape)
    return bytes(document.output())


class _Pen:
    """Draws shapes, enlarged."""

    def __init__(self, document: FPDF, scale: float) -> None:
        self.document = document
        self.scale = scale
        self.writers: dict[type, Callable[[Any], None]] = {
            Box: self.box,
            Line: self.line,
            Words: self.words,
            Ring: self.ring,
            Polygon: self.polygon,
        }

    def draw(self, shape: object) -> None:
        self.writers[type(shape)](shape)

    def box(self, box: Box) -> None:
        self.document.set_fill_color(box.fill)
        (x, y), (width, height) = self._mm(box.x, box.y), self._mm(box.width, box.height)
        self.document.rect(x, y, width, height, style="F")

    def line(self, line: Line) -> None:
        self.document.set_draw_color(line.colour)
        self.document.set_line_width(line.width * self.scale)
        self.document.line(*self._mm(line.x1, line.y1), *self._mm(line.x2, line.y2))

    def words(self, words: Words) -> None:
        style = "B" if words.is_bold else ""
        self.document.set_font(FAMILY, style, words.size * self.scale * POINT)
        self.document.set_text_color(words.colour)
        x, y = self._mm(words.x, words.y)
        width = self.document.get_string_width(words.text)
        shift = {"start": 0.0, "middle": width / 2, "end": width}[words.anchor]
        self.document.text(x - shift, y, words.text)

    def ring(self, ring: Ring) -> None:
        self.document.set_fill_color(ring.colour)
        self.document.set_draw_color(ring.colour)
        self.document.set_line_width(ring.line * self.scale)
        x, y = self._mm(ring.x, ring.y)
        self.document.circle(
            x=x, y=y, radius=ring.radius * self.scale, style="F" if ring.filled else "D"
        )

    def polygon(self, polygon: Polygon) -> None:
        self.document.set_fill_color(polygon.colour)
        points = [self._mm(x, y) for x, y in polygon.points]
        self.document.polygon(points, style="F")

    def _mm(self, x: float, y: float) -> tuple[float, float]:
        return x * self.scale, y * self.scale
