"""Every figure of a roll-up leads to its rows: the table, narrowed as the figure was counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.http import urlencode

from yingshang.apps.casework.decisions.columns import CHOICE, Column
from yingshang.apps.casework.decisions.months import following, preceding
from yingshang.apps.casework.exporting.rollup_lines import Section
from yingshang.apps.casework.forms.ledgers import name_of
from yingshang.apps.casework.selectors.ledgers.rollup import Part, RollUp
from yingshang.apps.casework.selectors.ledgers.words import OPEN
from yingshang.engines.packs.casework.casetype import CaseType

ONE_DAY = timedelta(days=1)
Asked = dict[str, str]


@dataclass(frozen=True)
class LinkedSection:
    """A table of a roll-up; each figure with its heading and its address, empty where it has none.

    Attributes:
        rows: (name of the line, its figures as (heading, text, address)).
    """

    title: str
    heading: Sequence[str]
    rows: Sequence[tuple[str, Sequence[tuple[str, str, str]]]]


def linked(case_type: CaseType, found: RollUp, told: Sequence[Section]) -> list[LinkedSection]:
    """The sections of `found` with addresses, in their order."""
    parts: list[tuple[Column | None, Sequence[Part]]] = [(None, [found.whole])]
    parts += [(each.column, each.parts) for each in found.groupings]
    return [
        LinkedSection(
            section.title,
            section.heading,
            [
                (name, _figures(case_type, found, cells, _of_part(column, part)))
                for (name, cells), part in zip(section.rows, of_section, strict=True)
            ],
        )
        for section, (column, of_section) in zip(told, parts, strict=True)
    ]


def _figures(
    case_type: CaseType, found: RollUp, cells: Sequence[tuple[str, str]], whose: Asked | None
) -> list[tuple[str, str, str]]:
    """Addresses in the order of `rollup_lines`: what came due has none, nor has an unnamed part."""
    named = case_type.ledger.month_of if case_type.ledger else None
    month, before = found.month, preceding(found.month)
    rows = _span(named or "opened_on", month)
    asked: list[Asked | None] = [
        rows,
        rows | {"q-stage": OPEN},
        rows | {"q-claimed": "true"},
        _span("settled_on", month),
        None,
        *(rows for _column in found.summed),
        _span(named or "opened_on", before),
        _span("settled_on", before),
    ]
    here = reverse("casework:ledger", args=[case_type.id])
    return [
        (head, text, "" if each is None or whose is None else f"{here}?{urlencode(each | whose)}")
        for (head, text), each in zip(cells, asked, strict=True)
    ]


def _of_part(column: Column | None, part: Part) -> Asked | None:
    """What narrows the table to one part; None where nothing does so exactly."""
    if column is None:
        return {}
    if column.kind != CHOICE or not part.key:
        return None
    return {name_of(column, "is"): part.key}


def _span(column: str, month: date) -> Asked:
    last = following(month) - ONE_DAY
    return {f"q-{column}-from": month.isoformat(), f"q-{column}-to": last.isoformat()}
