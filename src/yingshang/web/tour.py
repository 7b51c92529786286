"""The tour of a sample city: a few stops, each in somebody's shoes, one click each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from yingshang.apps.casework.types import current_types
from yingshang.apps.directory.http import enter
from yingshang.apps.directory.models import Person, Role
from yingshang.apps.directory.selectors.people import DemoRole, demo_person, demo_roles
from yingshang.apps.ledger import clock

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class StopPlan:
    """One stop as designed: in whose shoes, and where it leads.

    Attributes:
        shoes: A role, the login of a member of the public, or None for a passer-by.
        case_type: Whose unit in charge lends a person with the role; empty: any unit.
    """

    token: str
    title: "StrOrPromise"
    sentence: "StrOrPromise"
    action: "StrOrPromise"
    shoes: Role | str | None
    url_name: str
    arguments: tuple[str, ...] = ()
    case_type: str = ""


@dataclass(frozen=True)
class Lender:
    """Who lends the shoes, and how they are introduced."""

    person: Person
    words: str


@dataclass(frozen=True)
class Stop:
    """One stop as shown, with the person who lends the shoes."""

    number: int
    token: str
    title: str
    sentence: str
    action: str
    role: str
    url: str


STOPS = (
    StopPlan(
        "promise",
        _("What the city has promised"),
        _("Every task in plain words, by environment, without signing in. Try it on a phone."),
        _("Read as a citizen"),
        None,
        "delivery:public",
    ),
    StopPlan(
        "start",
        _("A sock factory begins"),
        _("One form, seven links at once, each with its office, its last day and its true state."),
        _("Follow it as its founder"),
        "public.founder",
        "casework:mine",
    ),
    StopPlan(
        "rating",
        _("A window is rated in two taps"),
        _("On a phone, without signing in: who rated is never known, what was bad is put right."),
        _("Rate as a passer-by"),
        None,
        "ratings:window",
        ("city_hall_02",),
    ),
    StopPlan(
        "sentence",
        _("Each finding points at its sentence"),
        _("One task: the published words stay in sight; who, by when, how much are marked."),
        _("Open a task as its liaison"),
        Role.LIAISON,
        "delivery:task",
        ("07",),
    ),
    StopPlan(
        "ledger",
        _("A ledger that is worked, not filled in"),
        _("Arrears of firms as a table: who acts by when; closed with proof that others check."),
        _("Open it as the official in charge"),
        Role.HANDLER,
        "casework:ledger",
        ("arrears_clues",),
        "arrears_clues",
    ),
    StopPlan(
        "heard",
        _("The city is heard, and answers"),
        _("Voices joined to one matter, its topic proposed with reasons, called back by others."),
        _("Open the requests as the office that receives them"),
        Role.HANDLER,
        "service_requests:requests",
        (),
        "request_general",
    ),
    StopPlan(
        "desk",
        _("What one unit owes, by date"),
        _("Returns and decisions in one list with lights; every date explains itself."),
        _("Sit down at a liaison's desk"),
        Role.LIAISON,
        "obligations:desk",
    ),
    StopPlan(
        "command",
        _("How the whole city stands"),
        _("Lights by unit and environment, and what turned red this week; numbers open lists."),
        _("Look over it as the lead office"),
        Role.LEAD_OFFICE,
        "obligations:command",
    ),
)


def stops() -> Sequence[Stop]:
    """The stops whose shoes somebody lends; none outside a sample installation."""
    if not settings.IS_SAMPLE:
        return ()
    roles = demo_roles(on=clock.today())
    lent = [(plan, _lender(plan, roles)) for plan in STOPS]
    open_stops = [(plan, each) for plan, each in lent if plan.shoes is None or each is not None]
    return [_shown(number, *stop) for number, stop in enumerate(open_stops, start=1)]


@require_POST
def go(request: HttpRequest) -> HttpResponse:
    """Step into the shoes of a stop and go there; there is no tour outside a sample."""
    token = request.POST.get("stop", "")
    plan = next((each for each in STOPS if each.token == token), None)
    if plan is None or not settings.IS_SAMPLE:
        raise Http404
    lender = _lender(plan, demo_roles(on=clock.today()))
    if plan.shoes is not None:
        if lender is None:
            raise Http404
        enter(request, lender.person, way="demo")
    return HttpResponseRedirect(reverse(plan.url_name, args=plan.arguments))


def _lender(plan: StopPlan, roles: Sequence[DemoRole]) -> Lender | None:
    """Who lends the shoes of a stop; None where nobody does."""
    if plan.shoes is None:
        return None
    if not isinstance(plan.shoes, Role):
        person = demo_person(plan.shoes)
        return Lender(person, str(person.name)) if person else None
    fit = (each for each in roles if each.post.role == plan.shoes and _is_of(each, plan.case_type))
    found = next(fit, None)
    return Lender(found.person, _introduced(found)) if found else None


def _is_of(each: DemoRole, case_type: str) -> bool:
    """Whether the unit of a demo person is in charge of a case type."""
    types = {known.id: known.entry.holder for known in current_types()} if case_type else {}
    return not case_type or each.post.unit.code == types.get(case_type)


def _introduced(each: DemoRole) -> str:
    return f"{each.person.name} · {each.post.unit} · {each.post.get_role_display()}"


def _shown(number: int, plan: StopPlan, lender: Lender | None) -> Stop:
    return Stop(
        number,
        plan.token,
        str(plan.title),
        str(plan.sentence),
        str(plan.action),
        lender.words if lender else "",
        reverse("tour"),
    )
