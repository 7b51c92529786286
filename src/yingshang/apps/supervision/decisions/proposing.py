"""Which grounds hold for which rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from yingshang.engines.packs.schema.casework.letters import BLANK
from yingshang.engines.packs.schema.supervision import Ground, Supervision
from yingshang.engines.packs.supervisioncolumns import matter_columns
from yingshang.engines.rules import Truth, judge_table, read


@dataclass(frozen=True)
class Held:
    """A ground that holds, for the row at `place`."""

    place: int
    ground: Ground
    zh: str
    en: str


def held(found: Supervision, rows: Sequence[Mapping[str, object]]) -> Iterator[Held]:
    """Every ground that is true of every row; unknown is not true. One statement for all."""
    if not rows:
        return
    columns = matter_columns(found.tallies)
    conditions = [read(ground.condition, columns) for ground in found.grounds]
    for ground, verdicts in zip(found.grounds, judge_table(conditions, rows), strict=True):
        for place, verdict in enumerate(verdicts):
            if verdict.truth is Truth.TRUE:
                zh = said(ground.sentence.zh_hans, rows[place])
                yield Held(place, ground, zh, said(ground.sentence.en or "", rows[place]))


def said(sentence: str, row: Mapping[str, object]) -> str:
    """`sentence` with its blanks filled in from the row.

    Example:
        >>> said("{urged} times", {"urged": 3})
        '3 times'
    """
    return BLANK.sub(lambda blank: str(row[blank.group(1)]), sentence)
