"""Texts cut into phrases of whole words, and how many texts hold each phrase."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from yingshang.engines.texts.stopping import STOP
from yingshang.engines.texts.words import is_telling, tagged

# So much of a text says what it is about; letters go on with their story.
READ_SIGNS: Final = 400
LONGEST_PHRASE: Final = 4
# Parts of speech that a phrase neither begins nor ends with: grammar, numbers, pronouns, adverbs.
_LOOSE: Final = frozenset("cdehkmopqruwxyf")
_INSIDE = re.compile(r"[\u4e00-\u9fff0-9A-Za-z]+")
# Kinds of places, which stand behind a name and never begin one.
_KINDS_OF_PLACES: Final = frozenset((*"省市州区县旗镇乡村", "街道", "社区"))
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a period, by name."""

    name: str
    text: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as written; `is_firm` if a phrase may begin and end with it."""

    sign: str
    is_firm: bool

    @property
    def begins(self) -> bool:
        """Whether a phrase may begin with it."""
        return self.is_firm and self.sign not in _KINDS_OF_PLACES


@dataclass(frozen=True, slots=True)
class Cut:
    """A text as runs of neighbouring words without punctuation; the title's runs come first."""

    title: tuple[tuple[Word, ...], ...]
    body: tuple[tuple[Word, ...], ...]

    @property
    def runs(self) -> tuple[tuple[Word, ...], ...]:
        """All runs."""
        return self.title + self.body


def cut(text: Text) -> Cut:
    """`text` as runs of words; of a long text its beginning."""
    return Cut(_runs(text.title), _runs(text.text[:READ_SIGNS]))


def phrases(text: Cut, lengths: Sequence[int], wanted: Callable[[Phrase], bool]) -> set[Phrase]:
    """The distinct phrases of `text` with so many words that are `wanted`."""
    return {
        phrase
        for run in text.runs
        for length in lengths
        for phrase in _windows(run, length)
        if wanted(phrase)
    }


def held_by(texts: Sequence[Cut], known: set[Phrase]) -> Counter[Phrase]:
    """In how many of `texts` each of the `known` phrases stands."""
    lengths = sorted({len(phrase) for phrase in known})
    counted: Counter[Phrase] = Counter()
    for text in texts:
        counted.update(phrases(text, lengths, known.__contains__))
    return counted


def frequent(texts: Sequence[Cut], least: int) -> Counter[Phrase]:
    """Phrases of up to four words that stand in at least `least` of `texts`.

    A phrase can only be frequent if its parts are, so longer ones are counted only then.
    """
    found: Counter[Phrase] = Counter()
    parts: set[Phrase] = set()
    for length in range(1, LONGEST_PHRASE + 1):
        counted: Counter[Phrase] = Counter()
        for text in texts:
            counted.update(set(_candidates(text, length, parts)))
        parts = {phrase for phrase, number in counted.items() if number >= least}
        found.update({phrase: counted[phrase] for phrase in parts})
    return Counter({phrase: number for phrase, number in found.items() if is_sound(phrase)})


def is_sound(phrase: Phrase) -> bool:
    """Whether a phrase can stand as a name: 2 to 14 signs, one telling word at least."""
    return 2 <= sum(map(len, phrase)) <= 14 and any(map(is_telling, phrase))  # noqa: PLR2004


def _candidates(text: Cut, length: int, parts: set[Phrase]) -> Iterator[Phrase]:
    for run in text.runs:
        for phrase in _windows(run, length):
            if length == 1 or (phrase[1:] in parts and phrase[:-1] in parts):
                yield phrase


def _windows(run: tuple[Word, ...], length: int) -> Iterator[Phrase]:
    for start in range(len(run) - length + 1):
        if run[start].begins and run[start + length - 1].is_firm:
            yield tuple(word.sign for word in run[start : start + length])


def _runs(text: str) -> tuple[tuple[Word, ...], ...]:
    runs: list[list[Word]] = [[]]
    for sign, kind in tagged(text):
        if _INSIDE.fullmatch(sign):
            runs[-1].append(Word(sign, kind[0] not in _LOOSE and sign not in STOP))
        elif runs[-1]:
            runs.append([])
    return tuple(tuple(run) for run in runs if run)
