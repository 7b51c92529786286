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

from collections.abc import Mapping, Sequence
from functools import lru_cache

from yingshang.engines.rules.nodes import Node
from yingshang.engines.rules.sql import sql

_UNION = frozenset({"AND", "OR"})
_BLANK_IS_ANSWER = frozenset({"coalesce", "least", "greatest"})
_UNPROBED = frozenset({"literal", "interval"})
Probe = tuple[Node, str]
States = Mapping[Probe, bool]


@lru_cache(maxsize=4096)
def probes(tree: Node) -> tuple[Probe, ...]:
    """What must be known of the parts of a condition, each once: is it NULL, or is it TRUE."""
    found: dict[Probe, None] = {}
    for node in tree.walk():
        if node.kind not in _UNPROBED:
            found[node, "NULL"] = None
        if node.kind == "CASE":
            found |= {(when, "TRUE"): None for when in node.children[:-1:2]}
    return tuple(found)


def probe_sql(tree: Node) -> str:
    """SQL for the answers to all probes: a list of booleans."""
    return "[" + ", ".join(f"{sql(node)} IS {what}" for node, what in probes(tree)) + "]"


@lru_cache(maxsize=4096)
def missing(tree: Node, answers: tuple[bool, ...]) -> tuple[str, ...]:
    """Columns that make an unknown condition unknown, sorted; empty where none could help."""
    return tuple(sorted(_blame(tree, dict(zip(probes(tree), answers, strict=True)))))


def _blame(node: Node, states: States) -> frozenset[str]:
    if node.kind == "column":
        return frozenset({str(node.value)})
    if node.kind == "CASE":
        return _case(node, states)
    unknown = [child for child in node.children if _unknown(child, states)]
    blamed = [_blame(child, states) for child in unknown]
    lenient = node.kind in _UNION or (node.kind == "CALL" and node.value in _BLANK_IS_ANSWER)
    if not lenient and not all(blamed):
        return frozenset()
    return _union(blamed)


def _case(node: Node, states: States) -> frozenset[str]:
    *branches, last = node.children
    blamed: frozenset[str] = frozenset()
    for when, then in zip(branches[::2], branches[1::2], strict=True):
        if _unknown(when, states):
            blamed |= _blame(when, states)
        elif states[when, "TRUE"]:
            last = then
            break
    return blamed | (_blame(last, states) if _unknown(last, states) else frozenset())


def _union(sets: Sequence[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)


def _unknown(node: Node, states: States) -> bool:
    if node.kind in _UNPROBED:
        return node.value is None
    return states[node, "NULL"]
