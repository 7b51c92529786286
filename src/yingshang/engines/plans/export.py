"""A compiled plan as JSON."""

from dataclasses import asdict
from typing import Any

from yingshang.engines.plans.model import Finding, Named, Plan, Task


def as_json(plan: Plan) -> dict[str, Any]:
    """The plan as plain values: the structure in which plans are exchanged and scored.

    Spans are split into `char_start` and `char_end`; sections of a task are "number+title".
    """
    header = plan.header
    return {
        "title": _words(header.title),
        "title_alt": [one.name for one in header.title_alt],
        "issuer": _words(header.issuer),
        "co_issuers": [one.name for one in header.co_issuers],
        "issue_date": header.issue_date,
        "doc_number": _words(header.doc_number),
        "chars": len(plan.text),
        "implicit_lead": _one(plan.implicit_lead),
        "implicit_units": _one(plan.implicit_units),
        "section_responsible": [_plain(one) for one in plan.section_responsible],
        "sections": [_plain(one) for one in plan.sections],
        "overall_targets": [_plain(one) for one in plan.overall_targets],
        "tasks": [_task(plan, task) for task in plan.tasks],
    }


def _words(finding: Named | None) -> str | None:
    return finding.name if finding else None


def _one(finding: Finding | None) -> dict[str, Any] | None:
    return _plain(finding) if finding else None


def _plain(finding: Finding) -> dict[str, Any]:
    fields = asdict(finding)
    start, end = fields.pop("span")
    return {"char_start": start, "char_end": end} | fields


def _task(plan: Plan, task: Task) -> dict[str, Any]:
    made = [plan.sections[index] for index in task.section]
    return {
        "id": task.id,
        "number": task.number,
        "title": task.title,
        "section": [(one.number or "") + one.title for one in made],
        "parent": task.parent,
        "char_start": task.span[0],
        "char_end": task.span[1],
        "rule": task.rule,
        "unsure": task.unsure,
        "clauses": [_plain(one) for one in task.clauses],
        "responsible": [_plain(one) for one in task.responsible],
        "open_ended": [one.quote for one in task.open_ended],
        "measures": [_plain(one) for one in task.measures],
        "targets": [_plain(one) for one in task.targets],
        "deadlines": [_plain(one) for one in task.deadlines],
        "rows": [{"char_start": start, "char_end": end} for start, end in task.rows],
        "internal_units": [_plain(one) for one in task.internal_units],
    }
