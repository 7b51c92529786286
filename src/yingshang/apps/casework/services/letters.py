"""Letters are issued: numbered, filled in once, and kept as they were."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import translation

from yingshang.apps.casework.decisions.amounts import AMOUNTS, grouped
from yingshang.apps.casework.decisions.letters import filled
from yingshang.apps.casework.errors import LetterUnknownError, NotEditableError
from yingshang.apps.casework.events import LetterIssued
from yingshang.apps.casework.models import Case, CaseFile, Letter, Stage, Step
from yingshang.apps.casework.permissions import HANDLE, verb_for
from yingshang.apps.casework.selectors.values import values_of
from yingshang.apps.casework.selectors.wording import worded
from yingshang.apps.casework.services.locking import locked, naming
from yingshang.apps.casework.types import type_of
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import require
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.services import record
from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.schema.casework.fields import FieldEntry
from yingshang.engines.packs.schema.casework.letters import LetterEntry


@dataclass(frozen=True)
class Read:
    """What an act has read of a case: answers in clear, what files belong to, letters so far.

    `unknown` are the fields without which a bar can be neither true nor false: they are asked.
    """

    values: Mapping[str, object]
    files: Sequence[str] = ()
    last_serial: int = 0
    unknown: tuple[str, ...] = ()


@transaction.atomic
def issue_letter(
    *, case_id: int, letter: str, actor: Person, at: datetime, reason: str = ""
) -> Letter:
    """Issue a letter of the type by hand, such as a notice.

    Raises:
        PermissionDenied: `actor` does not handle cases of the unit in charge.
        LetterUnknownError, NotEditableError: No such letter; a draft has no letters.
    """
    case = locked(case_id)
    verb = verb_for(HANDLE, is_ledger=case.is_ledger)
    require(actor, verb, at=at, unit=case.holder_unit_id)
    if case.stage == Stage.DRAFT:
        raise NotEditableError
    issued = issue(case, type_of(case), letter, by=actor, at=at, blanks={"reason": reason})
    if issued is None:
        raise LetterUnknownError
    return issued


def issue(
    case: Case,
    case_type: CaseType,
    code: str | None,
    *,
    by: Person | None,
    at: datetime,
    step: Step | None = None,
    blanks: Mapping[str, str] | None = None,
) -> Letter | None:
    """Fill in and keep a letter, inside the caller's act; None where the type has none.

    Args:
        blanks: Words for this letter alone, such as `reason`.
    """
    template = case_type.letters.get(code) if code else None
    if template is None:
        return None
    known = _blanks(case, case_type, step, at) | dict(blanks or {})
    last = Letter.objects.filter(case=case).aggregate(last=Max("serial"))["last"] or 0
    letter = _filled(case, template, known, step, last + 1)
    letter.issued_at, letter.issued_by = at, by
    letter.save(force_insert=True)
    fact = LetterIssued(
        **naming(case), letter=letter.pk, title_zh=letter.title_zh, title_en=letter.title_en
    )
    record(fact, actor=by, at=at)
    return letter


def issue_receipt(
    case: Case, case_type: CaseType, read: Read, *, by: Person | None, at: datetime
) -> Letter | None:
    """Issue the receipt of what was handed in; the fact of the handing in speaks for it.

    Args:
        read: What the act has read already, so that nothing is read again.
    """
    code = case_type.entry.letters.receipt
    template = case_type.letters.get(code) if code else None
    if template is None:
        return None
    known = _blanks(case, case_type, None, at, read)
    if read.unknown:
        asked = (case_type.fields[key] for key in read.unknown if key in case_type.fields)
        known["missing"] = "；".join(one.name.zh_hans for one in asked)
    letter = _filled(case, template, known, None, read.last_serial + 1)
    letter.issued_at, letter.issued_by = at, by
    letter.save(force_insert=True)
    return letter


def _filled(
    case: Case, template: LetterEntry, known: Mapping[str, str], step: Step | None, serial: int
) -> Letter:
    return Letter(
        case=case,
        step=step,
        code=template.id,
        kind=template.kind,
        serial=serial,
        title_zh=filled(template.title.zh_hans, known),
        title_en=filled(template.title.en, known) if template.title.en else "",
        body_zh=filled(template.body.zh_hans, known),
        body_en=filled(template.body.en, known) if template.body.en else "",
        signed_by=_signed_by(template, case, step),
    )


def preview(case: Case, code: str, step: Step | None, at: datetime) -> tuple[str, str] | None:
    """Title and text of a letter as it would be issued now, in Chinese; nothing is kept."""
    case_type = type_of(case)
    template = case_type.letters.get(code)
    if template is None:
        return None
    known = _blanks(case, case_type, step, at)
    return filled(template.title.zh_hans, known), filled(template.body.zh_hans, known)


def _signed_by(template: LetterEntry, case: Case, step: Step | None) -> str:
    if template.signed_by == "applicant":
        return _applicant(case)
    is_of_step = template.signed_by == "step_holder" and step is not None
    unit = step.holder_unit if is_of_step and step is not None else None
    return (unit or case.holder_unit).official_name_zh


def _applicant(case: Case) -> str:
    return str(case.enterprise or case.applicant or "")


def _blanks(
    case: Case, case_type: CaseType, step: Step | None, at: datetime, read: Read | None = None
) -> dict[str, str]:
    values = values_of(case) if read is None else read.values
    files = _files(case) if read is None else read.files
    found = {
        key: _written(field, values[key])
        for key, field in case_type.fields.items()
        if key in values
    }
    route = case_type.routes.get(case.route)
    return (
        found
        | _of_case(case, case_type)
        | {"materials": "、".join(_paper(case_type, key) for key in dict.fromkeys(files))}
        | _of_step(step, case_type)
        | {
            "type": case_type.entry.name.zh_hans,
            "route": route.name.zh_hans if route else "",
            "today": day_in_words(local_day(at)),
        }
    )


def _of_case(case: Case, case_type: CaseType) -> dict[str, str]:
    outcome = case_type.outcomes.get(case.outcome)
    return {
        "number": case.number,
        "applicant": _applicant(case),
        "enterprise": str(case.enterprise or ""),
        "agent": str(case.agent or ""),
        "holder": case.holder_unit.official_name_zh,
        "opened_on": day_in_words(local_day(case.opened_at)),
        "accepted_on": day_in_words(local_day(case.accepted_at)) if case.accepted_at else "",
        "promised_on": day_in_words(case.promised_on),
        "statutory_on": day_in_words(case.statutory_on),
        "outcome": outcome.name.zh_hans if outcome else "",
        "reason": case.reason,
        "receipt_code": case.receipt_code,
    }


def _of_step(step: Step | None, case_type: CaseType) -> dict[str, str]:
    if step is None:
        return {}
    return {
        "step": case_type.steps[step.code].name.zh_hans,
        "step_holder": step.holder_unit.official_name_zh if step.holder_unit else "",
        "settled_on": day_in_words(local_day(step.settled_at)) if step.settled_at else "",
        "promised_on": day_in_words(step.promised_on),
        "statutory_on": day_in_words(step.statutory_on),
        "reason": step.reason,
    }


def _files(case: Case) -> Sequence[str]:
    rows = CaseFile.objects.filter(case=case).order_by("pk")
    return list(rows.values_list("belongs_to", flat=True))


def _paper(case_type: CaseType, key: str) -> str:
    entry = case_type.materials.get(key) or case_type.fields.get(key)
    return entry.name.zh_hans if entry else key


def _written(field: FieldEntry, value: object) -> str:
    """An answer in Chinese, as letters are; their texts name the units of sums themselves."""
    if field.type in AMOUNTS:
        return grouped(value)
    if field.type == "date":
        return day_in_words(date.fromisoformat(str(value)))
    with translation.override("zh-hans"):
        return worded(field, value)


def day_in_words(day: date | None) -> str:
    """A day as letters write it; empty where there is none."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
