"""Lays a wall chart out on A3 upright; A0 is the same sheet, enlarged."""

from collections.abc import Iterator
from dataclasses import dataclass

from yingshang.apps.delivery.decisions.wall import Chart, Group, Legend, Row
from yingshang.apps.delivery.drawing.shapes import (
    ACCENT,
    INK,
    LINE,
    QUIET,
    WASH,
    Box,
    Line,
    Shape,
    Sheet,
    Words,
    fitted,
    in_two_lines,
    sign,
    width_of,
)

WIDTH, HEIGHT = 297.0, 420.0
MARGIN = 12.0
TOP = 49.0
FOOT = 26.0
NUMBER_WIDTH = 9.0
LARGEST_ROW = 7.2
GROUP_ROWS = 1.35
HEAD_OF_MONTHS = 8.0
HEAD_OF_UNITS = 44.0


@dataclass(frozen=True)
class Frame:
    """Where things stand: left edges and widths in millimetres."""

    chart: Chart
    title_x: float
    title_width: float
    lead_x: float
    lead_width: float
    cells_x: float
    cell_width: float
    head: float
    row: float

    @property
    def top(self) -> float:
        """Upper edge of the first group."""
        return TOP + self.head

    @property
    def right(self) -> float:
        """Right edge of the last column."""
        return self.cells_x + self.cell_width * len(self.chart.columns)


def laid_out(chart: Chart) -> Sheet:
    """The chart as a sheet of A3 upright."""
    frame = _frame(chart)
    shapes: list[Shape] = [*_heading(chart), *_wash(frame), *_column_heads(frame)]
    y = frame.top
    for group in chart.groups:
        shapes += _group(frame, group, y)
        y += frame.row * (GROUP_ROWS + len(group.rows))
    shapes += _grid(frame, y)
    shapes += _foot(chart)
    return Sheet(WIDTH, HEIGHT, chart.title, tuple(shapes))


def _frame(chart: Chart) -> Frame:
    head = HEAD_OF_UNITS if chart.is_upright else HEAD_OF_MONTHS
    rows = sum(len(group.rows) + GROUP_ROWS for group in chart.groups) or 1
    row = min((HEIGHT - TOP - head - FOOT) / rows, LARGEST_ROW)
    title_x = MARGIN + NUMBER_WIDTH
    title_width = 72.0 if chart.is_upright else 76.0
    lead_x = title_x + title_width + 2
    lead_width = 0.0 if chart.is_upright else 52.0
    cells_x = lead_x + lead_width + (0 if chart.is_upright else 2)
    cell_width = (WIDTH - MARGIN - cells_x) / max(len(chart.columns), 1)
    return Frame(chart, title_x, title_width, lead_x, lead_width, cells_x, cell_width, head, row)


def _heading(chart: Chart) -> Iterator[Shape]:
    title, size = fitted(chart.title, WIDTH - 2 * MARGIN, 11.5)
    yield Words(MARGIN, 26.5, size, title, is_bold=True)
    yield Words(MARGIN, 35, 4.2, chart.issue, QUIET)
    yield Words(WIDTH - MARGIN, 35, 4.2, chart.day, ACCENT, "end", is_bold=True)
    yield Words(MARGIN, 42, 3.6, chart.state, QUIET)
    yield Line(MARGIN, 13, WIDTH - MARGIN, 13, 0.9, INK)


def _wash(frame: Frame) -> Iterator[Shape]:
    """The month in which the chart's day lies, from head to foot."""
    rows = sum(len(group.rows) + GROUP_ROWS for group in frame.chart.groups)
    for index, column in enumerate(frame.chart.columns):
        if column.is_now:
            x = frame.cells_x + index * frame.cell_width
            yield Box(x, TOP, frame.cell_width, frame.head + rows * frame.row, WASH)


