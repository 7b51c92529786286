"""Whether a return says anything, and whether it says what another one says already."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from yingshang.apps.delivery.decisions.returns import Content

LETTERS = re.compile(r"[^\w]+|_")
SHINGLE = 3
LabelT = TypeVar("LabelT")


@dataclass(frozen=True)
class Rules:
    """What the pack says of texts that say nothing.

    Attributes:
        least_characters: Fewer meaningful characters than these are nothing.
        formulas: Phrases that do not count.
        copied_share: This share of a text, or more, standing in another one is a copy.
        compared_from: Texts with fewer characters are not compared.

    Source: pack `returns.yaml`, `hollow` and `copied`.
    """

    least_characters: int
    formulas: tuple[str, ...]
    copied_share: float
    compared_from: int


def folded(text: str) -> str:
    """`text` without punctuation and spaces, in one width and case."""
    return LETTERS.sub("", unicodedata.normalize("NFKC", text).lower())


def meaningful(text: str, formulas: Iterable[str]) -> int:
    """How many letters, characters and digits are left without `formulas`, the longest first.

    Example:
        >>> meaningful("持续推进，走访企业12户。", ["持续推进"])
        7
    """
    left = folded(text)
    for formula in sorted(map(folded, formulas), key=len, reverse=True):
        left = left.replace(formula, "")
    return len(left)


def is_hollow(content: Content, evidence: int, rules: Rules) -> bool:
    """Whether nothing is proven and hardly anything said.

    Args:
        evidence: How many files are attached, in all.
    """
    if evidence or any(line.has_figure or line.milestones for line in content.lines):
        return False
    return meaningful(content.words, rules.formulas) < rules.least_characters


def share_found(text: str, other: str) -> float:
    """The share, 0 to 1, of `text` that stands in `other`, in runs of three characters.

    Example:
        >>> share_found("走访企业十二户", "本月走访企业十二户。")
        1.0
    """
    own, there = _shingles(text), _shingles(other)
    total = own.total()
    return (own & there).total() / total if total else 0.0


def copied_from(
    text: str, others: Iterable[tuple[LabelT, str]], rules: Rules
) -> tuple[LabelT, float] | None:
    """Which of `others` the text copies most of, and the share; None when it copies none."""
    if len(folded(text)) < rules.compared_from:
        return None
    shares = ((label, share_found(text, other)) for label, other in others)
    found = [(label, share) for label, share in shares if share >= rules.copied_share]
    return max(found, key=lambda each: each[1], default=None)


def _shingles(text: str) -> Counter[str]:
    letters = folded(text)
    return Counter(letters[at : at + SHINGLE] for at in range(len(letters) - SHINGLE + 1))
