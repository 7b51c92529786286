"""The own words of tasks, cut at their measures, and how alike two texts are."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from yingshang.engines.plans.comparemodel import Passage
from yingshang.engines.plans.folding import fold
from yingshang.engines.plans.model import Plan, Span, Task

_BETWEEN_WORDS = re.compile(r"(?<=[A-Za-z0-9])\s+(?=[A-Za-z])|(?<=[A-Za-z])\s+(?=[A-Za-z0-9])")
_BLANK = re.compile(r"[^\S ]+| (?![A-Za-z0-9])|(?<![A-Za-z0-9]) ")
_SAYS_NOTHING = re.compile(r"[^\w%]+")
# A text looks for others by so many of its rarest grams, each among at most so many texts.
_MOST_GRAMS = 48
_MOST_PLACES = 60
_MOST_CANDIDATES = 8

Grams = dict[str, float]


def plain(text: str) -> str:
    """Folded letters, digits and percent signs: what two texts must share to say the same."""
    return _SAYS_NOTHING.sub("", fold(text)).casefold()


def passages(plan: Plan, task: Task) -> tuple[Passage, ...]:
    """The task's words without number and clauses, cut where its measures begin."""
    start, end = task.span
    begins = sorted({one.span[0] for one in task.measures if start < one.span[0] < end})
    borders = [start, *begins, end]
    texts = [
        _clean("".join(plan.text[a:b] for a, b in _kept(span, task))) for span in pairwise(borders)
    ]
    if task.number and texts[0].startswith(_clean(task.number)):
        texts[0] = texts[0][len(_clean(task.number)) :].lstrip()
    joined = _joined(texts)
    return tuple(Passage(task.id, place, text) for place, text in joined)


def _clean(text: str) -> str:
    """Without line breaks and blanks, other than those between Latin words."""
    return _BLANK.sub("", _BETWEEN_WORDS.sub(" ", text)).strip()


def _kept(span: Span, task: Task) -> Iterable[Span]:
    """The parts of `span` outside the clauses of the task."""
    at, end = span
    for clause in sorted(one.span for one in task.clauses):
        if clause[0] < end and clause[1] > at:
            yield at, max(at, clause[0])
            at = clause[1]
    if at < end:
        yield at, end


def _joined(texts: Sequence[str]) -> list[tuple[int, str]]:
    """Texts with their places; what is only a point or a bracket goes with the text beside it."""
    made: list[tuple[int, str]] = []
    for place, text in enumerate(texts):
        if made and not (plain(text) and plain(made[-1][1])):
            made[-1] = (made[-1][0], made[-1][1] + text)
        elif text:
            made.append((place, text))
    return made


class Weights:
    """How much pairs of letters say in the two plans: what stands everywhere says little."""

    def __init__(self, texts: Iterable[str]) -> None:
        found: Counter[str] = Counter()
        self._many = 0
        for text in texts:
            self._many += 1
            found.update({text[at : at + 2] for at in range(len(text) - 1)})
        self._found = found

    def grams(self, text: str) -> Grams:
        """The weighed grams of a plain text."""
        counted = Counter(text[at : at + 2] for at in range(len(text) - 1))
        return {gram: times * self._weight(gram) for gram, times in counted.items()}

    def _weight(self, gram: str) -> float:
        return math.log(1 + self._many / (1 + self._found[gram]))


@dataclass(frozen=True, slots=True)
class Weighed:
    """Texts ready to be compared, by index: plain text, weighed grams and their sum."""

    plain: list[str]
    grams: list[Grams]
    total: list[float]


def weighed(texts: Iterable[str], weights: Weights) -> Weighed:
    """`texts` are plain."""
    kept = list(texts)
    grams = [weights.grams(text) for text in kept]
    return Weighed(kept, grams, [sum(each.values()) for each in grams])


def shared(first: Grams, second: Grams) -> float:
    """Weight of what two texts have in common."""
    if len(first) > len(second):
        first, second = second, first
    return sum(min(weight, second[gram]) for gram, weight in first.items() if gram in second)


def likeness(one: Weighed, index: int, other: Weighed, at: int) -> float:
    """How alike two texts are, from 0 to 1."""
    if one.plain[index] == other.plain[at]:
        return 1.0
    total = one.total[index] + other.total[at]
    return 2 * shared(one.grams[index], other.grams[at]) / total if total else 0.0


class Finder:
    """Finds the few texts that may be like another one, without comparing it with each."""

    def __init__(self, texts: Weighed) -> None:
        self._places: dict[str, list[int]] = defaultdict(list)
        self._whole: dict[str, list[int]] = defaultdict(list)
        for index, grams in enumerate(texts.grams):
            self._whole[texts.plain[index]].append(index)
            for gram in grams:
                self._places[gram].append(index)

    def candidates(self, text: str, grams: Grams) -> list[int]:
        """Indexes of texts that share rare grams with `text`, the most promising first."""
        known = [gram for gram in grams if gram in self._places]
        known.sort(key=lambda gram: (len(self._places[gram]), gram))
        votes: Counter[int] = Counter()
        for gram in known[:_MOST_GRAMS]:
            places = self._places[gram]
            for index in places[:_MOST_PLACES]:
                votes[index] += 1
        found = [index for index, _ in votes.most_common(_MOST_CANDIDATES)]
        same = self._whole.get(text, [])[:_MOST_CANDIDATES]
        return list(dict.fromkeys([*same, *found]))
