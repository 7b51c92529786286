"""Lexemes to the leaves of a condition: columns, literals, intervals and function names."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from types import MappingProxyType

from yingshang.engines.rules.columns import (
    DECIMAL_LIMIT,
    DECIMAL_PLACES,
    INTEGER_LIMIT,
    Columns,
    Value,
)
from yingshang.engines.rules.faults import Fault, fault
from yingshang.engines.rules.functions import FUNCTIONS
from yingshang.engines.rules.lexing import Lexeme
from yingshang.engines.rules.nodes import Node, NodeType
from yingshang.engines.rules.suggesting import near_column, quoted

MOST_UNITS = 99_999
_UNITS = MappingProxyType(
    {"DAY": "DAY", "DAYS": "DAY", "MONTH": "MONTH", "MONTHS": "MONTH"}
    | {"YEAR": "YEAR", "YEARS": "YEAR"}
)
_CONSTANTS: MappingProxyType[str, tuple[NodeType, Value]] = MappingProxyType(
    {"TRUE": ("boolean", True), "FALSE": ("boolean", False), "NULL": ("null", None)}
)
_CHINESE = MappingProxyType(
    {"并且": "AND", "且": "AND", "而且": "AND", "或者": "OR", "或": "OR", "不是": "<>", "非": "NOT"}
    | {"不等于": "<>", "等于": "=", "大于等于": ">=", "不小于": ">=", "不低于": ">=", "大于": ">"}
    | {"高于": ">", "小于等于": "<=", "不大于": "<=", "不高于": "<=", "小于": "<", "低于": "<"}
    | {"为空": "IS NULL", "不为空": "IS NOT NULL", "包含": "contains(column, 'text')"}
    | {"介于": "BETWEEN", "属于": "IN", "真": "TRUE", "假": "FALSE", "是": "="}
)
_REFUSED = MappingProxyType(
    dict.fromkeys(("SELECT", "FROM", "WHERE", "WITH", "UNION", "EXISTS", "OVER", "ORDER"), "")
    | dict.fromkeys(("GROUP", "HAVING", "LIMIT", "AS", "CAST", "TRY_CAST", "ESCAPE", "GLOB"), "")
    | dict.fromkeys(("SIMILAR", "REGEXP", "COLLATE", "DISTINCT", "ANY", "ALL", "INSERT"), "")
    | dict.fromkeys(("UPDATE", "DELETE", "DROP", "CREATE", "ATTACH", "COPY", "PRAGMA", "SET"), "")
    | {"ILIKE": "LIKE", "XOR": "<>", "ISNULL": "IS NULL", "NOTNULL": "IS NOT NULL"}
    | {"TIMESTAMP": "DATE '2024-01-31'"}
)


@dataclass
class Leaves:
    """The leaves met so far, by the name under which the grammar knows them."""

    columns: Columns
    nodes: dict[str, Node] = field(default_factory=dict)
    calls: dict[str, Lexeme] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def take(self, lexemes: Sequence[Lexeme]) -> int:
        """Read one leaf at the head of `lexemes`; returns how many lexemes it takes, 0 for none."""
        first = lexemes[0]
        word = first.text.upper()
        follows = lexemes[1] if len(lexemes) > 1 else None
        if first.kind == "name" and follows is not None:
            if word == "DATE" and follows.kind == "text":
                return self._keep(_date(first, follows), first, 2)
            if word == "INTERVAL" and (
                word.lower() not in self.columns or follows.kind == "number"
            ):
                return self._interval(lexemes[:3])
            if follows.text == "(" and not first.word:
                return self._call(first)
        return self._single(first)

    def _keep(self, leaf: Node | Fault, first: Lexeme, taken: int) -> int:
        if isinstance(leaf, Fault):
            self.faults.append(leaf)
            leaf = Node("faulty", "null", (), None, *first.place)
        self.nodes[name_of(first)] = leaf
        return taken

    def _single(self, lexeme: Lexeme) -> int:
        if lexeme.kind == "number":
            return self._keep(_number(lexeme), lexeme, 1)
        if lexeme.kind == "text":
            return self._keep(_literal(lexeme, "text", _inside(lexeme)), lexeme, 1)
        if lexeme.word in _CONSTANTS:
            return self._keep(_literal(lexeme, *_CONSTANTS[lexeme.word]), lexeme, 1)
        if lexeme.kind == "quoted" or (lexeme.kind == "name" and not lexeme.word):
            return self._keep(self._column(lexeme), lexeme, 1)
        return 0

    def _call(self, lexeme: Lexeme) -> int:
        name = lexeme.text.lower()
        if name not in FUNCTIONS:
            self.faults.append(_unknown_function(lexeme))
        self.calls[name_of(lexeme)] = lexeme
        return 1

    def _interval(self, lexemes: Sequence[Lexeme]) -> int:
        first = lexemes[0]
        number, unit = (lexeme.text.strip("'") for lexeme in [*lexemes, first, first][1:3])
        unit = _UNITS.get(unit.upper(), "")
        if not unit or not number.isascii() or not number.isdigit() or int(number) > MOST_UNITS:
            return self._keep(fault(first.place, "interval"), first, len(lexemes))
        count = Node("literal", "integer", (), int(number), *first.place)
        return self._keep(Node("interval", "interval", (count,), unit, *first.place), first, 3)

    def _column(self, lexeme: Lexeme) -> Node | Fault:
        name = _inside(lexeme) if lexeme.kind == "quoted" else lexeme.text
        if name in self.columns:
            return Node("column", self.columns[name].type, (), name, *lexeme.place)
        if lexeme.kind == "quoted":
            near = near_column(name, self.columns) or quoted(name)
            return fault(lexeme.place, "double_quotes", near, found=name)
        return _unknown_name(lexeme, self.columns)


def name_of(lexeme: Lexeme) -> str:
    """The name under which the grammar knows a leaf."""
    return f"L{lexeme.start}"


def _inside(lexeme: Lexeme) -> str:
    quote = lexeme.text[0]
    return lexeme.text[1:-1].replace(quote * 2, quote)


def _literal(lexeme: Lexeme, kind: NodeType, value: Value) -> Node:
    return Node("literal", kind, (), value, *lexeme.place)


def _number(lexeme: Lexeme) -> Node | Fault:
    whole, point, rest = lexeme.text.partition(".")
    good = lexeme.text.replace(".", "", 1).isdigit() and lexeme.text.isascii() and whole
    if good and not point and int(whole) <= INTEGER_LIMIT:
        return _literal(lexeme, "integer", int(whole))
    if good and rest and len(rest) <= DECIMAL_PLACES and int(whole) < DECIMAL_LIMIT:
        return _literal(lexeme, "decimal", Decimal(lexeme.text))
    return fault(lexeme.place, "number", found=lexeme.text[:60])


def _date(first: Lexeme, text: Lexeme) -> Node | Fault:
    written = _inside(text)
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return fault(first.place, "date", found=written[:60])
    if day.isoformat() != written:
        return fault(first.place, "date", f"DATE '{day.isoformat()}'", found=written)
    return _literal(first, "date", day)


def _unknown_function(lexeme: Lexeme) -> Fault:
    if lexeme.text.upper() in _REFUSED:
        return fault(lexeme.place, "refused_word", found=lexeme.text.upper())
    near = get_close_matches(lexeme.text.lower(), FUNCTIONS, n=1, cutoff=0.5)
    usage = FUNCTIONS[near[0]].usage if near else ""
    known = "、".join(FUNCTIONS)
    return fault(lexeme.place, "unknown_function", usage, found=lexeme.text, known=known)


def _unknown_name(lexeme: Lexeme, columns: Columns) -> Fault:
    found = lexeme.text
    glued = next((word for word in _CHINESE if found.startswith(word)), "")
    if found in _CHINESE or (glued and found[len(glued) :] in columns):
        word = found if found in _CHINESE else glued
        rest = found[len(word) :]
        return fault(lexeme.place, "chinese_word", f"{_CHINESE[word]} {rest}".strip(), found=word)
    if found.upper() in _REFUSED:
        instead = _REFUSED[found.upper()]
        return fault(lexeme.place, "refused_word", instead, found=found.upper())
    return fault(lexeme.place, "unknown_column", near_column(found, columns), found=found)
