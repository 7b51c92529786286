"""Writes a sheet as SVG, for screens and for whoever goes on drawing."""

from collections.abc import Callable, Iterable
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from yingshang.apps.delivery.drawing.shapes import (
    PAPER,
    Box,
    Line,
    Polygon,
    Ring,
    Shape,
    Sheet,
    Words,
)

FONTS = (
    "PingFang SC, HarmonyOS Sans SC, Microsoft YaHei, Noto Sans CJK SC, Noto Sans SC, sans-serif"
)


def as_svg(sheet: Sheet) -> str:
    """The sheet as a document of SVG 1.1 whose unit is the millimetre."""
    size = f'width="{sheet.width:g}mm" height="{sheet.height:g}mm"'
    box = f'viewBox="0 0 {sheet.width:g} {sheet.height:g}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box} font-family="{FONTS}" role="img">',
        f"<title>{escape(sheet.title)}</title>",
        f'<rect width="100%" height="100%" fill="{PAPER}"/>',
        drawn(sheet.shapes),
        "</svg>",
    ]
    return "\n".join(parts)


def drawn(shapes: Iterable[Shape]) -> str:
    """The shapes as elements of SVG, one a line."""
    return "\n".join(WRITERS[type(shape)](shape) for shape in shapes)


def _box(box: Box) -> str:
    place = f'x="{box.x:.2f}" y="{box.y:.2f}"'
    return f'<rect {place} width="{box.width:.2f}" height="{box.height:.2f}" fill="{box.fill}"/>'


def _line(line: Line) -> str:
    ends = f'x1="{line.x1:.2f}" y1="{line.y1:.2f}" x2="{line.x2:.2f}" y2="{line.y2:.2f}"'
    return f'<line {ends} stroke="{line.colour}" stroke-width="{line.width:.2f}"/>'


def _words(words: Words) -> str:
    place = f'x="{words.x:.2f}" y="{words.y:.2f}" font-size="{words.size:.2f}"'
    weight = ' font-weight="bold"' if words.is_bold else ""
    anchor = quoteattr(words.anchor)
    text = escape(words.text)
    return f'<text {place} fill="{words.colour}" text-anchor={anchor}{weight}>{text}</text>'


def _ring(ring: Ring) -> str:
    paint = (
        f'fill="{ring.colour}"'
        if ring.filled
        else f'fill="none" stroke="{ring.colour}" stroke-width="{ring.line:.2f}"'
    )
    return f'<circle cx="{ring.x:.2f}" cy="{ring.y:.2f}" r="{ring.radius:.2f}" {paint}/>'


def _polygon(polygon: Polygon) -> str:
    points = " ".join(f"{x:.2f},{y:.2f}" for x, y in polygon.points)
    return f'<polygon points="{points}" fill="{polygon.colour}"/>'


WRITERS: dict[type, Callable[[Any], str]] = {
    Box: _box,
    Line: _line,
    Words: _words,
    Ring: _ring,
    Polygon: _polygon,
}
