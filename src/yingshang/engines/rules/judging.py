"""Judging: a condition and a record make true, false, or unknown because something is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from yingshang.engines.rules.blame import missing, probe_sql
from yingshang.engines.rules.columns import Value
from yingshang.engines.rules.condition import Condition
from yingshang.engines.rules.engine import columns_of, engine
from yingshang.engines.rules.faults import RulesError
from yingshang.engines.rules.nodes import Node
from yingshang.engines.rules.sql import sql


class Truth(Enum):
    """The three values of a condition."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Verdict:
    """What a condition says of a record.

    Attributes:
        missing: When unknown: the absent columns that make it so, sorted (`rules.blame` says by
            what rule). Empty when nothing that is filled in would help, as after a division by 0.
    """

    truth: Truth
    missing: tuple[str, ...] = ()


def judge(condition: Condition, record: Mapping[str, object]) -> Verdict:
    """What one condition says of one record.

    Args:
        record: Values by column name. Absent and None are the same: NULL. Others are ignored.

    Raises:
        RecordFault: A value does not fit its column's type.

    Example:
        >>> from yingshang.engines.rules import Column, read
        >>> judge(read("a > 1", {"a": Column("integer")}), {}).missing
        ('a',)
    """
    return judge_all((condition,), record)[0]


def judge_all(conditions: Sequence[Condition], record: Mapping[str, object]) -> tuple[Verdict, ...]:
    """What several conditions say of one record, by one statement; verdicts in their order.

    Raises:
        RecordFault: A value does not fit its column's type.
        RulesError: One column is declared differently by two of them, or one is no condition.
    """
    if not conditions:
        return ()
    outputs = [text for condition in conditions for text in outputs_of(condition)]
    row = engine().one(outputs, columns_of(conditions), record)
    parts = zip(conditions, row[::2], row[1::2], strict=True)
    return tuple(verdict(condition, truth, answers) for condition, truth, answers in parts)


def compute(expression: Condition, record: Mapping[str, object]) -> Value:
    """The value of an expression over a record; None where it is unknown.

    Decimals come with six places. Results beyond the range of their type, and quotients by zero,
    are unknown.

    Raises:
        RecordFault: A value does not fit its column's type.
    """
    return compute_all((expression,), record)[0]


def compute_all(
    expressions: Sequence[Condition], record: Mapping[str, object]
) -> tuple[Value, ...]:
    """The values of several expressions over one record, by one statement; in their order.

    Raises:
        RecordFault: A value does not fit its column's type.
        RulesError: One column is declared differently by two of them.
    """
    if not expressions:
        return ()
    outputs = [each.sql() for each in expressions]
    row: tuple[Value, ...] = engine().one(outputs, columns_of(expressions), record)  # type: ignore[assignment]
    return row


def outputs_of(condition: Condition) -> tuple[str, str]:
    """SQL for a condition's truth, and for what its parts are where that is unknown."""
    if condition.type != "boolean":
        raise RulesError(
            f"“{condition.text}”不是能回答是或否的条件。",
            f"“{condition.text}” is no condition that is true or false.",
        )
    return _outputs(condition.tree)


@lru_cache(maxsize=4096)
def _outputs(tree: Node) -> tuple[str, str]:
    return sql(tree), probe_sql(tree)


def verdict(condition: Condition, truth: object, answers: object) -> Verdict:
    """A verdict from what the database answered."""
    if truth is None:
        known = tuple(answers) if isinstance(answers, list) else ()
        return Verdict(Truth.UNKNOWN, missing(condition.tree, known))
    return Verdict(Truth.TRUE if truth else Truth.FALSE)
