"""A roll-up as plain lines, for the workbook and the document alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from yingshang.apps.casework.selectors.ledgers.rollup import Figures, Part, RollUp


@dataclass(frozen=True)
class Section:
    """One table of a roll-up."""

    title: str
    heading: Sequence[str]
    lines: Sequence[Sequence[str]]

    @property
    def rows(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Lines by name, each number with its heading."""
        return [
            (line[0], list(zip(self.heading[1:], line[1:], strict=True))) for line in self.lines
        ]


def sections(found: RollUp) -> list[Section]:
    """The whole and every grouping; each line has the month and, behind it, the month before."""
    heading = [
        "",
        _("Rows"),
        _("Not finished"),
        _("Claimed"),
        _("Closed"),
        _("In time / came due"),
        *(column.label for column in found.summed),
        _("Rows, month before"),
        _("Closed, month before"),
    ]
    whole = Section(_("In all"), heading, [_line(found, found.whole, _("In all"))])
    return [
        whole,
        *(
            Section(g.column.label, heading, [_line(found, part, part.name) for part in g.parts])
            for g in found.groupings
        ),
    ]


def rate_shown(figures: Figures) -> str:
    """`2 / 3 (66.7 %)`; a dash where nothing came due."""
    rate = figures.rate
    if rate.percent is None:
        return "–"
    return f"{rate.numerator} / {rate.denominator} ({rate.percent:.1f}%)"


def month_shown(month: date) -> str:
    """A month as an address and a file name have it."""
    return f"{month:%Y-%m}"


def _line(found: RollUp, part: Part, name: str) -> list[str]:
    now, before = part.now, part.before
    return [
        name,
        str(now.rows),
        str(now.open),
        str(now.claimed),
        str(now.closed),
        rate_shown(now),
        *(now.sum_shown(column.id) for column in found.summed),
        str(before.rows),
        str(before.closed),
    ]
