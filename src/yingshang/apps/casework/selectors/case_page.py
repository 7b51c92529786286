"""One case as its page shows it: answers, steps, papers, clocks, and one timeline."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from yingshang.apps.casework.access import is_applicant_side
from yingshang.apps.casework.decisions.times import elapsed
from yingshang.apps.casework.errors import NotForYouError
from yingshang.apps.casework.events import CASE
from yingshang.apps.casework.models import (
    Case,
    CaseFile,
    CaseLink,
    Correction,
    FollowUp,
    Letter,
    PersonalValue,
    Signatory,
    Step,
)
from yingshang.apps.casework.permissions import REVEAL, verb_for
from yingshang.apps.casework.selectors.open_questions import ShownQuestion, shown_questions
from yingshang.apps.casework.selectors.values import personal_values_of
from yingshang.apps.casework.types import type_of
from yingshang.apps.directory import accesslog
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import units_for
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.reader import in_words
from yingshang.apps.ledger.selectors import Timeline, timeline
from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.schema.casework.papers import RouteEntry
from yingshang.engines.packs.schema.common import Text

HIDDEN = "***"


@dataclass(frozen=True)
class ShownAnswer:
    """One answer; `source` and `as_of` say who knew it, where nobody typed it."""

    field: str
    name: str
    value: object
    is_personal: bool = False
    is_masked: bool = False
    source: str = ""
    as_of: str = ""


@dataclass(frozen=True)
class ShownStep:
    """One occurrence of a step with its words."""

    row: Step
    name: str
    outcome: str
    signatories: Sequence[Signatory] = ()


@dataclass(frozen=True)
class ShownLetter:
    """A letter; its title says which one it is where several have the same."""

    row: Letter
    title: str


@dataclass(frozen=True)
class CasePage:
    """Everything about one case.

    Attributes:
        elapsed: From acceptance to the end of its last step so far: links side by side count once.
        fee_yuan: None where nobody knows; 0 is a number.
        questions: What the unit in charge has still to find out, or left open.
        may_reveal: Whether the reader may see personal answers in clear; each look is logged.
    """

    case: Case
    case_type: CaseType
    name: str
    answers: Sequence[ShownAnswer]
    steps: Sequence[ShownStep]
    files: Sequence[CaseFile]
    letters: Sequence[ShownLetter]
    links: Sequence[CaseLink]
    correction: Correction | None
    follow_up: FollowUp | None
    questions: Sequence[ShownQuestion]
    timeline: Timeline
    elapsed: timedelta | None
    is_applicant: bool
    may_reveal: bool

    @property
    def route(self) -> RouteEntry | None:
        """The way that the case goes; None where the type has only one."""
        return self.case_type.routes.get(self.case.route)

    @property
    def fee_yuan(self) -> object:
        """What it costs; None where nobody knows."""
        return self.case_type.entry.fee.yuan if self.case_type.entry.fee else None


def case_page(viewer: Person, case: Case, *, at: datetime, before: int | None = None) -> CasePage:
    """The page of a case that `viewer` may open; personal answers masked unless they are theirs.

    Args:
        before: For older lines of the timeline: `Timeline.before` of the page before.
    """
    case_type = type_of(case)
    is_applicant = is_applicant_side(viewer, case, at)
    steps = _steps(case, case_type, with_opinions=not is_applicant)
    links = CaseLink.objects.filter(from_case=case).select_related("to_case").order_by("pk")
    return CasePage(
        case=case,
        case_type=case_type,
        name=words(case_type.entry.name),
        answers=_answers(case, case_type, in_clear=is_applicant),
        steps=steps,
        files=list(CaseFile.objects.filter(case=case).select_related("file").order_by("pk")),
        letters=_letters(case),
        links=list(links),
        correction=Correction.objects.filter(case=case).first(),
        follow_up=FollowUp.objects.filter(case=case).first(),
        questions=shown_questions(case, case_type, at),
        timeline=timeline(CASE, str(case.pk), viewer, before=before),
        elapsed=_elapsed(case, [each.row for each in steps], at),
        is_applicant=is_applicant,
        may_reveal=may_reveal(viewer, case, at),
    )


def reveal(viewer: Person, case: Case, *, at: datetime) -> Mapping[str, object]:
    """Personal answers in clear; the look goes to the access log, answer by answer.

    Raises:
        NotForYouError: `viewer` may not see them.
    """
    if not (is_applicant_side(viewer, case, at) or may_reveal(viewer, case, at)):
        raise NotForYouError
    found = personal_values_of(case)
    for field in found:
        accesslog.looked_at(viewer, f"casework.personal.{field}", case.pk)
    return found


def may_reveal(viewer: Person, case: Case, at: datetime) -> bool:
    """Whether `viewer` works on the case: for the unit in charge, or one that held a step."""
    verb = verb_for(REVEAL, is_ledger=case.is_ledger)
    units = units_for(viewer, verb, on=local_day(at)) or frozenset()
    return bool(units & _working_units(case))


def words(text: Text) -> str:
    """Wording of a pack in the reader's language."""
    return in_words(text.zh_hans, text.en)


