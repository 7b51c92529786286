"""Conditions as DuckDB text, written afresh from the tree; what was typed is not passed on."""

from collections.abc import Callable
from decimal import Decimal
from types import MappingProxyType

from yingshang.engines.rules.columns import DECIMAL_PLACES
from yingshang.engines.rules.functions import common
from yingshang.engines.rules.nodes import Node, NodeType

DECIMAL = f"DECIMAL(38,{DECIMAL_PLACES})"
SQL_TYPES: MappingProxyType[str, str] = MappingProxyType(
    {"text": "VARCHAR", "integer": "BIGINT", "decimal": DECIMAL, "boolean": "BOOLEAN"}
    | {"date": "DATE", "datetime": "TIMESTAMP"}
)


def sql(node: Node) -> str:
    """A DuckDB expression over columns of the declared names and types."""
    return _WRITERS.get(node.kind, _compared)(node)


def identifier(name: str) -> str:
    """A column's name in double quotes."""
    return '"' + name.replace('"', '""') + '"'


def text_literal(text: str) -> str:
    """A text in single quotes."""
    return "'" + text.replace("'", "''") + "'"


def _as(node: Node, kind: NodeType | None) -> str:
    """An operand as a wider type: an integer as a decimal, a date as its midnight."""
    written = sql(node)
    wider = {("integer", "decimal"): DECIMAL, ("date", "datetime"): "TIMESTAMP"}
    target = wider.get((node.type, str(kind)))
    return f"CAST({written} AS {target})" if target else written


def _column(node: Node) -> str:
    return identifier(str(node.value))


def _literal(node: Node) -> str:
    if node.type == "null":
        return "NULL"
    if node.type == "boolean":
        return "TRUE" if node.value else "FALSE"
    if node.type == "text":
        return text_literal(str(node.value))
    if node.type == "date":
        return f"DATE '{node.value}'"
    number = f"{node.value:f}" if isinstance(node.value, Decimal) else str(node.value)
    return f"CAST({number} AS {SQL_TYPES[node.type]})"


def _interval(node: Node) -> str:
    return f"INTERVAL ({node.children[0].value}) {node.value}"


def _connected(node: Node) -> str:
    return "(" + f" {node.kind} ".join(sql(child) for child in node.children) + ")"


def _not(node: Node) -> str:
    return f"(NOT {sql(node.children[0])})"


def _is_null(node: Node) -> str:
    return f"({sql(node.children[0])} IS NULL)"


def _compared(node: Node) -> str:
    kind = common(node.children)
    first, *others = (_as(child, kind) for child in node.children)
    if node.kind == "IN":
        return f"({first} IN ({', '.join(others)}))"
    if node.kind == "BETWEEN":
        return f"({first} BETWEEN {others[0]} AND {others[1]})"
    return f"({first} {node.kind} {others[0]})"


def _arithmetic(node: Node) -> str:
    """What leaves the range is NULL, by TRY; products and quotients are rounded half away."""
    left, right = node.children
    if "interval" in {left.type, right.type}:
        return _shifted(node)
    first, second = _as(left, node.type), _as(right, node.type)
    if node.kind == "/":
        return _quotient(first, second)
    written = f"{first} {node.kind} {second}"
    if node.kind == "*" and node.type == "decimal":
        return f"TRY(CAST({written} AS {DECIMAL}))"
    return f"TRY({written})"


def _shifted(node: Node) -> str:
    """A date moved by an interval; what leaves the years 1 to 9999 is NULL."""
    left, right = node.children
    target = SQL_TYPES[node.type]
    moved = f"TRY(CAST({sql(left)} {node.kind} {sql(right)} AS {target}))"
    early, late = f"{target} '0001-12-31 (BC)'", f"{target} '10000-01-01'"
    return f"nullif(nullif(least(greatest({moved}, {early}), {late}), {early}), {late})"


def _quotient(first: str, second: str) -> str:
    """Exact to the last place: whole-number division with one place more, then rounded."""
    units = 10**DECIMAL_PLACES
    above = f"CAST({first} * {units} AS HUGEINT) * {units * 10}"
    below = f"NULLIF(CAST({second} * {units} AS HUGEINT), 0)"
    step = f"0.{'0' * DECIMAL_PLACES}1"
    return f"TRY(CAST(CAST({above} // {below} AS DECIMAL(38,0)) * {step} AS {DECIMAL}))"


def _negated(node: Node) -> str:
    return f"TRY(-{sql(node.children[0])})"


def _case(node: Node) -> str:
    *branches, last = node.children
    pairs = zip(branches[::2], branches[1::2], strict=True)
    whens = " ".join(f"WHEN {sql(when)} THEN {_as(then, node.type)}" for when, then in pairs)
    return f"(CASE {whens} ELSE {_as(last, node.type)} END)"


def _call(node: Node) -> str:
    name, given = str(node.value), node.children
    if name == "round":
        return _round(node)
    if name == "abs":
        return f"TRY(abs({sql(given[0])}))"
    if name == "date_diff":
        first, second = (f"CAST({sql(child)} AS DATE)" for child in given[1:])
        return f"date_diff('day', {first}, {second})"
    kind = common(given) if name in {"least", "greatest", "coalesce"} else None
    return f"{name}({', '.join(_as(child, kind) for child in given)})"


def _round(node: Node) -> str:
    first = sql(node.children[0])
    if node.type == "integer":
        return first
    places = node.children[1].value if len(node.children) > 1 else 0
    return f"TRY(CAST(round({first}, {places}) AS {DECIMAL}))"


_WRITERS: MappingProxyType[str, Callable[[Node], str]] = MappingProxyType(
    {"column": _column, "literal": _literal, "interval": _interval, "NOT": _not}
    | {"AND": _connected, "OR": _connected, "IS NULL": _is_null, "NEGATE": _negated}
    | {"CASE": _case, "CALL": _call}
    | dict.fromkeys("+-*/", _arithmetic)
)
