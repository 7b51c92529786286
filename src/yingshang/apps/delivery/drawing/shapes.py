"""The few shapes that a chart on paper is made of; lengths in millimetres of A3 upright."""

from dataclasses import dataclass

# The palette of paper: docs/look.md, in its light variant.
INK = "#1f2328"
QUIET = "#5c6370"
LINE = "#dcd9d0"
ACCENT = "#1f6f6b"
WASH = "#eef4f2"
PAPER = "#ffffff"
# From here on characters fill a square.
FIRST_SQUARE = "\u2e80"
COLOURS = {
    "normal": "#2e7d4f",
    "near": "#b7791f",
    "overdue": "#b3261e",
    "verify": "#2b5fab",
    "idle": "#8b8f96",
    "lead": ACCENT,
    "responsible": ACCENT,
    "cooperating": ACCENT,
    "date": INK,
    "open": QUIET,
    "waiting": "#c9c6bc",
}


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle without an outline."""

    x: float
    y: float
    width: float
    height: float
    fill: str


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    colour: str


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text. `x` is its beginning, middle or end (`anchor`), `y` its base line."""

    x: float
    y: float
    size: float
    text: str
    colour: str = INK
    anchor: str = "start"
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class Ring:
    """A circle around (x, y); `filled` with its colour, or an outline."""

    x: float
    y: float
    radius: float
    colour: str
    filled: bool
    line: float = 0.35


@dataclass(frozen=True, slots=True)
class Polygon:
    """A closed shape filled with its colour."""

    points: tuple[tuple[float, float], ...]
    colour: str


# Signs made of circles: radius, whether filled, and how far aside, in halves of the sign.
RINGS = {
    "normal": ((1.0, True, 0.0),),
    "lead": ((1.0, True, 0.0),),
    "idle": ((0.86, False, 0.0),),
    "cooperating": ((0.86, False, 0.0),),
    "responsible": ((0.88, False, 0.0), (0.5, True, 0.0)),
    "waiting": ((0.5, False, 0.0),),
    "open": ((0.2, True, -0.75), (0.2, True, 0.0), (0.2, True, 0.75)),
}
# Signs made of corners, in halves of the sign; the date is a flag.
CORNERS = {
    "near": ((0.0, -1.0), (1.0, 0.85), (-1.0, 0.85)),
    "overdue": ((-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)),
    "verify": ((0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0)),
    "date": ((-0.5, -1.0), (0.7, -0.4), (-0.5, 0.0)),
}

Shape = Box | Line | Words | Ring | Polygon


@dataclass(frozen=True, slots=True)
class Sheet:
    """A drawing and the size of its paper in millimetres."""

    width: float
    height: float
    title: str
    shapes: tuple[Shape, ...]


def sign(name: str, x: float, y: float, size: float) -> tuple[Shape, ...]:
    """The mark called `name` with its middle at (x, y), about `size` wide."""
    colour, half = COLOURS[name], size / 2
    if name in RINGS:
        return tuple(
            Ring(x + half * aside, y, half * radius, colour, filled=filled, line=size * 0.1)
            for radius, filled, aside in RINGS[name]
        )
    points = tuple((x + half * across, y + half * down) for across, down in CORNERS[name])
    if name != "date":
        return (Polygon(points, colour),)
    pole = Line(x - half * 0.5, y - half, x - half * 0.5, y + half, size * 0.1, colour)
    return (Polygon(points, colour), pole)


def width_of(text: str, size: float) -> float:
    """About how wide a line of text is: CJK one square a character, the rest a little over half."""
    return sum(size if char >= FIRST_SQUARE or char in "“”…—" else size * 0.57 for char in text)


def fitted(text: str, width: float, size: float) -> tuple[str, float]:
    """`text` and the size at which it fits `width`: a quarter smaller at most, then cut short."""
    for smaller in (size, size * 0.92, size * 0.84, size * 0.76):
        if width_of(text, smaller) <= width:
            return text, smaller
    smallest = size * 0.76
    while text and width_of(text + "…", smallest) > width:
        text = text[:-1]
    return text + "…", smallest


def in_two_lines(text: str, width: float, size: float) -> tuple[str, str]:
    """A list of names, broken at a `、` where the first line is full; the second may be cut."""
    names = text.split("、")
    first = names[0]
    while len(names) > 1 and width_of(f"{first}、{names[1]}、", size) <= width:
        first = f"{first}、{names.pop(1)}"
    rest, _size = fitted("、".join(names[1:]), width, size / 0.76)
    return (f"{first}、", rest) if rest else (first, "")
