"""The compiler's reading as the base of a draft."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from yingshang.apps.delivery.decisions.drafting.reading import (
    HEADER,
    DraftTask,
    Found,
    Kind,
    Reading,
    as_json,
    key_for,
    ordered,
)
from yingshang.engines.documents import read_bytes
from yingshang.engines.plans.compiler import compile_plan, is_plan
from yingshang.engines.plans.model import Deadline, Finding, Header, Plan, Section, Target, Task

Raw = tuple[Kind, Finding, dict[str, Any]]


def compiled(data: bytes) -> dict[str, Any]:
    """Read and compile a document; what the fenced child answers.

    Raises:
        DocumentError: It is no readable document.
    """
    document = read_bytes(data)
    # Characters that no database keeps; the others keep their places.
    text = document.text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")
    plan = compile_plan(replace(document, text=text))
    return {
        "text": text,
        "media_type": document.media_type,
        "is_plan": is_plan(plan),
        "base": as_json(base_of(plan)),
    }


def base_of(plan: Plan) -> Reading:
    """The compiled plan as a reading that nobody has corrected."""
    sections = {index: f"{_letter(one)}" for index, one in enumerate(plan.sections)}
    keys = {task.id: f"{task.id:02d}" for task in plan.tasks}
    headings = [("heading", one, _heading_values(one)) for one in plan.sections]
    rules = [plan.implicit_lead, plan.implicit_units, *plan.section_responsible]
    overall: list[Raw] = [("rule", one, {}) for one in rules if one is not None]
    overall += [("target", one, _target_values(one)) for one in plan.overall_targets]
    return Reading(
        text=plan.text,
        header=_header(plan.header),
        headings=_kept(headings),  # type: ignore[arg-type]  # literals widen in a list
        overall=_kept(overall),
        tasks=tuple(_task(task, keys, sections) for task in plan.tasks),
    )


def _letter(section: Section) -> str:
    return f"h{section.span[0]}"


def _header(header: Header) -> dict[str, str | None]:
    named = {
        "title": header.title,
        "issuer": header.issuer,
        "doc_number": header.doc_number,
    }
    words: dict[str, str | None] = {name: one.name if one else None for name, one in named.items()}
    return {name: words.get(name) for name in HEADER} | {"issue_date": header.issue_date}


def _kept(raw: Iterable[Raw]) -> tuple[Found, ...]:
    """Findings with keys, in the order of the text."""
    taken: set[str] = set()
    made = []
    for kind, one, values in raw:
        key = key_for(kind, one.span[0], taken)
        taken.add(key)
        made.append(
            Found(
                key=key, kind=kind, span=one.span, rule=one.rule, unsure=one.unsure, values=values
            )
        )
    return ordered(made)


def _task(task: Task, keys: dict[int, str], sections: dict[int, str]) -> DraftTask:
    raw: list[Raw] = [("clause", one, {}) for one in task.clauses]
    raw += [
        ("unit", one, {"name": one.unit, "role": one.role, "group": one.group})
        for one in task.responsible
    ]
    raw += [("open", one, {}) for one in task.open_ended]
    raw += [("measure", one, {}) for one in task.measures]
    raw += [("target", one, _target_values(one)) for one in task.targets]
    raw += [("deadline", one, _deadline_values(one)) for one in task.deadlines]
    return DraftTask(
        key=keys[task.id],
        span=task.span,
        rule=task.rule,
        number=task.number,
        title=task.title,
        section=sections[task.section[-1]] if task.section else None,
        parent=keys[task.parent] if task.parent is not None else None,
        unsure=task.unsure,
        found=_kept(raw),
    )


def _heading_values(section: Section) -> dict[str, Any]:
    return {"level": section.level, "number": section.number, "title": section.title}


def _target_values(target: Target) -> dict[str, Any]:
    return {
        "subject": target.subject,
        "operator": target.operator,
        "value": target.value,
        "value_max": target.value_max,
        "value_text": target.value_text,
        "unit": target.unit,
        "from_value": target.from_value,
        "delta": target.delta,
        "kind": target.kind,
        "force": target.force,
    }


def _deadline_values(deadline: Deadline) -> dict[str, Any]:
    return {"date": deadline.date, "type": deadline.type}
