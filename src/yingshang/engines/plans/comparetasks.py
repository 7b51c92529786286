"""Decides which tasks of two plans belong together, and says by which rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from yingshang.engines.plans.comparemodel import Reason, Rule
from yingshang.engines.plans.comparetexts import Finder, Grams, Weighed, likeness, shared
from yingshang.engines.plans.model import Task

# Two tasks are one when their words are alike and this part of their titles adds to it so much.
# Judged by hand on pairs of plans of provinces and cities: wrong partners stay below.
ALIKE = 0.3
TITLE_COUNTS = 0.3
# However alike the titles, the words have to be a little alike as well.
LEAST_WORDS = 0.1
# Part of a task's words that must be found in another for it to have been taken up there.
TAKEN_UP = 0.5
# Below this a likeness is not worth naming.
NEAR = 0.12
# So much more alike its own partner must be for a task not to be the rival of another.
CLEARLY = 0.2


@dataclass(frozen=True, slots=True)
class TaskSide:
    """The tasks of one plan; their words and titles ready to be compared, by index."""

    tasks: Sequence[Task]
    words: Weighed
    titles: Weighed


@dataclass(frozen=True, slots=True)
class Group:
    """Tasks that belong together, by index, and why. Never several on both sides."""

    old: list[int]
    new: list[int]
    reasons: list[Reason]


@dataclass(slots=True)
class Matching:
    """Groups, and for every task the likeness of those that were looked at."""

    groups: list[Group] = field(default_factory=list)
    of_old: dict[int, Group] = field(default_factory=dict)
    of_new: dict[int, Group] = field(default_factory=dict)
    scores: dict[tuple[int, int], float] = field(default_factory=dict)
    near_old: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    near_new: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    def score(self, old: int, new: int, score: float) -> None:
        """Keep how alike two tasks are."""
        self.scores[old, new] = score
        self.near_old[old].add(new)
        self.near_new[new].add(old)

    def pair(self, old: int, new: int, reason: Reason) -> None:
        """Make a group of two tasks that have none."""
        group = Group([old], [new], [reason])
        self.groups.append(group)
        self.of_old[old] = self.of_new[new] = group

    def rival(self, group: Group) -> tuple[int, int, float] | None:
        """The most alike task outside the group, as (old, new, score); not one better placed."""
        found = [(old, new) for old in group.old for new in self.near_old[old] - {*group.new}]
        found += [(old, new) for new in group.new for old in self.near_new[new] - {*group.old}]
        ranked = [(self.scores[at], *at) for at in found if not self._is_better_placed(group, at)]
        if not ranked:
            return None
        score, old, new = max(ranked, key=lambda one: (one[0], -one[1], -one[2]))
        return old, new, score

    def _is_better_placed(self, group: Group, at: tuple[int, int]) -> bool:
        other = self.of_new.get(at[1]) if at[0] in group.old else self.of_old.get(at[0])
        return other is not None and other.reasons[0].score > self.scores[at] + CLEARLY

    def is_free(self, old: int, new: int) -> bool:
        """Whether neither task belongs to a group."""
        return old not in self.of_old and new not in self.of_new


def matching(before: TaskSide, after: TaskSide) -> Matching:
    """Groups of tasks: the same words first, then the most alike, then what was taken up."""
    made = Matching()
    for old, new in _same_words(before.words, after.words):
        made.pair(old, new, _reason(before, after, (old, new), "same_words", 1.0))
        made.score(old, new, 1.0)
    _score(before, after, made)
    for old, new, rule in _most_alike(before, after, made):
        if made.is_free(old, new):
            score = made.scores[old, new]
            made.pair(old, new, _reason(before, after, (old, new), rule, score))
    for proposal in sorted(_proposals(before, after, made), key=lambda one: -one.score):
        _join(before, after, made, proposal)
    return made


def _same_words(before: Weighed, after: Weighed) -> Iterator[tuple[int, int]]:
    """Tasks whose words are the same, in order; without words there is nothing to go by."""
    held: dict[str, list[int]] = defaultdict(list)
    for index in reversed(range(len(after.plain))):
        held[after.plain[index]].append(index)
    for index, text in enumerate(before.plain):
        if text and held.get(text):
            yield index, held[text].pop()


def _score(before: TaskSide, after: TaskSide, made: Matching) -> None:
    """Compare every task with those that share rare words with it, or with its title."""
    by_words, by_titles = Finder(after.words), Finder(after.titles)
    for index in range(len(before.tasks)):
        words, titles = before.words, before.titles
        found = by_words.candidates(words.plain[index], words.grams[index])
        named = by_titles.candidates(titles.plain[index], titles.grams[index])
        for other in dict.fromkeys([*found, *named]):
            if (index, other) not in made.scores:
                made.score(index, other, likeness(words, index, after.words, other))


def _most_alike(
    before: TaskSide, after: TaskSide, made: Matching
) -> Iterator[tuple[int, int, Rule]]:
    """Tasks alike enough, the most alike first; among equals those that stand alike."""
    ranked = []
    for (old, new), score in made.scores.items():
        title = _titles_alike(before, after, old, new)
        together = score + title * TITLE_COUNTS
        if score >= LEAST_WORDS and together >= ALIKE:
            apart = abs(old / len(before.tasks) - new / len(after.tasks))
            rule: Rule = "alike" if score >= ALIKE else "alike_title"
            ranked.append((-together, apart, old, new, "same_title" if title == 1 else rule))
    for _, _, old, new, by in sorted(ranked):
        yield old, new, by


def _titles_alike(before: TaskSide, after: TaskSide, old: int, new: int) -> float:
    """How alike the titles are; 0 where one is missing."""
    if not (before.titles.plain[old] and after.titles.plain[new]):
        return 0.0
    return likeness(before.titles, old, after.titles, new)


def _reason(
    before: TaskSide, after: TaskSide, at: tuple[int, int], rule: Rule, score: float
) -> Reason:
    old, new = before.tasks[at[0]].id, after.tasks[at[1]].id
    return Reason(old, new, rule, round(min(score, 1.0), 3))


@dataclass(frozen=True, slots=True)
class _Proposal:
    """A task without a group may join that of another; `is_old` says on which side it stands."""

    score: float
    alone: int
    host: int
    is_old: bool


def _proposals(before: TaskSide, after: TaskSide, made: Matching) -> Iterator[_Proposal]:
    to_new, to_old = Finder(after.words), Finder(before.words)
    alone = [one for one in range(len(before.tasks)) if one not in made.of_old]
    yield from _taken_up(alone, (before.words, after.words), to_new, made, is_old=True)
    alone = [one for one in range(len(after.tasks)) if one not in made.of_new]
    yield from _taken_up(alone, (after.words, before.words), to_old, made, is_old=False)


def _taken_up(
    alone: Iterable[int],
    sides: tuple[Weighed, Weighed],
    finder: Finder,
    made: Matching,
    *,
    is_old: bool,
) -> Iterator[_Proposal]:
    """What a host says beside its own partner must hold enough of the words of the lone task."""
    words, hosts = sides
    for index in alone:
        for host in finder.candidates(words.plain[index], words.grams[index]):
            group = (made.of_new if is_old else made.of_old).get(host)
            partners = (group.old if is_old else group.new) if group else []
            left = _left(hosts.grams[host], [words.grams[one] for one in partners])
            total = words.total[index]
            score = shared(words.grams[index], left) / total if total else 0.0
            if score >= TAKEN_UP:
                yield _Proposal(score, index, host, is_old)


def _left(grams: Grams, partners: Iterable[Grams]) -> Grams:
    """What remains of a task's words without those that its partners gave."""
    left = dict(grams)
    for partner in partners:
        for gram, weight in partner.items():
            if gram in left:
                left[gram] = max(0.0, left[gram] - weight)
    return left


def _join(before: TaskSide, after: TaskSide, made: Matching, one: _Proposal) -> None:
    """Take the lone task in, unless it has a group now or the group has several elsewhere."""
    if one.alone in (made.of_old if one.is_old else made.of_new):
        return
    at = (one.alone, one.host) if one.is_old else (one.host, one.alone)
    rule: Rule = "taken_up" if one.is_old else "remains"
    reason = _reason(before, after, at, rule, one.score)
    group = (made.of_new if one.is_old else made.of_old).get(one.host)
    if group is None:
        made.pair(*at, reason)
        return
    if len(group.new if one.is_old else group.old) > 1:
        return
    (group.old if one.is_old else group.new).append(one.alone)
    (made.of_old if one.is_old else made.of_new)[one.alone] = group
    group.reasons.append(reason)
