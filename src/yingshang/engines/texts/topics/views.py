"""The three ways in which a text is looked at: its signs, its words, the words it begins with."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from yingshang.engines.texts.words import even, words

HEAD_WORDS: Final = 45
SIGNS, WORDS, HEAD = "signs", "words", "head"
# How much each view weighs beside the others, by trial on held-back texts.
VIEWS: Final = {SIGNS: 1.0, WORDS: 0.7, HEAD: 0.55}


@dataclass(frozen=True, slots=True)
class Read:
    """A text ready to be counted; `words` from left to right, title first."""

    letters: str
    words: tuple[str, ...]


def read(text: str, title: str = "") -> Read:
    """`title` and `text` as the model sees them."""
    letters = even(f"{title}\n{text}")
    return Read(letters, tuple(words(letters)))


def counts(text: Read) -> dict[str, Counter[str]]:
    """How often each piece stands in each view."""
    return {
        SIGNS: Counter(signs(text.letters)),
        WORDS: Counter(text.words),
        HEAD: Counter(text.words[:HEAD_WORDS]),
    }


def signs(letters: str) -> Iterator[str]:
    """Single signs and pairs of neighbours."""
    yield from letters
    for place in range(len(letters) - 1):
        yield letters[place : place + 2]
