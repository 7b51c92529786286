"""Compares two plans: what became of every task and clause, with the words marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from yingshang.engines.plans.compareclauses import clauses
from yingshang.engines.plans.comparefacts import (
    as_read_otherwise,
    deadline_changes,
    target_changes,
    unit_changes,
)
from yingshang.engines.plans.comparemodel import (
    Change,
    Clause,
    Comparison,
    Pair,
    Passage,
    Reason,
    Said,
    UnitChange,
)
from yingshang.engines.plans.comparesentences import little_alike, rival_said
from yingshang.engines.plans.comparetasks import NEAR, Group, Matching, TaskSide, matching
from yingshang.engines.plans.comparetexts import Weights, passages, plain, weighed
from yingshang.engines.plans.comparewords import word_diff
from yingshang.engines.plans.model import Plan, Task

__all__ = ["compare", "word_diff"]

# A pair less alike than this, and one with a rival so near, is for a person to confirm.
SURE = 0.45
RIVAL = 0.1


def compare(old: Plan, new: Plan) -> Comparison:
    """What became of every task, in the order of the new plan; dropped tasks at the end.

    Every task of both plans stands in exactly one pair, every passage of a task in one clause of
    that pair (one that moved to another task: in both). Sections and overall targets are left out.
    The time grows with the length of the plans, not with the product of their tasks.
    """
    before, after = _passages(old), _passages(new)
    texts = [[_text(one) for one in side] for side in (before, after)]
    weights = Weights(plain(one.text) for side in (*before, *after) for one in side)
    sides = [_side(plan, each, weights) for plan, each in zip((old, new), texts, strict=True)]
    found = matching(sides[0], sides[1])
    groups = _all_groups(found, len(old.tasks), len(new.tasks))
    cut = [
        ([p for i in one.old for p in before[i]], [p for i in one.new for p in after[i]])
        for one in groups
    ]
    made = clauses(cut, weights)
    return Comparison(
        tuple(_pair(sides, found, group, held) for group, held in zip(groups, made, strict=True))
    )


def _side(plan: Plan, texts: Sequence[str], weights: Weights) -> TaskSide:
    titles = [plain(task.title or "") for task in plan.tasks]
    return TaskSide(plan.tasks, weighed(texts, weights), weighed(titles, weights))


def _passages(plan: Plan) -> list[tuple[Passage, ...]]:
    return [passages(plan, task) for task in plan.tasks]


def _text(held: Iterable[Passage]) -> str:
    return plain("".join(one.text for one in held))


def _all_groups(found: Matching, old: int, new: int) -> list[Group]:
    """All tasks by groups: by the first newer one, then those that are gone."""
    made = []
    for index in range(new):
        group = found.of_new.get(index)
        if group is None:
            made.append(Group([], [index], []))
        elif min(group.new) == index:
            group.old.sort()
            group.new.sort()
            made.append(group)
    return made + [Group([one], [], []) for one in range(old) if one not in found.of_old]


def _pair(
    sides: Sequence[TaskSide], found: Matching, group: Group, held: tuple[Clause, ...]
) -> Pair:
    tasks = before, after = _tasks(sides, group)
    words = [
        "".join(side.words.plain[one] for one in at)
        for side, at in zip(sides, (group.old, group.new), strict=True)
    ]
    same_words = words[0] == words[1]
    targets = target_changes(*([one for task in side for one in task.targets] for side in tasks))
    pair = Pair(
        "kept",
        tuple(task.id for task in before),
        tuple(task.id for task in after),
        held,
        as_read_otherwise(targets) if same_words else targets,
        deadline_changes(*([one for task in side for one in task.deadlines] for side in tasks)),
        unit_changes(before, after),
        tuple(group.reasons),
    )
    return replace(
        pair,
        change=_change(pair, same_words=same_words),
        unsure=_unsure(sides, found, group),
        nearest=None if before and after else _nearest(sides, found, group),
    )


def _tasks(sides: Sequence[TaskSide], group: Group) -> tuple[list[Task], list[Task]]:
    old = [sides[0].tasks[one] for one in group.old]
    return old, [sides[1].tasks[one] for one in group.new]


def _change(pair: Pair, *, same_words: bool) -> Change:
    counts = (len(pair.old) > 1, len(pair.new) > 1, not pair.old, not pair.new)
    kinds: tuple[Change, ...] = ("merged", "split", "new", "dropped")
    several = next((kind for kind, so in zip(kinds, counts, strict=True) if so), None)
    if several:
        return several
    if any(not isinstance(one, UnitChange) for one in pair.facts):
        return "changed_target"
    return "kept" if same_words else "reworded"


def _unsure(sides: Sequence[TaskSide], found: Matching, group: Group) -> tuple[Said, ...]:
    """What a person should confirm of tasks that were put together for their likeness."""
    if not group.reasons or group.reasons[0].rule not in {"alike", "alike_title", "same_title"}:
        return ()
    score = group.reasons[0].score
    said = [little_alike(score)] if score < SURE else []
    rival = found.rival(group)
    if rival and rival[2] >= max(NEAR, score - RIVAL):
        old, new, near = rival
        task = sides[1].tasks[new] if old in group.old else sides[0].tasks[old]
        said.append(rival_said(name_of(task), near))
    return tuple(said)


def name_of(task: Task) -> str:
    """Number and title of a task; without a title, its first words."""
    return f"{task.number or ''}{task.title or plain(task.quote)[:16]}"


def _nearest(sides: Sequence[TaskSide], found: Matching, group: Group) -> Reason | None:
    rival = found.rival(group)
    if rival is None or rival[2] < NEAR:
        return None
    old, new, score = rival
    return Reason(sides[0].tasks[old].id, sides[1].tasks[new].id, "alike", round(score, 3))
