"""The allow-list and the types: sqlglot's tree becomes a typed condition, or faults."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from sqlglot import exp

from yingshang.engines.rules import typing_rules as rules
from yingshang.engines.rules.faults import Fault, fault
from yingshang.engines.rules.functions import FUNCTIONS
from yingshang.engines.rules.leaves import Leaves
from yingshang.engines.rules.lexing import Lexeme
from yingshang.engines.rules.nodes import Node, NodeType

DEEPEST = 60

_BINARY: MappingProxyType[type[exp.Expression], str] = MappingProxyType(
    dict[type[exp.Expression], str]()
    | {exp.EQ: "=", exp.NEQ: "<>", exp.LT: "<", exp.LTE: "<=", exp.GT: ">", exp.GTE: ">="}
    | {exp.Add: "+", exp.Sub: "-", exp.Mul: "*", exp.Div: "/", exp.Like: "LIKE"}
)
_CONNECTORS: MappingProxyType[type[exp.Expression], str] = MappingProxyType(
    {exp.And: "AND", exp.Or: "OR"}
)

_READ = frozenset({"this", "expression", "expressions", "low", "high", "ifs", "default", "negate"})


class Refused(Exception):  # noqa: N818 -- carries a fault up to the nearest operator
    """One fault; raised where it is found, gathered where siblings can still be read."""

    def __init__(self, found: Fault) -> None:
        super().__init__(found.code)
        self.found = found


@dataclass
class Builder:
    """Reads one tree. Faults of siblings are all gathered, so that one reading shows them all."""

    leaves: Leaves
    faults: list[Fault] = field(default_factory=list)
    depth: int = 0

    def build(self, tree: exp.Expression) -> Node | None:
        """The typed node, or None where `faults` has grown."""
        self.depth += 1
        try:
            return self._one(tree)
        except Refused as refused:
            self.faults.append(refused.found)
            return None
        finally:
            self.depth -= 1

    def _one(self, tree: exp.Expression) -> Node | None:
        if self.depth > DEEPEST:
            raise Refused(fault(self._place(tree), "too_deep", limit=DEEPEST))
        said = {name for name, value in tree.args.items() if value}
        if said - _READ:
            return _refuse(self, tree)
        node = self._kind(tree)
        if node is None or "negate" not in said:
            return node
        return Node("NOT", "boolean", (node,), None, node.line, node.column)

    def _kind(self, tree: exp.Expression) -> Node | None:
        kind = type(tree)
        if kind in _CONNECTORS:
            return self._connected(tree, _CONNECTORS[kind])
        if kind in _BINARY:
            return self._joined((tree.this, tree.expression), _BINARY[kind])
        return _OTHERS.get(kind, _refuse)(self, tree)

    def _column(self, tree: exp.Expression) -> Node | None:
        return self.leaves.nodes.get(tree.name) or _refuse(self, tree)

    def _paren(self, tree: exp.Expression) -> Node | None:
        return self.build(tree.this)

    def _joined(self, operands: Sequence[exp.Expression], sign: str) -> Node | None:
        """An operator over operands: build them, check their types, make the node."""
        children = self._all(operands)
        if children is None:
            return None
        place = children[0].line, children[0].column
        kind = rules.result(sign, children)
        if isinstance(kind, Fault):
            raise Refused(kind)
        faults = rules.choices(sign, children, self.leaves.columns)
        self.faults += faults
        return None if faults else Node(sign, kind, children, None, *place)

    def _all(self, trees: Sequence[exp.Expression]) -> tuple[Node, ...] | None:
        built = [self.build(tree) for tree in trees]
        good = tuple(node for node in built if node is not None)
        return good if len(good) == len(built) else None

    def _connected(self, tree: exp.Expression, sign: str) -> Node | None:
        """AND and OR: chains of one connector become one flat node."""
        operands: list[exp.Expression] = []
        waiting = [tree]
        while waiting:
            one = waiting.pop()
            inner = one.unnest()
            if type(inner) is type(tree):
                waiting += [inner.expression, inner.this]
            else:
                operands.append(one)
        return self._joined(operands, sign)

    def _not(self, tree: exp.Expression) -> Node | None:
        return self._joined((tree.this,), "NOT")

    def _negated(self, tree: exp.Expression) -> Node | None:
        return self._joined((tree.this,), "NEGATE")

    def _is(self, tree: exp.Expression) -> Node | None:
        if not isinstance(tree.expression, exp.Null):
            raise Refused(fault(self._place(tree.expression), "not_allowed", "=", found="IS"))
        return self._joined((tree.this,), "IS NULL")

    def _in(self, tree: exp.Expression) -> Node | None:
        listed = tree.args.get("expressions") or []
        if not listed:
            raise Refused(fault(self._place(tree.this), "not_allowed", "IN (1, 2)", found="IN"))
        return self._joined((tree.this, *listed), "IN")

    def _between(self, tree: exp.Expression) -> Node | None:
        operands = (tree.this, tree.args["low"], tree.args["high"])
        return self._joined(operands, "BETWEEN")

    def _case(self, tree: exp.Expression) -> Node | None:
        if tree.this is not None:
            raise Refused(
                fault(self._place(tree.this), "not_allowed", "CASE WHEN a = 1 THEN …", found="CASE")
            )
        parts: list[exp.Expression] = []
        for branch in tree.args["ifs"]:
            parts += [branch.this, branch.args["true"]]
        last = tree.args.get("default")
        children = self._all([*parts, *([last] if last is not None else [])])
        if children is None:
            return None
        if last is None:
            children = (*children, Node("literal", "null"))
        kind = rules.result("CASE", children)
        if isinstance(kind, Fault):
            raise Refused(kind)
        return Node("CASE", kind, children, None, children[0].line, children[0].column)

    def _call(self, tree: exp.Expression) -> Node | None:
        called = self.leaves.calls.get(str(tree.this))
        if called is None:
            return _refuse(self, tree)
        given = self._all(tree.expressions)
        if given is None:
            return None
        name = called.text.lower()
        kind: NodeType | None = FUNCTIONS[name].yields(given)
        if kind is None:
            usage = FUNCTIONS[name].usage
            raise Refused(fault(called.place, "arguments", usage, found=name, usage=usage))
        return Node("CALL", kind, given, name, *called.place)

    def _place(self, tree: object) -> tuple[int, int]:
        """Where the leftmost leaf below a tree stands."""
        places = [(1, 1)] if not isinstance(tree, exp.Expression) else []
        if isinstance(tree, exp.Expression):
            for leaf in tree.find_all(exp.Column, exp.Anonymous):
                places += self._leaf(leaf)
        return min(places, default=(1, 1))

    def _leaf(self, leaf: exp.Expression) -> list[tuple[int, int]]:
        node = self.leaves.nodes.get(leaf.name)
        called: Lexeme | None = self.leaves.calls.get(leaf.name)
        found = [(node.line, node.column)] if node else []
        return found + ([called.place] if called else [])


def _refuse(builder: Builder, tree: exp.Expression) -> Node | None:
    if isinstance(tree, exp.Alias):
        second = builder.leaves.nodes.get(tree.alias)
        place = (second.line, second.column) if second else builder._place(tree)
        raise Refused(fault(place, "missing_operator"))
    raise Refused(fault(builder._place(tree), "not_allowed", found=type(tree).__name__))


_OTHERS: MappingProxyType[
    type[exp.Expression], Callable[[Builder, exp.Expression], Node | None]
] = MappingProxyType(
    {
        exp.Column: Builder._column,
        exp.Paren: Builder._paren,
        exp.Not: Builder._not,
        exp.Neg: Builder._negated,
        exp.Is: Builder._is,
        exp.In: Builder._in,
        exp.Between: Builder._between,
        exp.Case: Builder._case,
        exp.Anonymous: Builder._call,
    }
)
