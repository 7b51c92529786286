"""The rows that a pack asks for: content in, values out."""

from collections.abc import Iterable
from typing import Any

from yingshang.apps.delivery.decisions.dates import last_day
from yingshang.apps.delivery.models import Instrument, Target, Wording
from yingshang.apps.delivery.models.wording import no_wording
from yingshang.engines.packs.pack import ReadPack
from yingshang.engines.packs.schema import plan as plan_schema
from yingshang.engines.packs.schema import tasks as task_schema
from yingshang.engines.packs.schema.common import Quoted, Source, Text

Values = dict[str, Any]
Row = tuple[str, Values]


def worded(text: Text | None) -> Wording:
    """A text of the pack as kept in a row."""
    return no_wording() if text is None else Wording(text.zh_hans, text.en)


def plan_values(pack: ReadPack) -> Values:
    """The plan itself."""
    plan, header = pack.plan, pack.header
    return {
        "city": worded(header.city.name),
        "title": plan.title,
        "issuer": plan.issuer or "",
        "issued_on": plan.issued_on,
        "doc_number": plan.doc_number or "",
        "period_from": header.period_from,
        "period_to": header.period_to,
        "text": pack.document,
        "sha256": plan.sha256,
        "compiled_by": plan.compiled_by,
    }


def section_rows(pack: ReadPack) -> Iterable[Row]:
    """Headings by path."""
    for section in pack.plan.sections:
        start, end = section.span
        values = {"number": section.number, "title": section.title, "start": start, "end": end}
        yield section.id, values


def task_row(task: plan_schema.PlanTask, entry: task_schema.TaskEntry) -> Row:
    """A task without its section and parent."""
    clause = task.clause.span if task.clause else (task.span[1], task.span[1])
    return task.id, {
        "number": task.number or "",
        "title": task.title or "",
        "start": task.span[0],
        "end": task.span[1],
        "clause_start": clause[0],
        "clause_end": clause[1],
        "summary": worded(entry.summary),
        "stored_notes": [{"zh-hans": note.zh_hans, "en": note.en} for note in entry.notes],
    }


def quoted(found: Quoted) -> Values:
    """Words and where they stand."""
    return {"quote": found.quote, "start": found.span[0], "end": found.span[1]}


def figure_values(target: plan_schema.PlanTarget) -> Values:
    """A number as it stands in the text, without its task."""
    return {
        **quoted(target),
        "subject": target.subject or "",
        "operator": target.operator,
        "value": target.value,
        "value_max": target.value_max,
        "value_text": target.value_text,
        "unit": target.unit,
        "from_value": target.from_value,
        "delta": target.delta or "",
        "kind": target.kind,
        "is_striving": target.force == "striving",
    }


def deadline_values(deadline: plan_schema.PlanDeadline) -> Values:
    """A date as stated and its last day, without its task."""
    return {
        **quoted(deadline),
        "stated": deadline.date or "",
        "type": deadline.type,
        "last_on": last_day(deadline.date),
    }


def target_values(entry: task_schema.TargetEntry) -> Values:
    """A computable target without what it belongs to."""
    return {
        "name": worded(entry.name),
        "operator": entry.operator,
        "value": entry.value,
        "unit": worded(entry.unit),
        "is_striving": entry.force == "striving",
        "basis": Target.Basis(entry.basis),
        "needs_baseline": entry.needs_baseline,
        "baseline_value": entry.baseline.value,
        "baseline_source": cited(entry.baseline.source),
        "baseline_on": entry.baseline.measured_on,
        "formula": worded(entry.formula),
        "data_needed": worded(entry.data_needed),
        "status": Target.Status(entry.status),
        "note": worded(entry.note),
    }


def instrument_row(owner: str, entry: task_schema.Instrument) -> Row:
    """An instrument of the measure, duty or rule with the code `owner`."""
    return f"{owner}/{entry.kind}:{entry.name.zh_hans}", {
        "kind": Instrument.Kind(entry.kind),
        "name": worded(entry.name),
        "state": Instrument.State(entry.state),
        "ref": entry.ref or "",
    }


def correction_row(correction: plan_schema.Correction) -> Row:
    """A person's decision, without its task."""
    return f"{correction.task or 'plan'}/{correction.field}", {
        "field": correction.field,
        "compiled": correction.compiled or "",
        "decided": correction.decided,
        "reason": correction.reason,
        "decided_by": correction.by,
        "decided_on": correction.decided_on,
    }


def cited(source: Source | None) -> str:
    """A source in one line."""
    if source is None:
        return ""
    return " ".join(part for part in (source.title, source.number, source.article) if part)
