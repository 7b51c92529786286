"""Reads task tables: one row a line with tab stops, or one cell a line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from yingshang.engines.plans.clause import Clause
from yingshang.engines.plans.clauses import read_cell
from yingshang.engines.plans.model import Role
from yingshang.engines.plans.units import Range

_SERIAL = re.compile(r"序号|编号|项目编号")
# What stands in a column; the first that matches wins. None: words of the task.
Column = Literal["internal", "serial", "lead", "cooperating", "responsible", "time", "words"]
_COLUMNS: tuple[tuple[str, Column], ...] = (
    (r"处室|科室|内设", "internal"),
    (r"序号|编号", "serial"),
    (r"牵头|主办|主责", "lead"),
    (r"配合|参与|参加|协办|协助", "cooperating"),
    (
        r"(?:责任|负责|落实|承办|实施|分工)(?:单位|部门|主体|领导)?|^分工$|部门$|单位$",
        "responsible",
    ),
    (r"时限|期限|时间|进度|节点", "time"),
)
_INTEGER = re.compile(r"[(]?(\d{1,3})[)]?[.、]?$")
_MAX_COLUMNS = 12
_MIN_COLUMNS = 3
_LONGEST_LABEL = 16


@dataclass(slots=True)
class Row:
    """A task of a table: its serial number, words and clauses, as ranges of the view."""

    number: Range
    title: Range
    start: int
    end: int
    contents: list[Range] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    internal: list[tuple[Range, Role, int]] = field(default_factory=list)
    unsure: str | None = None


@dataclass(slots=True)
class Table:
    """A table that divides tasks: where it starts, where it ends, its rows."""

    start: int
    end: int
    rows: list[Row]


def tables(text: str) -> list[Table]:
    """Task tables of a document, in order."""
    if not _SERIAL.search(text):
        return []
    lines = _lines(text)
    found: list[Table] = []
    index = 0
    while index < len(lines):
        if not _SERIAL.search(text, *lines[index]):
            index += 1
            continue
        table, index = (
            _tabbed(text, lines, index) or _stacked(text, lines, index) or (None, index + 1)
        )
        if table and table.rows:
            found.append(table)
    return found


def _lines(text: str) -> list[Range]:
    found, at = [], 0
    for line in text.split("\n"):
        found.append((at, at + len(line)))
        at += len(line) + 1
    return found


def _role(label: str) -> Column:
    compact = label.replace(" ", "").replace("\t", "")
    for pattern, role in _COLUMNS:
        if re.search(pattern, compact) and len(compact) < _LONGEST_LABEL:
            return role
    return "words"


# --- rows with tab stops ----------------------------------------------------------------------


def _cells(text: str, line: Range) -> list[Range]:
    found: list[Range] = []
    at = line[0]
    while True:
        stop = text.find("\t", at, line[1])
        if stop < 0:
            found.append((at, line[1]))
            return found
        found.append((at, stop))
        at = stop + 1


def _tabbed(text: str, lines: list[Range], index: int) -> tuple[Table, int] | None:
    roles = [_role(text[slice(*cell)]) for cell in _cells(text, lines[index])]
    if len(roles) < _MIN_COLUMNS or not {"lead", "responsible", "cooperating", "time"} & set(roles):
        return None
    table = Table(lines[index][0], lines[index][1], [])
    following = index + 1
    while following < len(lines):
        cells = _cells(text, lines[following])
        if len(cells) == 1 and text[slice(*lines[following])].strip():
            break
        _add_row(text, table, roles, cells)
        table.end = lines[following][1]
        following += 1
    return table, following


def _add_row(text: str, table: Table, roles: list[Column], cells: list[Range]) -> None:
    filled = [
        (role, cell) for role, cell in zip(roles, cells, strict=False) if text[slice(*cell)].strip()
    ]
    serial = next((cell for role, cell in filled if role == "serial"), None)
    if serial and _INTEGER.match(text[slice(*serial)].strip()):
        words = [cell for role, cell in filled if role == "words"]
        title = words[0] if len(words) > 1 else (serial[1], serial[1])
        row = Row(serial, title, serial[0], cells[-1][1], contents=words[1:] or words)
        table.rows.append(row)
    elif table.rows and any(role not in ("serial", "words") for role, _ in filled):
        row = table.rows[-1]
        row.contents += [cell for role, cell in filled if role == "words"][-1:]
        row.end = cells[-1][1]
    else:
        return
    _read_cells(
        text, row, [(role, cell) for role, cell in filled if role not in ("serial", "words")]
    )


def _read_cells(text: str, row: Row, cells: list[tuple[Column, Range]]) -> None:
    if not cells:
        return
    clause = Clause(cells[0][1][0], cells[-1][1][1], "clause.table-row", labelled=True)
    for role, cell in cells:
        if text[slice(*cell)].strip(" /-无") == "":
            continue
        if role == "internal":
            side: Role = "cooperating" if _second_office(cells, cell) else "lead"
            row.internal.append((cell, side, len(row.clauses) + 1))
        elif role != "serial" and role != "words":  # noqa: PLR1714 - the type is narrowed
            read_cell(text, cell, clause, role)
    row.clauses.append(clause)


def _second_office(cells: list[tuple[Column, Range]], cell: Range) -> bool:
    offices = [one for role, one in cells if role == "internal"]
    return len(offices) > 1 and offices[0] != cell


# --- one cell a line --------------------------------------------------------------------------


def _stacked(text: str, lines: list[Range], index: int) -> tuple[Table, int] | None:
    first = index
    header: list[Range] = []
    while index < len(lines) and len(header) <= _MAX_COLUMNS:
        words = text[slice(*lines[index])].strip()
        if words == "1":
            break
        if header and _SERIAL.fullmatch(words):
            return None
        if words:
            header.append(lines[index])
        index += 1
    roles = [_role(text[slice(*cell)]) for cell in header]
    known = {"lead", "responsible", "cooperating"} & set(roles)
    if index >= len(lines) or len(header) > _MAX_COLUMNS or not known or roles[0] != "serial":
        return None
    table = Table(lines[first][0], lines[index][1], [])
    cells = [line for line in lines[index:] if text[slice(*line)].strip()]
    taken = _stacked_rows(text, cells, roles, table)
    table.end = cells[taken - 1][1]
    return table, index + len([1 for line in lines[index:] if line[0] <= table.end])


def _stacked_rows(text: str, cells: list[Range], roles: list[Column], table: Table) -> int:
    """Read rows from the stack of cells; how many cells were taken."""
    starts = _serials(text, cells)
    words = roles.count("words")
    others = roles[1 + words :]
    taken = 0
    for at, following in zip(starts, [*starts[1:], None], strict=True):
        stop = following if following is not None else len(cells)
        chunk = cells[at + 1 : stop]
        if following is None:
            chunk = chunk[: _last_length(len(chunk), words + len(others), 1 + len(others))]
        row = Row(
            cells[at],
            chunk[0] if words > 1 and chunk else cells[at],
            cells[at][0],
            (chunk or cells[at:])[-1][1],
        )
        _stacked_chunk(text, row, chunk, words, others)
        table.rows.append(row)
        taken = at + 1 + len(chunk)
    return taken


def _serials(text: str, cells: list[Range]) -> list[int]:
    found: list[int] = []
    for index, cell in enumerate(cells):
        if text[slice(*cell)].strip() == str(len(found) + 1):
            found.append(index)
    return found


def _last_length(available: int, first: int, more: int) -> int:
    if available < first:
        return available
    return first if available - first < more else first + (available - first) // more * more


def _stacked_chunk(
    text: str, row: Row, chunk: list[Range], words: int, others: list[Column]
) -> None:
    size = 1 + len(others)
    if (len(chunk) - words - len(others)) % size:
        row.unsure = "表格的单元格数与表头不符,请对照原文。"
    body = chunk[max(words - 1, 0) :]
    for at in range(0, len(body), size):
        part = body[at : at + size]
        row.contents.append(part[0])
        _read_cells(text, row, list(zip(others, part[1:], strict=False)))
