"""Finds words in Chinese text, and says where they stand in the original."""

from collections.abc import Iterable

from yingshang.engines.plans.folding import fold

MOST_WORDS = 8


def folded(text: str) -> str:
    """`text` as it is searched: one width, one script, small letters; length unchanged."""
    return "".join(small if len(small := char.lower()) == 1 else char for char in fold(text))


def words_of(query: str) -> tuple[str, ...]:
    """The folded words of a query, each once, in order; more than eight are not looked for."""
    return tuple(dict.fromkeys(folded(query).split()))[:MOST_WORDS]


def hits(text: str, words: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Half-open spans of `text` that hold one of `words` (folded), merged and in order.

    Example:
        >>> hits("完善许可Ｅ窗通系统", ["e窗"])
        ((4, 6),)
    """
    plain = folded(text)
    found = sorted(span for word in words if word for span in _places(plain, word))
    merged: list[tuple[int, int]] = []
    for start, end in found:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _places(plain: str, word: str) -> list[tuple[int, int]]:
    places, at = [], plain.find(word)
    while at >= 0:
        places.append((at, at + len(word)))
        at = plain.find(word, at + 1)
    return places
