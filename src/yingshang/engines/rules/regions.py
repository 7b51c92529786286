"""Cutting the domain of a column into finitely many regions that no condition can tell apart.

Within the fragment (one column against constants) a condition is constant on each region, so one
representative of each, and NULL, stand for all records there can be.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise
from types import MappingProxyType

from yingshang.engines.rules.columns import (
    DECIMAL_LIMIT,
    DECIMAL_PLACES,
    INTEGER_LIMIT,
    Column,
    Value,
)
from yingshang.engines.rules.condition import Condition
from yingshang.engines.rules.judging import compute
from yingshang.engines.rules.nodes import Node

_COMPARED = frozenset({"=", "<>", "<", "<=", ">", ">=", "IN", "BETWEEN", "LIKE"})
_SMALLEST = Decimal(1).scaleb(-DECIMAL_PLACES)
Cuts = dict[str, list[Value]]


def outside(tree: Node) -> Node | None:
    """The first part of a condition that is outside the decidable fragment, or None."""
    if not tree.columns() or _is_atom(tree):
        return None
    if tree.kind not in {"AND", "OR", "NOT"}:
        return tree
    return next((found for child in tree.children if (found := outside(child))), None)


def cuts(trees: Iterable[Node]) -> Cuts:
    """The constants with which each column is compared, by column."""
    found: Cuts = {}
    for tree in trees:
        for node in tree.walk():
            if node.kind != "column" and _is_atom(node):
                name = next(iter(node.columns()))
                constants = (child for child in node.children if not child.columns())
                found.setdefault(name, []).extend(_constant(child) for child in constants)
    return found


def representatives(column: Column, constants: Sequence[Value]) -> list[Value]:
    """One value of each region, then None for NULL."""
    known = [one for one in constants if one is not None]
    if column.type == "boolean":
        return [True, False, None]
    if column.type == "text":
        return [*_texts(column, known), None]
    bounds = [one for one in (column.minimum, column.maximum) if one is not None]
    points = _POINTS[column.type]([*known, *bounds])
    return [*(one for one in points if _within(one, column)), None]


def _is_atom(node: Node) -> bool:
    if node.kind == "column":
        return node.type == "boolean"
    if node.kind == "IS NULL":
        return node.children[0].kind == "column"
    if node.kind not in _COMPARED or (node.kind == "LIKE" and _wild(node)):
        return False
    speaking = [child for child in node.children if child.columns()]
    one = len(speaking) == 1 and speaking[0].kind == "column"
    return one and (node.kind not in {"IN", "BETWEEN"} or speaking[0] is node.children[0])


def _wild(node: Node) -> bool:
    return bool({"%", "_"} & set(str(node.children[1].value)))


def _constant(node: Node) -> Value:
    return node.value if node.kind == "literal" else compute(Condition("", node, ()), {})


def _texts(column: Column, known: Sequence[Value]) -> list[Value]:
    if column.choices is not None:
        return list(column.choices)
    given = list(dict.fromkeys(str(one) for one in known))
    other = "…"
    while other in given:
        other += "…"
    return [*given, other]


def _integers(known: Sequence[Value]) -> list[Value]:
    marks: set[int] = set()
    for one in known:
        exact = Decimal(str(one))
        marks.add(int(exact.to_integral_value(ROUND_FLOOR)))
        marks.add(int(exact.to_integral_value(ROUND_CEILING)))
    around = sorted({mark + step for mark in marks or {0} for step in (-1, 0, 1)})
    return [one for one in around if abs(one) <= INTEGER_LIMIT]


def _decimals(known: Sequence[Value]) -> list[Value]:
    marks = sorted({Decimal(str(one)) for one in known} or {Decimal(0)})
    points: list[Decimal] = [marks[0] - 1, *marks, marks[-1] + 1]
    for low, high in pairwise(marks):
        between = (low + 1, ((low + high) / 2).quantize(_SMALLEST, ROUND_FLOOR))
        points += [next((one for one in between if low < one < high), low)]
    return [one for one in sorted(set(points)) if abs(one) < DECIMAL_LIMIT]


def _days(known: Sequence[Value]) -> list[Value]:
    marks = {one for one in map(_day, known) if one is not None} or {date(2000, 1, 1)}
    return list(_around(sorted(mark.toordinal() for mark in marks)))


def _around(ordinals: Sequence[int]) -> Iterator[date]:
    last = date.max.toordinal()
    for ordinal in sorted({one + step for one in ordinals for step in (-1, 0, 1)}):
        if 1 <= ordinal <= last:
            yield date.fromordinal(ordinal)


def _day(value: Value) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def _moments(known: Sequence[Value]) -> list[Value]:
    step = timedelta(microseconds=1)
    marks = [_moment(one) for one in known if isinstance(one, date)] or [datetime(2000, 1, 1)]  # noqa: DTZ001 -- Beijing time
    return [*sorted({mark + k * step for mark in marks for k in (-1, 0, 1)})]


def _moment(day: date) -> datetime:
    return day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)  # noqa: DTZ001


def _within(value: Value, column: Column) -> bool:
    low, high = column.minimum, column.maximum
    if column.type == "datetime" and isinstance(value, datetime):
        below = isinstance(low, date) and value < _moment(low)
        return not (below or (isinstance(high, date) and value > _moment(high)))
    return (low is None or value >= low) and (high is None or value <= high)  # type: ignore[operator]


_POINTS: MappingProxyType[str, Callable[[Sequence[Value]], list[Value]]] = MappingProxyType(
    {"integer": _integers, "decimal": _decimals, "date": _days, "datetime": _moments}
)
