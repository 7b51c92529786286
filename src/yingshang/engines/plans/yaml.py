"""A compiled plan as the `plan/plan.yaml` of a pack."""

from __future__ import annotations

import io
import string
from datetime import date
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedSeq

from yingshang.engines.plans.model import (
    Deadline,
    Finding,
    Named,
    Plan,
    Section,
    Span,
    Target,
    Task,
    Unit,
)

COMPILED_BY = "yingshang compile"
_MEASURES_SHOWN = 99


def as_yaml(plan: Plan, *, document: str, sha256: str) -> str:
    """Text of `plan.yaml`.

    Args:
        document: File name of the published document, which stands beside `plan.yaml`.
        sha256: Digest of that file, in hexadecimal.
    """
    writer = YAML()
    writer.allow_unicode = True
    writer.width = 4096
    writer.indent(mapping=2, sequence=4, offset=2)
    stream = io.StringIO()
    writer.dump(as_pack(plan, document=document, sha256=sha256), stream)
    return stream.getvalue()


def as_pack(plan: Plan, *, document: str, sha256: str) -> dict[str, Any]:
    """The plan as the values of `plan.yaml`; see the schema of packs."""
    header = plan.header
    paths = _paths(plan.sections)
    return {
        "title": _compact(header.title) or document,
        "issuer": _compact(header.issuer),
        "issued_on": date.fromisoformat(header.issue_date) if header.issue_date else None,
        "doc_number": _compact(header.doc_number),
        "document": document,
        "sha256": sha256,
        "compiled_by": COMPILED_BY,
        "sections": [_section(one, path) for one, path in zip(plan.sections, paths, strict=True)],
        "tasks": [_task(task, plan, paths) for task in plan.tasks],
        "corrections": [],
    }


def _compact(finding: Named | None) -> str | None:
    return finding.name if finding else None


def _paths(sections: tuple[Section, ...]) -> list[str]:
    """Path of each heading: 2.1 is the first below the second."""
    counts: list[int] = []
    made: list[str] = []
    for section in sections:
        del counts[section.level :]
        counts += [0] * (section.level - len(counts))
        counts[section.level - 1] += 1
        made.append(".".join(str(max(one, 1)) for one in counts))
    return made


def _section(section: Section, path: str) -> dict[str, Any]:
    return {
        "id": path,
        "number": section.number or "",
        "title": section.title,
        "span": _span(section.span),
    }


def _quoted(finding: Finding) -> dict[str, Any]:
    return {"quote": finding.quote, "span": _span(finding.span)}


def _span(span: Span) -> CommentedSeq:
    made = CommentedSeq(span)
    made.fa.set_flow_style()
    return made


def _identifier(number: int) -> str:
    return f"{number:02d}"


def _task(task: Task, plan: Plan, paths: list[str]) -> dict[str, Any]:
    name = _identifier(task.id)
    measures = task.measures[:_MEASURES_SHOWN]
    targets = zip(string.ascii_lowercase, task.targets, strict=False)
    return {
        "id": name,
        "number": task.number,
        "title": task.title,
        "section": paths[task.section[-1]] if task.section else _nearest(task, plan, paths),
        "parent": _identifier(task.parent) if task.parent else None,
        "span": _span(task.span),
        "measures": [
            {"id": f"{name}.{index}"} | _quoted(one) for index, one in enumerate(measures, 1)
        ],
        "clause": _quoted(task.clauses[-1]) if task.clauses else None,
        "units": [_unit(one) for one in task.responsible],
        "open_ended": [_quoted(one) for one in task.open_ended],
        "targets": [{"id": f"T{name}-{letter}"} | _target(one) for letter, one in targets],
        "deadlines": [_deadline(one) for one in task.deadlines],
    }


def _nearest(task: Task, plan: Plan, paths: list[str]) -> str:
    """Path of the last heading before a task that stands under none."""
    before = [path for one, path in zip(plan.sections, paths, strict=True) if one.span < task.span]
    return before[-1] if before else "1"


def _unit(unit: Unit) -> dict[str, Any]:
    return _quoted(unit) | {"role": unit.role, "unit": None, "group": unit.group}


def _target(target: Target) -> dict[str, Any]:
    return _quoted(target) | {
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


def _deadline(deadline: Deadline) -> dict[str, Any]:
    return _quoted(deadline) | {"date": deadline.date, "type": deadline.type}