def _column_heads(frame: Frame) -> Iterator[Shape]:
    chart, y = frame.chart, frame.top - 2.4
    yield Words(MARGIN, y, 3.2, chart.number_head, QUIET)
    yield Words(frame.title_x, y, 3.2, chart.title_head, QUIET)
    if frame.lead_width:
        yield Words(frame.lead_x, y, 3.2, chart.lead_head, QUIET)
    for index, column in enumerate(chart.columns):
        x = frame.cells_x + (index + 0.5) * frame.cell_width
        colour = ACCENT if column.is_now else INK
        if chart.is_upright:
            yield from _downwards(column.label, x, frame.top - 2, frame.head - 3)
        else:
            text, size = fitted(column.label, frame.cell_width - 0.6, 3.8)
            yield Words(x, y, size, text, colour, "middle", is_bold=column.is_now)
    yield Line(MARGIN, frame.top, WIDTH - MARGIN, frame.top, 0.5, INK)


def _downwards(text: str, x: float, bottom: float, height: float) -> Iterator[Shape]:
    """Chinese from top to bottom, ending at `bottom`."""
    size = min(3.2, height / max(len(text), 1) / 1.04)
    for index, char in enumerate(reversed(text)):
        yield Words(x, bottom - index * size * 1.04, size, char, INK, "middle")


def _group(frame: Frame, group: Group, y: float) -> Iterator[Shape]:
    head = frame.row * GROUP_ROWS
    yield Words(
        MARGIN, y + head - frame.row * 0.32, frame.row * 0.62, group.title, ACCENT, is_bold=True
    )
    yield Line(MARGIN, y + head, WIDTH - MARGIN, y + head, 0.35, ACCENT)
    for index, row in enumerate(group.rows):
        yield from _row(frame, row, y + head + index * frame.row)


def _row(frame: Frame, row: Row, y: float) -> Iterator[Shape]:
    middle, base = y + frame.row / 2, y + frame.row * 0.69
    size = min(frame.row * 0.67, 4.4)
    title, title_size = fitted(row.title, frame.title_width - 1, size)
    yield Words(MARGIN, base, size * 0.84, row.number, QUIET)
    yield Words(frame.title_x, base, title_size, title)
    if frame.lead_width:
        yield from _lead(frame, row.lead, y, size * 0.84)
    across = min(frame.row * 0.5, frame.cell_width * 0.72)
    for index, cell in enumerate(row.cells):
        if cell.sign:
            yield from sign(
                cell.sign, frame.cells_x + (index + 0.5) * frame.cell_width, middle, across
            )
    yield Line(MARGIN, y + frame.row, WIDTH - MARGIN, y + frame.row, 0.12, LINE)


def _lead(frame: Frame, names: str, y: float, size: float) -> Iterator[Shape]:
    """Who leads: one line, or two smaller ones where several units answer together."""
    width, middle = frame.lead_width - 1, y + frame.row / 2
    text, fitting = fitted(names, width, size)
    if text == names:
        yield Words(frame.lead_x, y + frame.row * 0.69, fitting, text, QUIET)
        return
    smaller = frame.row * 0.4
    for line, base in zip(
        in_two_lines(names, width, smaller), (middle - 0.25, middle + smaller), strict=True
    ):
        yield Words(frame.lead_x, base, smaller, line, QUIET)


def _grid(frame: Frame, bottom: float) -> Iterator[Shape]:
    """Fine lines between the columns, and the line that closes the chart."""
    for index in range(len(frame.chart.columns)):
        x = frame.cells_x + index * frame.cell_width
        yield Line(x, frame.top, x, bottom, 0.12, LINE)
    yield Line(MARGIN, bottom, WIDTH - MARGIN, bottom, 0.5, INK)


def _foot(chart: Chart) -> Iterator[Shape]:
    yield from _legend(chart.legend)
    yield Words(MARGIN, HEIGHT - 8, 3.0, chart.source, QUIET)


def _legend(entries: tuple[Legend, ...]) -> Iterator[Shape]:
    x, y = MARGIN, HEIGHT - 15.5
    for entry in entries:
        yield from sign(entry.sign, x + 1.8, y - 1.3, 3.4)
        yield Words(x + 5, y, 3.7, entry.word)
        x += 5 + width_of(entry.word, 3.7) + 7
