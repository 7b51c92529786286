"""Lists of cases: what somebody may see, newest first, a page at a time by key."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from yingshang.apps.casework.access import standing_of
from yingshang.apps.casework.decisions.numbers import is_case_number
from yingshang.apps.casework.models import Case, CaseUnit, Signatory, Stage, Step
from yingshang.apps.casework.models.cases import CaseQuerySet
from yingshang.apps.casework.models.steps import StepQuerySet
from yingshang.apps.casework.permissions import OF_ROWS, SEE
from yingshang.apps.directory.models import Enterprise, Person
from yingshang.apps.directory.permissions import units_for
from yingshang.apps.directory.selectors.authorisations import enterprises_of
from yingshang.apps.directory.selectors.enterprise_search import search as find_enterprises
from yingshang.apps.directory.selectors.enterprises import enterprise_by_code
from yingshang.apps.ledger import clock

PAGE = 100
FOUND = 50
# Long columns that no list shows.
HEAVY = ("values", "sources", "commitment", "reason")


@dataclass(frozen=True)
class Wanted:
    """What the reader of a list asked for; empty asks for everything."""

    type_code: str = ""
    stage: str = ""


@dataclass(frozen=True)
class CasesPage:
    """A page of cases, newest first. `after` leads to the next one; None on the last."""

    rows: Sequence[Case]
    after: int | None


@dataclass(frozen=True)
class Work:
    """One step on somebody's desk.

    Attributes:
        asked_for: `decide`, or `sign` or `help` where somebody else holds the step.
    """

    step: Step
    asked_for: str


@dataclass(frozen=True)
class Workbasket:
    """What waits for somebody, the earliest last day first."""

    rows: Sequence[Work]
    to_accept: Sequence[Case]
    to_check: Sequence[Step]


def visible_to(actor: Person | AnonymousUser) -> CaseQuerySet:
    """Cases that `actor` may open: of their units, their own, of enterprises they act for."""
    if not isinstance(actor, Person):
        return Case.objects.none()
    today = clock.today()
    units = units_for(actor, SEE, on=today) or frozenset()
    rows = (units_for(actor, OF_ROWS[SEE], on=today) or frozenset()) - units
    firms = [firm.pk for firm in enterprises_of(actor, today)]
    own = Q(applicant=actor) | Q(agent=actor) | Q(enterprise__in=firms)
    if units:
        own |= Q(pk__in=CaseUnit.objects.filter(unit_id__in=units).values("case"))
    if rows:
        own |= Q(pk__in=CaseUnit.objects.filter(unit_id__in=rows).values("case"), is_ledger=True)
    return Case.objects.filter(own)


def cases_page(actor: Person, wanted: Wanted, *, after: int | None = None) -> CasesPage:
    """Cases of the units of `actor`, newest first; one stretch of an index for each unit.

    Args:
        after: `CasesPage.after` of the page before.
    """
    units = units_for(actor, SEE, on=clock.today()) or frozenset()
    keys = _keys(units, wanted, after)
    rows = with_names(Case.objects.filter(pk__in=keys)).newest_first()
    found = list(rows)
    return CasesPage(found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else None)


def with_names(rows: CaseQuerySet) -> CaseQuerySet:
    """With everything that a line of a list shows, and nothing long."""
    return rows.select_related("holder_unit", "applicant", "enterprise").defer(
        *HEAVY, "holder_unit__note_zh", "holder_unit__note_en"
    )


def workbasket(actor: Person, *, at: datetime) -> Workbasket:
    """Steps that wait for `actor`, by right, deputies included; cases to accept and to check."""
    standing = standing_of(actor, at)
    people = {actor.pk, *standing.stands_in_for}
    mine = Q(holder_person__in=people) | Q(delegate_person__in=people)
    of_unit = Q(holder_unit__in=standing.units, holder_person=None)
    steps = _steps().open().filter(mine | of_unit, waits_for_check=False).by_date()[:PAGE]
    work = [Work(step, "decide") for step in steps]
    seen = units_for(actor, SEE, on=clock.local_day(at)) or frozenset()
    waiting = Case.objects.filter(holder_unit__in=seen, stage=Stage.SUBMITTED)
    checks = _steps().filter(holder_unit__in=seen, waits_for_check=True).exclude(settled_by=actor)
    return Workbasket(
        rows=[*work, *_asked(people, standing.units)],
        to_accept=list(with_names(waiting).order_by("submitted_at", "pk")[:PAGE]),
        to_check=list(checks.by_date()[:PAGE]),
    )


def by_number(actor: Person | AnonymousUser, number: str) -> Case | None:
    """The case of this number, if `actor` may open it."""
    rows = visible_to(actor).select_related(
        "release", "holder_unit", "applicant", "agent", "enterprise", "source"
    )
    return rows.defer("release__content").filter(number=number.strip().upper()).first()


def by_receipt(code: str) -> Case | None:
    """The case of a receipt code; whoever has the code may know its state, and nothing else."""
    signs = "".join(letter for letter in code.upper() if letter.isalnum())
    written = "-".join(signs[place : place + 4] for place in range(0, len(signs), 4))
    rows = Case.objects.select_related("release", "holder_unit").defer("release__content", *HEAVY)
    return rows.filter(receipt_code=written).first()


def search(actor: Person, words: str) -> list[Case]:
    """Cases by number or title (or how they begin), credit code or enterprise; at most fifty."""
    text = words.strip()
    if not text:
        return []
    rows = with_names(visible_to(actor))
    if is_case_number(text):
        return list(rows.filter(number=text.upper()))
    firm = enterprise_by_code(text.upper())
    if firm is not None:
        return list(rows.filter(enterprise=firm).newest_first()[:FOUND])
    found = find_enterprises(Enterprise.objects.all(), text, after=None, size=FOUND).rows
    named = Q(number__startswith=text.upper()) | Q(title__startswith=text)
    named |= Q(enterprise__in=[firm.pk for firm in found])
    return list(rows.filter(named).newest_first()[:FOUND])


def my_cases(person: Person, *, after: int | None = None) -> CasesPage:
    """Cases of `person` and of enterprises for which they act today, newest first."""
    firms = [firm.pk for firm in enterprises_of(person, clock.today())]
    rows = Case.objects.filter(Q(applicant=person) | Q(agent=person) | Q(enterprise__in=firms))
    if after is not None:
        rows = rows.filter(pk__lt=after)
    found = list(with_names(rows).newest_first()[: PAGE + 1])
    return CasesPage(found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else None)


def _keys(units: Collection[UUID], wanted: Wanted, after: int | None) -> list[int]:
    """Keys of at most one more case than a page holds, from each unit's own stretch."""
    found: set[int] = set()
    for unit in sorted(units, key=str):
        rows = CaseUnit.objects.filter(unit_id=unit)
        if wanted.type_code:
            rows = rows.filter(type_code=wanted.type_code)
        if wanted.stage:
            rows = rows.filter(case__stage=wanted.stage)
        if after is not None:
            rows = rows.filter(case_id__lt=after)
        found.update(rows.order_by("-case_id").values_list("case_id", flat=True)[: PAGE + 1])
    return sorted(found, reverse=True)[: PAGE + 1]


def _steps() -> StepQuerySet:
    rows = Step.objects.select_related("case", "case__release", "holder_unit", "holder_person")
    return rows.defer("case__values", "case__sources", "case__release__content")


def _asked(people: Collection[UUID], units: Collection[UUID]) -> list[Work]:
    asked = Signatory.objects.filter(
        Q(person__in=people) | Q(unit__in=units, person=None),
        opinion=Signatory.Opinion.ASKED,
        step__status=Step.Status.OPEN,
    )
    rows = asked.select_related("step__case__release", "step__holder_unit").order_by("pk")
    words = {Signatory.Kind.SIGNATURE: "sign", Signatory.Kind.HELP: "help"}
    found = rows.defer("step__case__values", "step__case__release__content")[:PAGE]
    return [Work(each.step, words[Signatory.Kind(each.kind)]) for each in found]
