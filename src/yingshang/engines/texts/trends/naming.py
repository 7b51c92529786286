"""Names for clusters: phrases that are frequent inside and rare outside."""

from collections import Counter
from collections.abc import Sequence
from math import log
from typing import Final

from yingshang.engines.texts.trends.phrases import Cut, Phrase, frequent, held_by

MOST_WORDS: Final = 3
LEAST_SHARE: Final = 0.4
_DOUBT: Final = 0.5
# What a phrase is worth that stands in no title, and each further word.
_UNTITLED: Final = 0.4
_LONGER: Final = 0.35
# A phrase gives way to a longer one around it that so large a share of its texts holds.
_WHOLE: Final = 0.6


def names(texts: Sequence[Cut], groups: Sequence[Sequence[int]]) -> list[tuple[str, ...]]:
    """Up to three phrases for each group of places in `texts`, the most telling first."""
    inside = [_inside([texts[row] for row in group]) for group in groups]
    everywhere = held_by(texts, {phrase for counted in inside for phrase in counted})
    found = []
    for counted, group in zip(inside, groups, strict=True):
        titles = held_by([Cut(texts[row].title, ()) for row in group], set(counted))
        found.append(_best(counted, titles, everywhere, (len(group), len(texts))))
    return found


def _inside(texts: Sequence[Cut]) -> Counter[Phrase]:
    """Phrases that enough of the group's texts hold; of a diverse group, the best there are."""
    counted = frequent(texts, 2)
    enough = {phrase: n for phrase, n in counted.items() if n >= LEAST_SHARE * len(texts)}
    return Counter(enough) if enough else counted


def _best(
    inside: Counter[Phrase],
    titles: Counter[Phrase],
    everywhere: Counter[Phrase],
    sizes: tuple[int, int],
) -> tuple[str, ...]:
    """The most telling phrases of a group of `sizes[0]` among `sizes[1]` texts."""
    size, others = sizes[0], max(sizes[1] - sizes[0], 1)

    def telling(phrase: Phrase) -> float:
        share = inside[phrase] / size
        outside = (everywhere[phrase] - inside[phrase] + _DOUBT) / others
        entitled = _UNTITLED + titles[phrase] / size
        return share * log(share / outside) * entitled * (1 + _LONGER * (len(phrase) - 1))

    ranked = sorted(inside, key=lambda phrase: (-round(telling(phrase), 9), phrase))
    chosen: list[str] = []
    for phrase in ranked:
        words = "".join(_widened(phrase, inside))
        if telling(phrase) > 0 and not any(overlapping(words, other) for other in chosen):
            chosen.append(words)
        if len(chosen) == MOST_WORDS:
            break
    return tuple(chosen)


def _widened(phrase: Phrase, inside: Counter[Phrase]) -> Phrase:
    """The longest phrase around `phrase` that most texts with `phrase` hold: the whole name."""
    words = "".join(phrase)
    around = [p for p in inside if words in "".join(p) and inside[p] >= _WHOLE * inside[phrase]]
    return max(around, key=lambda one: (len("".join(one)), one))


def overlapping(one: str, other: str) -> bool:
    """Whether the shorter stands in the longer, or they share their half."""
    short, long = sorted((one, other), key=len)
    half = max(2, (len(short) + 1) // 2)
    return any(short[at : at + half] in long for at in range(len(short) - half + 1))
