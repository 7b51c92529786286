"""The workbasket: what waits for somebody, for their units, and every case that they may see."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from yingshang.apps.casework.access import Standing, standing_of
from yingshang.apps.casework.models import Case, Signatory, Stage, Step
from yingshang.apps.casework.models.steps import StepQuerySet
from yingshang.apps.casework.permissions import ACCEPT, CHECK
from yingshang.apps.casework.selectors.desk.clocks import (
    case_clocks,
    step_clocks,
    with_light,
    worst,
)
from yingshang.apps.casework.selectors.desk.words import Wording
from yingshang.apps.casework.selectors.lists import (
    HEAVY,
    by_receipt,
    cases_page,
    search,
    visible_to,
    with_names,
)
from yingshang.apps.casework.selectors.lists import Wanted as WantedCases
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import units_for
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.obligations.selectors.entries import Entry

PAGE = 100
FOUND = 50
MINE, UNIT, ALL = "mine", "unit", "all"
SCOPES = (MINE, UNIT, ALL)
NO_DATE = "-"


@dataclass(frozen=True)
class BasketWanted:
    """What the reader asked for; empty asks for everything.

    Attributes:
        scope: `mine`, `unit` or `all`.
        step, light: Narrow steps; `stage` narrows cases.
    """

    scope: str = MINE
    type_code: str = ""
    step: str = ""
    light: str = ""
    stage: str = ""


@dataclass(frozen=True)
class BasketRow:
    """One line of the basket.

    Attributes:
        asked_for: `accept`, `decide`, `sign`, `help` or `check`; empty in the list of all cases.
        steps: Names of the steps that are open.
        holder: Who has to act.
    """

    case: Case
    type_name: str
    light: str = ""
    step: Step | None = None
    steps: Sequence[str] = ()
    asked_for: str = ""
    holder: str = ""
    last_on: date | None = None
    distance: str = ""

    @property
    def statutory_on(self) -> date | None:
        """The last day of the law, where it is another one than the promised."""
        given = self.step.statutory_on if self.step else self.case.statutory_on
        return given if given != self.last_on else None


@dataclass(frozen=True)
class BasketPage:
    """A page of the basket; `after` is the key of the next one, empty on the last."""

    rows: Sequence[BasketRow]
    after: str
    wanted: BasketWanted


def basket_page(
    viewer: Person, wanted: BasketWanted, *, at: datetime, after: str = ""
) -> BasketPage:
    """A page of what waits for `viewer`, of what is open in their units, or of all their cases.

    What others asked of the viewer, and what waits to be accepted or checked, comes first on the
    first page; then the earliest last day.
    """
    if wanted.scope == ALL:
        return _all(viewer, wanted, after)
    standing = standing_of(viewer, at)
    rows = _narrowed(_open_steps(standing, wanted.scope), wanted)
    found = list(_behind(rows.by_date(), after)[: PAGE + 1])
    shown = found[:PAGE]
    first = [] if after or not _is_plain(wanted) else _asked_first(viewer, standing, at)
    lines = _lines([*first, *(("decide", step) for step in shown)])
    to_accept = [] if after else _to_accept(viewer, wanted, at)
    last = _key(shown[-1]) if len(found) > PAGE else ""
    return BasketPage([*to_accept, *lines], last, wanted)


def find(viewer: Person, words: str) -> list[BasketRow]:
    """Cases by number, receipt code, credit code, title, or a fragment of an enterprise's name."""
    cases = {case.pk: case for case in search(viewer, words)}
    scanned = by_receipt(words)
    if scanned is not None:
        seen = with_names(visible_to(viewer))
        cases |= {case.pk: case for case in seen.filter(pk=scanned.pk)}
    return _case_lines(sorted(cases.values(), key=lambda case: -case.pk)[:FOUND])


def steps_ticked(viewer: Person, keys: Collection[int], *, at: datetime) -> list[Step]:
    """Those of the steps `keys` that stand in the basket of the units of `viewer`."""
    rows = _open_steps(standing_of(viewer, at), UNIT)
    return list(rows.filter(pk__in=keys).by_date())


def _open_steps(standing: Standing, scope: str) -> StepQuerySet:
    people = {standing.person.pk, *standing.stands_in_for}
    mine = Q(holder_person__in=people) | Q(delegate_person__in=people)
    of_unit = Q(holder_unit__in=standing.units)
    if scope == MINE:
        of_unit &= Q(holder_person=None, delegate_person=None)
    return _with_cases(Step.objects.open().filter(mine | of_unit, waits_for_check=False))


def _with_cases(rows: StepQuerySet) -> StepQuerySet:
    named = rows.select_related(
        "case__enterprise", "case__applicant", "holder_unit", "holder_person", "delegate_person"
    )
    return named.defer(*(f"case__{column}" for column in HEAVY))


def _narrowed(rows: StepQuerySet, wanted: BasketWanted) -> StepQuerySet:
    if wanted.type_code:
        rows = rows.filter(case__type_code=wanted.type_code)
    if wanted.step:
        rows = rows.filter(code=wanted.step)
    if wanted.light:
        rows = rows.filter(with_light(wanted.light))
    return rows


