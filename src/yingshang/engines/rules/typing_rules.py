"""What each operator takes and yields."""

from collections.abc import Callable
from types import MappingProxyType

from yingshang.engines.rules.columns import Columns
from yingshang.engines.rules.faults import Fault, fault
from yingshang.engines.rules.functions import DATES, ORDERED, common
from yingshang.engines.rules.nodes import NUMBERS, Node, NodeType
from yingshang.engines.rules.suggesting import near_choice
from yingshang.engines.rules.wording import TYPES

Result = NodeType | Fault
_EQUALITY = frozenset({"=", "<>", "IN"})


def result(sign: str, children: tuple[Node, ...]) -> Result:
    """The type that an operator yields over its operands, or what is wrong with them."""
    return _RULES.get(sign, _compared)(sign, children)


def choices(sign: str, children: tuple[Node, ...], columns: Columns) -> list[Fault]:
    """Constants beside a column of choices that are none of its choices."""
    if sign not in _EQUALITY:
        return []
    named = [str(node.value) for node in children if node.kind == "column"]
    limited = [name for name in named if columns[name].choices is not None]
    faults = []
    for name in limited[:1]:
        known = columns[name].choices or ()
        for node in children:
            if node.kind == "literal" and node.value not in known:
                near = near_choice(str(node.value), known)
                place = node.line, node.column
                faults.append(fault(place, "unknown_choice", near, found=node.value, column=name))
    return faults


def types_fault(node: Node, code: str, other: str, found: str = "") -> Fault:
    """A fault at a node that says its type (`left`) and another (`right`)."""
    left, right = TYPES[node.type], TYPES[other]
    words = {"left": left.zh, "left_en": left.en, "right": right.zh, "right_en": right.en}
    dated = node.type in DATES and other == "text" and code == "compare_types"
    instead = "DATE '2024-01-31'" if dated else ""
    place = node.line, node.column
    return fault(place, code, suggestion=instead, named=words | {"found": found})


def _compared(sign: str, children: tuple[Node, ...]) -> Result:
    first = children[0]
    alone = next(filter(None, map(_incomparable, children)), None)
    if alone is not None:
        return alone
    other = next((node for node in children[1:] if common((first, node)) is None), None)
    if other is not None:
        return types_fault(first, "compare_types", other.type)
    kind = common(children)
    if sign not in _EQUALITY and kind not in ORDERED:
        return types_fault(first, "order", first.type)
    return "boolean"


def _incomparable(node: Node) -> Fault | None:
    place = node.line, node.column
    if node.type == "null":
        return fault(place, "compare_null", "IS NULL")
    return fault(place, "interval_alone") if node.type == "interval" else None


def _connected(sign: str, children: tuple[Node, ...]) -> Result:
    for node in children:
        if node.type not in {"boolean", "null"}:
            return types_fault(node, "not_boolean", node.type, found=sign)
    return "boolean"


def _is_null(_sign: str, children: tuple[Node, ...]) -> Result:
    node = children[0]
    if node.type == "interval":
        return fault((node.line, node.column), "interval_alone")
    return "boolean"


def _like(_sign: str, children: tuple[Node, ...]) -> Result:
    tested, pattern = children
    if tested.type != "text" or pattern.kind != "literal" or pattern.type != "text":
        return fault((tested.line, tested.column), "like")
    return "boolean"


def _negated(_sign: str, children: tuple[Node, ...]) -> Result:
    node = children[0]
    if node.type not in NUMBERS:
        return types_fault(node, "arithmetic", node.type, found="-")
    return node.type


def _arithmetic(sign: str, children: tuple[Node, ...]) -> Result:
    left, right = children
    kinds = {left.type, right.type}
    if kinds <= NUMBERS:
        return "decimal" if sign == "/" or "decimal" in kinds else "integer"
    if right.type == "interval" and left.type in DATES and sign in {"+", "-"}:
        return left.type
    if left.type == "interval" and right.type in DATES and sign == "+":
        return right.type
    if kinds & DATES and sign in {"+", "-"}:
        return _dates_added(sign, left, right)
    return types_fault(left, "arithmetic", right.type, found=sign)


def _dates_added(sign: str, left: Node, right: Node) -> Fault:
    """A date plus or minus what is no interval: an interval is meant, or the days between."""
    dated, other = (left, right) if left.type in DATES else (right, left)
    if other.type in DATES and sign == "-":
        instead = "date_diff('day', earlier, later)"
    else:
        instead = f"{dated.value} {sign} INTERVAL 1 DAY" if dated.kind == "column" else ""
    words = TYPES[other.type]
    place = left.line, left.column
    named = {"found": sign, "right": words.zh, "right_en": words.en}
    return fault(place, "dates_added", suggestion=instead, named=named)


def _case(_sign: str, children: tuple[Node, ...]) -> Result:
    for node in children[:-1:2]:
        if node.type not in {"boolean", "null"}:
            return types_fault(node, "not_boolean", node.type, found="WHEN")
    results = (*children[1:-1:2], children[-1])
    kind = common(results)
    if kind is None or kind == "interval":
        other = next((node for node in results if node.type != results[0].type), results[0])
        return types_fault(results[0], "case_types", other.type)
    return kind


_RULES: MappingProxyType[str, Callable[[str, tuple[Node, ...]], Result]] = MappingProxyType(
    {"AND": _connected, "OR": _connected, "NOT": _connected, "IS NULL": _is_null, "LIKE": _like}
    | {"NEGATE": _negated, "CASE": _case}
    | dict.fromkeys("+-*/", _arithmetic)
)
