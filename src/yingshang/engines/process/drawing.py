"""A case type as an accessible SVG, by itself or with how one case stands."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from yingshang.engines.process import telling
from yingshang.engines.process.after import Term, terms_of
from yingshang.engines.process.definition import End, Node, Performer, Process, Step
from yingshang.engines.process.layout import (
    ACROSS,
    BETWEEN,
    CAPTION,
    ICONS,
    LEFT,
    LINE,
    NAME_SIZE,
    PADDING,
    RIGHT,
    SMALL_LINE,
    SMALL_SIZE,
    WIDTH,
    Band,
    Box,
    Label,
    Layout,
    lay_out,
    layers,
    near_terms,
    wrapped,
)
from yingshang.engines.process.state import Status
from yingshang.engines.process.telling import Statuses
from yingshang.engines.timelimits.wording import Bilingual

SURFACE, INK, QUIET, HAIR = "#ffffff", "#1f2328", "#5c6370", "#c9c6be"
ACCENT, BLUE, FRAME = "#1f6f6b", "#2b5fab", "#f4f2ec"
FONTS = (
    "PingFang SC, HarmonyOS Sans SC, Microsoft YaHei, Noto Sans CJK SC, Noto Sans SC, sans-serif"
)
LOOK: dict[Status | None, tuple[str, str]] = {
    Status.OPEN: (ACCENT, "M0 0h8v8h-8z"),
    Status.HELD: (BLUE, "M4 -1l5 5l-5 5l-5 -5z"),
    Status.DONE: (ACCENT, "M0 4l3 4l6 -8l-1 -1l-5 6.5l-2 -2.5z"),
}
"""Colour and shape of a status; the others are a quiet ring."""
RING = "M4 0a4 4 0 1 0 .01 0zM4 1.5a2.5 2.5 0 1 1 -.01 0z"
PERFORMER_ICONS = {
    Performer.OFFICIAL: "M4 0a2 2 0 1 1 -.01 0zM0 9a4 4 0 0 1 8 0z",
    Performer.APPLICANT: "M1 0h6v9h-6zM2.5 2v1h3v-1zM2.5 4.5v1h3v-1z",
    Performer.AUTOMATIC: "M5 0l-4 5h3l-1 4l4 -5h-3z",
    Performer.OUTSIDE: "M0 3.5h4v-2.5l4 3.5l-4 3.5v-2.5h-4z",
}
LANE = 7.0
LANES = 3


@dataclass(frozen=True)
class Edge:
    """One line: points, what it says, whether it is a way back."""

    points: tuple[tuple[float, float], ...]
    words: str = ""
    at: tuple[float, float] = (0.0, 0.0)
    is_back: bool = False


def draw(
    process: Process, name: Bilingual, lang: str = "zh", statuses: Statuses | None = None
) -> str:
    """The case type as an SVG element, 372 units wide, to be scaled by its container.

    It carries `role="img"`, a title and a description that says every step; `telling.tell` gives
    the same as a list to put beside it. No inline style: presentation attributes and the classes
    `process-…` only. The same input gives the same text.

    Args:
        statuses: How each step stands, by step id; absent steps are still to come.
    """
    labels = {node: _label(node, process, lang, statuses) for node in process.nodes}
    for node in _some_of_a_frame(process):
        waits = telling.waits_for(process, node, lang)
        labels[node] = Label(labels[node].name, (*labels[node].small, waits))
    placed = lay_out(process, labels)
    lines = telling.tell(process, lang, statuses)
    box = f'viewBox="0 0 {WIDTH:g} {placed.height:g}"'
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="process" role="img"'
            f' lang={_lang(lang)} width="{WIDTH:g}" height="{placed.height:g}" {box}'
            f' font-family="{FONTS}">'
        ),
        f"<title>{escape(name.text(lang))}</title>",
        f"<desc>{escape(chr(10).join(str(line) for line in lines))}</desc>",
        *(_frame(band, lang) for band in placed.bands if band.is_framed),
        *(_edge(edge) for edge in _edges(process, placed, lang)),
        *(_node(process.nodes[node], box, statuses) for node, box in placed.boxes.items()),
        *(_words(edge) for edge in _edges(process, placed, lang) if edge.words),
        "</svg>",
    ]
    return "\n".join(parts)


def _lang(lang: str) -> str:
    return quoteattr("en" if lang == "en" else "zh-Hans")


def _some_of_a_frame(process: Process) -> Iterator[str]:
    """Nodes that wait for some steps of a framed layer only: the line alone would mislead."""
    layer = layers(process)
    sizes = Counter(layer.values())
    for node in process.nodes:
        near = {term.step for term in near_terms(process, node, layer)}
        if near and sizes[layer[node] - 1] > ACROSS and len(near) < sizes[layer[node] - 1]:
            yield node


def _label(node: str, process: Process, lang: str, statuses: Statuses | None) -> Label:
    thing = process.nodes[node]
    if not isinstance(thing, Step):
        word = (
            Bilingual("结束", "end") if isinstance(thing, End) else Bilingual("节点", "milestone")
        )
        return Label(thing.name.text(lang), (word.text(lang),))
    status = telling.status_word(thing.id, lang, statuses)
    words = (telling.marks(thing, lang), status)
    ends = Bilingual("可在此办结", "may end here").text(lang)
    last = (ends,) if any(each.ends for each in thing.outcomes) else ()
    return Label(thing.name.text(lang), (*(each for each in words if each), *last))


def _frame(band: Band, lang: str) -> str:
    height = band.bottom - band.y
    width = WIDTH - LEFT - RIGHT
    words = telling.PARALLEL.text(lang)
    return (
        f'<rect class="process-frame" x="{LEFT:g}" y="{band.y:g}" width="{width:g}"'
        f' height="{height:g}" rx="10" fill="{FRAME}" stroke="{HAIR}"/>\n'
        + _text(LEFT + PADDING, band.y + CAPTION, words, SMALL_SIZE, QUIET)
    )


def _edges(process: Process, placed: Layout, lang: str) -> list[Edge]:
    near = dict.fromkeys(
        edge for node in placed.boxes for edge in _near(process, placed, node, lang)
    )
    return [*near, *_far(process, placed, lang), *_opened(process, placed, lang)]


def _near(process: Process, placed: Layout, node: str, lang: str) -> Iterator[Edge]:
    """Lines from the layer above; a framed layer is left and entered as a whole."""
    band = placed.bands[placed.layer[node]]
    for term in near_terms(process, node, placed.layer):
        above = placed.bands[placed.layer[term.step]]
        box, own = placed.boxes[term.step], placed.boxes[node]
        words = telling.asked_outcomes(process, term, lang)
        from_x = _centre() if above.is_framed and not words else box.middle
        from_y = above.bottom if above.is_framed and not words else box.bottom
        to_x = _centre() if band.is_framed else own.middle
        to_y = band.y if band.is_framed else own.y
        if from_x == to_x:
            yield Edge(((from_x, from_y), (to_x, to_y)), words, (to_x + 5, to_y - 9))
        else:
            turn = to_y - BETWEEN / 2
            points = ((from_x, from_y), (from_x, turn), (to_x, turn), (to_x, to_y))
            yield Edge(points, words, (to_x + 5, to_y - 6))


def _centre() -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) / 2


def _far(process: Process, placed: Layout, lang: str) -> Iterator[Edge]:
    """Lines that pass over layers run along the left side."""
    for node, own in placed.boxes.items():
        for term in terms_of(process.nodes[node].after):
            if term.step not in placed.boxes:
                continue
            if placed.layer[term.step] < placed.layer[node] - 1:
                yield _along_left(process, placed.boxes[term.step], own, term, lang)


def _along_left(process: Process, above: Box, own: Box, term: Term, lang: str) -> Edge:
    lane = LEFT - LANE * (1 + sum(map(ord, term.step)) % LANES)
    start, end = above.bottom - PADDING, own.y + PADDING
    words = telling.asked_outcomes(process, term, lang)
    points: tuple[tuple[float, float], ...]
    points = ((above.x, start), (lane, start), (lane, end), (own.x, end))
    if above.x > LEFT + 1 or own.x > LEFT + 1:
        start, end = above.bottom + 6, own.y - 6
        points = (
            *((above.middle, above.bottom), (above.middle, start), (lane, start)),
            *((lane, end), (own.middle, end), (own.middle, own.y)),
        )
    return Edge(points, words, (lane + 4, end - 4))


def _opened(process: Process, placed: Layout, lang: str) -> Iterator[Edge]:
    """What outcomes open: dashed, along the right side."""
    opened = (
        (step.id, other, outcome.name.text(lang))
        for step in process.steps
        for outcome in step.outcomes
        for other in outcome.opens
        if other in placed.boxes
    )
    for index, (step_id, other, words) in enumerate(opened):
        lane = WIDTH - RIGHT + LANE * (1 + index % LANES)
        yield _along_right(placed.boxes[step_id], placed.boxes[other], lane, words)


def _along_right(box: Box, other: Box, lane: float, words: str) -> Edge:
    """Leaves and enters at the right side; a box with others to its right by its top and bottom."""
    edge = WIDTH - RIGHT - PADDING - 1
    start, end = box.bottom - PADDING, other.y + PADDING
    leaving = [(box.x + box.width, start)]
    if box.x + box.width < edge:
        start = box.bottom + 7
        leaving = [(box.middle + 12, box.bottom), (box.middle + 12, start)]
    entering = [(lane, end), (other.x + other.width, end)]
    if other.x + other.width < edge:
        end = other.y - 11
        entering = [(lane, end), (other.middle + 12, end), (other.middle + 12, other.y)]
    words_at = (WIDTH - RIGHT + LANE * LANES + 5, start + 4)
    return Edge((*leaving, (lane, start), *entering), words, words_at, is_back=True)


def _edge(edge: Edge) -> str:
    points = " ".join(f"{x:g},{y:g}" for x, y in edge.points)
    (px, py), (x, y) = edge.points[-2:]
    dash = ' stroke-dasharray="4 3"' if edge.is_back else ""
    colour = ACCENT if edge.is_back else QUIET
    if py == y:
        side = 5 if px > x else -5
        head = f"{x:g},{y:g} {x + side:g},{y - 3.5:g} {x + side:g},{y + 3.5:g}"
    else:
        head = f"{x:g},{y:g} {x - 3.5:g},{y - 6:g} {x + 3.5:g},{y - 6:g}"
    return (
        f'<polyline class="process-line" points="{points}" fill="none" stroke="{colour}"'
        f' stroke-width="1.2" stroke-linejoin="round"{dash}/>\n'
        f'<polygon class="process-head" points="{head}" fill="{colour}"/>'
    )


def _words(edge: Edge) -> str:
    x, y = edge.at
    room = WIDTH - x - 2 if edge.is_back else WIDTH / 3
    lines = wrapped(edge.words, max(room, 2 * SMALL_SIZE), SMALL_SIZE)
    colour = ACCENT if edge.is_back else QUIET
    return "\n".join(
        _text(x, y + index * SMALL_LINE, line, SMALL_SIZE, colour)
        for index, line in enumerate(lines)
    )


def _node(thing: Node, box: Box, statuses: Statuses | None) -> str:
    if not isinstance(thing, Step):
        return _point(box, is_end=isinstance(thing, End))
    status = statuses.get(thing.id) if statuses else None
    colour, shape = LOOK.get(status, (QUIET, RING))
    stroke = colour if status in LOOK else HAIR
    dash = ' stroke-dasharray="5 3"' if thing.when or thing.optional else ""
    width = 2 if status is Status.OPEN else 1.2
    parts = [
        (
            f'<rect class="process-step process-{status or "to-come"}" x="{box.x:g}" y="{box.y:g}"'
            f' width="{box.width:g}" height="{box.height:g}" rx="6" fill="{SURFACE}"'
            f' stroke="{stroke}" stroke-width="{width:g}"{dash}/>'
        ),
        _icon(box.x + box.width - 14, box.y + 5, PERFORMER_ICONS[thing.performer], QUIET),
        *_lines(box, INK),
    ]
    if statuses is not None:
        parts.append(_icon(box.x + 5, box.y + 5, shape, colour))
    return "\n".join(parts)


def _point(box: Box, *, is_end: bool) -> str:
    fill, ink = (ACCENT, SURFACE) if is_end else (FRAME, INK)
    radius = min(box.height / 2, 22)
    shape = (
        f'<rect class="process-point" x="{box.x:g}" y="{box.y:g}" width="{box.width:g}"'
        f' height="{box.height:g}" rx="{radius:g}" fill="{fill}" stroke="{ACCENT}"/>'
    )
    return "\n".join([shape, *_lines(box, ink)])


def _lines(box: Box, ink: str) -> Iterator[str]:
    y = box.y + PADDING + ICONS + NAME_SIZE - 2
    for line in box.lines:
        yield _text(box.middle, y, line, NAME_SIZE, ink, "middle")
        y += LINE
    for line in box.small:
        yield _text(box.middle, y, line, SMALL_SIZE, ink if ink == SURFACE else QUIET, "middle")
        y += SMALL_LINE


def _icon(x: float, y: float, path: str, colour: str) -> str:
    return (
        f'<path transform="translate({x:g} {y:g})" d="{path}" fill="{colour}" fill-rule="evenodd"/>'
    )


def _text(x: float, y: float, words: str, size: float, colour: str, anchor: str = "start") -> str:
    place = f'x="{x:g}" y="{y:g}" font-size="{size:g}" text-anchor="{anchor}"'
    return f'<text class="process-words" {place} fill="{colour}">{escape(words)}</text>'