def _is_plain(wanted: BasketWanted) -> bool:
    return not (wanted.type_code or wanted.step or wanted.light)


def _behind(rows: StepQuerySet, after: str) -> StepQuerySet:
    """Steps behind the key of the last one of the page before; an unreadable key begins anew."""
    due, _colon, key = after.rpartition("|")
    if not key[:18].isdecimal():
        return rows
    if due == NO_DATE:
        return rows.filter(due_at=None, pk__gt=int(key[:18]))
    try:
        last = datetime.fromisoformat(due)
    except ValueError:
        return rows
    later = Q(due_at__gt=last) | Q(due_at=last, pk__gt=int(key[:18])) | Q(due_at=None)
    return rows.filter(later)


def _key(step: Step) -> str:
    return f"{step.due_at.isoformat() if step.due_at else NO_DATE}|{step.pk}"


def _asked_first(viewer: Person, standing: Standing, at: datetime) -> list[tuple[str, Step]]:
    """Signatures and opinions that are asked of somebody, and reports that they may check."""
    people = {viewer.pk, *standing.stands_in_for}
    whose = Q(person__in=people) | Q(unit__in=standing.units, person=None)
    asked = Signatory.objects.filter(whose, opinion=Signatory.Opinion.ASKED)
    words = dict(asked.order_by("pk").values_list("step_id", "kind")[:PAGE])
    verbs = {Signatory.Kind.SIGNATURE: "sign", Signatory.Kind.HELP: "help"}
    own = _with_cases(Step.objects.open().filter(pk__in=words)).by_date()
    found = [(verbs[Signatory.Kind(words[step.pk])], step) for step in own]
    units = units_for(viewer, CHECK, on=local_day(at)) or frozenset()
    claimed = Step.objects.filter(holder_unit__in=units, waits_for_check=True)
    checks = _with_cases(claimed.exclude(settled_by=viewer)).by_date()[:PAGE]
    return [*found, *(("check", step) for step in checks)]


def _to_accept(viewer: Person, wanted: BasketWanted, at: datetime) -> list[BasketRow]:
    if wanted.step or wanted.light:
        return []
    units = units_for(viewer, ACCEPT, on=local_day(at)) or frozenset()
    waiting = Case.objects.filter(holder_unit__in=units, stage=Stage.SUBMITTED)
    if wanted.type_code:
        waiting = waiting.filter(type_code=wanted.type_code)
    rows = with_names(waiting).order_by("submitted_at", "pk")[:PAGE]
    return _case_lines(rows, asked_for="accept")


def _all(viewer: Person, wanted: BasketWanted, after: str) -> BasketPage:
    key = int(after[:18]) if after[:18].isdecimal() else None
    page = cases_page(viewer, WantedCases(wanted.type_code, wanted.stage), after=key)
    return BasketPage(_case_lines(page.rows), str(page.after or ""), wanted)


def _lines(found: Sequence[tuple[str, Step]]) -> list[BasketRow]:
    words = Wording([step.case for _verb, step in found])
    clocks = step_clocks([step.pk for _verb, step in found])
    return [_line(verb, step, clocks.get(step.pk), words) for verb, step in found]


def _line(verb: str, step: Step, clock: Entry | None, words: Wording) -> BasketRow:
    return BasketRow(
        case=step.case,
        type_name=words.name_of(step.case),
        light=clock.light if clock else "",
        step=step,
        steps=(words.step_of(step.case, step.code),),
        asked_for=verb,
        holder=holder_words(step),
        last_on=step.promised_on or step.statutory_on,
        distance=clock.distance if clock else "",
    )


def _case_lines(cases: Iterable[Case], asked_for: str = "") -> list[BasketRow]:
    rows = list(cases)
    words = Wording(rows)
    keys = [case.pk for case in rows]
    steps: dict[int, list[Step]] = {}
    for step in Step.objects.open().filter(case__in=keys).order_by("pk"):
        steps.setdefault(step.case_id, []).append(step)
    of_steps = step_clocks([step.pk for found in steps.values() for step in found])
    of_cases = case_clocks(keys)
    return [
        _case_line(case, asked_for, steps.get(case.pk, []), of_steps, of_cases, words)
        for case in rows
    ]


def _case_line(
    case: Case,
    asked_for: str,
    steps: Sequence[Step],
    of_steps: dict[int, Entry],
    of_cases: dict[int, list[Entry]],
    words: Wording,
) -> BasketRow:
    own = [of_steps[step.pk] for step in steps if step.pk in of_steps]
    clocks = [*own, *of_cases.get(case.pk, [])]
    nearest = min(clocks, key=lambda each: each.duty.due_at, default=None)
    return BasketRow(
        case=case,
        type_name=words.name_of(case),
        light=worst(clocks),
        steps=[words.step_of(case, step.code) for step in steps],
        asked_for=asked_for,
        holder=str(case.holder_unit),
        last_on=nearest.duty.due_on if nearest else None,
        distance=nearest.distance if nearest else "",
    )


def holder_words(step: Step) -> str:
    """Who has to act on a step: the person, else the unit; empty for the applicant."""
    person = step.delegate_person or step.holder_person
    return person.name if person else str(step.holder_unit or "")