def _letters(case: Case) -> list[ShownLetter]:
    seen: Counter[str] = Counter()
    found = []
    for row in Letter.objects.filter(case=case).order_by("serial"):
        seen[row.title] += 1
        again = _("%(title)s (no. %(number)s)") % {"title": row.title, "number": seen[row.title]}
        found.append(ShownLetter(row, again if seen[row.title] > 1 else row.title))
    return found


def _working_units(case: Case) -> frozenset[UUID]:
    held = Step.objects.filter(case=case, holder_unit__isnull=False).order_by()
    units = held.values_list("holder_unit_id", flat=True).distinct()
    return frozenset({case.holder_unit_id, *(unit for unit in units if unit is not None)})


def _answers(case: Case, case_type: CaseType, *, in_clear: bool) -> list[ShownAnswer]:
    clear = personal_values_of(case) if in_clear else {}
    kept = PersonalValue.objects.filter(case=case).order_by()
    there = set(clear) or set(kept.values_list("field", flat=True))
    found = []
    for key, field in case_type.fields.items():
        name = words(field.name)
        told = case.sources.get(key, {})
        shown = ShownAnswer(
            key,
            name,
            clear.get(key, HIDDEN) if key in there else case.values.get(key),
            is_personal=key in there,
            is_masked=key in there and key not in clear,
            source=str(told.get("source", "")),
            as_of=str(told.get("as_of", "")),
        )
        if key in there or key in case.values:
            found.append(shown)
    return found


def _steps(case: Case, case_type: CaseType, *, with_opinions: bool) -> list[ShownStep]:
    rows = Step.objects.filter(case=case).select_related(
        "holder_unit", "holder_person", "settled_by", "checked_by"
    )
    seats: dict[int, list[Signatory]] = {}
    if with_opinions:
        asked = Signatory.objects.filter(step__case=case).select_related("unit", "person")
        for each in asked.order_by("pk"):
            seats.setdefault(each.step_id, []).append(each)
    order = {code: place for place, code in enumerate(case_type.steps)}
    found = sorted(rows, key=lambda row: (order.get(row.code, len(order)), row.number))
    return [_shown(row, case_type, seats.get(row.pk, [])) for row in found]


def _shown(row: Step, case_type: CaseType, seats: Sequence[Signatory]) -> ShownStep:
    entry = case_type.steps.get(row.code)
    outcomes = {each.id: words(each.name) for each in entry.outcomes} if entry else {}
    name = words(entry.name) if entry else row.code
    return ShownStep(row, name, outcomes.get(row.outcome, row.outcome), seats)


def _elapsed(case: Case, steps: Sequence[Step], at: datetime) -> timedelta | None:
    parts = [
        (step.opened_at, step.settled_at or case.ended_at or at)
        for step in steps
        if step.status in {Step.Status.OPEN, Step.Status.DONE}
    ]
    return elapsed(parts)
