"""Corrections of what names of units mean, for the whole document at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from yingshang.apps.delivery.decisions.drafting.kinds import KINDS, LEVELS
from yingshang.apps.delivery.decisions.drafting.reading import DraftTask, Found, Reading, key_for
from yingshang.apps.delivery.decisions.drafting.refusals import BAD_VALUE, RefusedCorrection
from yingshang.apps.delivery.decisions.drafting.values import words

Values = Mapping[str, Any]


def name_means(
    reading: Reading, _task: str | None, _finding: str | None, values: Values
) -> Reading:
    """A name means the unit with a code, the same as another name, or units that are not named."""
    name, meaning = _named(reading, values), values["as"]
    if meaning == "open":
        return replace(reading, tasks=tuple(_opened(each, name) for each in reading.tasks))
    if meaning == "unit":
        return _decided(reading, name, {"code": _words(values, "code")})
    if meaning == "same" and _words(values, "other") in unit_names(reading):
        return _decided(reading, name, {"same": values["other"]})
    raise RefusedCorrection(BAD_VALUE, "as")


def describe_unit(
    reading: Reading, _task: str | None, _finding: str | None, values: Values
) -> Reading:
    """Official name, kind and level of a unit of a draft directory."""
    name = _named(reading, values)
    if values.get("kind") not in KINDS or values.get("level") not in LEVELS:
        raise RefusedCorrection(BAD_VALUE, "kind")
    described = {
        "official": _words(values, "official"),
        "kind": str(values["kind"]),
        "level": str(values["level"]),
    }
    former = {key: value for key, value in reading.names.get(name, {}).items() if key != "same"}
    return _decided(reading, name, {**former, **described})


def unit_names(reading: Reading) -> tuple[str, ...]:
    """Every name of a unit, once, in the order of the document."""
    found = (each for task in reading.tasks for each in task.of("unit"))
    return tuple(dict.fromkeys(str(each.values["name"]) for each in found))


def _named(reading: Reading, values: Values) -> str:
    name = _words(values, "name")
    if name not in unit_names(reading):
        raise RefusedCorrection(BAD_VALUE, "name")
    return name


def _words(values: Values, name: str) -> str:
    try:
        return words(values[name])
    except ValueError as error:
        raise RefusedCorrection(BAD_VALUE, name) from error


def _decided(reading: Reading, name: str, meaning: Mapping[str, str]) -> Reading:
    return replace(reading, names={**reading.names, name: meaning})


def _opened(task: DraftTask, name: str) -> DraftTask:
    """The task with `name` among the words that leave units open."""
    if all(each.values["name"] != name for each in task.of("unit")):
        return task
    taken = {each.key for each in task.found}
    return replace(task, found=tuple(_open(each, name, taken) for each in task.found))


def _open(found: Found, name: str, taken: set[str]) -> Found:
    if found.kind != "unit" or found.values["name"] != name:
        return found
    key = key_for("open", found.span[0], taken)
    taken.add(key)
    return replace(found, key=key, kind="open", values={}, unsure=None, rule="person")
