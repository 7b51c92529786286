"""Compares two plans task by task and marks the words that changed."""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Literal

from yingshang.engines.plans.folding import fold
from yingshang.engines.plans.model import Plan, Target, Task

Change = Literal["kept", "reworded", "changed_target", "new", "dropped", "merged", "split"]
Side = Literal["same", "old", "new"]

# Two tasks are one when they share this much of their words (0 to 1).
ALIKE = 0.42
# Part of a task's words that must be found in another for it to have been taken up there.
TAKEN_UP = 0.5
_TOKEN = re.compile(r"\d[\d.,]*(?:万|亿|%|个百分点|个工作日)?|[A-Za-z]+|.", re.DOTALL)
_SMALL_ISLAND = 1


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words: in both texts, only in the old one, or only in the new one."""

    side: Side
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """What became of tasks. `old` and `new` hold task ids; merged and split hold several."""

    change: Change
    old: tuple[int, ...]
    new: tuple[int, ...]
    words: tuple[Words, ...]
    old_targets: tuple[Target, ...] = ()
    new_targets: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class _Side:
    """The tasks of one plan, ready to be compared."""

    tasks: tuple[Task, ...]
    texts: list[str]
    grams: list[Counter[str]]


def compare(old: Plan, new: Plan) -> list[Pair]:
    """What became of every task, in the order of the new plan; dropped tasks at the end."""
    before, after = _side(old), _side(new)
    matched = _matched(before, after)
    joined = _taken_up(before, after, matched)
    divided = _taken_up(after, before, {new: old for old, new in matched.items()})
    pairs: list[Pair] = []
    of_new = {new: old for old, new in matched.items()}
    for index in range(len(after.tasks)):
        if index in divided:
            continue
        pair = _pair(before, after, of_new.get(index), index, joined, divided)
        pairs.append(pair)
    gone = [one for one in range(len(before.tasks)) if one not in matched and one not in joined]
    return pairs + [_dropped(before, one) for one in gone]


def _side(plan: Plan) -> _Side:
    texts = [_own_words(plan, task) for task in plan.tasks]
    return _Side(plan.tasks, texts, [_grams(text) for text in texts])


def _own_words(plan: Plan, task: Task) -> str:
    """The task's words without number and clauses."""
    start, end = task.span
    number = len(task.number or "")
    kept, at = [], start
    for clause in task.clauses:
        kept.append(plan.text[at : clause.span[0]])
        at = clause.span[1]
    kept.append(plan.text[at:end])
    words = "".join("".join(kept).split())
    return words[number:] if task.number and words.startswith(task.number) else words


def _grams(text: str) -> Counter[str]:
    plain = re.sub(r"[^\w%]", "", fold(text))
    return Counter(plain[index : index + 2] for index in range(len(plain) - 1))


def _likeness(first: Counter[str], second: Counter[str]) -> float:
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 0.0


def _matched(before: _Side, after: _Side) -> dict[int, int]:
    """Old index to new index, the most alike first, each once."""
    scored = []
    where: dict[str, set[int]] = defaultdict(set)
    for index, grams in enumerate(after.grams):
        for gram in grams:
            where[gram].add(index)
    for index, grams in enumerate(before.grams):
        shared = Counter(other for gram in grams for other in where.get(gram, ()))
        for other, _ in shared.most_common(8):
            likeness = _likeness(grams, after.grams[other])
            same_title = (
                before.tasks[index].title and before.tasks[index].title == after.tasks[other].title
            )
            if likeness >= ALIKE or same_title:
                scored.append((likeness + bool(same_title) * 0.3, -index, -other))
    matched: dict[int, int] = {}
    for _, minus_old, minus_new in sorted(scored, reverse=True):
        if -minus_old not in matched and -minus_new not in matched.values():
            matched[-minus_old] = -minus_new
    return matched


def _taken_up(side: _Side, other: _Side, matched: dict[int, int]) -> dict[int, int]:
    """Tasks of `side` without a match whose words are found in a matched task of `other`."""
    taken: dict[int, int] = {}
    for index, grams in enumerate(side.grams):
        if index in matched or not grams:
            continue
        held = [
            ((grams & other.grams[one]).total() / grams.total(), one)
            for one in set(matched.values())
        ]
        best = max(held, default=(0.0, -1))
        if best[0] >= TAKEN_UP:
            taken[index] = best[1]
    return taken


def _pair(
    before: _Side,
    after: _Side,
    old: int | None,
    new: int,
    joined: dict[int, int],
    divided: dict[int, int],
) -> Pair:
    if old is None:
        task = after.tasks[new]
        alone = (Words("new", after.texts[new]),)
        return Pair("new", (), (task.id,), alone, (), task.targets)
    olds = sorted([old, *(one for one, into in joined.items() if into == new)])
    news = sorted([new, *(one for one, source in divided.items() if source == old)])
    words = word_diff(
        "".join(before.texts[one] for one in olds), "".join(after.texts[one] for one in news)
    )
    old_targets = tuple(target for one in olds for target in before.tasks[one].targets)
    new_targets = tuple(target for one in news for target in after.tasks[one].targets)
    change = _change(olds, news, words, _figures(old_targets) == _figures(new_targets))
    old_ids = tuple(before.tasks[one].id for one in olds)
    new_ids = tuple(after.tasks[one].id for one in news)
    return Pair(change, old_ids, new_ids, words, old_targets, new_targets)


def _change(
    olds: list[int], news: list[int], words: tuple[Words, ...], same_figures: object
) -> Change:
    if len(olds) > 1:
        return "merged"
    if len(news) > 1:
        return "split"
    if not same_figures:
        return "changed_target"
    return "kept" if all(one.side == "same" for one in words) else "reworded"


def _figures(targets: tuple[Target, ...]) -> Counter[tuple[object, ...]]:
    return Counter((one.value, one.value_max, one.unit, one.operator) for one in targets)


def _dropped(before: _Side, index: int) -> Pair:
    task = before.tasks[index]
    return Pair("dropped", (task.id,), (), (Words("old", before.texts[index]),), task.targets)


def word_diff(old: str, new: str) -> tuple[Words, ...]:
    """The two texts as one row of runs; the old words stand before the new ones.

    Example:
        >>> [(one.side, one.text) for one in word_diff("压缩至5个工作日", "压缩至3个工作日")]
        [('same', '压缩至'), ('old', '5个工作日'), ('new', '3个工作日')]
    """
    first, second = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = difflib.SequenceMatcher(
        None, [fold(one) for one in first], [fold(one) for one in second], autojunk=False
    )
    runs: list[tuple[str, str, bool]] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        was, now = "".join(first[a:b]), "".join(second[c:d])
        equal = tag == "equal"
        island = equal and len(now) <= _SMALL_ISLAND and runs and d < len(second)
        if runs and runs[-1][2] is False and (island or not equal):
            runs[-1] = (runs[-1][0] + was, runs[-1][1] + now, False)
        else:
            runs.append((was, now, equal))
    return tuple(one for run in runs for one in _shown(*run))


def _shown(was: str, now: str, equal: bool) -> list[Words]:  # noqa: FBT001
    if equal:
        return [Words("same", now)]
    shown: list[Words] = [Words("old", was)] if was else []
    return [*shown, Words("new", now)] if now else shown
