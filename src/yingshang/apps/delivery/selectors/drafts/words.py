"""Corrections in words."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yingshang.apps.delivery.decisions.drafting.corrections import Correction, apply
from yingshang.apps.delivery.decisions.drafting.output import task_ids
from yingshang.apps.delivery.decisions.drafting.reading import Reading
from yingshang.apps.delivery.models import DraftCorrection, PlanDraft
from yingshang.apps.delivery.models.responsibility import Role
from yingshang.apps.delivery.selectors.drafts.readings import base_of
from yingshang.apps.ledger.clock import local_day

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

LONGEST_QUOTE = 40
FIELDS: Mapping[str, "StrPromise"] = {
    "title": gettext_lazy("Title"),
    "issuer": gettext_lazy("Issued by"),
    "issue_date": gettext_lazy("Issued on"),
    "doc_number": gettext_lazy("Document number"),
}
KINDS: Mapping[str, "StrPromise"] = {
    "unit": pgettext_lazy("finding", "unit"),
    "open": pgettext_lazy("finding", "units not named"),
    "measure": pgettext_lazy("finding", "measure"),
    "target": pgettext_lazy("finding", "figure"),
    "deadline": pgettext_lazy("finding", "date"),
    "clause": pgettext_lazy("finding", "clause"),
    "heading": pgettext_lazy("finding", "heading"),
    "rule": pgettext_lazy("finding", "rule for the whole document"),
}
SENTENCES: Mapping[str, "StrPromise"] = {
    "set_header": gettext_lazy("%(field)s of the document: %(value)s"),
    "set_title": gettext_lazy("title of the task: %(value)s"),
    "split": gettext_lazy("split the task"),
    "join": gettext_lazy("joined the task with the next one"),
    "add_task": gettext_lazy("added a task: %(value)s"),
    "remove_task": gettext_lazy("removed the task"),
    "set_span": gettext_lazy("moved the borders of “%(quote)s” to “%(value)s”"),
    "add": gettext_lazy("added a finding (%(kind)s): %(value)s"),
    "remove": gettext_lazy("removed a finding (%(kind)s): %(quote)s"),
    "set_role": gettext_lazy("%(quote)s: %(value)s"),
    "set_values": gettext_lazy("values of “%(quote)s”: %(value)s"),
    "replace": gettext_lazy("all findings of one kind (%(kind)s): %(value)s"),
    "settle": gettext_lazy("confirmed as right: %(quote)s"),
    "name_means": gettext_lazy("meaning of the name “%(quote)s”: %(value)s"),
    "describe_unit": gettext_lazy("what “%(quote)s” is: %(value)s"),
}


@dataclass(frozen=True)
class Said:
    """A correction in words; `task` is the number of its task in the text, if it has one."""

    row: DraftCorrection
    task: str
    sentence: str


def history(draft: PlanDraft, rows: Iterable[DraftCorrection]) -> tuple[Said, ...]:
    """Standing corrections in words, each with the words of the draft as it found it."""
    reading, made = base_of(draft), []
    for row in rows:
        correction = Correction.from_json(row.operation)
        task = reading.task(correction.task)
        number = (task.number or task.key) if task else correction.task or ""
        made.append(Said(row, number, saying(correction, reading)))
        reading = apply(reading, [correction])
    return tuple(made)


def saying(correction: Correction, reading: Reading) -> str:
    """One correction in words; `reading` is how the draft stood before it."""
    task = reading.task(correction.task)
    found = task.finding(correction.finding or "") if task else None
    span = found.span if found else task.span if task else (0, 0)
    values = correction.values
    kind = found.kind if found else str(values.get("kind", ""))
    said = {
        "quote": str(values.get("name") or _short(reading.quote(span))),
        "kind": str(KINDS.get(kind, "")),
        "field": str(FIELDS.get(str(values.get("field")), "")),
        "value": _value(correction, reading),
    }
    return str(SENTENCES[correction.op]) % said


def as_decided(draft: PlanDraft, rows: Iterable[DraftCorrection]) -> list[dict[str, Any]]:
    """Standing corrections as `plan.yaml` keeps them."""
    kept = list(rows)
    reading = apply(base_of(draft), (Correction.from_json(row.operation) for row in kept))
    ids = task_ids(reading)
    return [
        {
            **({"task": ids[row.operation["task"]]} if row.operation.get("task") in ids else {}),
            "field": row.operation["op"],
            "decided": said.sentence,
            "reason": _("compared with the published text"),
            "by": str(row.made_by or "–"),
            "decided_on": local_day(row.made_at),
        }
        for row, said in zip(kept, history(draft, kept), strict=True)
    ]


def _value(correction: Correction, reading: Reading) -> str:
    """What was given, in words."""
    values = correction.values
    if correction.op in SPECIAL:
        return SPECIAL[correction.op](values)
    if "span" in values:
        start, end = values["span"]
        return _short(reading.quote((start, end)))
    given = values.get("value", values.get("title", values.get("values", values)))
    if isinstance(given, Mapping):
        shown = [str(each) for name, each in given.items() if name != "name" and each is not None]
        return "，".join(shown)
    return str(given) if given not in (None, "") else "–"


def _meant(values: Mapping[str, Any]) -> str:
    """What a name means."""
    if values.get("as") == "open":
        return str(KINDS["open"])
    return str(values.get("other") or values.get("code"))


SPECIAL: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "set_role": lambda values: str(Role(values["role"]).label),
    "name_means": _meant,
    "replace": lambda values: str(len(values["items"])),
}


def _short(words: str) -> str:
    whole = "".join(words.split())
    return whole if len(whole) <= LONGEST_QUOTE else f"{whole[:LONGEST_QUOTE]}…"


@dataclass(frozen=True)
class Conflict:
    """What others did since the page was drawn, and what was wanted, ready to be done after all."""

    theirs: tuple[Said, ...]
    wanted: str
    again: str


def conflict_of(draft: PlanDraft, numbers: Iterable[int], wanted: Correction | None) -> Conflict:
    """Both versions in words. What others have undone is told by what they had done."""
    rows = list(draft.corrections.filter(number__in=list(numbers)).select_related("made_by"))
    made = list(draft.corrections.standing().select_related("made_by"))
    told = {said.row.pk: said for said in history(draft, made)}
    reading = apply(base_of(draft), (Correction.from_json(row.operation) for row in made))
    undone = _("undone: %(what)s")
    theirs = tuple(
        told.get(row.pk)
        or Said(row, "", undone % {"what": _safely(Correction.from_json(row.operation), reading)})
        for row in rows
    )
    if wanted is None:
        return Conflict(theirs, "", "")
    return Conflict(theirs, _safely(wanted, reading), json.dumps(wanted.as_json()))


def _safely(correction: Correction, reading: Reading) -> str:
    """A correction in words, though what it speaks of may be gone."""
    known = correction.op in SENTENCES
    return saying(correction, reading) if known else correction.op
