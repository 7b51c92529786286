"""Where everything stands in the drawing: layers from top to bottom, narrow enough for a phone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yingshang.engines.process.after import Term, terms_of
from yingshang.engines.process.definition import End, Node, Process, Step

WIDTH = 372.0
LEFT, RIGHT = 28.0, 72.0
ACROSS = 3
GAP, BETWEEN, PADDING = 8.0, 34.0, 10.0
LINE, SMALL_LINE = 17.0, 14.0
NAME_SIZE, SMALL_SIZE = 13.0, 10.5
CAPTION = 16.0
ICONS = 7.0
"""Room above the name for the icons in the corners."""
FULL_WIDTH_FROM = 0x2E80
# Below that, but as wide as a Chinese character in a Chinese font.
FULL_WIDTH = frozenset("“”‘’—…·×→")


@dataclass(frozen=True)
class Box:
    """One node: where it stands, its name broken into lines, its small words likewise."""

    node: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    small: tuple[str, ...]

    @property
    def middle(self) -> float:
        """The x of its middle."""
        return self.x + self.width / 2

    @property
    def bottom(self) -> float:
        """The y of its lower edge."""
        return self.y + self.height


@dataclass(frozen=True)
class Band:
    """One layer; framed when its steps stand in more than one row."""

    boxes: tuple[Box, ...]
    y: float
    bottom: float
    is_framed: bool


@dataclass(frozen=True)
class Layout:
    """All boxes by node and the bands they stand in."""

    bands: tuple[Band, ...]
    boxes: Mapping[str, Box]
    layer: Mapping[str, int]
    height: float


@dataclass(frozen=True)
class Label:
    """What is written in a box."""

    name: str
    small: tuple[str, ...]


def lay_out(process: Process, labels: Mapping[str, Label]) -> Layout:
    """Place every step, milestone and end. The same process gives the same layout."""
    layer = layers(process)
    bands: list[Band] = []
    y = BETWEEN
    for index in range(max(layer.values(), default=-1) + 1):
        nodes = [node for node in process.nodes if layer[node] == index]
        bands.append(_band(nodes, labels, y))
        y = bands[-1].bottom + BETWEEN
    boxes = {box.node: box for band in bands for box in band.boxes}
    return Layout(tuple(bands), boxes, layer, y - BETWEEN + PADDING)


def layers(process: Process) -> dict[str, int]:
    """The longest way from the beginning to each node; ends stand below everything else."""
    layer: dict[str, int] = {}
    openers = _openers(process)
    for node in process.nodes:
        _layer_of(process, node, openers, layer)
    deepest = max(
        (layer[n] for n, t in process.nodes.items() if not isinstance(t, End)), default=-1
    )
    layer.update((n, deepest + 1) for n, t in process.nodes.items() if isinstance(t, End))
    used = {old: new for new, old in enumerate(sorted(set(layer.values())))}
    return {node: used[at] for node, at in layer.items()}


def wrapped(text: str, room: float, size: float) -> tuple[str, ...]:
    """`text` in lines of at most `room`: Chinese between any two characters, Latin at spaces."""
    lines, line = [], ""
    for piece in _pieces(text):
        if line and width_of(line + piece.rstrip(), size) > room:
            lines.append(line.strip())
            line = ""
        line += piece
    return tuple(each for each in (*lines, line.strip()) if each) or ("",)


def width_of(text: str, size: float) -> float:
    """About how wide a text is: a full em for Chinese, a good half for Latin."""
    return size * sum(1.0 if _is_full(each) else 0.56 for each in text)


def _is_full(letter: str) -> bool:
    return ord(letter) >= FULL_WIDTH_FROM or letter in FULL_WIDTH


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for each in text:
        closing = each in "，。、；：）”·！？"
        latin = not _is_full(each)
        joins = pieces and latin and not _is_full(pieces[-1][-1]) and pieces[-1][-1] != " "
        opens = pieces and pieces[-1] in {"“", "‘", "（"}
        if pieces and (closing or joins or opens):
            pieces[-1] += each
        else:
            pieces.append(each)
    return pieces


def _openers(process: Process) -> dict[str, str]:
    """For steps that only an outcome opens: the first step whose outcome does."""
    found: dict[str, str] = {}
    for step in process.steps:
        for each in process.opened_by_outcome(step.id):
            found.setdefault(each, step.id)
    return found


def _layer_of(
    process: Process, node: str, openers: Mapping[str, str], layer: dict[str, int]
) -> None:
    """Without recursion, so that long chains do; circles of openers are cut where they close."""
    stack, entered = [node], set()
    while stack:
        at = stack[-1]
        before = _before(process.nodes[at], openers)
        unknown = [each for each in before if each not in layer and each in process.nodes]
        fresh = [each for each in unknown if each not in entered]
        entered.add(at)
        if at in layer or not fresh:
            stack.pop()
            layer.setdefault(at, 1 + max((layer.get(each, -1) for each in before), default=-1))
        else:
            stack.extend(fresh)


def _before(thing: Node, openers: Mapping[str, str]) -> tuple[str, ...]:
    if isinstance(thing, Step) and thing.after is None:
        return (openers[thing.id],) if thing.id in openers else ()
    return tuple(term.step for term in terms_of(thing.after))


def _band(nodes: Sequence[str], labels: Mapping[str, Label], y: float) -> Band:
    across = min(len(nodes), ACROSS)
    is_framed = len(nodes) > ACROSS
    room = WIDTH - LEFT - RIGHT - (2 * PADDING if is_framed else 0)
    width = (room - GAP * (across - 1)) / max(across, 1)
    boxes: list[Box] = []
    top = y + (PADDING + CAPTION if is_framed else 0)
    for start in range(0, len(nodes), ACROSS):
        row = nodes[start : start + ACROSS]
        left = LEFT + (WIDTH - LEFT - RIGHT - len(row) * (width + GAP) + GAP) / 2
        placed = [
            _box(node, labels[node], left + index * (width + GAP), top, width)
            for index, node in enumerate(row)
        ]
        height = max(box.height for box in placed)
        boxes += [_tall(box, height) for box in placed]
        top += height + GAP
    bottom = top - GAP + (PADDING if is_framed else 0)
    return Band(tuple(boxes), y, bottom, is_framed)


def _box(node: str, label: Label, x: float, y: float, width: float) -> Box:
    room = width - 2 * PADDING
    lines = wrapped(label.name, room, NAME_SIZE)
    small = tuple(line for text in label.small for line in wrapped(text, room, SMALL_SIZE))
    height = 2 * PADDING + ICONS + len(lines) * LINE + len(small) * SMALL_LINE
    return Box(node, x, y, width, height, lines, small)


def _tall(box: Box, height: float) -> Box:
    return Box(box.node, box.x, box.y, box.width, height, box.lines, box.small)


def near_terms(process: Process, node: str, layer: Mapping[str, int]) -> tuple[Term, ...]:
    """The terms of a node that come from the layer just above it."""
    terms = terms_of(process.nodes[node].after)
    return tuple(each for each in terms if layer.get(each.step) == layer[node] - 1)
