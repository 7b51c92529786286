"""What a return says, as values: the same for pages, spreadsheets and services."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class MilestoneBasis:
    """A milestone of the plan that a line may claim; `due_on` is inclusive."""

    key: UUID
    due_on: date
    result: str
    is_proven: bool = False


@dataclass(frozen=True)
class Basis:
    """What one line is about, before anybody has written anything.

    Attributes:
        key: `planned:<key>`, `measure:<code>` or `section:<code>`.
        expected: What this period should bring, in words; empty where nothing is planned.
        figure_hint: What figure a target asks for; empty where none does.
        person: Who carries it out, as the implementation plan says.
        due_on: Its last day, where there is one.
        evidence_hint: What is to show it.
    """

    key: str
    title: str
    expected: str = ""
    figure_hint: str = ""
    person: str = ""
    due_on: date | None = None
    evidence_hint: str = ""
    milestones: tuple[MilestoneBasis, ...] = ()


@dataclass(frozen=True)
class LineContent:
    """What is said of one basis. `blocked_by` is the code of a unit, empty for nobody."""

    key: str
    progress: str = ""
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    measured_in: str = ""
    source: str = ""
    problems: str = ""
    blocked_by: str = ""
    blocked_since: date | None = None
    next_step: str = ""
    milestones: tuple[UUID, ...] = ()

    @property
    def has_figure(self) -> bool:
        """Whether it carries a figure."""
        return self.numerator is not None

    @property
    def words(self) -> str:
        """Everything that it says in words."""
        return "\n".join(filter(None, (self.progress, self.problems, self.next_step)))

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is said."""
        return self == LineContent(self.key)


@dataclass(frozen=True)
class Content:
    """A whole return; `rests_on` are ids of the returns of other units that it draws together."""

    lines: tuple[LineContent, ...] = ()
    rests_on: tuple[UUID, ...] = ()
    without_note: str = ""

    @property
    def words(self) -> str:
        """Everything that it says in words."""
        return "\n".join(filter(None, (line.words for line in self.lines)))

    def line(self, key: str) -> LineContent:
        """What is said under `key`; an empty line where nothing is."""
        return next((line for line in self.lines if line.key == key), LineContent(key))

    def says_the_same(self, other: "Content") -> bool:
        """Whether both say the same, whatever the order of milestones and returns."""
        return _ordered(self) == _ordered(other)


def _ordered(content: Content) -> object:
    lines = {
        line.key: (line, tuple(sorted(line.milestones)))
        for line in content.lines
        if not line.is_empty
    }
    return (
        {key: (_without_milestones(line), claims) for key, (line, claims) in lines.items()},
        frozenset(content.rests_on),
        content.without_note,
    )


def _without_milestones(line: LineContent) -> dict[str, object]:
    return {name: value for name, value in vars(line).items() if name != "milestones"}


@dataclass(frozen=True)
class Fault:
    """Something that keeps a line from being kept or handed in; `key` is empty for the whole."""

    key: str
    field: str
    sentence: "StrPromise"


NO_WORDS = _("Say what was done in this period.")
NO_NUMERATOR = _("A denominator or a unit stands here without a figure; enter the figure.")
NO_UNIT = _("Enter the unit of measurement of the figure.")
NO_SOURCE = _("Say where the figure comes from.")
NO_SHARE = _("The denominator must be greater than zero.")
NO_BLOCKER = _("Say which unit it waits for, or clear the date.")
NO_SINCE = _("Say since when it waits.")
NO_EVIDENCE = _("A milestone that is claimed as reached needs a file that shows it.")
UNKNOWN_MILESTONE = _("This milestone is not in the plan of the unit; choose one that is listed.")
PROVEN_MILESTONE = _("This milestone is proven already; it need not be claimed again.")
NOTHING_RESTS = _("Name the returns of the other units that this one rests on, or say why none.")


def unstorable(content: Content) -> Iterator[Fault]:
    """What cannot even be kept in a draft."""
    for line in content.lines:
        if line.denominator is not None and line.denominator <= 0:
            yield Fault(line.key, "denominator", NO_SHARE)
        if line.blocked_since is not None and not line.blocked_by:
            yield Fault(line.key, "blocked_since", NO_BLOCKER)


def faults(
    content: Content, bases: tuple[Basis, ...], evidence: Mapping[str, int]
) -> Iterator[Fault]:
    """What keeps a return from being handed in.

    Args:
        evidence: How many files each line has, by its key.
    """
    yield from unstorable(content)
    for basis in bases:
        line = content.line(basis.key)
        if not line.progress.strip():
            yield Fault(basis.key, "progress", NO_WORDS)
        yield from _figure(line)
        if line.blocked_by and line.blocked_since is None:
            yield Fault(basis.key, "blocked_since", NO_SINCE)
        yield from _claims(line, basis, evidence.get(basis.key, 0))


def _figure(line: LineContent) -> Iterator[Fault]:
    if not line.has_figure:
        if line.denominator is not None or line.measured_in:
            yield Fault(line.key, "numerator", NO_NUMERATOR)
        return
    if not line.measured_in:
        yield Fault(line.key, "measured_in", NO_UNIT)
    if not line.source:
        yield Fault(line.key, "source", NO_SOURCE)


def _claims(line: LineContent, basis: Basis, files: int) -> Iterator[Fault]:
    known = {each.key: each for each in basis.milestones}
    if any(key not in known for key in line.milestones):
        yield Fault(basis.key, "milestones", UNKNOWN_MILESTONE)
    if any(known[key].is_proven for key in line.milestones if key in known):
        yield Fault(basis.key, "milestones", PROVEN_MILESTONE)
    if line.milestones and not files:
        yield Fault(basis.key, "evidence", NO_EVIDENCE)


def resting_faults(content: Content, waiting: int) -> Iterator[Fault]:
    """What keeps a lead's return from being handed in while `waiting` others are missing."""
    if waiting and not content.without_note.strip():
        yield Fault("", "without_note", NOTHING_RESTS)
