"""The things that a pack speaks of, each with a name and its values as text, for comparing."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from yingshang.engines.packs.pack import ReadPack

# Subject → its name in Chinese, in the order in which changes are told.
SUBJECTS = {
    "pack": "方案包",
    "plan": "方案",
    "section": "章节",
    "task": "任务",
    "measure": "举措",
    "responsibility": "责任",
    "plan_target": "原文目标",
    "target": "目标",
    "requirement": "工作要求",
    "service_rule": "服务制度",
    "time_limits": "计时规则",
    "law": "法律规定",
    "time_limit": "时限",
    "unit": "单位",
    "set": "单位集合",
    "role": "角色",
    "assignment": "任职",
    "case_type": "事项类型",
    "case_step": "事项步骤",
    "case_field": "事项字段",
    "letter": "文书",
    "file": "文件",
}
# Places in the text move with every change of it; quotes say what changed.
_LEFT_OUT = frozenset({"span"})


@dataclass(frozen=True)
class Thing:
    """One thing of a pack: what a person calls it, and its values by dotted key."""

    title: str
    fields: dict[str, str]


Key = tuple[str, str]
Entry = tuple[Key, Thing]


def things(pack: ReadPack) -> dict[Key, Thing]:
    """Everything in `pack` by subject and id. Raises `NotRead` when a file has faults."""
    found: dict[Key, Thing] = {}
    for entries in _PARTS:
        for key, thing in entries(pack):
            earlier = found.get(key, Thing(thing.title, {}))
            found[key] = Thing(earlier.title, earlier.fields | thing.fields)
    return found


def _heads(pack: ReadPack) -> Iterator[Entry]:
    yield ("pack", ""), _thing(pack.header, pack.header.name.zh_hans)
    yield ("plan", ""), _thing(pack.plan, pack.plan.title, "sections", "tasks", "corrections")
    for path in (*pack.paths_of("original"), *pack.paths_of("notes")):
        digest = hashlib.sha256(pack.files[path]).hexdigest()
        yield ("file", path), Thing(path, {"sha256": digest})


def _plan(pack: ReadPack) -> Iterator[Entry]:
    for section in pack.plan.sections:
        yield ("section", section.id), _thing(section, section.title)
    for task in pack.plan.tasks:
        yield (
            ("task", task.id),
            _thing(task, task.title or task.id, "measures", "units", "targets"),
        )
        for measure in task.measures:
            yield ("measure", measure.id), _thing(measure, measure.quote)
        for target in task.targets:
            yield ("plan_target", target.id), _thing(target, target.quote)
        for unit in task.units:
            name = f"{task.id} {unit.group} {unit.quote}"
            yield ("responsibility", name), _thing(unit, unit.quote)


def _tasks(pack: ReadPack) -> Iterator[Entry]:
    for entry in pack.task_files.values():
        yield ("task", entry.id), _thing(entry, entry.summary.zh_hans, "measures", "targets")
        for measure in entry.measures:
            yield ("measure", measure.id), _thing(measure, measure.plain.zh_hans)
        for target in entry.targets:
            yield ("target", target.id), _thing(target, target.name.zh_hans)


def _requirements(pack: ReadPack) -> Iterator[Entry]:
    for requirement in pack.requirements.work_requirements:
        key = ("requirement", requirement.id)
        yield key, _thing(requirement, requirement.name.zh_hans, "targets")
        for target in requirement.targets:
            yield ("target", target.id), _thing(target, target.name.zh_hans)
    for service in pack.requirements.service_rules:
        yield ("service_rule", service.id), _thing(service, service.name.zh_hans)


def _time_limits(pack: ReadPack) -> Iterator[Entry]:
    file = pack.time_limits
    yield ("time_limits", ""), _thing(file, "时限", "laws", "limits")
    for law in file.laws:
        name = f"{law.id} {law.valid_from or ''}".rstrip()
        yield ("law", name), _thing(law, law.name.zh_hans)
    for limit in file.limits:
        name = f"{limit.id} {limit.valid_from or ''}".rstrip()
        yield ("time_limit", name), _thing(limit, limit.name.zh_hans)


def _units(pack: ReadPack) -> Iterator[Entry]:
    for unit in pack.directory.units:
        yield ("unit", unit.code), _thing(unit, unit.official_name.zh_hans)
    for group in pack.directory.sets:
        yield ("set", group.code), _thing(group, group.names[0])
    for role in pack.posts.roles:
        yield ("role", role.code), _thing(role, role.name.zh_hans)
    for assignment in pack.posts.assignments:
        name = f"{assignment.role} {assignment.unit}"
        yield ("assignment", name), _thing(assignment, assignment.basis.zh_hans)


def _case_types(pack: ReadPack) -> Iterator[Entry]:
    for case_type in pack.case_types.values():
        entry, name = case_type.entry, case_type.entry.name.zh_hans
        yield ("case_type", case_type.id), _thing(entry, name, "steps", "fields")
        for step in entry.steps:
            key = ("case_step", f"{case_type.id}.{step.id}")
            yield key, _thing(step, f"{name}：{step.name.zh_hans}")
        for field in entry.fields:
            key = ("case_field", f"{case_type.id}.{field.id}")
            yield key, _thing(field, f"{name}：{field.name.zh_hans}")
        for letter in case_type.letters.values():
            key = ("letter", f"{case_type.id}.{letter.id}")
            yield key, _thing(letter, f"{name}：{letter.name.zh_hans}")


def _thing(model: BaseModel, title: str, *apart: str) -> Thing:
    """`model` as a thing; the fields `apart` are things of their own."""
    values = model.model_dump(mode="json", by_alias=True, exclude_none=True, exclude=set(apart))
    return Thing(title, dict(_flat(values, "")))


def _flat(value: Any, name: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, below in value.items():
            if key not in _LEFT_OUT:
                yield from _flat(below, f"{name}.{key}" if name else key)
    elif isinstance(value, list) and any(isinstance(item, dict | list) for item in value):
        for index, item in enumerate(value):
            yield from _flat(item, f"{name}[{index + 1}]")
    elif isinstance(value, list):
        yield name, "、".join(str(item) for item in value)
    else:
        yield name, str(value)


_PARTS = (_heads, _plan, _tasks, _requirements, _time_limits, _units, _case_types)
