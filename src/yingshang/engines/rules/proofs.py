"""What can be proven of conditions: satisfiable, overlapping, leaving a gap; or that it cannot.

Representatives of all regions are crossed and judged by the same engine that judges records, in one
statement: a proof cannot disagree with an answer.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from yingshang.engines.rules.columns import Value
from yingshang.engines.rules.condition import Condition
from yingshang.engines.rules.decisions import DecisionTable, Row
from yingshang.engines.rules.engine import Cells, cell, columns_of, encoded_source, engine
from yingshang.engines.rules.nodes import Node
from yingshang.engines.rules.printing import printed
from yingshang.engines.rules.regions import cuts, outside, representatives

MOST_COMBINATIONS = 200_000
Example = Mapping[str, Value]
Outcome = TypeVar("Outcome")
Truths = NDArray[np.bool_]


@dataclass(frozen=True)
class Yes:
    """Proven: `example` is a record (None: blank) for which all the conditions are true."""

    example: Example


@dataclass(frozen=True)
class No:
    """Proven: there is no such record."""


@dataclass(frozen=True)
class Unproven:
    """Neither proven nor refuted; `zh` and `en` say why."""

    zh: str
    en: str
    rows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding:
    """Two rows that are true together, or (no rows) a record for which every row is false."""

    rows: tuple[str, ...]
    example: Example


@dataclass(frozen=True)
class Findings:
    """What was found in a table; nothing found and nothing unproven is a proof that nothing is."""

    found: tuple[Finding, ...] = ()
    unproven: tuple[Unproven, ...] = ()

    @property
    def is_proven_none(self) -> bool:
        """Whether it is proven that there is none."""
        return not self.found and not self.unproven


class _TooMany(Exception):  # noqa: N818
    """More combinations than are tried."""


@dataclass(frozen=True)
class _World:
    """All combinations of representatives, and which conditions are true or false of each."""

    names: tuple[str, ...]
    values: tuple[list[Value], ...]
    true: Truths
    false: Truths

    def example(self, chosen: Truths) -> Example:
        """Of the chosen combinations the one with the fewest blanks."""
        shape = tuple(len(values) for values in self.values)
        blanks = np.zeros(shape, dtype=int)
        for axis, values in enumerate(self.values):
            blank = np.array([value is None for value in values], dtype=int)
            blanks = blanks + blank.reshape([-1 if at == axis else 1 for at in range(len(shape))])
        cost = np.where(chosen, blanks.ravel(), len(shape) + 1)
        place = np.unravel_index(int(cost.argmin()), shape)
        picked = zip(self.names, self.values, place, strict=True)
        return {name: values[int(index)] for name, values, index in picked}


def satisfiable(conditions: Sequence[Condition]) -> Yes | No | Unproven:
    """Whether some record makes all the conditions true.

    Decidable: one column against constants by comparison, IN, BETWEEN, IS NULL and LIKE without
    wildcards, joined by AND, OR and NOT. Parts outside that are joined by AND are first left out:
    where the rest cannot be true, the whole cannot.
    """
    trees = [part for condition in conditions for part in _conjuncts(condition.tree)]
    beyond = [(tree, found) for tree in trees if (found := outside(tree))]
    inside = [tree for tree in trees if not outside(tree)]
    try:
        world = _world([_condition(tree, conditions) for tree in inside])
    except _TooMany as many:
        return _too_many(many)
    together: Truths = np.logical_and.reduce(world.true)
    if not together.any():
        return No()
    return _beyond(beyond[0][1]) if beyond else Yes(world.example(together))


def overlaps(table: DecisionTable[Outcome]) -> Findings:
    """Pairs of rows that one record can make true together, each with such a record."""
    inside = [row for row in table.rows if outside(row.when.tree) is None]
    try:
        world = _world([row.when for row in inside])
    except _TooMany:
        return _pairwise(list(combinations(table.rows, 2)))
    found = []
    for (i, one), (j, other) in combinations(enumerate(inside), 2):
        both = world.true[i] & world.true[j]
        if both.any():
            found.append(Finding((one.id, other.id), world.example(both)))
    known = {row.id for row in inside}
    pairs = [p for p in combinations(table.rows, 2) if not {p[0].id, p[1].id} <= known]
    rest = _pairwise(pairs)
    return Findings((*found, *rest.found), rest.unproven)


def _pairwise(pairs: Sequence[tuple[Row[Outcome], Row[Outcome]]]) -> Findings:
    found, unproven = [], []
    for one, other in pairs:
        answer = satisfiable([one.when, other.when])
        if isinstance(answer, Yes):
            found.append(Finding((one.id, other.id), answer.example))
        elif isinstance(answer, Unproven):
            unproven.append(Unproven(answer.zh, answer.en, (one.id, other.id)))
    return Findings(tuple(found), tuple(unproven))


def gaps(table: DecisionTable[Outcome]) -> Findings:
    """Records for which every row is false: nothing answers, though nothing is missing.

    One is shown, with as few blanks as can be. Rows outside the decidable fragment are first taken
    as never true: where the others leave no gap, there is none.
    """
    beyond = [(row, found) for row in table.rows if (found := outside(row.when.tree))]
    inside = [row for row in table.rows if outside(row.when.tree) is None]
    try:
        world = _world([row.when for row in inside])
    except _TooMany as many:
        return Findings(unproven=(_too_many(many),))
    nobody: Truths = np.logical_and.reduce(world.false)
    if not nobody.any():
        return Findings()
    if beyond:
        why = (_beyond(found, row.id) for row, found in beyond)
        return Findings(unproven=tuple(why))
    return Findings((Finding((), world.example(nobody)),))


def _conjuncts(tree: Node) -> tuple[Node, ...]:
    return tree.children if tree.kind == "AND" else (tree,)


def _condition(tree: Node, whole: Sequence[Condition]) -> Condition:
    declared = {name: column for one in whole for name, column in one.declared}
    used = sorted(tree.columns())
    return Condition("", tree, tuple((name, declared[name]) for name in used))


def _world(conditions: Sequence[Condition]) -> _World:
    columns = columns_of(conditions)
    constants = cuts(condition.tree for condition in conditions)
    names = tuple(name for name, _ in columns)
    values = tuple(representatives(column, constants.get(name, ())) for name, column in columns)
    count = math.prod(len(one) for one in values)
    if count > MOST_COMBINATIONS:
        raise _TooMany(count)
    grids = np.meshgrid(*(np.arange(len(one)) for one in values), indexing="ij")
    cells: Cells = {"": np.zeros(count, dtype=object)} if not names else {}
    for (name, column), one, grid in zip(columns, values, grids, strict=True):
        texts = np.array([cell(name, column, value) for value in one], dtype=object)
        cells[name] = texts[grid.ravel()]
    outputs = [f"coalesce(CAST({one.sql()} AS TINYINT), 2)" for one in conditions] or ["1"]
    found = engine().many(outputs, encoded_source(columns), cells)
    codes = np.array(found[: len(conditions)]).reshape(len(conditions), count)
    return _World(names, values, codes == 1, codes == 0)


def _beyond(node: Node, *rows: str) -> Unproven:
    text = printed(node)
    return Unproven(
        f"“{text}”不在可以证明的范围内（只能证明一个栏目与固定值的比较）。",
        f"“{text}” is outside what can be proven (one column against constants).",
        rows,
    )


def _too_many(many: _TooMany) -> Unproven:
    return Unproven(
        f"要试的组合太多（{many.args[0]} 种，上限 {MOST_COMBINATIONS}）。",
        f"Too many combinations to try ({many.args[0]}; at most {MOST_COMBINATIONS}).",
    )
