"""A filled workbook of returns read back: content by return, and every fault with its cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import InvalidOperation
from typing import Any

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from yingshang.apps.delivery.decisions.returns import Basis, LineContent
from yingshang.apps.delivery.exporting.implementation_columns import DAY, NUMBER
from yingshang.apps.delivery.exporting.implementation_reading import (
    READERS,
    UnreadableWorkbookError,
    opened,
)
from yingshang.apps.delivery.exporting.returns_xlsx import FIRST_ROW, INPUTS, MACHINE

EXAMPLES = {NUMBER: "12.5", DAY: "2024-05-31"}
KINDS = {"numerator": NUMBER, "denominator": NUMBER, "blocked_since": DAY}


@dataclass(frozen=True)
class RowRead:
    """One row as filled in.

    Attributes:
        number: In the sheet, as people count, from 1.
        cells: Field → address of its cell, such as `I5`.
        line: What it says; milestones are still empty, because they are written by their result.
        milestones, files: What stands in those two columns, a line an entry.
        faults: (cell, sentence) of what cannot be read.
    """

    number: int
    report_id: str
    key: str
    revision: int
    cells: Mapping[str, str]
    line: LineContent
    milestones: tuple[str, ...]
    files: tuple[str, ...]
    faults: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class WorkbookRead:
    """A filled workbook: what it was prepared for, and its rows in their order."""

    period_code: str
    unit_code: str
    rows: tuple[RowRead, ...]


def read_workbook(content: bytes, units: Mapping[str, str]) -> WorkbookRead:
    """What the workbook says.

    Args:
        units: Name → code of whom one can wait for.

    Raises:
        UnreadableWorkbookError: No workbook, or not one that we prepared.
    """
    book = opened(content)
    if MACHINE not in book.sheetnames:
        raise UnreadableWorkbookError(
            _("This is not the prepared workbook, or one of its sheets is gone. Download it again.")
        )
    machine = list(book[MACHINE].iter_rows(max_col=3, values_only=True))
    period_code, unit_code, columns = (str(each or "") for each in machine[0])
    fields = columns.split()
    rows = book.worksheets[0].iter_rows(
        min_row=FIRST_ROW,
        max_row=FIRST_ROW + len(machine) - 2,
        max_col=len(fields),
        values_only=True,
    )
    known = [row for row in machine[1:] if row[0]]
    return WorkbookRead(
        period_code,
        unit_code,
        tuple(
            _row(FIRST_ROW + place, known[place], dict(zip(fields, values, strict=False)), units)
            for place, values in enumerate(rows)
            if place < len(known)
        ),
    )


def _row(
    number: int, machine: Sequence[Any], values: Mapping[str, Any], units: Mapping[str, str]
) -> RowRead:
    cells = {
        field: f"{get_column_letter(place)}{number}" for place, field in enumerate(values, start=1)
    }
    faults: list[tuple[str, str]] = []
    said: dict[str, Any] = {}
    for field in INPUTS & values.keys():
        try:
            said[field] = _read(field, values[field], units)
        except (ValueError, InvalidOperation):
            faults.append((cells[field], _unread(field, values[field])))
    milestones, files = said.pop("milestones", ()), said.pop("evidence", ())
    revision = str(machine[2])
    return RowRead(
        number=number,
        report_id=str(machine[0]),
        key=str(machine[1]),
        revision=int(revision) if revision.isdecimal() else -1,
        cells=cells,
        line=LineContent(str(machine[1]), **said),
        milestones=milestones,
        files=files,
        faults=tuple(sorted(faults)),
    )


def _read(field: str, value: Any, units: Mapping[str, str]) -> Any:
    if field in KINDS:
        return READERS[KINDS[field]](value)
    text = "" if value is None else str(value).replace("\r\n", "\n").strip()
    if field in {"milestones", "evidence"}:
        parts = (part.strip() for part in text.splitlines())
        return tuple(dict.fromkeys(part for part in parts if part))
    if field == "blocked_by" and text:
        if text not in units:
            raise ValueError(text)
        return units[text]
    return text


def _unread(field: str, value: Any) -> str:
    if field == "blocked_by":
        return _("The city has no unit called “%(given)s”; choose from the list.") % {
            "given": value
        }
    return _("“%(given)s” cannot be read; write it like %(example)s.") % {
        "given": value,
        "example": EXAMPLES[KINDS[field]],
    }


def chosen_milestones(row: RowRead, basis: Basis) -> tuple[tuple[Any, ...], tuple[str, ...]]:
    """Keys of the milestones that the row names by their results, and results nobody knows."""
    known = {each.result.strip(): each.key for each in basis.milestones}
    keys = tuple(known[result] for result in row.milestones if result in known)
    return keys, tuple(result for result in row.milestones if result not in known)
