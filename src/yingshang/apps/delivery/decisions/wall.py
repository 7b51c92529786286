"""What stands on a wall chart, whatever draws it."""

from dataclasses import dataclass

# Signs of lights and of roles; the same on screen and paper, told apart without colour.
LIGHTS = ("normal", "near", "overdue", "verify", "idle")
ROLES = ("lead", "responsible", "cooperating")
# A cell whose light nobody can know yet; further units, not named; a date of the plan.
WAITING, OPEN, DATE = "waiting", "open", "date"


@dataclass(frozen=True, slots=True)
class Column:
    """A month or a unit. `is_now`: the chart's day lies in it. `code` is empty for a month.

    `period` is the code of the month once it is open for returns.
    """

    label: str
    is_now: bool = False
    code: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One mark: `sign` is one of the above or empty; `word` says it."""

    sign: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One task: its cells stand in the order of the columns."""

    code: str
    number: str
    title: str
    lead: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """An environment and its tasks."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Legend:
    """A sign and what it means."""

    sign: str
    word: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The whole chart, in words already in the reader's language.

    Attributes:
        issue: Who issued the plan, and when.
        state: How things stand on `day`, or that nobody can say yet.
        has_lights: Whether the cells carry lights.
        is_upright: Whether column heads are written from top to bottom (units).
    """

    title: str
    issue: str
    state: str
    day: str
    source: str
    number_head: str
    title_head: str
    lead_head: str
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    legend: tuple[Legend, ...]
    has_lights: bool
    is_upright: bool

    @property
    def across(self) -> int:
        """How many cells a row has on the screen: number, task, lead where shown, columns."""
        return len(self.columns) + (2 if self.is_upright else 3)
