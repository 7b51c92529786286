"""What a step waits for, and how far it has come, as counts and never as a list of rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


@dataclass(frozen=True)
class Term:
    """One step that must be settled; with `outcomes`, in one of these ways."""

    step: str
    outcomes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class AllOf:
    """Every part must hold. Without parts it holds from the beginning."""

    parts: "tuple[After, ...]" = ()


@dataclass(frozen=True)
class AnyOf:
    """One part is enough."""

    parts: "tuple[After, ...]" = ()


After = Term | AllOf | AnyOf
FROM_THE_BEGINNING = AllOf()


class Reach(StrEnum):
    """How an expression stands. Only `waiting` can still change without a return."""

    WAITING = "waiting"
    HOLDS = "holds"
    FAILS = "fails"
    """A step was settled in another way than the expression asks for."""
    ABSENT = "absent"
    """The case did not come along here: none of the steps was done or skipped."""


class Count(NamedTuple):
    """How many terms of one group are known, by what they came to."""

    holds: int = 0
    fails: int = 0
    absent: int = 0


Tally = tuple[Count, ...]


class Group(NamedTuple):
    """One all-of or any-of, flattened: its own terms by number, groups inside it by index."""

    is_any: bool
    terms: int
    groups: tuple[int, ...]


class Ref(NamedTuple):
    """One term seen from its step: the node that waits, the group there, the outcomes asked for."""

    node: str
    group: int
    outcomes: frozenset[str]


def parse_after(text: object) -> After:
    """Read the notation of packs.

    `accept` and `accept:granted|refused` are terms, a list or `{all: [...]}` means all of them,
    `{any: [...]}` one of them; groups may stand in groups.

    Raises:
        ValueError: The value is neither; its message names the value.
    """
    if isinstance(text, str) and text.strip():
        step, _, outcomes = text.partition(":")
        wanted = frozenset(each.strip() for each in outcomes.split("|") if each.strip())
        return Term(step.strip(), wanted)
    if isinstance(text, Mapping) and len(text) == 1:
        [(word, parts)] = text.items()
        if word in {"all", "any"} and isinstance(parts, Sequence) and not isinstance(parts, str):
            return (AnyOf if word == "any" else AllOf)(tuple(parse_after(each) for each in parts))
    if isinstance(text, Sequence) and not isinstance(text, str):
        return AllOf(tuple(parse_after(each) for each in text))
    raise ValueError(f"{text!r}")


def terms_of(after: After | None) -> Iterator[Term]:
    """All terms of an expression, from left to right."""
    if isinstance(after, Term):
        yield after
    elif after is not None:
        for part in after.parts:
            yield from terms_of(part)


def flatten(
    node: str, after: After | None
) -> tuple[tuple[Group, ...], tuple[tuple[str, Ref], ...]]:
    """Groups of an expression (the first is the outermost) and its terms as (step, reference)."""
    groups: list[Group] = []
    refs: list[tuple[str, Ref]] = []

    def add(part: AllOf | AnyOf) -> int:
        index = len(groups)
        groups.append(Group(isinstance(part, AnyOf), 0, ()))
        terms = [each for each in part.parts if isinstance(each, Term)]
        refs.extend((each.step, Ref(node, index, each.outcomes)) for each in terms)
        inner = tuple(add(each) for each in part.parts if not isinstance(each, Term))
        groups[index] = Group(isinstance(part, AnyOf), len(terms), inner)
        return index

    if after is not None:
        add(AllOf((after,)) if isinstance(after, Term) else after)
    return tuple(groups), tuple(refs)


def reach(groups: Sequence[Group], tally: Tally, index: int = 0) -> Reach:
    """How the group at `index` stands; O(number of groups), whatever the number of terms.

    All-of fails as soon as one part fails; it holds when nothing is awaited and one part holds
    (absent parts are passed over). Any-of holds as soon as one part holds.
    """
    if not groups:
        return Reach.WAITING
    group, count = groups[index], tally[index]
    inner = [reach(groups, tally, each) for each in group.groups]
    holds = count.holds + inner.count(Reach.HOLDS)
    fails = count.fails + inner.count(Reach.FAILS)
    awaited = group.terms - sum(count) + inner.count(Reach.WAITING)
    if group.is_any:
        return _any(holds, fails, awaited)
    if not fails and not awaited and not holds and (group.terms or group.groups):
        return Reach.ABSENT
    return Reach.FAILS if fails else Reach.WAITING if awaited else Reach.HOLDS


def _any(holds: int, fails: int, awaited: int) -> Reach:
    if holds:
        return Reach.HOLDS
    if awaited:
        return Reach.WAITING
    return Reach.FAILS if fails else Reach.ABSENT


def counted(tally: Tally, group: int, value: Reach, by: int) -> Tally:
    """`tally` with one term of `group` more (or less, `by` = -1) that came to `value`."""
    if value is Reach.WAITING:
        return tally
    count = tally[group]
    changed = count._replace(**{value.value: getattr(count, value.value) + by})
    return (*tally[:group], changed, *tally[group + 1 :])
