"""One matter of mine: its links side by side, what is asked of me, letters, what happened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from yingshang.apps.casework.kinds import ACCEPTANCE
from yingshang.apps.casework.models import Case, Stage, Step
from yingshang.apps.casework.panels import panels_of
from yingshang.apps.casework.selectors.case_page import CasePage, ShownStep, case_page
from yingshang.apps.casework.selectors.desk.clocks import case_clocks
from yingshang.apps.casework.selectors.portal.guides import office, offices_of
from yingshang.apps.casework.selectors.portal.mine import LIGHTS, Asked, asked_of_me, outcome_of
from yingshang.apps.casework.types import type_of
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.panels import Panel
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.reader import in_words
from yingshang.apps.obligations.distances import Distances
from yingshang.apps.obligations.selectors.entries import Entry
from yingshang.apps.obligations.timekeeping import city_calendar
from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.schema.casework.steps import StepEntry

BEFORE_DECISION = frozenset({Stage.SUBMITTED, Stage.CORRECTING, Stage.RUNNING})


@dataclass(frozen=True)
class LinkState:
    """One link of a matter as the applicant sees it.

    Attributes:
        row: The latest occurrence; None before it opened.
        light, word: How it stands; the word is that of the step, the outcome once it is done.
        waits_for: Names of the steps after which it opens, while it has not.
        distance: How far its promised last day is away, while it is open.
        explanation: The published reason for lateness.
    """

    entry: StepEntry
    name: str
    office: str
    row: Step | None
    light: str
    word: str
    waits_for: Sequence[str]
    distance: str
    explanation: str


@dataclass(frozen=True)
class MatterPage:
    """A matter of mine.

    Attributes:
        page: The case as every page of it is read: answers, letters, files, one timeline.
        links, besides: What has to be done; what may be done besides, such as a gift.
        light: Of the whole.
        elapsed: `page.elapsed`: links side by side count once.
        may_withdraw: Before it is decided.
        panels: What programmes add, such as the way to rate it.
        answer: The office's duty to accept it or not, while that is open; None otherwise.
    """

    page: CasePage
    links: Sequence[LinkState]
    besides: Sequence[LinkState]
    asked: Sequence[Asked]
    light: str
    outcome: str
    may_withdraw: bool
    whole_distance: str
    panels: Sequence[Panel] = ()
    answer: Entry | None = None


@dataclass(frozen=True)
class ReceiptPage:
    """The state of a case for whoever holds its receipt code: nothing about anybody."""

    number: str
    type_name: str
    office: str
    stage: str
    light: str
    outcome: str
    submitted_at: datetime | None
    case: Case


def matter_page(
    person: Person, case: Case, *, at: datetime, before: int | None = None
) -> MatterPage:
    """The page of `case` for its applicant; ask `own_case` first."""
    page = case_page(person, case, at=at, before=before)
    days = Distances(local_day(at), city_calendar())
    last = case.promised_on or case.statutory_on
    is_late = case.stage == Stage.RUNNING and last is not None and last < local_day(at)
    links = _links(page, days, at) if case.accepted_at else []
    return MatterPage(
        page=page,
        links=[each for each in links if not each.entry.optional],
        besides=[each for each in links if each.entry.optional],
        asked=asked_of_me(Q(pk=case.pk), at=at),
        light="overdue" if is_late else LIGHTS[Stage(case.stage)],
        outcome=outcome_of(case, page.case_type),
        may_withdraw=case.stage in BEFORE_DECISION,
        whole_distance=days.words(last) if last and case.stage == Stage.RUNNING else "",
        panels=panels_of(case, person, at),
        answer=_answer(case),
    )


def receipt_page(case: Case) -> ReceiptPage:
    """What the code of a receipt shows."""
    case_type = type_of(case)
    name = case_type.entry.name
    return ReceiptPage(
        number=case.number,
        type_name=in_words(name.zh_hans, name.en),
        office=case.holder_unit.official_name,
        stage=case.get_stage_display(),
        light=LIGHTS[Stage(case.stage)],
        outcome=outcome_of(case, case_type),
        submitted_at=case.submitted_at,
        case=case,
    )


def _answer(case: Case) -> Entry | None:
    clocks = case_clocks([case.pk]) if case.stage == Stage.SUBMITTED else {}
    found = clocks.get(case.pk, [])
    return next((each for each in found if each.duty.kind == ACCEPTANCE.code), None)


def _links(page: CasePage, days: Distances, at: datetime) -> list[LinkState]:
    latest: dict[str, ShownStep] = {}
    for each in page.steps:
        latest[each.row.code] = each
    offices = offices_of(page.case_type)
    return [
        _link(entry, latest.get(code), page, offices, days, at)
        for code, entry in page.case_type.steps.items()
        if _is_shown(entry, latest.get(code), page.case)
    ]


def _is_shown(entry: StepEntry, step: ShownStep | None, case: Case) -> bool:
    """Automatic steps are nobody's; what is optional or only opened is shown once it is there."""
    if entry.performer == "automatic":
        return False
    if entry.route and case.route not in entry.route:
        return False
    if step is None:
        return not entry.optional and not entry.only_opened and case.is_open
    hidden = {Step.Status.SKIPPED, Step.Status.UNREACHED}
    if entry.optional:
        hidden |= {Step.Status.HELD}
    return step.row.status not in hidden


def _link(
    entry: StepEntry,
    step: ShownStep | None,
    page: CasePage,
    offices: Mapping[str, str],
    days: Distances,
    at: datetime,
) -> LinkState:
    row = step.row if step else None
    is_open = row is not None and row.status == Step.Status.OPEN
    last = row.promised_on or row.statutory_on if row and is_open else None
    unit = row.holder_unit.official_name if row and row.holder_unit else ""
    return LinkState(
        entry=entry,
        name=in_words(entry.name.zh_hans, entry.name.en),
        office=unit or office(entry.holder or page.case_type.entry.holder, offices),
        row=row,
        light=_light(row, at),
        word=_word(step),
        waits_for=[] if row else _waits_for(entry, page.case_type),
        distance=days.words(last) if last else "",
        explanation=row.late_reason if row and row.late_reason_published_at else "",
    )


def _light(row: Step | None, at: datetime) -> str:
    if row is None or row.status in {Step.Status.WITHDRAWN, Step.Status.RETURNED}:
        return "idle"
    if row.status == Step.Status.HELD or row.waits_for_check:
        return "verify"
    if row.status == Step.Status.OPEN and row.due_at is not None and row.due_at <= at:
        return "overdue"
    return "normal"


def _word(step: ShownStep | None) -> str:
    if step is None:
        return ""
    if step.row.status == Step.Status.DONE and step.outcome:
        return step.outcome
    return str(step.row.get_status_display())


def _waits_for(entry: StepEntry, case_type: CaseType) -> list[str]:
    codes = dict.fromkeys(ref.partition(":")[0] for ref in (*entry.after, *entry.after_any))
    names = [case_type.steps[code].name for code in codes if code in case_type.steps]
    return [in_words(name.zh_hans, name.en) for name in names]
