"""What the API of the portal takes and gives."""

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from yingshang.apps.casework.models import Case
from yingshang.apps.casework.selectors.choices import choices_of
from yingshang.apps.casework.selectors.portal.drafts import FormPage
from yingshang.apps.casework.selectors.portal.guides import Guide, Limits, Shown
from yingshang.apps.casework.selectors.portal.matter import LinkState, MatterPage
from yingshang.apps.casework.selectors.portal.mine import Asked
from yingshang.apps.casework.services.letters import preview
from yingshang.apps.ledger import clock
from yingshang.apps.ledger.reader import in_words
from yingshang.engines.packs.schema.casework.fields import Cell, FieldEntry
from yingshang.engines.packs.schema.common import Text

LONGEST_WORDS = 2000


class Start(Schema):
    """In whose name one applies: a key of `applicants`."""

    whom: Annotated[str, Field(max_length=80)] = "myself"


class Answers(Schema):
    """Answers by field, and the revision that one has read."""

    revision: int
    values: dict[str, Any] = {}
    route: Annotated[str, Field(max_length=60)] | None = None


class HandIn(Answers):
    """The same, handed in; `commits` accepts the words of the commitment."""

    commits: bool = False


class Withdrawal(Schema):
    """Why, if one wants to say so."""

    reason: Annotated[str, Field(max_length=500)] = ""


class Settling(Schema):
    """How a step of the applicant ends."""

    outcome: Annotated[str, Field(max_length=80)]
    values: dict[str, Any] = {}
    reason: Annotated[str, Field(max_length=LONGEST_WORDS)] = ""


class CaseOut(Schema):
    """A matter in a list."""

    number: str
    type: str
    title: str
    stage: str
    outcome: str
    revision: int
    opened_at: datetime
    submitted_at: datetime | None
    accepted_at: datetime | None
    ended_at: datetime | None
    promised_on: date | None
    statutory_on: date | None


class AskedOut(Schema):
    """Something that waits for the applicant: `correction`, `papers`, `step` or `draft`."""

    what: str
    number: str
    count: int
    last_on: date | None
    step: int | None
    step_name: str
    is_late: bool


class MineOut(Schema):
    """My matters; `after` leads to the next page."""

    asked: list[AskedOut]
    matters: list[CaseOut]
    after: int | None


class FileOut(Schema):
    """A file of a matter."""

    id: int
    belongs_to: str
    name: str
    sha256: str
    size: int


def case_out(case: Case) -> dict[str, Any]:
    """A matter in a list."""
    names = ("number", "title", "stage", "outcome", "revision", "promised_on", "statutory_on")
    times = ("opened_at", "submitted_at", "accepted_at", "ended_at")
    return {"type": case.type_code} | {name: getattr(case, name) for name in (*names, *times)}


def asked_out(one: Asked) -> dict[str, Any]:
    """Something that waits for the applicant."""
    return {
        "what": one.what,
        "number": one.case.number,
        "count": one.count,
        "last_on": one.last_on,
        "step": one.step.pk if one.step else None,
        "step_name": one.step_name,
        "is_late": one.is_late,
    }


def guide_out(page: Guide) -> dict[str, Any]:
    """The guide as the pack has it, with limits side by side and true times in seconds."""
    entry, times = page.case_type.entry, page.times
    parts = {"name", "summary", "fee", "guide", "materials", "routes", "basis", "notes", "bars"}
    return {
        "code": page.case_type.id,
        "office": page.office,
        "can_apply": page.can_apply,
        **entry.model_dump(mode="json", by_alias=True, include=parts),
        "limits": _limits(page.whole),
        "steps": [
            {
                "code": link.step.id,
                "name": _words(link.step.name),
                "office": link.office,
                "limits": _limits(link.limits),
            }
            for link in page.links
        ],
        "true_times": {
            "median_seconds": times.median.total_seconds() if times.median else None,
            "ninetieth_seconds": times.ninetieth.total_seconds() if times.ninetieth else None,
            "ended": times.ended,
            "open": times.open,
        },
    }


def form_out(page: FormPage) -> dict[str, Any]:
    """What is asked now and what is there."""
    fields = page.case_type.fields
    return {
        **case_out(page.case),
        "fields": [_field(fields[key], page) for key in page.asked],
        "papers": [
            {
                "id": one.id,
                "name": _words(one.name),
                "required": one.required or one.id in page.papers_required,
                "known_here": one.known_here,
                "may_follow": one in page.may_follow,
            }
            for one in page.papers
        ],
        "routes": [{"id": one.id, "name": _words(one.name)} for one in page.routes],
        "route": page.case.route,
        "commitment": _promised(page),
        "follows_on": page.follows_on,
        "asked_to_correct": page.correction.items if page.correction else [],
        "files": [file_out(one) for found in page.files.values() for one in found],
    }


def _promised(page: FormPage) -> str | None:
    if page.commitment is None:
        return None
    shown = preview(page.case, page.commitment.id, None, clock.now())
    return shown[1] if shown else None


def file_out(file: Any) -> dict[str, Any]:
    """A file of a matter."""
    return {
        "id": file.pk,
        "belongs_to": file.belongs_to,
        "name": file.name,
        "sha256": file.file_id,
        "size": file.file.size,
    }


def matter_out(page: MatterPage) -> dict[str, Any]:
    """One matter of mine."""
    whole = page.page
    return {
        **case_out(whole.case),
        "receipt_code": whole.case.receipt_code,
        "asked": [asked_out(one) for one in page.asked],
        "may_withdraw": page.may_withdraw,
        "elapsed_seconds": whole.elapsed.total_seconds() if whole.elapsed else None,
        "links": [_link(each) for each in page.links],
        "answers": {each.field: each.value for each in whole.answers},
        "questions": [
            {"fields": each.fields, "bars": each.bars, "reason": each.reason}
            for each in whole.questions
        ],
        "letters": [
            {"serial": each.row.serial, "title": each.title, "body": each.row.body}
            for each in whole.letters
        ],
        "timeline": [{"at": row.at, "sentence": row.sentence} for row in whole.timeline.rows],
    }


def _link(each: LinkState) -> dict[str, Any]:
    row = each.row
    return {
        "code": each.entry.id,
        "name": each.name,
        "office": each.office,
        "status": row.status if row else None,
        "outcome": row.outcome if row else "",
        "promised_on": row.promised_on if row else None,
        "statutory_on": row.statutory_on if row else None,
        "settled_at": row.settled_at if row else None,
        "waits_for": list(each.waits_for),
        "late_reason": each.explanation,
    }


def _field(one: FieldEntry, page: FormPage) -> dict[str, Any]:
    return _asked(one) | {
        "required": one.required or one.id in page.required,
        "columns": [_asked(cell) | {"required": cell.required} for cell in one.columns],
        "value": page.values.get(one.id),
        "source": page.case.sources.get(one.id),
    }


def _asked(one: FieldEntry | Cell) -> dict[str, Any]:
    return {
        "id": one.id,
        "type": one.type,
        "name": _words(one.name),
        "unit": _words(one.unit) if one.unit else None,
        "choices": [{"id": each[0], "name": each[1]} for each in _flat(choices_of(one))],
    }


def _flat(choices: Any) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, words in choices:
        found += words if isinstance(words, list) else [(key, str(words))]
    return found


def _limits(pair: Limits) -> dict[str, Any]:
    return {"statutory": _limit(pair.statutory), "promised": _limit(pair.promised)}


def _limit(one: Shown | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {"length": one.length, "source": one.source, "is_verified": one.is_verified}


def _words(text: Text) -> str:
    return in_words(text.zh_hans, text.en)
