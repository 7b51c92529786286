"""My matters: what is asked of me first, then everything, newest first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from yingshang.apps.casework.models import Case, Correction, FollowUp, Stage, Step
from yingshang.apps.casework.parties import APPLICANT
from yingshang.apps.casework.selectors.lists import PAGE, with_names
from yingshang.apps.casework.selectors.portal.whose import own
from yingshang.apps.casework.types import type_of
from yingshang.apps.directory.models import Person
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.reader import in_words
from yingshang.engines.packs.casework.casetype import CaseType

ASKED_AT_ONCE = 50
# The light of a stage, for a case on which no date presses.
LIGHTS = {
    Stage.DRAFT: "idle",
    Stage.SUBMITTED: "normal",
    Stage.CORRECTING: "near",
    Stage.REFUSED_ENTRY: "inapplicable",
    Stage.RUNNING: "normal",
    Stage.ENDED: "inapplicable",
    Stage.WITHDRAWN: "inapplicable",
}


@dataclass(frozen=True)
class Asked:
    """One thing that somebody waits for from the applicant.

    Attributes:
        what: `correction`, `papers`, `step` or `draft`.
        count: How many things, or 0.
        last_on: The last day, inclusive; None where there is none.
        step: The step, where it is one that the applicant does.
    """

    case: Case
    type_name: str
    what: str
    count: int = 0
    last_on: date | None = None
    step: Step | None = None
    step_name: str = ""
    is_late: bool = False


@dataclass(frozen=True)
class Mine:
    """A case in the list; `outcome` is empty while it is open."""

    case: Case
    type_name: str
    light: str
    outcome: str
    whose: str


@dataclass(frozen=True)
class MinePage:
    """What is asked of me, and a page of my matters; `after` leads on, None at the end."""

    asked: Sequence[Asked]
    rows: Sequence[Mine]
    after: int | None
    is_first: bool


def mine_page(person: Person, *, at: datetime, after: int | None = None) -> MinePage:
    """Matters of `person`, of enterprises and people for whom they act today."""
    ours = own(person, at=at)
    rows = Case.objects.filter(ours)
    if after is not None:
        rows = rows.filter(pk__lt=after)
    wide = with_names(rows).select_related("holder_unit", "applicant", "enterprise", "release")
    found = list(wide.defer("release__content", "values", "sources").newest_first()[: PAGE + 1])
    shown = found[:PAGE]
    return MinePage(
        asked=asked_of_me(ours, at=at) if after is None else (),
        rows=[_mine(case, person) for case in shown],
        after=shown[-1].pk if len(found) > PAGE else None,
        is_first=after is None,
    )


def asked_of_me(ours: Q, *, at: datetime) -> list[Asked]:
    """What waits for the applicant in cases of `ours`; whatever has a last day comes first."""
    found = [*_corrections(ours, at), *_steps(ours, at), *_papers(ours, at), *_drafts(ours)]
    far = date.max
    return sorted(found, key=lambda one: (one.what == "draft", one.last_on or far, one.case.pk))


def outcome_of(case: Case, case_type: CaseType) -> str:
    """How a case ended, in words; empty while it is open."""
    entry = case_type.outcomes.get(case.outcome)
    return in_words(entry.name.zh_hans, entry.name.en) if entry else ""


def _corrections(ours: Q, at: datetime) -> list[Asked]:
    cases = _cases(ours, stage=Stage.CORRECTING)
    rows = Correction.objects.filter(case__in=cases.keys()).order_by("pk")
    return [
        _asked(
            cases[row.case_id],
            "correction",
            count=len(row.items),
            last_on=row.last_on,
            is_late=row.last_on is not None and row.last_on < local_day(at),
        )
        for row in rows
    ]


def _drafts(ours: Q) -> list[Asked]:
    return [_asked(case, "draft") for case in _cases(ours, stage=Stage.DRAFT).values()]


def _cases(ours: Q, **wanted: object) -> Mapping[int, Case]:
    rows = Case.objects.filter(ours, **wanted).select_related("release").newest_first()
    light = rows.defer("release__content", "values", "sources")
    return {case.pk: case for case in light[:ASKED_AT_ONCE]}


def _steps(ours: Q, at: datetime) -> list[Asked]:
    cases = Case.objects.filter(ours, stage=Stage.RUNNING).values("pk")
    rows = Step.objects.open().filter(case__in=cases, holder=APPLICANT)
    wide = rows.select_related("case__release").defer("case__release__content", "case__values")
    return [_step(row, at) for row in wide.by_date()[:ASKED_AT_ONCE]]


def _step(row: Step, at: datetime) -> Asked:
    entry = type_of(row.case).steps[row.code]
    return _asked(
        row.case,
        "step",
        last_on=row.promised_on or row.statutory_on,
        step=row,
        step_name=in_words(entry.name.zh_hans, entry.name.en),
        is_late=row.due_at is not None and row.due_at <= at,
    )


def _papers(ours: Q, at: datetime) -> list[Asked]:
    cases = Case.objects.filter(ours).values("pk")
    rows = FollowUp.objects.awaited().filter(case__in=cases).select_related("case__release")
    wide = rows.defer("case__release__content", "case__values").order_by("last_on", "pk")
    return [
        _asked(
            row.case,
            "papers",
            count=len(row.materials),
            last_on=row.last_on,
            is_late=row.last_on < local_day(at),
        )
        for row in wide[:ASKED_AT_ONCE]
    ]


def _asked(case: Case, what: str, **others: object) -> Asked:
    return Asked(case=case, type_name=_name(case), what=what, **others)  # type: ignore[arg-type]


def _mine(case: Case, person: Person) -> Mine:
    whose = str(case.enterprise or "")
    if case.enterprise is None and case.applicant_id not in {None, person.pk}:
        whose = str(case.applicant)
    return Mine(
        case=case,
        type_name=_name(case),
        light=LIGHTS[Stage(case.stage)],
        outcome=outcome_of(case, type_of(case)),
        whose=whose,
    )


def _name(case: Case) -> str:
    name = type_of(case).entry.name
    return in_words(name.zh_hans, name.en)
