"""What became of the targets, dates and units of tasks that belong together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from yingshang.engines.plans.comparemodel import DeadlineChange, TargetChange, UnitChange
from yingshang.engines.plans.comparetexts import plain
from yingshang.engines.plans.model import Deadline, Role, Target, Task
from yingshang.engines.plans.names import normalise

TARGET_FIELDS = ("value", "value_max", "operator", "unit", "from_value", "delta", "force")
DEADLINE_FIELDS = ("date", "type")
# So alike must the words around two numbers be for one to have become the other.
LEAST = 0.3
# In a task of very many numbers only those that stand about as far from the beginning are compared.
FURTHEST = 40
_ROLES: tuple[Role, ...] = ("lead", "responsible", "cooperating")

FindingT = TypeVar("FindingT", Target, Deadline)
Score = Callable[[FindingT, FindingT], float]


def target_changes(old: Sequence[Target], new: Sequence[Target]) -> tuple[TargetChange, ...]:
    """Every target of both sides, once: kept, changed, new or dropped."""
    return tuple(
        TargetChange(_change(was, now, fields), was, now, fields)
        for was, now in _matched(old, new, _alike_targets)
        for fields in [_fields(was, now, TARGET_FIELDS)]
    )


def as_read_otherwise(changes: Iterable[TargetChange]) -> tuple[TargetChange, ...]:
    """Targets of the same words: whatever differs is how they were read, not what the plan says.

    A date in the same words may well be another day, in another year.
    """
    return tuple(TargetChange("kept", one.old or one.new, one.new or one.old) for one in changes)


def deadline_changes(
    old: Sequence[Deadline], new: Sequence[Deadline]
) -> tuple[DeadlineChange, ...]:
    """Every date of both sides, once: kept, changed, new or dropped."""
    return tuple(
        DeadlineChange(_change(was, now, fields), was, now, fields)
        for was, now in _matched(old, new, _alike_deadlines)
        for fields in [_fields(was, now, DEADLINE_FIELDS)]
    )


def unit_changes(old: Iterable[Task], new: Iterable[Task]) -> tuple[UnitChange, ...]:
    """Every unit of both sides, once; ways of writing one name agree."""
    before, after = _roles(old), _roles(new)
    found = []
    for name in dict.fromkeys([*after, *before]):
        was, now = before.get(name), after.get(name)
        shown = (now or was or ("", None))[0]
        old_role, new_role = was[1] if was else None, now[1] if now else None
        found.append(UnitChange(_unit_change(old_role, new_role), shown, old_role, new_role))
    return tuple(found)


def _roles(tasks: Iterable[Task]) -> dict[str, tuple[str, Role]]:
    """By normalised name: the name as written, and the weightiest role of the unit."""
    found: dict[str, tuple[str, Role]] = {}
    for unit in (unit for task in tasks for unit in task.responsible):
        name = normalise(unit.unit)
        known = found.get(name)
        if known is None or _ROLES.index(unit.role) < _ROLES.index(known[1]):
            found[name] = (known[0] if known else unit.unit, unit.role)
    return found


def _unit_change(old: Role | None, new: Role | None) -> Any:
    if old is None:
        return "new"
    if new is None:
        return "dropped"
    return "kept" if old == new else "changed"


def _matched(
    old: Sequence[FindingT], new: Sequence[FindingT], score: Score[FindingT]
) -> Iterator[tuple[FindingT | None, FindingT | None]]:
    """Findings that belong together, the most alike first, in the newer order; the rest alone."""
    partner = _same_quotes(old, new)
    taken = set(partner.values())
    left = [i for i in range(len(old)) if i not in taken]
    open_new = [k for k in range(len(new)) if k not in partner]
    words = [_said(one) for one in old], [_said(one) for one in new]
    ranked = sorted(
        (-(score(old[i], new[k]) + _dice(words[0][i], words[1][k])), abs(i - k), i, k)
        for place, i in enumerate(left)
        for k in open_new[max(0, place - FURTHEST) : place + FURTHEST]
    )
    for minus, _, i, k in ranked:
        if -minus >= LEAST and i not in taken and k not in partner:
            partner[k] = i
            taken.add(i)
    for k, now in enumerate(new):
        yield (old[partner[k]] if k in partner else None), now
    yield from ((was, None) for i, was in enumerate(old) if i not in taken)


def _same_quotes(old: Sequence[FindingT], new: Sequence[FindingT]) -> dict[int, int]:
    """New index to old index of findings with the same words, in order."""
    held: dict[str, list[int]] = defaultdict(list)
    for index in reversed(range(len(old))):
        held[plain(old[index].quote)].append(index)
    return {
        index: held[plain(one.quote)].pop()
        for index, one in enumerate(new)
        if held.get(plain(one.quote))
    }


def _alike_targets(old: Target, new: Target) -> float:
    """How well two numbers agree beside their words; other units hardly ever do."""
    same = old.value == new.value and old.operator == new.operator
    units = 0.15 if old.unit == new.unit else -0.4
    return 0.25 * same + units - 0.2 * (old.delta != new.delta)


def _alike_deadlines(old: Deadline, new: Deadline) -> float:
    return 0.3 * (old.type == new.type) + 0.4 * (old.date == new.date)


def _said(finding: Target | Deadline) -> set[str]:
    """Pairs of letters, without figures: those are what may have changed."""
    subject = finding.subject if isinstance(finding, Target) else None
    words = "".join(one for one in plain((subject or "") + finding.quote) if not one.isdigit())
    return {words[at : at + 2] for at in range(len(words) - 1)} or {words}


def _dice(first: set[str], second: set[str]) -> float:
    return 2 * len(first & second) / (len(first) + len(second))


def _fields(was: object, now: object, names: Iterable[str]) -> tuple[str, ...]:
    if was is None or now is None:
        return ()
    return tuple(name for name in names if getattr(was, name) != getattr(now, name))


def _change(was: object, now: object, fields: Sequence[str]) -> Any:
    if was is None:
        return "new"
    if now is None:
        return "dropped"
    return "changed" if fields else "kept"
