"""Lists of requests: what somebody may see, newest first, a page at a time by key."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from yingshang.apps.casework.models import Case, CaseUnit, Stage, Step
from yingshang.apps.casework.models.cases import OPEN_STAGES
from yingshang.apps.casework.selectors.case_page import words
from yingshang.apps.casework.selectors.desk.clocks import step_clocks
from yingshang.apps.casework.types import type_of
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import units_for
from yingshang.apps.ledger import clock
from yingshang.apps.obligations.selectors.entries import Entry
from yingshang.apps.service_requests.content import Content, current_content
from yingshang.apps.service_requests.models import ServiceRequest
from yingshang.apps.service_requests.models.requests import ServiceRequestQuerySet
from yingshang.apps.service_requests.permissions import SEE

PAGE = 50
FOUND = 50
LARGEST = 2**62


@dataclass(frozen=True)
class Wanted:
    """What the reader asked for; empty asks for everything.

    Attributes:
        state: `open`, `ended`, or `reopened`.
        step: Code of a step that waits now.
    """

    class_code: str = ""
    state: str = ""
    step: str = ""
    topic: str = ""

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was asked for."""
        return bool(self.class_code or self.state or self.step or self.topic)


@dataclass(frozen=True)
class Row:
    """A line of the list: the matter, where it stands, who acts next and by when."""

    request: ServiceRequest
    class_name: str
    topic_name: str
    step_name: str
    holder: str
    clock: Entry | None
    voices: int


@dataclass(frozen=True)
class RequestsPage:
    """A page of requests; `after` leads to the next one, None on the last."""

    rows: Sequence[Row]
    after: int | None


def visible_to(actor: Person | AnonymousUser) -> ServiceRequestQuerySet:
    """Requests whose case the units of `actor` may see that day."""
    if not isinstance(actor, Person):
        return ServiceRequest.objects.none()
    units = units_for(actor, SEE, on=clock.today()) or frozenset()
    return ServiceRequest.objects.of_units(units)


def requests_page(actor: Person, wanted: Wanted, *, after: int | None = None) -> RequestsPage:
    """Requests of the units of `actor`, newest first; one stretch of an index for each unit."""
    content = current_content()
    units = units_for(actor, SEE, on=clock.today()) or frozenset()
    if content is None or not units:
        return RequestsPage([], None)
    keys = _keys(units, content, wanted, after)
    rows = _with_cases(ServiceRequest.objects.filter(pk__in=keys)).newest_first()
    found = list(rows)
    shown = lines(content, found[:PAGE])
    return RequestsPage(shown, found[PAGE - 1].pk if len(found) > PAGE else None)


def search(actor: Person, text: str) -> list[Row]:
    """Requests that `actor` may see, by number or by words in what the units read; at most fifty.

    Names and telephone numbers are in no column that is searched.
    """
    content, said = current_content(), text.strip()[:100]
    if content is None or not said:
        return []
    named = Q(case__number__startswith=said.upper()) | Q(words__icontains=said)
    rows = _with_cases(visible_to(actor).filter(named | Q(title__icontains=said)))
    return lines(content, list(rows.newest_first()[:FOUND]))


def by_number(actor: Person | AnonymousUser, number: str) -> ServiceRequest | None:
    """The request of this case number, if `actor` may open it."""
    rows = visible_to(actor).select_related("case__release", "case__holder_unit", "joined_into")
    rows = rows.defer("case__release__content")
    return rows.filter(case__number=number.strip().upper()).first()


def lines(content: Content, found: Sequence[ServiceRequest]) -> list[Row]:
    """The lines of these requests; five queries, however many."""
    steps = open_steps([each.pk for each in found])
    clocks = step_clocks([step.pk for step in steps.values()])
    voices = _voices([each.pk for each in found])
    return [_line(content, each, steps.get(each.pk), clocks, voices) for each in found]


def open_steps(keys: Collection[int]) -> dict[int, Step]:
    """Of each case the open step that is due first."""
    rows = Step.objects.open().filter(case__in=keys).select_related("holder_unit")
    found: dict[int, Step] = {}
    for step in rows.by_date():
        found.setdefault(step.case_id, step)
    return found


def _voices(keys: Collection[int]) -> dict[int, int]:
    rows = ServiceRequest.objects.filter(Q(pk__in=keys) | Q(joined_into__in=keys)).order_by()
    found: dict[int, int] = dict.fromkeys(keys, 0)
    for key, into, _report in rows.values_list("pk", "joined_into_id", "reports"):
        for one in (key, into):
            if one in found:
                found[one] += 1
    return found


def _line(
    content: Content,
    request: ServiceRequest,
    step: Step | None,
    clocks: dict[int, Entry],
    voices: dict[int, int],
) -> Row:
    case_type = type_of(request.case)
    name = words(case_type.steps[step.code].name) if step else ""
    return Row(
        request=request,
        class_name=content.class_name(request.class_code),
        topic_name=content.topic_name(request.topic) if request.topic else "",
        step_name=name or standing(request.case),
        holder=step.holder_unit.official_name if step and step.holder_unit else "",
        clock=clocks.get(step.pk) if step else None,
        voices=voices[request.pk],
    )


def standing(case: Case) -> str:
    """How a case that is over ended, in words; its stage otherwise."""
    outcome = type_of(case).outcomes.get(case.outcome)
    if case.stage == Stage.ENDED and outcome is not None:
        return words(outcome.name)
    return str(case.get_stage_display())


def _with_cases(rows: ServiceRequestQuerySet) -> ServiceRequestQuerySet:
    related = rows.select_related("case__release", "case__holder_unit")
    return related.defer("case__release__content", "case__values", "case__sources", "words")


def _keys(units: Iterable[UUID], content: Content, wanted: Wanted, after: int | None) -> list[int]:
    """Keys of one request more than a page holds, from each unit's own stretch of each type."""
    found: set[int] = set()
    narrowed = _narrowed(wanted)
    for unit in sorted(units, key=str):
        for code in content.handlings:
            rows = CaseUnit.objects.filter(unit_id=unit, type_code=code)
            if after is not None:
                rows = rows.filter(case_id__lt=after)
            if narrowed is not None:
                rows = rows.filter(case__in=narrowed.values("pk"))
            found.update(rows.order_by("-case_id").values_list("case_id", flat=True)[: PAGE + 1])
    return sorted(found, reverse=True)[: PAGE + 1]


def _narrowed(wanted: Wanted) -> ServiceRequestQuerySet | None:
    if not wanted.is_narrowed:
        return None
    rows = ServiceRequest.objects.all()
    if wanted.class_code:
        rows = rows.filter(class_code=wanted.class_code)
    if wanted.topic:
        rows = rows.filter(topic=wanted.topic)
    if wanted.step:
        waiting = Step.objects.open().filter(code=wanted.step)
        rows = rows.filter(case__in=waiting.values("case"))
    if wanted.state == "open":
        rows = rows.filter(case__stage__in=OPEN_STAGES)
    if wanted.state == "ended":
        rows = rows.exclude(case__stage__in=OPEN_STAGES)
    return rows.filter(reopened__gt=0) if wanted.state == "reopened" else rows


def received_since(at: datetime) -> ServiceRequestQuerySet:
    """Requests that came in since `at`, inclusive."""
    return ServiceRequest.objects.filter(received_at__gte=at)
