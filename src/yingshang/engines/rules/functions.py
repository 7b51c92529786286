"""The short list of functions, and what each takes and yields."""

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType

from yingshang.engines.rules.columns import DECIMAL_PLACES
from yingshang.engines.rules.nodes import NUMBERS, Node, NodeType

DATES = frozenset({"date", "datetime"})
ORDERED = NUMBERS | DATES
_PLACES = range(DECIMAL_PLACES + 1)
Yield = Callable[[tuple[Node, ...]], NodeType | None]


@dataclass(frozen=True)
class Function:
    """How a function is written, and what it yields from its arguments (None: they are wrong)."""

    usage: str
    yields: Yield


def _only(kinds: frozenset[str], result: NodeType | None) -> Yield:
    """One argument of some types; yields `result`, or the argument's own type."""

    def yields(given: tuple[Node, ...]) -> NodeType | None:
        if len(given) != 1 or given[0].type not in kinds:
            return None
        return result or given[0].type

    return yields


def common(nodes: tuple[Node, ...]) -> NodeType | None:
    """The one type of several values, or None.

    Integers beside decimals are decimals; a date beside a datetime is its midnight; NULL fits all.
    """
    found = {node.type for node in nodes} - {"null"}
    if found == NUMBERS:
        return "decimal"
    if found == DATES:
        return "datetime"
    return found.pop() if len(found) == 1 else None


def _greatest(given: tuple[Node, ...]) -> NodeType | None:
    kind = common(given)
    null = any(node.type == "null" for node in given)
    return kind if len(given) > 1 and kind in ORDERED and not null else None


def _coalesce(given: tuple[Node, ...]) -> NodeType | None:
    kind = common(given)
    return kind if len(given) > 1 and kind != "interval" else None


def _round(given: tuple[Node, ...]) -> NodeType | None:
    if not given or given[0].type not in NUMBERS:
        return None
    first, *others = given
    good = (node.kind == "literal" and node.value in _PLACES for node in others)
    return first.type if all(good) and len(others) <= 1 else None


def _two_texts(given: tuple[Node, ...]) -> NodeType | None:
    return "boolean" if [node.type for node in given] == ["text", "text"] else None


def _date_diff(given: tuple[Node, ...]) -> NodeType | None:
    match given:
        case (Node(kind="literal", value="day"), first, second):
            return "integer" if {first.type, second.type} <= DATES else None
    return None


_TEXT = frozenset({"text"})

FUNCTIONS = MappingProxyType(
    {
        "abs": Function("abs(1 - 2)", _only(NUMBERS, None)),
        "round": Function("round(1.25, 1)", _round),
        "least": Function("least(1, 2)", _greatest),
        "greatest": Function("greatest(1, 2)", _greatest),
        "coalesce": Function("coalesce(column, 0)", _coalesce),
        "length": Function("length('text')", _only(_TEXT, "integer")),
        "lower": Function("lower('TEXT')", _only(_TEXT, "text")),
        "upper": Function("upper('text')", _only(_TEXT, "text")),
        "year": Function("year(DATE '2024-01-31')", _only(DATES, "integer")),
        "month": Function("month(DATE '2024-01-31')", _only(DATES, "integer")),
        "day": Function("day(DATE '2024-01-31')", _only(DATES, "integer")),
        "date_diff": Function("date_diff('day', earlier, later)", _date_diff),
        "starts_with": Function("starts_with('text', 't')", _two_texts),
        "contains": Function("contains('text', 'ex')", _two_texts),
    }
)
