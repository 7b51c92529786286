"""Decision tables: rows of conditions and outcomes, with a rule for how many rows may answer."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from yingshang.engines.rules.columns import Columns
from yingshang.engines.rules.condition import Condition
from yingshang.engines.rules.faults import TableFault
from yingshang.engines.rules.judging import Truth, Verdict, judge_all

Outcome = TypeVar("Outcome")
Hit = Literal["unique", "first", "collect"]


@dataclass(frozen=True)
class Row(Generic[Outcome]):
    """One row: when its condition is true, its outcome holds."""

    id: str
    when: Condition
    outcome: Outcome


@dataclass(frozen=True)
class DecisionTable(Generic[Outcome]):
    """Rows over declared columns.

    Attributes:
        hit: `unique`: at most one row may be true. `first`: the first true row answers. `collect`:
            all true rows answer, in order.

    Raises:
        TableFault: Two rows share an id, or a row's condition was read over other columns.
    """

    columns: Columns
    rows: tuple[Row[Outcome], ...]
    hit: Hit = "unique"

    def __post_init__(self) -> None:
        counted = Counter(row.id for row in self.rows)
        twice = next((one for one, times in counted.items() if times > 1), None)
        if twice is not None:
            raise TableFault(
                f"决策表里有两行都叫“{twice}”，请改名。",
                f"Two rows of the decision table are called “{twice}”; rename one.",
            )
        for row in self.rows:
            for name, column in row.when.declared:
                if self.columns.get(name) != column:
                    raise TableFault(
                        f"第“{row.id}”行用到的栏目“{name}”不是这张决策表的栏目。",
                        f"Row “{row.id}” speaks of the column “{name}”, which this table lacks.",
                    )


@dataclass(frozen=True)
class Decision(Generic[Outcome]):
    """What a table says of a record.

    Attributes:
        status: `decided`; `none`: no row is true and none is unknown; `unknown`: something that
            is missing could change the answer.
        outcomes: Of the rows that answer, in order. Under `collect` and `unknown`: those so far.
        hit: Ids of the rows that answer, in the same order.
        unknown: The rows that are unknown and matter, with the columns that they miss.
    """

    status: Literal["decided", "none", "unknown"]
    outcomes: tuple[Outcome, ...]
    hit: tuple[str, ...]
    unknown: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """All columns that the unknown rows miss, sorted."""
        return tuple(sorted({name for _, names in self.unknown for name in names}))


def decide(table: DecisionTable[Outcome], record: Mapping[str, object]) -> Decision[Outcome]:
    """What a table says of one record; all rows are judged by one statement.

    Under `unique` a true row answers although another is unknown: `overlaps` proves that both
    cannot be true. Under `first` a row answers only when every row before it is known to be false.

    Raises:
        TableFault: Two rows are true under `unique`.
        RecordFault: A value does not fit its column's type.
    """
    verdicts = judge_all([row.when for row in table.rows], record)
    judged = list(zip(table.rows, verdicts, strict=True))
    if table.hit == "first":
        judged = _until_first(judged)
    true = [row for row, verdict in judged if verdict.truth is Truth.TRUE]
    unknown = tuple(
        (row.id, verdict.missing) for row, verdict in judged if verdict.truth is Truth.UNKNOWN
    )
    if table.hit == "unique":
        _at_most_one(true)
        unknown = () if true else unknown
    if table.hit == "first" and unknown:
        true = []
    return Decision(
        "unknown" if unknown else "decided" if true else "none",
        tuple(row.outcome for row in true),
        tuple(row.id for row in true),
        unknown,
    )


def _until_first(
    judged: list[tuple[Row[Outcome], Verdict]],
) -> list[tuple[Row[Outcome], Verdict]]:
    for index, (_, verdict) in enumerate(judged):
        if verdict.truth is Truth.TRUE:
            return judged[: index + 1]
    return judged


def _at_most_one(true: list[Row[Outcome]]) -> None:
    if len(true) > 1:
        ids = [row.id for row in true]
        raise TableFault(
            f"决策表只允许一行成立，现在有：{'、'.join(ids)}。",
            f"Only one row of the decision table may be true; these are: {', '.join(ids)}.",
        )
