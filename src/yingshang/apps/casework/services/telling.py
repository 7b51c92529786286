"""Applicants and their agents hear by message what happens to their case and what they owe."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from yingshang.apps.casework.addresses import page_for_applicant
from yingshang.apps.casework.events import (
    CASE,
    STEP,
    CaseAccepted,
    CaseDeemedAccepted,
    CaseEnded,
    CorrectionAsked,
    EntryRefused,
    LatenessPublished,
    LetterIssued,
)
from yingshang.apps.casework.models import Case, Correction, FollowUp, Letter, Stage, Step
from yingshang.apps.casework.services.locking import UNUSED
from yingshang.apps.casework.types import type_of
from yingshang.apps.directory.models import Person
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.models import Event
from yingshang.apps.messages.selectors import rulebooks
from yingshang.apps.messages.services import Draft, queue
from yingshang.apps.messages.wording import day_in_words, is_english
from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.schema.common import Text
from yingshang.engines.process import Performer

# Fact → template of the pack, and the field of the fact that is its `{reason}`.
TOLD = {
    CorrectionAsked.kind: ("case_correction", "count"),
    CaseAccepted.kind: ("case_accepted", ""),
    CaseDeemedAccepted.kind: ("case_accepted", ""),
    EntryRefused.kind: ("case_refused", "reason"),
    CaseEnded.kind: ("case_ended", "outcome"),
    LetterIssued.kind: ("case_letter", "title"),
    LatenessPublished.kind: ("case_late", "reason"),
}
STEP_DUE = "case_step_due"
COMPLETION = Text(**{"zh-hans": "补正", "en": "Completion"})
PAPERS = Text(**{"zh-hans": "后补材料", "en": "Papers that follow"})
# Until the day before its last day is over, a step of an applicant is not spoken of.
BEFORE = timedelta(days=2)
REMINDED_AT_ONCE = 200


@dataclass(frozen=True)
class _News:
    """One thing to say: by which template, under which key, and with which words."""

    template: str
    key: str
    about: tuple[str, str]
    values: Mapping[str, tuple[str, str]]


@transaction.atomic
def tell_applicant(*, event: Event, at: datetime) -> int:
    """Queue the message of a recorded fact; twice without harm.

    A letter that goes with a fact that is told anyway makes no second message. A pack without the
    template tells nothing.

    Returns:
        How many messages were added, over all channels.
    """
    case = _cases().filter(pk=event.payload["case"]).first()
    if case is None or not _people(case):
        return 0
    case_type = type_of(case)
    if event.kind == LetterIssued.kind and _goes_with_a_fact(case_type, event.payload["letter"]):
        return 0
    template, field = TOLD[event.kind]
    about = (CASE, str(case.pk))
    words = {"reason": _both(event.payload, field)}
    return _tell(case, _News(template, f"{CASE}/{case.pk}/{event.pk}", about, words), at)


def remind_applicants(*, at: datetime) -> int:
    """Remind applicants of what they owe, once each, from the day before the last day.

    That is: steps that they do, what they were asked to complete, papers that were to follow.

    Returns:
        How many messages were added.
    """
    papers = [
        *_due(
            Correction.objects.filter(answered_at=None, case__stage=Stage.CORRECTING),
            at,
            COMPLETION,
        )
    ]
    papers += _due(FollowUp.objects.awaited(), at, PAPERS)
    return _remind_of_steps(at) + sum(_remind_of(*each, at) for each in papers)


def _remind_of_steps(at: datetime) -> int:
    rows = Step.objects.open().filter(
        holder_unit=None,
        performer=Performer.APPLICANT.value,
        due_at__gt=at,
        due_at__lte=at + BEFORE,
    )
    steps = rows.order_by("due_at", "pk").values_list("pk", "case_id")[:REMINDED_AT_ONCE]
    return sum(_remind(step, case, at) for step, case in list(steps))


def _due(
    rows: QuerySet[Correction] | QuerySet[FollowUp], at: datetime, what: Text
) -> Iterator[tuple[int, date, Text]]:
    """What is awaited by today or tomorrow: its case, its last day, what it is called."""
    today = local_day(at)
    near = rows.filter(missed_at=None, last_on__range=(today, today + timedelta(days=1)))
    pairs = near.order_by("last_on", "pk").values_list("case_id", "last_on")
    for case, last in list(pairs[:REMINDED_AT_ONCE]):
        if last is not None:
            yield case, last, what


@transaction.atomic
def _remind_of(case_id: int, last: date, what: Text, at: datetime) -> int:
    case = _cases().get(pk=case_id)
    key = f"{CASE}/{case.pk}/{what.en}/{last.isoformat()}"
    news = _News(STEP_DUE, key, (CASE, str(case.pk)), _by(last, what))
    return _tell(case, news, at)


def _by(last: date, what: Text) -> dict[str, tuple[str, str]]:
    days = day_in_words(last, "zh-hans"), day_in_words(last, "en")
    return {"due_on": days, "reason": _named(what)}


@transaction.atomic
def _remind(step_id: int, case_id: int, at: datetime) -> int:
    step = Step.objects.get(pk=step_id)
    case = _cases().get(pk=case_id)
    last = step.promised_on or step.statutory_on
    if last is None or local_day(at) < last - timedelta(days=1):
        return 0
    words = _by(last, type_of(case).steps[step.code].name)
    key = f"{STEP}/{step.pk}/due/{last.isoformat()}"
    return _tell(case, _News(STEP_DUE, key, (STEP, str(step.pk)), words), at)


def _tell(case: Case, news: _News, at: datetime) -> int:
    rules = rulebooks.current()
    if rules is None or all(each.code != news.template for each in rules.templates):
        return 0
    drafts = [
        Draft(
            key=news.key,
            person_id=person.pk,
            template=news.template,
            values=_values(case, person, news),
            about=news.about,
            url=page_for_applicant(case.number),
        )
        for person in _people(case).values()
    ]
    return queue(drafts=drafts, at=at)


def _values(case: Case, person: Person, news: _News) -> dict[str, str]:
    said = {
        "title": _named(type_of(case).entry.name),
        "number": (case.number, case.number),
        "unit": (case.holder_unit.official_name_zh, case.holder_unit.official_name_zh),
        **news.values,
    }
    place = is_english(person.language)
    return {blank: words[place] for blank, words in said.items()}


def _people(case: Case) -> dict[UUID, Person]:
    return {each.pk: each for each in (case.applicant, case.agent) if each is not None}


def _goes_with_a_fact(case_type: CaseType, letter_id: int) -> bool:
    code = Letter.objects.values_list("code", flat=True).get(pk=letter_id)
    of_outcomes = {each.letter for each in case_type.entry.outcomes}
    of_case = set(case_type.entry.letters.model_dump().values())
    return code in of_outcomes | of_case


def _both(payload: Mapping[str, object], field: str) -> tuple[str, str]:
    """A field of a fact in Chinese and English; the same where it is in one language."""
    plain = str(payload.get(field, ""))
    zh, en = payload.get(f"{field}_zh", plain), payload.get(f"{field}_en", plain)
    return str(zh), str(en or zh)


def _named(text: Text) -> tuple[str, str]:
    return text.zh_hans, text.en or text.zh_hans


def _cases() -> QuerySet[Case]:
    rows = Case.objects.select_related("release", "holder_unit", "applicant", "agent")
    return rows.defer(*UNUSED)
