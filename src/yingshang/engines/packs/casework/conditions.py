"""Every condition of a case type: where it stands, what it must yield, and read."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from yingshang.engines.packs.casework.columns import column_of
from yingshang.engines.packs.casework.processes import condition_of
from yingshang.engines.packs.diagnostics import Path
from yingshang.engines.packs.schema.casework.case import CaseEntry
from yingshang.engines.rules import Columns, Condition, read
from yingshang.engines.rules.columns import Type

# Where conditions stand: family of `case.yaml` → keys of its entries.
_KEYS = {
    "fields": ("when", "required_when"),
    "checks": ("condition",),
    "bars": ("condition",),
    "clocks": ("when",),
    "materials": ("required_when",),
    "routes": ("when",),
    "steps": ("when",),
}


@dataclass(frozen=True)
class Written:
    """A condition as written: its name, its path in `case.yaml`, its text, what it must yield."""

    name: str
    path: Path
    text: str
    expects: Type


def written(entry: CaseEntry) -> Iterator[Written]:
    """Every condition and computed field of a type, in the order of families.

    Names are `<family>.<id>.<key>`, as `bars.pledged.condition`, and for an outcome of a step
    `steps.<step>.<outcome>.when`.
    """
    for family, keys in _KEYS.items():
        for index, one in enumerate(getattr(entry, family)):
            for key in keys:
                yield from _written(one, f"{family}.{one.id}", (family, index), key)
    for index, field in enumerate(entry.fields):
        if field.computed is not None:
            expects = column_of(field).type
            path: Path = ("fields", index, "computed")
            yield Written(f"fields.{field.id}.computed", path, field.computed, expects)
    for index, step in enumerate(entry.steps):
        for number, outcome in enumerate(step.outcomes):
            name, path = f"steps.{step.id}.{outcome.id}", ("steps", index, "outcomes", number)
            yield from _written(outcome, name, path, "when")


def read_conditions(entry: CaseEntry, columns: Columns) -> dict[str, Condition]:
    """Every condition read, by name; `steps.<id>.when` with the routes of the step in it.

    Raises:
        ConditionFault: One of them is faulty; `checkpack` says where.
    """
    found = {each.name: read(each.text, columns, expects=each.expects) for each in written(entry)}
    for step in entry.steps:
        text = condition_of(step)
        if text is not None:
            found[f"steps.{step.id}.when"] = read(text, columns)
    return found


def _written(one: Any, name: str, path: Path, key: str) -> Iterator[Written]:
    text = getattr(one, key)
    if text is not None:
        yield Written(f"{name}.{key}", (*path, key), text, "boolean")
