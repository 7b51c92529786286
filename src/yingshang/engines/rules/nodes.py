"""A condition after reading: a tree of typed nodes, equal when they mean the same text."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from yingshang.engines.rules.columns import Value

NodeType = Literal["text", "integer", "decimal", "boolean", "date", "datetime", "interval", "null"]
NUMBERS = frozenset({"integer", "decimal"})


@dataclass(frozen=True)
class Node:
    """One node of a condition.

    Attributes:
        kind: `column`, `literal`, `interval`, an operator in capitals or signs (`AND`, `OR`,
            `NOT`, `=`, `<>`, `<`, `<=`, `>`, `>=`, `IN`, `BETWEEN`, `LIKE`, `IS NULL`, `+`, `-`,
            `*`, `/`, `NEGATE`), `CASE`, or `CALL`.
        type: What it yields.
        children: Operands in order. `CASE`: condition, result, … and the else-result last.
        value: A literal's value, a column's or a function's name, an interval's unit.
        line: Where it was written, from 1. Not compared.
        column: Where it was written, from 1, in characters. Not compared.
    """

    kind: str
    type: NodeType
    children: tuple["Node", ...] = ()
    value: Value = None
    line: int = field(default=1, compare=False)
    column: int = field(default=1, compare=False)

    @cached_property
    def _hashed(self) -> int:
        return hash((self.kind, self.type, self.children, self.value))

    def __hash__(self) -> int:
        return self._hashed

    def walk(self) -> Iterator["Node"]:
        """This node and all below it, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()

    def columns(self) -> frozenset[str]:
        """Names of the columns below this node."""
        return frozenset(str(node.value) for node in self.walk() if node.kind == "column")
