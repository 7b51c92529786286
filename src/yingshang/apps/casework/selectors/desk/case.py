"""One case at the desk: what is open with its clocks, how it went, who was asked for what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from yingshang.apps.casework.models import (
    Case,
    CaseFile,
    Correction,
    FollowUp,
    Letter,
    Signatory,
    Step,
)
from yingshang.apps.casework.permissions import SEE, verb_for
from yingshang.apps.casework.selectors.case_page import CasePage, ShownStep, case_page, words
from yingshang.apps.casework.selectors.desk.basket import holder_words
from yingshang.apps.casework.selectors.desk.clocks import case_clocks, step_clocks, worst
from yingshang.apps.casework.selectors.desk.parties import name_of
from yingshang.apps.casework.selectors.lists import by_number, visible_to
from yingshang.apps.casework.selectors.wording import worded
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import units_for
from yingshang.apps.ledger import clock
from yingshang.apps.ledger.reader import language
from yingshang.apps.obligations.models import Obligation, State
from yingshang.apps.obligations.models.obligation import LIVE
from yingshang.apps.obligations.selectors.entries import Entry
from yingshang.engines.documents.sniffing import JPEG, PDF, PNG
from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.casework.processes import words as bilingual
from yingshang.engines.process import Line, Mode, Status, draw, tell

PREVIEWED = frozenset({PDF, PNG, JPEG})
IMAGES = frozenset({PNG, JPEG})
UNDER_WAY = (Step.Status.OPEN, Step.Status.HELD)
# Where the case did not go is seen in the drawing.
NOT_SHOWN = (*UNDER_WAY, Step.Status.UNREACHED)


@dataclass(frozen=True)
class Seat:
    """Somebody who was asked to sign or to help."""

    name: str
    is_signature: bool
    opinion: str
    is_open: bool
    words: str
    said_at: datetime | None


@dataclass(frozen=True)
class Card:
    """One occurrence of a step with everything that its place on the page says.

    Attributes:
        clock: The duty that it is; None where no limit runs.
        rule: How many signatories have to agree; empty where nobody signs.
        proposed: The outcome that waits to be confirmed, signed or checked.
        missing: Names of the fields for want of which it waits.
    """

    row: Step
    name: str
    plain: str
    outcome: str
    holder: str
    clock: Entry | None
    seats: Sequence[Seat]
    rule: str
    proposed: str
    missing: Sequence[str]

    @property
    def is_paused(self) -> bool:
        """Whether its clock stands still."""
        return self.clock is not None and self.clock.duty.state == State.SUSPENDED

    @property
    def helpers(self) -> list[Seat]:
        """Those who were asked for an opinion."""
        return [each for each in self.seats if not each.is_signature]

    @property
    def signatories(self) -> list[Seat]:
        """Those who sign."""
        return [each for each in self.seats if each.is_signature]


@dataclass(frozen=True)
class Paper:
    """A file with the name of what it was handed in for."""

    row: CaseFile
    name: str

    @property
    def is_image(self) -> bool:
        """Whether a small picture of it stands beside its name."""
        return self.row.file.media_type in IMAGES

    @property
    def is_previewed(self) -> bool:
        """Whether a browser shows it by itself."""
        return self.row.file.media_type in PREVIEWED


@dataclass(frozen=True)
class DeskCase:
    """A case as the desk shows it; `page` is what everybody sees of it."""

    page: CasePage
    light: str
    clocks: Sequence[Entry]
    open_steps: Sequence[Card]
    past_steps: Sequence[Card]
    papers: Sequence[Paper]
    to_follow: Sequence[str]
    answers: Sequence[tuple[str, str, str, bool]]
    drawing: SafeString
    lines: Sequence[Line]
    route: str
    outcome: str

    @property
    def case(self) -> Case:
        """The row itself."""
        return self.page.case

    @property
    def has_personal(self) -> bool:
        """Whether some answers are shown masked."""
        return any(each.is_masked for each in self.page.answers)


def was_asked_to_correct(case: Case) -> bool:
    """Whether the applicant was asked once already; nobody is asked twice."""
    return Correction.objects.filter(case=case).exists()


def to_follow(case: Case) -> list[str]:
    """Materials that were to follow and are not there yet (容缺)."""
    row = FollowUp.objects.awaited().filter(case=case).first()
    there = files_by_key(case) if row else {}
    return [key for key in row.materials if key not in there] if row else []


def case_of(viewer: Person, number: str) -> Case | None:
    """The case of this number, if a unit of `viewer` may see it; their own are on the portal."""
    found = by_number(viewer, number)
    if found is None:
        return None
    verb = verb_for(SEE, is_ledger=found.is_ledger)
    units = units_for(viewer, verb, on=clock.today()) or frozenset()
    is_ours = found.units.filter(unit_id__in=units).exists()
    return found if is_ours else None


def desk_case(
    viewer: Person,
    case: Case,
    *,
    at: datetime,
    before: int | None = None,
    clear: Mapping[str, object] | None = None,
) -> DeskCase:
    """Everything that an official sees of a case.

    Args:
        clear: Personal answers that the viewer has just had revealed.
    """
    page = case_page(viewer, case, at=at, before=before)
    clocks = step_clocks([each.row.pk for each in page.steps if each.row.status in UNDER_WAY])
    cards = [_card(each, page.case_type, clocks.get(each.row.pk)) for each in page.steps]
    of_case = case_clocks([case.pk]).get(case.pk, [])
    route = page.case_type.routes.get(case.route)
    ending = page.case_type.outcomes.get(case.outcome)
    return DeskCase(
        page=page,
        light=worst([*clocks.values(), *of_case]),
        clocks=of_case,
        open_steps=[each for each in cards if each.row.status in UNDER_WAY],
        past_steps=[each for each in cards if each.row.status not in NOT_SHOWN],
        papers=[Paper(each, paper_name(page.case_type, each.belongs_to)) for each in page.files],
        to_follow=_to_follow(page),
        answers=_answers(page, clear or {}),
        drawing=drawing(page.case_type, _statuses(page.steps)),
        lines=tell(page.case_type.process, language(), _statuses(page.steps)),
        route=words(route.name) if route else "",
        outcome=words(ending.name) if ending else "",
    )


def drawing(case_type: CaseType, statuses: Mapping[str, Status | None] | None) -> SafeString:
    """The steps as a picture; the engine escapes every word in it."""
    name = bilingual(case_type.entry.name)
    return mark_safe(draw(case_type.process, name, language(), statuses))  # noqa: S308 - see above


def step_of(case: Case, key: int) -> Step | None:
    """One step of `case`."""
    rows = Step.objects.select_related(
        "holder_unit", "holder_person", "delegate_person", "settled_by"
    )
    found = rows.filter(case=case, pk=key).first()
    if found is not None:
        found.case = case
    return found


def duty_of(step: Step) -> Obligation | None:
    """The clock of a step, running or paused."""
    keys = {"subject_type": "casework.step", "subject_key": str(step.pk), "state__in": LIVE}
    return Obligation.objects.filter(**keys).first()


def paper_of(viewer: Person, key: int) -> CaseFile | None:
    """A file of a case that `viewer` may open."""
    rows = CaseFile.objects.filter(case__in=visible_to(viewer)).select_related("file", "case")
    return rows.filter(pk=key).first()


def letter_of(viewer: Person, key: int) -> Letter | None:
    """A letter of a case that `viewer` may open."""
    rows = Letter.objects.filter(case__in=visible_to(viewer)).select_related("case")
    return rows.filter(pk=key).first()


def paper_name(case_type: CaseType, key: str) -> str:
    """What a file was handed in for."""
    entry = case_type.materials.get(key) or case_type.fields.get(key)
    return words(entry.name) if entry else key


def _to_follow(page: CasePage) -> list[str]:
    if page.follow_up is None or page.follow_up.supplied_at is not None:
        return []
    return [paper_name(page.case_type, key) for key in page.follow_up.materials]


def _statuses(steps: Sequence[ShownStep]) -> dict[str, Status | None]:
    live = [each.row for each in steps if not each.row.is_superseded]
    return {row.code: Status(row.status) for row in live}


def _card(shown: ShownStep, case_type: CaseType, clock: Entry | None) -> Card:
    row, entry = shown.row, case_type.steps.get(shown.row.code)
    outcomes = {each.id: words(each.name) for each in entry.outcomes} if entry else {}
    return Card(
        row=row,
        name=shown.name,
        plain=words(entry.plain) if entry and entry.plain else "",
        outcome=shown.outcome,
        holder=holder_words(row) or _("the applicant"),
        clock=clock,
        seats=[_seat(each) for each in shown.signatories],
        rule=_rule(row),
        proposed=outcomes.get(row.proposed, row.proposed),
        missing=[paper_name(case_type, each) for each in row.missing],
    )


def _seat(row: Signatory) -> Seat:
    return Seat(
        name=name_of(row),
        is_signature=row.kind == Signatory.Kind.SIGNATURE,
        opinion=row.get_opinion_display(),
        is_open=row.opinion == Signatory.Opinion.ASKED,
        words=row.words,
        said_at=row.said_at,
    )


def _rule(row: Step) -> str:
    if not row.rule:
        return ""
    share = str(row.rule.get("share", ""))
    return {
        Mode.ALL: _("All of them have to agree."),
        Mode.ANY: _("One of them has to agree."),
        Mode.RATIO: _("At least %(share)s of them have to agree.") % {"share": share},
    }[Mode(row.rule["mode"])]


def _answers(page: CasePage, clear: Mapping[str, object]) -> list[tuple[str, str, str, bool]]:
    """Name, answer, who knew it, and whether it is hidden, of every answer."""
    found = []
    for each in page.answers:
        is_hidden = each.is_masked and each.field not in clear
        value = clear.get(each.field, each.value)
        source = _("from %(source)s, as of %(as_of)s") if each.source else ""
        told = source % {"source": each.source, "as_of": each.as_of} if source else ""
        shown = str(value) if is_hidden else worded(page.case_type.fields[each.field], value)
        found.append((each.name, shown, told, is_hidden))
    return found


def files_by_key(case: Case) -> dict[str, list[CaseFile]]:
    """Files of a case by the field or material to which they belong."""
    found: dict[str, list[CaseFile]] = {}
    for each in CaseFile.objects.filter(case=case).select_related("file").order_by("pk"):
        found.setdefault(each.belongs_to, []).append(each)
    return found
