"""P30x: `tasks/NN.yaml` against the plan, and the targets of a pack."""

from collections.abc import Iterator

from yingshang.engines.packs.checks.plan import PLAN, repeated
from yingshang.engines.packs.checks.registry import Fault, at, rule
from yingshang.engines.packs.diagnostics import Path
from yingshang.engines.packs.pack import ReadPack
from yingshang.engines.packs.schema.tasks import TargetEntry
from yingshang.engines.packs.walking import pack_parts, parts


@rule("P301")
def task_without_file(pack: ReadPack) -> Iterator[Fault]:
    """Every task of the plan has its file, be it under a wrong name (P303)."""
    spoken_of = {found.file for found in pack.faults}
    for index, task in enumerate(pack.plan.tasks):
        file = _file_of(task.id)
        if task.id not in pack.tasks and file not in {*pack.files, *spoken_of}:
            yield at(PLAN, ("tasks", index), task=task.id, path=file)


@rule("P302")
def file_without_task(pack: ReadPack) -> Iterator[Fault]:
    """Every file of a task belongs to a task of the plan."""
    known = {task.id for task in pack.plan.tasks}
    for file, entry in pack.task_files.items():
        if entry.id not in known:
            yield at(file, ("id",), task=entry.id)


@rule("P303")
def file_of_another_task(pack: ReadPack) -> Iterator[Fault]:
    """The file of a task bears its id."""
    for file, entry in pack.task_files.items():
        if file != _file_of(entry.id):
            yield at(file, ("id",), task=entry.id, path=_file_of(entry.id))


@rule("P304")
def measure_without_entry(pack: ReadPack) -> Iterator[Fault]:
    """Every measure of the plan has an entry that says how it is carried out."""
    for task in pack.plan.tasks:
        entry = pack.tasks.get(task.id)
        if entry is None:
            continue
        known = {measure.id for measure in entry.measures}
        for measure in task.measures:
            if measure.id not in known:
                words = {"measure": measure.id, "quote": measure.quote[:40]}
                yield at(_file_of(task.id), ("measures",), **words)


@rule("P305")
def entry_of_unknown_measure(pack: ReadPack) -> Iterator[Fault]:
    """Every entry is about a measure that the plan has in this task."""
    planned = {task.id: {measure.id for measure in task.measures} for task in pack.plan.tasks}
    for file, entry in pack.task_files.items():
        for index, measure in enumerate(entry.measures):
            if entry.id in planned and measure.id not in planned[entry.id]:
                path: Path = ("measures", index, "id")
                yield at(file, path, measure=measure.id, task=entry.id)


@rule("P306")
def measure_entered_twice(pack: ReadPack) -> Iterator[Fault]:
    """A measure has one entry."""
    for file, entry in pack.task_files.items():
        entries: list[tuple[Path, str]] = [
            (("measures", index), measure.id) for index, measure in enumerate(entry.measures)
        ]
        for path, code, first in repeated(entries):
            line = pack.line_of(file, first)
            yield at(file, (*path, "id"), measure=code, first=line)


@rule("P307")
def target_repeated(pack: ReadPack) -> Iterator[Fault]:
    """Ids of targets are unique in the whole pack."""
    first: dict[str, str] = {}
    for file, path, target in pack_parts(pack, TargetEntry):
        if target.id in first:
            yield at(file, (*path, "id"), target=target.id, first=first[target.id])
        line = pack.line_of(file, path)
        first.setdefault(target.id, f"{file}:{line}")


@rule("P308")
def target_of_another_task(pack: ReadPack) -> Iterator[Fault]:
    """A target in the file of a task bears the number of the task."""
    for file, entry in pack.task_files.items():
        for path, target in parts(entry, TargetEntry):
            if target.id[1:].partition("-")[0] != entry.id:
                yield at(file, (*path, "id"), target=target.id, task=entry.id)


@rule("P309")
def plan_target_unknown(pack: ReadPack) -> Iterator[Fault]:
    """A target that rests on the plan names targets that the plan has."""
    known = {target.id for task in pack.plan.tasks for target in task.targets}
    for file, path, target in pack_parts(pack, TargetEntry):
        for index, name in enumerate(target.plan_targets):
            if name not in known:
                yield at(file, (*path, "plan_targets", index), name=name)


@rule("P310")
def text_without_words(pack: ReadPack) -> Iterator[Fault]:
    """A target said to stand in the text names where."""
    for file, path, target in pack_parts(pack, TargetEntry):
        if target.basis == "text" and not target.plan_targets and target.quoted is None:
            yield at(file, (*path, "basis"), target=target.id)


@rule("P311")
def baseline_without_source(pack: ReadPack) -> Iterator[Fault]:
    """A baseline figure has a source and a date."""
    for file, path, target in pack_parts(pack, TargetEntry):
        figure = target.baseline
        if figure.value is not None and (figure.source is None or figure.measured_on is None):
            yield at(file, (*path, "baseline"), target=target.id)


@rule("P312")
def target_of_unknown_measure(pack: ReadPack) -> Iterator[Fault]:
    """The measure that a target belongs to is one of its task."""
    for file, entry in pack.task_files.items():
        known = {measure.id for measure in entry.measures}
        for index, target in enumerate(entry.targets):
            if target.measure is not None and target.measure not in known:
                path: Path = ("targets", index, "measure")
                yield at(file, path, target=target.id, measure=target.measure)


def _file_of(task: str) -> str:
    return f"tasks/{task}.yaml"
