"""DuckDB, and nothing else, gives conditions their answer.

Each thread holds one in-memory database that may read no file, reach no network and load no
extension. A statement is prepared once for a set of conditions, over a registered one-row relation
whose cells are then filled in place, record after record: the text of a record never meets the
text of a statement.
"""

import os
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
from numpy.typing import NDArray

from yingshang.engines.rules.columns import Column
from yingshang.engines.rules.condition import Condition
from yingshang.engines.rules.faults import RecordFault, RulesError
from yingshang.engines.rules.sql import SQL_TYPES, identifier
from yingshang.engines.rules.values import written

MOST_PREPARED = 256
MEMORY = "1GB"
PRESENT = "="
Cells = dict[str, NDArray[np.generic]]


@dataclass(frozen=True)
class Prepared:
    """A statement that waits for the next record."""

    name: str
    columns: tuple[tuple[str, Column], ...]
    cells: Cells

    def fill(self, record: Mapping[str, object]) -> None:
        """Put a record into the cells; what is absent or None becomes NULL."""
        for name, column in self.columns:
            self.cells[name][0] = cell(name, column, record.get(name))


class Engine:
    """One thread's database."""

    def __init__(self) -> None:
        self.process = os.getpid()
        self.connection = duckdb.connect(
            ":memory:",
            config={
                "enable_external_access": "false",
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
                "memory_limit": MEMORY,
                "threads": "1",
                "lock_configuration": "true",
            },
        )
        self._prepared: OrderedDict[tuple[str, ...], Prepared] = OrderedDict()
        self._count = 0

    def one(
        self,
        outputs: Sequence[str],
        columns: tuple[tuple[str, Column], ...],
        record: Mapping[str, object],
    ) -> tuple[object, ...]:
        """The outputs (SQL expressions) over one record."""
        prepared = self._prepare(tuple(outputs), columns)
        prepared.fill(record)
        rows = self.connection.execute(f"EXECUTE {prepared.name}").fetchall()
        return tuple(rows[0])

    def many(
        self, outputs: Sequence[str], source: str, cells: Cells, where: str = ""
    ) -> list[NDArray[np.generic]]:
        """The outputs over a table of cells: one array each, in the order of the table's rows."""
        self._count += 1
        name = f"table_{self._count}"
        self.connection.register(name, cells)
        try:
            named = ", ".join(f"{one} AS o{at}" for at, one in enumerate(outputs))
            once = f"WITH records AS MATERIALIZED {source.format(table=name)}"
            text = f"{once} SELECT {named} FROM records{where}"  # noqa: S608 -- no text of a record
            found = self.connection.execute(text).fetchnumpy()
        except duckdb.ConversionException as error:
            raise RecordFault(
                "表里有的值与栏目的类型不符，请核对这一列。",
                "Some value of the table does not fit its column's type; check that column.",
            ) from error
        finally:
            self.connection.unregister(name)
        return list(found.values())

    def _prepare(
        self, outputs: tuple[str, ...], columns: tuple[tuple[str, Column], ...]
    ) -> Prepared:
        source = encoded_source(columns)
        key = (*outputs, source)
        if key in self._prepared:
            self._prepared.move_to_end(key)
            return self._prepared[key]
        self._count += 1
        name = f"rules_{self._count}"
        cells: Cells = {column: np.array([""], dtype=object) for column, _ in columns}
        if cells:
            self.connection.register(name, cells)
        text = f"SELECT {', '.join(outputs)} FROM {source.format(table=name)}"  # noqa: S608
        self.connection.execute(f"PREPARE {name} AS {text}")
        self._prepared[key] = Prepared(name, columns, cells)
        if len(self._prepared) > MOST_PREPARED:
            self._forget(self._prepared.popitem(last=False)[1])
        return self._prepared[key]

    def _forget(self, prepared: Prepared) -> None:
        self.connection.execute(f"DEALLOCATE {prepared.name}")
        if prepared.cells:
            self.connection.unregister(prepared.name)


_threads = threading.local()


def engine() -> Engine:
    """This thread's database; a new one after a fork."""
    held = getattr(_threads, "engine", None)
    if not isinstance(held, Engine) or held.process != os.getpid():
        held = _threads.engine = Engine()
    return held


def cell(name: str, column: Column, value: object) -> str:
    """A value in a cell: never NULL, so that a column of blanks is still text."""
    return "" if value is None else PRESENT + written(name, column, value)


def encoded_source(columns: tuple[tuple[str, Column], ...]) -> str:
    """SQL for a relation of typed columns over cells; `{table}` stands for their table."""
    typed = []
    for name, column in columns:
        quoted = identifier(name).replace("{", "{{").replace("}", "}}")
        value = f"substr(nullif({quoted}, ''), {len(PRESENT) + 1})"
        typed.append(f"CAST({value} AS {SQL_TYPES[column.type]}) AS {quoted}")
    return f"(SELECT {', '.join(typed)} FROM {{table}})" if typed else "(SELECT 1)"  # noqa: S608


def columns_of(conditions: Sequence[Condition]) -> tuple[tuple[str, Column], ...]:
    """The columns of several conditions, each once, by name.

    Raises:
        RulesError: Two conditions declare one column differently.
    """
    found: dict[str, tuple[str, Column]] = {}
    for condition in conditions:
        for name, column in condition.declared:
            known = found.setdefault(name.lower(), (name, column))
            if known[0] != name or known[1].type != column.type:
                raise RulesError(
                    f"栏目“{name}”在几个条件里的类型或写法不一致。",
                    f"Conditions that are judged together declare the column “{name}” differently.",
                )
    return tuple(sorted(found.values(), key=lambda pair: pair[0]))
