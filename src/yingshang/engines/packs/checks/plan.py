"""P2xx: `plan/plan.yaml` against the published text and against itself."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import date

from pydantic import BaseModel

from yingshang.engines.packs.checks.registry import Fault, at, rule
from yingshang.engines.packs.diagnostics import Path
from yingshang.engines.packs.folder import leaves_pack
from yingshang.engines.packs.pack import ReadPack
from yingshang.engines.packs.schema.common import Quoted, Span
from yingshang.engines.packs.schema.plan import PlanTarget, PlanTask, Section
from yingshang.engines.packs.walking import pack_parts, parts

PLAN = "plan/plan.yaml"
_SHOWN = 40
_INSTANT = r"\d{4}(-\d{2}(-\d{2})?)?"
_LENGTH = r"P\d+[YMWD]"
_DATE_FORMS = re.compile(
    rf"{_INSTANT}|({_INSTANT}|\.\.)/({_INSTANT}|\.\.)|{_LENGTH}|R/{_LENGTH}", re.ASCII
)


@rule("P017")
def document_outside_pack(pack: ReadPack) -> Iterator[Fault]:
    """The published text lies in the folder of the plan."""
    if leaves_pack(pack.plan.document):
        yield at(PLAN, ("document",), path=pack.plan.document)


@rule("P201")
def document_missing(pack: ReadPack) -> Iterator[Fault]:
    """The published text is in the pack."""
    path = f"plan/{pack.plan.document}"
    spoken_of = {found.file for found in pack.faults}
    if not leaves_pack(pack.plan.document) and path not in {*pack.files, *spoken_of}:
        yield at(PLAN, ("document",), path=path)


@rule("P202")
def document_changed(pack: ReadPack) -> Iterator[Fault]:
    """The published text is the one that was compiled."""
    content = pack.files.get(f"plan/{pack.plan.document}")
    if content is None:
        return
    actual = hashlib.sha256(content).hexdigest()
    if actual != pack.plan.sha256:
        yield at(PLAN, ("sha256",), document=pack.plan.document, actual=actual)


@rule("P203")
def span_outside_text(pack: ReadPack) -> Iterator[Fault]:
    """Every span lies inside the published text and is not empty."""
    text = pack.document
    for file, path, span in _spans(pack):
        if not _is_within(span, text):
            yield at(file, (*path, "span"), start=span[0], end=span[1], length=len(text))


@rule("P204")
def quote_differs(pack: ReadPack) -> Iterator[Fault]:
    """Every quote is the text of its span."""
    text = pack.document
    for file, path, part in pack_parts(pack, Quoted):
        start, end = part.span
        if _is_within(part.span, text) and text[start:end] != part.quote:
            shown = {"quote": _cut(part.quote), "text": _cut(text[start:end])}
            yield at(file, (*path, "quote"), **shown, hint=_where(text, part.quote))


@rule("P205")
def title_not_in_span(pack: ReadPack) -> Iterator[Fault]:
    """The title of every section and task stands in its span."""
    text = pack.document
    titled: list[tuple[Path, Section | PlanTask]] = [*parts(pack.plan, Section)]
    titled += parts(pack.plan, PlanTask)
    for path, part in titled:
        start, end = part.span
        if not _is_within(part.span, text) or not part.title:
            continue
        if _dense(part.title) not in _dense(text[start:end]):
            yield at(PLAN, (*path, "title"), title=part.title, start=start, end=end)


@rule("P206")
def part_outside_task(pack: ReadPack) -> Iterator[Fault]:
    """What belongs to a task stands in the span of the task."""
    for index, task in enumerate(pack.plan.tasks):
        for path, part in parts(task, Quoted, ("tasks", index)):
            if not _is_inside(part.span, task.span):
                start, end = task.span
                yield at(PLAN, (*path, "span"), task=task.id, start=start, end=end)


@rule("P207")
def id_repeated(pack: ReadPack) -> Iterator[Fault]:
    """Ids of sections, tasks, measures and targets are used once."""
    plan = pack.plan
    tasks = list(enumerate(plan.tasks))
    families: list[list[tuple[Path, str]]] = [
        [(("sections", i), section.id) for i, section in enumerate(plan.sections)],
        [(("tasks", i), task.id) for i, task in tasks],
        [(("tasks", i, "measures", j), m.id) for i, t in tasks for j, m in enumerate(t.measures)],
        [(("tasks", i, "targets", j), g.id) for i, t in tasks for j, g in enumerate(t.targets)],
    ]
    for family in families:
        for path, code, first in repeated(family):
            line = pack.line_of(PLAN, first)
            yield at(PLAN, (*path, "id"), id=code, first=line)


@rule("P208")
def section_unknown(pack: ReadPack) -> Iterator[Fault]:
    """Every task stands in a section of the plan."""
    known = {section.id for section in pack.plan.sections}
    for index, task in enumerate(pack.plan.tasks):
        if task.section not in known:
            yield at(PLAN, ("tasks", index, "section"), section=task.section)


@rule("P209")
def id_of_another_task(pack: ReadPack) -> Iterator[Fault]:
    """Ids of measures and targets begin with the id of their task."""
    for index, task in enumerate(pack.plan.tasks):
        for number, measure in enumerate(task.measures):
            if measure.id.partition(".")[0] != task.id:
                path: Path = ("tasks", index, "measures", number, "id")
                yield at(PLAN, path, id=measure.id, task=task.id)
        for number, target in enumerate(task.targets):
            if target.id[1:].partition("-")[0] != task.id:
                path = ("tasks", index, "targets", number, "id")
                yield at(PLAN, path, id=target.id, task=task.id)


@rule("P210")
def parent_task_unknown(pack: ReadPack) -> Iterator[Fault]:
    """The parent of a task is another task, and no task is its own ancestor."""
    parents = {task.id: task.parent for task in pack.plan.tasks}
    for index, task in enumerate(pack.plan.tasks):
        if task.parent is None:
            continue
        if task.parent not in parents or on_cycle(task.id, parents):
            yield at(PLAN, ("tasks", index, "parent"), task=task.id, parent=task.parent)


@rule("P211")
def deadline_date_wrong(pack: ReadPack) -> Iterator[Fault]:
    """Dates of deadlines are ISO 8601 at the precision that the plan states."""
    for index, task in enumerate(pack.plan.tasks):
        for number, deadline in enumerate(task.deadlines):
            if deadline.date is not None and not _is_iso(deadline.date):
                path = ("tasks", index, "deadlines", number, "date")
                yield at(PLAN, path, value=deadline.date)


@rule("P212")
def range_wrong(pack: ReadPack) -> Iterator[Fault]:
    """A range has two ends in order; nothing else has a second value."""
    for path, target in parts(pack.plan, PlanTarget):
        is_range = target.operator == "range"
        if is_range != (target.value_max is not None):
            yield at(PLAN, (*path, "operator"), id=target.id)
        elif target.value_max is not None and target.value_max <= target.value:
            yield at(PLAN, (*path, "value_max"), id=target.id)


@rule("P213")
def correction_of_unknown_task(pack: ReadPack) -> Iterator[Fault]:
    """Corrections are about tasks of the plan."""
    known = {task.id for task in pack.plan.tasks}
    for index, correction in enumerate(pack.plan.corrections):
        if correction.task is not None and correction.task not in known:
            yield at(PLAN, ("corrections", index, "task"), task=correction.task)


def repeated(entries: Iterable[tuple[Path, str]]) -> Iterator[tuple[Path, str, Path]]:
    """Entries whose code was used before: path, code and the path of the first use."""
    first: dict[str, Path] = {}
    for path, code in entries:
        if code in first:
            yield path, code, first[code]
        first.setdefault(code, path)


def on_cycle(start: str, parents: dict[str, str | None]) -> bool:
    """Whether going up from `start` leads back to it."""
    seen: set[str] = set()
    here = parents.get(start)
    while here is not None and here not in seen:
        if here == start:
            return True
        seen.add(here)
        here = parents.get(here)
    return False


def _spans(pack: ReadPack) -> Iterator[tuple[str, Path, Span]]:
    for file, path, part in pack_parts(pack, BaseModel):
        span = getattr(part, "span", None)
        if span is not None:
            yield file, path, span


def _is_inside(span: Span, outer: Span) -> bool:
    return outer[0] <= span[0] and span[1] <= outer[1]


def _is_within(span: Span, text: str) -> bool:
    return 0 <= span[0] < span[1] <= len(text)


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _dense(text: str) -> str:
    return "".join(text.split())


def _where(text: str, quote: str) -> tuple[str, str]:
    """Where the quote does stand, for a person who has to correct the span."""
    count = text.count(quote)
    if count == 0:
        return "原文中没有这段文字", "the text does not contain these words"
    start = text.index(quote)
    if count == 1:
        place = f"[{start}, {start + len(quote)}]"
        return f"它在原文的 {place}", f"it stands at {place}"
    return f"它在原文中出现 {count} 次", f"it occurs {count} times in the text"


def _is_iso(value: str) -> bool:
    if not _DATE_FORMS.fullmatch(value):
        return False
    return all(_is_real(instant) for instant in re.findall(rf"(?<!P){_DAY_OR_MONTH}", value))


_DAY_OR_MONTH = r"\d{4}-\d{2}(?:-\d{2})?"


def _is_real(instant: str) -> bool:
    try:
        date.fromisoformat(instant if instant.count("-") > 1 else f"{instant}-01")
    except ValueError:
        return False
    return True
