"""A condition written out in its own grammar; reading it again yields the same condition."""

from collections.abc import Callable
from decimal import Decimal
from types import MappingProxyType

from yingshang.engines.rules.lexing import plain_name
from yingshang.engines.rules.nodes import Node
from yingshang.engines.rules.sql import identifier, text_literal

_LEVELS = MappingProxyType(
    {"OR": 1, "AND": 2, "NOT": 3, "+": 5, "-": 5, "*": 6, "/": 6, "NEGATE": 7}
    | dict.fromkeys(("column", "literal", "interval", "CASE", "CALL"), 8)
)
_COMPARED = 4
_NEGATABLE = frozenset({"IN", "LIKE", "BETWEEN", "IS NULL"})


def printed(node: Node) -> str:
    """The text of a condition: keywords in capitals, brackets only where they are needed."""
    return _PRINTERS.get(node.kind, _operated)(node)


def _level(node: Node) -> int:
    if node.kind == "NOT" and node.children[0].kind in _NEGATABLE:
        return _COMPARED
    return _LEVELS.get(node.kind, _COMPARED)


def _inside(node: Node, least: int) -> str:
    """An operand, in brackets when it binds less than `least`."""
    return printed(node) if _level(node) >= least else f"({printed(node)})"


def _column(node: Node) -> str:
    name = str(node.value)
    return name if plain_name(name) else identifier(name)


def _interval(node: Node) -> str:
    return f"INTERVAL {node.children[0].value} {node.value}"


def _literal(node: Node) -> str:
    if node.type == "text":
        return text_literal(str(node.value))
    if node.type == "date":
        return f"DATE '{node.value}'"
    if isinstance(node.value, Decimal):
        return f"{node.value:f}"
    return "NULL" if node.type == "null" else str(node.value).upper()


def _connected(node: Node) -> str:
    return f" {node.kind} ".join(_inside(child, _level(node) + 1) for child in node.children)


def _not(node: Node) -> str:
    child = node.children[0]
    if child.kind in _NEGATABLE:
        return _operated(child, "NOT ")
    return f"NOT {_inside(child, 3)}"


def _operated(node: Node, negation: str = "") -> str:
    first, *others = node.children
    left = _inside(first, _level(node) if node.kind in "+-*/" else _COMPARED + 1)
    if node.kind == "IS NULL":
        return f"{left} IS {negation}NULL"
    right = [_inside(other, _level(node) + 1) for other in others]
    if node.kind == "IN":
        return f"{left} {negation}IN ({', '.join(printed(other) for other in others)})"
    if node.kind == "BETWEEN":
        return f"{left} {negation}BETWEEN {right[0]} AND {right[1]}"
    return f"{left} {negation}{node.kind} {right[0]}"


def _case(node: Node) -> str:
    *branches, last = (printed(child) for child in node.children)
    pairs = zip(branches[::2], branches[1::2], strict=True)
    return "CASE " + " ".join(f"WHEN {a} THEN {b}" for a, b in pairs) + f" ELSE {last} END"


def _negated(node: Node) -> str:
    return f"-{_inside(node.children[0], 8)}"


def _called(node: Node) -> str:
    return f"{node.value}({', '.join(printed(child) for child in node.children)})"


_PRINTERS: MappingProxyType[str, Callable[[Node], str]] = MappingProxyType(
    {"column": _column, "interval": _interval, "literal": _literal, "NOT": _not, "CASE": _case}
    | {"AND": _connected, "OR": _connected, "NEGATE": _negated, "CALL": _called}
)
