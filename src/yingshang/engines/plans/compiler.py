"""Compiles a document into a plan: the one entry of the grammar."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from yingshang.engines.documents import Document
from yingshang.engines.plans.clause import Clause
from yingshang.engines.plans.clauses import apply_first_leads, clauses, first_leads
from yingshang.engines.plans.deadlines import Calendar, deadlines
from yingshang.engines.plans.header import read_header
from yingshang.engines.plans.layout import View, lay_out
from yingshang.engines.plans.measures import measures
from yingshang.engines.plans.model import (
    Deadline,
    Finding,
    Header,
    Measure,
    Plan,
    Role,
    Section,
    Target,
    Task,
    Unit,
)
from yingshang.engines.plans.outline import Item, heading, outline
from yingshang.engines.plans.paragraphs import STYLE, with_paragraphs
from yingshang.engines.plans.tables import Row, Table, tables
from yingshang.engines.plans.targets import targets
from yingshang.engines.plans.tasks import Draft, attach, body_end, drafts
from yingshang.engines.plans.units import Range

_IMPLICIT_UNITS = re.compile(r"[^。;\n()]{0,24}均涉及[^。;\n()]{2,40}(?:,不再单独列出|,不再列出)?")
_SECTION_UNITS = re.compile(
    r"\n(?=[^\n(]{4,80}(?:部门|政府|管委会)[^\n。]{0,12}(?:结合|按照|对照|根据)[^\n。]{0,10}(?:职能|分工|任务))[^\n]{10,200}"
)


@dataclass(frozen=True, slots=True)
class _Reading:
    """The document while it is read."""

    view: View
    header: Header
    items: list[Item]
    sections: dict[int, int]
    calendar: Calendar


def compile_plan(document: Document) -> Plan:
    """Read a plan.

    Returns:
        Everything that was understood; a document without tasks gives a plan without tasks.
        Time grows with the length of the text.
    """
    view = lay_out(document.text)
    found_tables = tables(view.text)
    everything = outline(view.text, len(view.text))
    starts = [one.start for one in everything[:1]] + [one.start for one in found_tables[:1]]
    first = min(starts, default=len(view.text))
    end = body_end(view.text, first)
    items = _outside(outline(view.text, end), found_tables)
    found = _clauses(view.text, end, items, found_tables)
    items = with_paragraphs(view.text, items, found)
    first = min([first, *(one.start for one in items[:1])])
    rule = first_leads(view.text)
    if rule:
        for clause in found:
            apply_first_leads(view.text, clause)
    openings = [one for one in items if one.depth == 0 and one.value == 1]
    header = read_header(view, first, several=len(openings) > 1)
    chosen = drafts(view.text, items, attach(items, found))
    sections, places = _sections(view, items, chosen)
    reading = _Reading(view, header, items, places, Calendar.of(view.text, header.issue_date))
    return _plan(reading, sections, chosen, found_tables, rule)


_AIMS = re.compile("目标|要求")
_PLAN_WORDS = re.compile(r"推进|落实|完善|建立|加强|提升|优化|组织|实施|强化|健全|推动|开展|支持")
_PLAN_DENSITY = 2.5
_SAMPLE = 100_000


def is_plan(plan: Plan) -> bool:
    """Whether a document is a plan at all: it has tasks, and clauses or the words of plans."""
    if any(task.responsible for task in plan.tasks):
        return True
    sample = plan.text[:_SAMPLE]
    density = 1000 * len(_PLAN_WORDS.findall(sample)) / max(len(sample), 1)
    return bool(plan.tasks) and density >= _PLAN_DENSITY


def _outside(items: list[Item], found: list[Table]) -> list[Item]:
    return [item for item in items if not any(one.start <= item.start < one.end for one in found)]


def _clauses(text: str, end: int, items: list[Item], found: list[Table]) -> list[Clause]:
    """Clauses outside the tables; none reaches over the beginning of an item."""
    cuts = sorted({0, end, *(one.start for one in items)} | {one.start for one in found})
    held: list[Clause] = []
    at = 0
    for start, stop in pairwise(cuts):
        while at < len(found) and found[at].end <= start:
            at += 1
        first = max(start, found[at].end) if at < len(found) and found[at].start <= start else start
        if first < min(stop, end):
            held += clauses(text, first, min(stop, end))
    return held


def _plan(
    reading: _Reading,
    sections: list[Section],
    chosen: list[Draft],
    found_tables: list[Table],
    rule: Range | None,
) -> Plan:
    numbers = {id(draft): index for index, draft in enumerate(chosen, 1)}
    made = [_task(reading, draft, numbers) for draft in chosen]
    for table in found_tables:
        made += [
            _row_task(reading, row, len(made) + index) for index, row in enumerate(table.rows, 1)
        ]
    view = reading.view
    implied = _IMPLICIT_UNITS.search(view.text)
    shared = [
        _quote(view, one.span(), "section.responsible")
        for one in _SECTION_UNITS.finditer(view.text)
    ]
    return Plan(
        text=view.source,
        header=reading.header,
        sections=tuple(sections),
        tasks=tuple(made),
        overall_targets=_overall(reading, chosen),
        implicit_lead=_quote(view, rule, "document.first-listed-leads") if rule else None,
        implicit_units=_quote(view, implied.span(), "document.always-involved")
        if implied
        else None,
        section_responsible=tuple(one for one in shared if not _within(one, made)),
    )


def _within(finding: Finding, made: list[Task]) -> bool:
    at = bisect_right(made, finding.span[0], key=lambda task: task.span[0]) - 1
    return at >= 0 and finding.span[0] < made[at].span[1]


def _overall(reading: _Reading, chosen: list[Draft]) -> tuple[Target, ...]:
    """Goals outside the tasks."""
    view = reading.view
    starts = [draft.start for draft in chosen]
    found: list[Target] = []
    for item in reading.items:
        at = bisect_right(starts, item.start) - 1
        inside = at >= 0 and item.start < chosen[at].end
        if not inside and _AIMS.search(view.text, item.body, item.body + 30):
            set_here = targets(view, item.body, item.own_end, [])
            found += [one for one in set_here if one.kind in ("goal", "limit")]
    return tuple(found)


def _sections(
    view: View, items: list[Item], chosen: list[Draft]
) -> tuple[list[Section], dict[int, int]]:
    tasks = {id(draft.item) for draft in chosen}
    inside = [(draft.start, draft.end) for draft in chosen]
    made: list[Section] = []
    places: dict[int, int] = {}
    at = 0
    for item in items:
        while at < len(inside) and inside[at][1] <= item.start:
            at += 1
        covered = at < len(inside) and inside[at][0] <= item.start
        if id(item) in tasks or covered:
            continue
        start, end = heading(view.text, item)
        places[id(item)] = len(made)
        made.append(
            Section(
                quote=view.quote(item.start, min(end, start + 80)),
                span=view.span(item.start, min(end, start + 80)),
                rule=f"section.{item.style}",
                unsure="编号不连续,可能漏了一项。" if item.skipped else None,
                level=item.depth + 1,
                number=view.name(item.start, item.body),
                title=view.name(start, min(end, start + 80)),
            )
        )
    return made, places


@dataclass(frozen=True, slots=True)
class _Content:
    """What was found in a task, whether it stands in the text or in a table."""

    clauses: tuple[Finding, ...]
    responsible: tuple[Unit, ...]
    open_ended: tuple[Finding, ...]
    measures: tuple[Measure, ...]
    targets: tuple[Target, ...]
    deadlines: tuple[Deadline, ...]


def _content(reading: _Reading, body: Range, found: list[Clause], title: Range | None) -> _Content:
    """Read the words of a task between its number and its end."""
    view = reading.view
    units, tails = _units(view, found)
    spans = [(clause.start, clause.end) for clause in found]
    times = [time for clause in found for time in clause.times]
    dated = deadlines(view, *body, spans, times, reading.calendar)
    durations = [one.span for one in dated if one.rule.startswith("deadline.duration")]
    return _Content(
        clauses=tuple(_clause(view, one) for one in found),
        responsible=units,
        open_ended=tails,
        measures=measures(view, *body, spans, title),
        targets=targets(view, *body, spans, taken=durations),
        deadlines=dated,
    )


def _task(reading: _Reading, draft: Draft, numbers: dict[int, int]) -> Task:
    view = reading.view
    start = draft.number[1] if draft.number else draft.start
    found = _content(reading, (start, draft.end), draft.clauses, draft.title)
    return Task(
        quote=view.quote(draft.start, draft.end),
        span=view.span(draft.start, draft.end),
        rule=draft.rule,
        unsure=_doubt(draft),
        id=numbers[id(draft)],
        number=view.name(*draft.number) if draft.number else None,
        title=view.name(*draft.title) if draft.title else None,
        section=_path(draft, reading.sections),
        parent=numbers[id(draft.parent)] if draft.parent else None,
        clauses=found.clauses,
        responsible=found.responsible,
        open_ended=found.open_ended,
        measures=found.measures,
        targets=found.targets,
        deadlines=found.deadlines,
    )


def _doubt(draft: Draft) -> str | None:
    if draft.item is not None and draft.item.skipped:
        return "编号不连续,可能漏了一项。"
    if draft.item is not None and draft.item.style == STYLE:
        return "这一项没有编号,按段末的责任分工识别。"
    if draft.rule == "task.unnumbered-child":
        return "这一项没有编号,按“具体措施”之后的责任分工识别。"
    return None


def _clause(view: View, clause: Clause) -> Finding:
    return _quote(view, (clause.start, clause.end), clause.rule, clause.unsure)


def _quote(view: View, span: Range, rule: str, unsure: str | None = None) -> Finding:
    return Finding(quote=view.quote(*span), span=view.span(*span), rule=rule, unsure=unsure)


def _path(draft: Draft, places: dict[int, int]) -> tuple[int, ...]:
    item = draft.item if draft.item is not None else draft.parent.item if draft.parent else None
    path: list[int] = []
    while item is not None:
        if id(item) in places:
            path.insert(0, places[id(item)])
        item = item.parent
    return tuple(path)


def _unit(view: View, span: Range, role: Role, group: int, clause: Clause) -> Unit:
    return Unit(
        quote=view.quote(*span),
        span=view.span(*span),
        rule=clause.rule,
        unsure=clause.unsure,
        unit=view.name(*span),
        role=role,
        group=group,
    )


def _units(view: View, found: list[Clause]) -> tuple[tuple[Unit, ...], tuple[Finding, ...]]:
    units: list[Unit] = []
    tails: list[Finding] = []
    for group, clause in enumerate(found, 1):
        for span, role in clause.units:
            units.append(_unit(view, span, role, group, clause))
        tails += [_quote(view, span, "clause.open-ended") for span in clause.tails]
    return tuple(units), tuple(tails)


def _row_task(reading: _Reading, row: Row, number: int) -> Task:
    view = reading.view
    found = _content(reading, (row.number[1], row.end), row.clauses, row.title)
    return Task(
        quote=view.quote(row.start, row.end),
        span=view.span(row.start, row.end),
        rule="task.table-row",
        unsure=row.unsure,
        id=number,
        number=view.name(*row.number),
        title=view.name(*row.title).rstrip("。") or None,
        clauses=found.clauses,
        responsible=found.responsible,
        open_ended=found.open_ended,
        measures=found.measures,
        targets=found.targets,
        deadlines=found.deadlines,
        rows=tuple(view.span(*content) for content in row.contents),
        internal_units=tuple(_internal(view, *one) for one in row.internal),
    )


def _internal(view: View, span: Range, role: Role, group: int) -> Unit:
    """An office of the issuer, named in a column of its own."""
    return Unit(
        quote=view.quote(*span),
        span=view.span(*span),
        rule="table.internal",
        unit=view.name(*span),
        role=role,
        group=group,
    )
