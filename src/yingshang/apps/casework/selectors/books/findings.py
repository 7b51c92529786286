"""What is wrong with the books, as sentences; long lists are cut, and say so."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

SHOWN = 20


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, and what to do, in Chinese and English."""

    zh: str
    en: str


class Entry(NamedTuple):
    """One entry: what was looked at in both languages, how many rows, what is wrong with them."""

    zh: str
    en: str
    looked_at: int
    findings: Sequence[Finding]


MORE = Finding("还有其他的，先处理以上各条。", "There are more; see to these first.")


def shown(findings: Iterable[Finding]) -> Sequence[Finding]:
    """The first `SHOWN`, and that there are more where there are."""
    first = list(islice(findings, SHOWN + 1))
    return [*first[:SHOWN], MORE] if len(first) > SHOWN else first
