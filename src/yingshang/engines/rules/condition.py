"""Reading: text to a condition, or every fault in it."""

from dataclasses import dataclass, field

from yingshang.engines.rules.building import DEEPEST, Builder
from yingshang.engines.rules.columns import Column, Columns, Type
from yingshang.engines.rules.faults import ConditionFault, Fault, fault
from yingshang.engines.rules.functions import DATES
from yingshang.engines.rules.leaves import Leaves
from yingshang.engines.rules.lexing import lex
from yingshang.engines.rules.nodes import NUMBERS, Node
from yingshang.engines.rules.parsing import parse
from yingshang.engines.rules.printing import printed
from yingshang.engines.rules.sql import sql
from yingshang.engines.rules.wording import TYPES


@dataclass(frozen=True)
class Condition:
    """A condition that has been read and checked, or a value expression likewise.

    Two are equal when they mean the same tree over the same columns, however they were written.

    Attributes:
        text: As it was written.
        tree: What was read.
        declared: The columns it speaks of, by name in order.
    """

    text: str = field(compare=False)
    tree: Node
    declared: tuple[tuple[str, Column], ...]

    @property
    def columns_used(self) -> tuple[str, ...]:
        """Names of the columns it speaks of, sorted."""
        return tuple(name for name, _ in self.declared)

    @property
    def type(self) -> str:
        """What it yields: `boolean` for a condition."""
        return self.tree.type

    def sql(self) -> str:
        """DuckDB text over columns of the declared names and types."""
        return sql(self.tree)

    def canonical(self) -> str:
        """The text in one fixed spelling; equal conditions have equal canonical texts."""
        return printed(self.tree)


def read(text: str, columns: Columns, *, expects: Type | None = "boolean") -> Condition:
    """Read a condition, or with another `expects` a value expression.

    Args:
        expects: What it must yield; None for anything. An integer passes for a decimal, a date
            for a datetime.

    Raises:
        ConditionFault: The text is faulty; `faults` says where and why.

    Example:
        >>> read("amount > 100", {"amount": Column("decimal")}).columns_used
        ('amount',)
    """
    tree, faults = _read(text, columns, expects)
    if faults or tree is None:
        raise ConditionFault(faults)
    used = sorted(tree.columns())
    return Condition(text, tree, tuple((name, columns[name]) for name in used))


def faults_of(
    text: str, columns: Columns, *, expects: Type | None = "boolean"
) -> tuple[Fault, ...]:
    """Everything wrong with a text, in order of place; empty when `read` would take it."""
    return _read(text, columns, expects)[1]


def _read(
    text: str, columns: Columns, expects: Type | None
) -> tuple[Node | None, tuple[Fault, ...]]:
    clash = _clash(columns)
    if clash:
        return None, clash
    lexemes, faults = lex(text)
    if not lexemes or faults:
        return None, tuple(sorted(faults)) or (fault((1, 1), "empty"),)
    leaves = Leaves(columns)
    builder = Builder(leaves)
    try:
        parsed = parse(lexemes, leaves)
        tree = builder.build(parsed) if parsed is not None else None
    except RecursionError:
        return None, (fault((1, 1), "too_deep", limit=DEEPEST),)
    found = [*leaves.faults, *builder.faults]
    if tree is not None and not found:
        found = _result(tree, expects)
    return tree, tuple(sorted(set(found)))


def _clash(columns: Columns) -> tuple[Fault, ...]:
    seen: dict[str, str] = {}
    for name in columns:
        first = seen.setdefault(name.lower(), name)
        if first != name:
            return (fault((1, 1), "columns_clash", first=first, second=name),)
    return ()


def _result(tree: Node, expects: Type | None) -> list[Fault]:
    """Whether the whole yields what is wanted."""
    wider = {"decimal": NUMBERS, "datetime": DATES}
    if tree.type == expects or tree.type in wider.get(str(expects), ()):
        return []
    if expects is None and tree.type not in {"null", "interval"}:
        return []
    wanted, given = TYPES[expects or "text"], TYPES[tree.type]
    words = {"left": given.zh, "left_en": given.en, "right": wanted.zh, "right_en": wanted.en}
    return [fault((tree.line, tree.column), "result_type", named=words)]
