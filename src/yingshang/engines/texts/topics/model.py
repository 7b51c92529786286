"""A learned model: proposes topics with scores and says which words spoke for them.

Prediction needs NumPy only; learning is in `yingshang.engines.texts.topics.learning`.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from yingshang.engines.texts.topics.meaning import Meaning
from yingshang.engines.texts.topics.views import (
    HEAD,
    SIGNS,
    VIEWS,
    WORDS,
    Read,
    counts,
    read,
    signs,
)
from yingshang.engines.texts.words import is_telling

FORMAT: Final = 1
Floats = NDArray[np.float32]
Counts = Mapping[str, Counter[str]]


@dataclass(frozen=True, slots=True)
class Score:
    """How a model did on lessons that it had not seen, near-duplicates kept together."""

    accuracy: float
    macro_f1: float
    lessons: int


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a model: when and from how much it learned, and how well it did."""

    learned_on: date
    lessons: int
    labels: Mapping[str, int]
    held_back: Score | None
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class Prediction:
    """Labels with chances that add up to one, best first, and the words that spoke for the best."""

    chances: tuple[tuple[str, float], ...]
    words: tuple[str, ...]

    @property
    def label(self) -> str:
        """The best label."""
        return self.chances[0][0]

    @property
    def chance(self) -> float:
        """How sure the model is of the best label, from 0 to 1."""
        return self.chances[0][1]


@dataclass(frozen=True, slots=True)
class Part:
    """One vocabulary: pieces in column order, the weight of each, and its say for each label."""

    pieces: tuple[str, ...]
    terms: Floats
    says: Mapping[str, Floats]


@dataclass(frozen=True)
class TopicModel:
    """Labels, vocabularies and weights. `sharpness` turns scores into chances."""

    about: About
    labels: tuple[str, ...]
    parts: Mapping[str, Part]
    bias: Floats
    meaning: Meaning
    sharpness: float

    @cached_property
    def columns(self) -> dict[str, dict[str, int]]:
        """Where each piece stands in its vocabulary."""
        return {
            name: {piece: column for column, piece in enumerate(part.pieces)}
            for name, part in self.parts.items()
        }

    def predict(self, text: str, title: str = "", *, most_words: int = 5) -> Prediction:
        """The topic of a text; any text gets one, so look at the chance."""
        seen = read(text, title)
        counted = counts(seen)
        chances = softmax(self._scores(counted) * self.sharpness)
        order = np.argsort(-chances, kind="stable")
        ranked = tuple((self.labels[place], float(chances[place])) for place in order)
        return Prediction(ranked, self._speaking(seen, counted, int(order[0]), most_words))

    def scores(self, text: str, title: str = "") -> Floats:
        """The score of each label, before it becomes a chance."""
        return self._scores(counts(read(text, title)))

    def _scores(self, counted: Counts) -> Floats:
        scores = self.bias.copy()
        vectors = []
        for view, part in VIEW_PARTS.items():
            columns, values = self._weighted(counted[view], part)
            scores += values @ self.parts[part].says[view][columns] * np.float32(VIEWS[view])
            if part == WORDS:
                vectors.append(self.meaning.of_words(columns, values))
        total: Floats = scores + self.meaning.scores(np.concatenate(vectors)[None, :])[0]
        return total

    def _weighted(self, counter: Counter[str], part: str) -> tuple[NDArray[np.intp], Floats]:
        """Columns of the known pieces and their weights, of length one together."""
        where = self.columns[part]
        known = [(where[piece], count) for piece, count in counter.items() if piece in where]
        columns = np.array([column for column, _ in known], dtype=np.intp)
        values = 1 + np.log(np.array([count for _, count in known], dtype=np.float32))
        values = (values * self.parts[part].terms[columns]).astype(np.float32)
        length = np.maximum(np.sqrt(values @ values), 1e-9)
        return columns, (values / length).astype(np.float32)

    def _speaking(self, seen: Read, counted: Counts, label: int, most: int) -> tuple[str, ...]:
        """The words of the text whose pieces say most for `label`, whole words only."""
        says = {view: self._said(counted[view], view, label) for view in VIEWS}
        total: dict[str, float] = defaultdict(float)
        for word in set(seen.words):
            if is_telling(word):
                total[word] += says[WORDS].get(word, 0.0) + says[HEAD].get(word, 0.0)
                for piece in signs(word):
                    total[word] += says[SIGNS].get(piece, 0.0) / len(word)
        ranked = sorted(total.items(), key=lambda one: (-one[1], one[0]))
        return tuple(word for word, said in ranked[:most] if said > 0)

    def _said(self, counter: Counter[str], view: str, label: int) -> dict[str, float]:
        part = VIEW_PARTS[view]
        columns, values = self._weighted(counter, part)
        said = values * self.parts[part].says[view][columns, label] * np.float32(VIEWS[view])
        pieces = self.parts[part].pieces
        return {pieces[column]: float(one) for column, one in zip(columns, said, strict=True)}


# Both views of words share a vocabulary.
VIEW_PARTS: Final = {SIGNS: SIGNS, WORDS: WORDS, HEAD: WORDS}


def softmax(scores: Floats) -> Floats:
    """Scores as chances that add up to one."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    chances: Floats = (raised / raised.sum(axis=-1, keepdims=True)).astype(np.float32)
    return chances
