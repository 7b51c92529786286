"""Which missing columns make a condition unknown.

The database says which parts of the condition are unknown; from there the rule is structural:

- AND and OR are unknown because of their unknown operands, and of no others. `a = 1 AND b = 2` with
  `b` known to be 2 misses `a` only. A part that is already known is never blamed: a blank that
  `IS NULL`, `coalesce`, `least` or `greatest` has answered is an answer.
- Other operators are unknown because of their unknown operands; where one of these can never be
  known (division by zero), filling in the others is of no use and nothing is blamed.
- CASE is unknown because of the result that it took, and of the unknown conditions before it.
- A column is to blame for itself.
"""

from collections.abc import Mapping

from yingshang.engines.rules.nodes import Node
from yingshang.engines.rules.sql import sql

NULL, TRUE, OTHER = "1", "2", "0"
_UNION = frozenset({"AND", "OR"})
_BLANK_IS_ANSWER = frozenset({"coalesce", "least", "greatest"})


def probes(tree: Node) -> tuple[Node, ...]:
    """The parts of a condition whose state must be known, each once."""
    parts = (node for node in tree.walk() if node.kind not in {"literal", "interval"})
    return tuple(dict.fromkeys(parts))


def probe_sql(tree: Node) -> str:
    """SQL for the states of all probes, one character each, where the condition is unknown."""
    states = ", ".join(_state(node) for node in probes(tree))
    if not states:
        return "CAST(NULL AS VARCHAR)"
    return f"CASE WHEN {sql(tree)} IS NULL THEN concat({states}) END"


def _state(node: Node) -> str:
    written = sql(node)
    true = f" WHEN {written} THEN '{TRUE}'" if node.type == "boolean" else ""
    return f"CASE WHEN {written} IS NULL THEN '{NULL}'{true} ELSE '{OTHER}' END"


def missing(tree: Node, states: str | None) -> tuple[str, ...]:
    """Columns that make an unknown condition unknown, sorted; empty where none could help."""
    found = dict(zip(probes(tree), states or "", strict=True)) if states else {}
    return tuple(sorted(_blame(tree, found)))


def _blame(node: Node, states: Mapping[Node, str]) -> frozenset[str]:
    if node.kind == "column":
        return frozenset({str(node.value)})
    if node.kind == "CASE":
        return _case(node, states)
    unknown = [child for child in node.children if _unknown(child, states)]
    blamed = [_blame(child, states) for child in unknown]
    lenient = node.kind in _UNION or node.value in _BLANK_IS_ANSWER
    if not lenient and not all(blamed):
        return frozenset()
    return frozenset().union(*blamed)


def _case(node: Node, states: Mapping[Node, str]) -> frozenset[str]:
    *branches, last = node.children
    blamed: frozenset[str] = frozenset()
    for when, then in zip(branches[::2], branches[1::2], strict=True):
        if _unknown(when, states):
            blamed |= _blame(when, states)
        elif states.get(when) == TRUE or (when.kind == "literal" and when.value is True):
            last = then
            break
    return blamed | (_blame(last, states) if _unknown(last, states) else frozenset())


def _unknown(node: Node, states: Mapping[Node, str]) -> bool:
    if node.kind == "literal":
        return node.value is None
    return states.get(node) == NULL
