"""The tour of a sample city: five stops, each in somebody's shoes, one click each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from yingshang.apps.directory.http import enter
from yingshang.apps.directory.models import Role
from yingshang.apps.directory.selectors.people import DemoRole, demo_roles
from yingshang.apps.ledger import clock

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class StopPlan:
    """One stop as designed: in whose shoes (None: a passer-by), and where it leads."""

    token: str
    title: "StrOrPromise"
    sentence: "StrOrPromise"
    action: "StrOrPromise"
    role: Role | None
    url_name: str
    arguments: tuple[str, ...] = ()


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
        "sentence",
        _("Each finding points at its sentence"),
        _("One task: the published words stay in sight; who, by when, how much are marked."),
        _("Open a task as its liaison"),
        Role.LIAISON,
        "delivery:task",
        ("07",),
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
    StopPlan(
        "wall",
        _("The wall chart"),
        _("Every task a row, the months across, on the screen and as a poster."),
        _("Hang it up as a city leader"),
        Role.CITY_LEADER,
        "delivery:wall",
    ),
)


def stops() -> Sequence[Stop]:
    """The stops whose shoes somebody lends; none outside a sample installation."""
    if not settings.IS_SAMPLE:
        return ()
    lent = _lent()
    open_stops = [plan for plan in STOPS if plan.role is None or plan.role in lent]
    return [_shown(number, plan, lent) for number, plan in enumerate(open_stops, start=1)]


@require_POST
def go(request: HttpRequest) -> HttpResponse:
    """Step into the shoes of a stop and go there; there is no tour outside a sample."""
    token = request.POST.get("stop", "")
    plan = next((each for each in STOPS if each.token == token), None)
    lent = _lent() if settings.IS_SAMPLE else {}
    if plan is None or (plan.role is not None and plan.role not in lent):
        raise Http404
    if plan.role is not None:
        enter(request, lent[plan.role].person, way="demo")
    return HttpResponseRedirect(_address(plan))


def _lent() -> dict[Role, DemoRole]:
    """The first demo person of each role."""
    found: dict[Role, DemoRole] = {}
    for each in demo_roles(on=clock.today()):
        found.setdefault(Role(each.post.role), each)
    return found


def _shown(number: int, plan: StopPlan, lent: dict[Role, DemoRole]) -> Stop:
    shoes = ""
    if plan.role is not None:
        post = lent[plan.role].post
        shoes = f"{post.person.name} · {post.unit} · {post.get_role_display()}"
    return Stop(
        number,
        plan.token,
        str(plan.title),
        str(plan.sentence),
        str(plan.action),
        shoes,
        reverse("tour"),
    )


def _address(plan: StopPlan) -> str:
    return reverse(plan.url_name, args=plan.arguments)
