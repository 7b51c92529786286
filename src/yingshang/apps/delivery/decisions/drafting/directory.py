"""A draft directory made of a plan's own names, and what every name of a plan means."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from yingshang.apps.delivery.decisions.drafting.kinds import ASKED, is_collective, kind_of, level_of
from yingshang.apps.delivery.decisions.drafting.reading import DraftTask, Found, Reading
from yingshang.engines.plans.names import Directory, Entry


@dataclass(frozen=True, slots=True)
class Choice:
    """What a name may mean: codes of units or sets. Exactly one: it is decided."""

    codes: tuple[str, ...]
    reason_zh: str = ""
    reason_en: str = ""

    @property
    def code(self) -> str | None:
        """The one code; None while a person must decide."""
        return self.codes[0] if len(self.codes) == 1 else None


# Brackets do not count in the common form of a name, but keep it from meaning only itself.
NOT_LITERALLY = "()"
LEVEL_SIGNS = "省市县区州盟旗"
# Names of one clause, in order, to what each means.
Resolver = Callable[[Sequence[str]], Sequence[Choice]]
Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class DraftUnit:
    """A unit, or a collective name, that a plan speaks of; the longest way of writing it first."""

    code: str
    names: tuple[str, ...]
    official: str
    kind: str
    level: str
    is_collective: bool
    is_described: bool

    @property
    def is_asked(self) -> bool:
        """Whether a unit of this kind is asked, not supervised."""
        return self.kind in ASKED


def resolver_of(directory: Directory) -> Resolver:
    """A resolver over entries whose `kind` carries their code."""

    def resolve(names: Sequence[str]) -> list[Choice]:
        return [
            Choice(tuple(entry.kind for entry in each.entries), each.reason_zh, each.reason_en)
            for each in directory.resolve_all(names)
        ]

    return resolve


def meanings(reading: Reading, resolve: Resolver) -> dict[Place, Choice]:
    """What every name of a unit means, by task and finding; decisions of people come first."""
    made: dict[Place, Choice] = {}
    for task, clause in _clauses(reading):
        named = [_same(reading, str(each.values["name"])) for each in clause]
        for each, name, found in zip(clause, named, resolve(named), strict=True):
            code = reading.names.get(name, {}).get("code")
            made[task.key, each.key] = Choice((code,)) if code else found
    return made


def draft_directory(reading: Reading) -> tuple[DraftUnit, ...]:
    """Units and collective names of the plan itself, in the order in which it names them.

    Ways of writing one name are merged as the engine of names does; what a person said stands.
    """
    groups: dict[str, list[str]] = {}
    for name, same in _merged(reading).items():
        groups.setdefault(same, []).append(name)
    return tuple(
        _unit(reading, number, names) for number, names in enumerate(groups.values(), start=1)
    )


def draft_resolver(units: Sequence[DraftUnit]) -> Resolver:
    """A resolver over a draft directory; it knows every name that it was made of."""
    known = {name: unit.code for unit in units for name in unit.names}

    def resolve(names: Sequence[str]) -> list[Choice]:
        return [Choice((known[name],) if name in known else ()) for name in names]

    return resolve


def _clauses(reading: Reading) -> Iterator[tuple[DraftTask, list[Found]]]:
    for task in reading.tasks:
        groups: dict[object, list[Found]] = {}
        for each in task.of("unit"):
            groups.setdefault(each.values["group"], []).append(each)
        for clause in groups.values():
            yield task, clause


def _same(reading: Reading, name: str) -> str:
    """The name itself, or the other name of which a person said that it is the same."""
    seen = {name}
    while (other := reading.names.get(name, {}).get("same")) and other not in seen:
        seen.add(other)
        name = other
    return name


def _merged(reading: Reading) -> dict[str, str]:
    """Every name of the plan in order → the first name that means the same."""
    before = _levels_before(reading)
    directory = Directory(Entry(name, kind=name) for name in before)
    found: dict[str, str] = {}
    for name, levels in before.items():
        said = _same(reading, name)
        same = said if said != name else _other(directory, name, levels)
        found[name] = found.get(same or name, same or name)
    # A name may come before the one that it is the same as.
    return {name: found.get(same, same) for name, same in found.items()}


def _levels_before(reading: Reading) -> dict[str, set[str]]:
    """Every name in order, with the levels of the units named just before it in its clauses."""
    found: dict[str, set[str]] = {}
    for _task, clause in _clauses(reading):
        level = ""
        for each in clause:
            name = str(each.values["name"])
            found.setdefault(name, set()).add(level)
            level = name[0] if name[0] in LEVEL_SIGNS else level
    return found


def _other(directory: Directory, name: str, levels: set[str]) -> str | None:
    """The one other name that the engine takes for the same as `name`; None: there is none."""
    asked = {f"{name}{NOT_LITERALLY}"}
    if name[0] not in LEVEL_SIGNS:
        asked |= {f"{level}{name}" for level in levels if level}
    found = {entry.kind for each in sorted(asked) for entry in directory.resolve(each).entries}
    others = found - {name}
    return others.pop() if len(others) == 1 else None


def _unit(reading: Reading, number: int, names: list[str]) -> DraftUnit:
    said: Mapping[str, str] = next(
        (reading.names[name] for name in names if "official" in reading.names.get(name, {})), {}
    )
    longest = max(names, key=len)
    return DraftUnit(
        code=f"u{number:03d}",
        names=tuple(sorted(names, key=names.index)),
        official=said.get("official", longest),
        kind=said.get("kind", kind_of(longest)),
        level=said.get("level", level_of(longest)),
        is_collective=is_collective(longest) and not said,
        is_described=bool(said),
    )
