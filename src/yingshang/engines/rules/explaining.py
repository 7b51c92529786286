"""A condition in plain words, Chinese or English, with the titles of its columns."""

from types import MappingProxyType

from yingshang.engines.rules.columns import Column, Language, Words
from yingshang.engines.rules.condition import Condition
from yingshang.engines.rules.nodes import Node
from yingshang.engines.rules.printing import printed

_SIGNS = MappingProxyType(
    {
        "=": Words("等于", "is"),
        "<>": Words("不等于", "is not"),
        "<": Words("小于", "is below"),
        "<=": Words("不超过", "is at most"),
        ">": Words("大于", "is above"),
        ">=": Words("不少于", "is at least"),
        "IN": Words("属于", "is one of"),
        "NOT IN": Words("不属于", "is none of"),
        "LIKE": Words("符合样式", "matches"),
        "NOT LIKE": Words("不符合样式", "does not match"),
        "IS NULL": Words("未填", "is blank"),
        "NOT IS NULL": Words("已填", "is filled in"),
        "BETWEEN": Words("介于", "is between"),
        "NOT BETWEEN": Words("不介于", "is not between"),
        "AND": Words("且", "and"),
        "OR": Words("或", "or"),
    }
)
_DAYS = frozenset({"date", "datetime"})
_EARLIER = MappingProxyType(
    {
        "<": Words("早于", "is before"),
        "<=": Words("不晚于", "is not after"),
        ">": Words("晚于", "is after"),
        ">=": Words("不早于", "is not before"),
    }
)


def explain(condition: Condition, language: Language) -> str:
    """What a condition says, in one language; arithmetic and CASE stay as they are written.

    Example:
        >>> from yingshang.engines.rules import Column, read
        >>> explain(read("a > 1", {"a": Column("integer", "人数")}), "zh")
        '人数 大于 1'
    """
    return _Speaker(dict(condition.declared), language).say(condition.tree)


class _Speaker:
    """Says nodes in one language."""

    def __init__(self, columns: dict[str, Column], language: Language) -> None:
        self.columns = columns
        self.language = language

    def say(self, node: Node) -> str:
        """One node."""
        if node.kind in {"AND", "OR"}:
            return self._join(node)
        if node.kind == "NOT":
            return self._not(node.children[0])
        if node.kind in _SIGNS:
            return self._compare(node, "")
        return self._value(node)

    def _word(self, sign: str, node: Node) -> str:
        dated = node.children[0].type in _DAYS
        words = _EARLIER.get(sign) if dated else None
        return (words or _SIGNS[sign]).say(self.language)

    def _join(self, node: Node) -> str:
        said = (
            self._bracketed(child) if child.kind in {"AND", "OR"} else self.say(child)
            for child in node.children
        )
        return f" {_SIGNS[node.kind].say(self.language)} ".join(said)

    def _bracketed(self, node: Node) -> str:
        brackets = Words("（{}）", "({})")
        return brackets.say(self.language).format(self.say(node))

    def _not(self, node: Node) -> str:
        if f"NOT {node.kind}" in _SIGNS:
            return self._compare(node, "NOT ")
        word = Words("并非", "not ").say(self.language)
        return word + (self.say(node) if node.kind == "column" else self._bracketed(node))

    def _compare(self, node: Node, negation: str) -> str:
        first, *others = (self._value(child) for child in node.children)
        word = self._word(negation + node.kind, node)
        if node.kind == "IS NULL":
            return f"{first} {word}"
        joint = {"IN": Words("、", ", "), "BETWEEN": Words(" 和 ", " and ")}
        between = joint.get(node.kind, Words("", "")).say(self.language)
        end = Words(" 之间", "").say(self.language) if node.kind == "BETWEEN" else ""
        return f"{first} {word} {between.join(others)}{end}"

    def _value(self, node: Node) -> str:
        if node.kind == "column":
            name = str(node.value)
            return self.columns[name].named(name, self.language)
        if node.kind == "literal" and node.type == "text":
            return f"“{node.value}”"
        if node.kind == "literal" and node.type == "date":
            return str(node.value)
        return printed(node)
