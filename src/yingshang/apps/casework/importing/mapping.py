"""Which column of a table is which field, and what its cells say."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from yingshang.apps.casework.decisions.columns import NO_COLUMN
from yingshang.apps.casework.importing.tables import Table
from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.schema.casework.fields import FieldEntry

# Part of the cells of a first line that must be names of fields, for it to be a heading.
HEADING_SHARE = 2
DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T].*)?")
SERIAL = re.compile(r"\d{5}")
# Spreadsheets count days from here.
EPOCH = date(1899, 12, 30)
MONEY_SIGNS = "¥￥元 "
UNIT_IN_NAME = re.compile(r"[(（].*[)）]\s*[*＊]?$")
# Columns of our own workbooks that are not read back.
OWN_COLUMNS = frozenset({"number", "编号", "case number", "退回原因", "reason", "原因"})
Named = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Line:
    """One row: the number of its line, its cells as they came, and values by field."""

    number: int
    cells: tuple[str, ...]
    values: Mapping[str, str]


@dataclass(frozen=True)
class Mapped:
    """A table whose columns are known.

    Attributes:
        fields: Field of each column; empty where nobody knows it.
        unknown: Headings that name no field.
        has_heading: Whether the first line was one.
    """

    fields: tuple[str, ...]
    heading: tuple[str, ...]
    lines: tuple[Line, ...]
    unknown: tuple[str, ...]
    has_heading: bool


def fields_in(case_type: CaseType) -> dict[str, FieldEntry]:
    """Fields that a table can bring, in the order of the type."""
    return {
        key: field
        for key, field in case_type.fields.items()
        if field.computed is None and field.type not in NO_COLUMN
    }


def mapped(case_type: CaseType, table: Table, positions: Sequence[str], named: Named) -> Mapped:
    """Columns by the names in the first line, else by their places.

    Args:
        positions: Fields in the order of a table without heading.
        named: Field → word → value, for fields that are chosen from.
    """
    first = table.lines[0]
    found = tuple(_field_of(cell, case_type) for cell in first)
    known = sum(bool(each) for each in found)
    has_heading = known * HEADING_SHARE >= sum(bool(cell) for cell in first)
    fields = found if has_heading else tuple(positions[: len(first)])
    start = 1 if has_heading else 0
    wanted = fields_in(case_type)
    lines = [
        Line(number, cells, _values(fields, cells, wanted, named))
        for cells, number in zip(table.lines[start:], table.numbers[start:], strict=True)
    ]
    unknown = [
        cell
        for cell, field in zip(first, found, strict=True)
        if has_heading and cell and not field and _plain(cell) not in OWN_COLUMNS
    ]
    heading = first if has_heading else ()
    return Mapped(fields, heading, tuple(lines), tuple(unknown), has_heading)


def _field_of(heading: str, case_type: CaseType) -> str:
    said = _plain(heading)
    for key, field in fields_in(case_type).items():
        if said in {key, _plain(field.name.zh_hans), _plain(field.name.en or "")}:
            return key
    return ""


def _plain(heading: str) -> str:
    """A heading without its unit, star and case: `Owed (yuan) *` is `owed`."""
    return UNIT_IN_NAME.sub("", heading.strip()).rstrip("*＊ ").strip().lower()


def _values(
    fields: Sequence[str], cells: Sequence[str], wanted: Mapping[str, FieldEntry], named: Named
) -> dict[str, str]:
    found: dict[str, str] = {}
    for field, cell in zip(fields, cells, strict=False):
        if field and cell:
            found[field] = value_of(wanted[field], cell, named.get(field, {}))
    return found


def value_of(field: FieldEntry, cell: str, named: Mapping[str, str]) -> str:
    """What a cell says, as `decisions.values.read` takes it; what is not understood stays."""
    if field.type == "date":
        return _day(cell)
    if field.type in {"number", "money"}:
        return cell.strip(MONEY_SIGNS)
    return named.get(cell, named.get(cell.lower(), cell))


def _day(cell: str) -> str:
    if found := DAY.fullmatch(cell):
        year, month, day = (int(part) for part in found.groups())
        return f"{year:04}-{month:02}-{day:02}"
    if SERIAL.fullmatch(cell):
        return (EPOCH + timedelta(days=int(cell))).isoformat()
    return cell
