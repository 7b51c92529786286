"""Judging many records by one statement, with the same meaning as one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from yingshang.engines.rules.blame import missing
from yingshang.engines.rules.columns import Column
from yingshang.engines.rules.condition import Condition
from yingshang.engines.rules.engine import Cells, cell, columns_of, encoded_source, engine
from yingshang.engines.rules.faults import RecordFault
from yingshang.engines.rules.judging import Truth, Verdict, outputs_of
from yingshang.engines.rules.sql import SQL_TYPES, identifier

Arrays = Mapping[str, NDArray[np.generic]]
Records = Sequence[Mapping[str, object]]
_TRUTHS = (Truth.FALSE, Truth.TRUE, Truth.UNKNOWN)


@dataclass(frozen=True, eq=False)
class TableVerdicts(Sequence[Verdict]):
    """The verdicts of one condition on many records, in their order.

    What is missing is asked of the database when it is first looked at, by one statement for all
    unknown records; arrays that were given must not be changed before.

    Attributes:
        codes: One number a record: 1 true, 0 false, 2 unknown.
    """

    condition: Condition
    codes: NDArray[np.int8]
    source: str
    cells: Cells

    @cached_property
    def _missing(self) -> dict[int, tuple[str, ...]]:
        """What each unknown record misses, by its place."""
        truth, answers = outputs_of(self.condition)
        where = f" WHERE {truth} IS NULL"
        [said] = engine().many([f"CAST({answers} AS VARCHAR)"], self.source, self.cells, where)
        places = np.flatnonzero(self.codes == _TRUTHS.index(Truth.UNKNOWN))
        return {
            int(place): missing(self.condition.tree, _answers(str(one)))
            for place, one in zip(places, said, strict=True)
        }

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, index: int) -> Verdict:  # type: ignore[override]
        truth = _TRUTHS[self.codes[index]]
        if truth is not Truth.UNKNOWN:
            return Verdict(truth)
        return Verdict(truth, self._missing[index % len(self)])

    def __iter__(self) -> Iterator[Verdict]:
        return (self[index] for index in range(len(self)))

    def count(self, value: object) -> int:
        """How many records have a truth (or a whole verdict)."""
        if isinstance(value, Truth):
            return int(np.count_nonzero(self.codes == _TRUTHS.index(value)))
        return sum(one == value for one in self)


@lru_cache(maxsize=4096)
def _answers(listed: str) -> tuple[bool, ...]:
    inside = listed[1:-1]
    return tuple(one == "true" for one in inside.split(", ")) if inside else ()


def judge_table(
    conditions: Sequence[Condition], records: Records | Arrays
) -> tuple[TableVerdicts, ...]:
    """What several conditions say of many records: one statement, a verdict table each.

    Args:
        records: Mappings as `judge` takes them; or, for millions, one NumPy array a column, all of
            one length: integers, bools, `datetime64`, or objects (text; decimals as text). Masked
            cells, NaT and None are NULL, absent columns likewise. Floats are refused; decimals
            of more than six places are rounded, where `judge` refuses them.

    Raises:
        RecordFault: A value does not fit its column's type.
        RulesError: One column is declared differently by two of the conditions.
    """
    columns = columns_of(conditions)
    if not conditions:
        return ()
    if isinstance(records, Mapping):
        cells, source = _given(columns, records)
    else:
        cells, source = _encoded(columns, records)
    if not len(next(iter(cells.values()))):
        nothing = np.array([], dtype=np.int8)
        return tuple(TableVerdicts(one, nothing, source, cells) for one in conditions)
    truths = (f"coalesce(CAST({outputs_of(one)[0]} AS TINYINT), 2)" for one in conditions)
    found = engine().many(list(truths), source, cells)
    pairs = zip(conditions, found, strict=True)
    return tuple(TableVerdicts(one, codes.astype(np.int8), source, cells) for one, codes in pairs)


def _encoded(columns: tuple[tuple[str, Column], ...], records: Records) -> tuple[Cells, str]:
    cells: Cells = {
        name: np.array([cell(name, column, one.get(name)) for one in records], dtype=object)
        for name, column in columns
    }
    return cells or {"": np.zeros(len(records), dtype=object)}, encoded_source(columns)


def _given(columns: tuple[tuple[str, Column], ...], arrays: Arrays) -> tuple[Cells, str]:
    cells: Cells = {name: _array(arrays[name]) for name, _ in columns if name in arrays}
    for name, values in cells.items():
        if values.dtype.kind == "f":
            raise RecordFault(
                f"栏目“{name}”是浮点数，不精确；请给整数，或写成文字的小数。",
                f"The column “{name}” holds floats, which are not exact; give integers, or "
                "decimals as text.",
            )
    typed = (
        ", ".join(
            f"CAST({identifier(name) if name in cells else 'NULL'} AS {SQL_TYPES[column.type]}) "
            f"AS {identifier(name)}"
            for name, column in columns
        )
        .replace("{", "{{")
        .replace("}", "}}")
    )
    rows = len(next(iter(arrays.values()), ()))
    source = f"(SELECT {typed or '1'} FROM {{table}})"  # noqa: S608 -- names are quoted
    return cells or {"": np.zeros(rows, dtype=object)}, source


def _array(values: NDArray[np.generic]) -> NDArray[np.generic]:
    """An array that the database reads: days become instants."""
    return values.astype("datetime64[us]") if values.dtype.kind == "M" else values
