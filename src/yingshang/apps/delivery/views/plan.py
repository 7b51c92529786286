"""The plan's pages. A public document: only people and timelines ask who is reading."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yingshang.apps.delivery.drawing.pdf import PAPERS, as_pdf
from yingshang.apps.delivery.drawing.sheet import laid_out
from yingshang.apps.delivery.drawing.svg import as_svg
from yingshang.apps.delivery.forms import PlanFilterForm
from yingshang.apps.delivery.models import Plan
from yingshang.apps.delivery.permissions import SEE_WORKSPACES
from yingshang.apps.delivery.selectors.about_page import about_page
from yingshang.apps.delivery.selectors.plan_page import plan_page, unit_counts
from yingshang.apps.delivery.selectors.plans import city_plan, workspace_plan
from yingshang.apps.delivery.selectors.public_page import public_page
from yingshang.apps.delivery.selectors.task_page import task_page
from yingshang.apps.delivery.selectors.unit_page import unit_page
from yingshang.apps.delivery.selectors.units_page import units_page
from yingshang.apps.delivery.selectors.wall_page import ACROSS, chart_of, wall_page
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import may
from yingshang.apps.files.fonts import committed_fonts
from yingshang.apps.ledger import clock

Asked = ParamSpec("Asked")
View = Callable[Concatenate[HttpRequest, Plan, Asked], HttpResponse]


def of_the_plan(view: View[Asked]) -> Callable[Concatenate[HttpRequest, Asked], HttpResponse]:
    """Give the view the city's plan, or that of the workspace in the address."""

    @require_safe
    @wraps(view)
    def respond(request: HttpRequest, /, *args: Asked.args, **kwargs: Asked.kwargs) -> HttpResponse:
        room = kwargs.pop("workspace", None)
        if isinstance(room, str):
            return _in_a_room(request, room, lambda plan: view(request, plan, *args, **kwargs))
        plan = city_plan(clock.today())
        if plan is None:
            return render(request, "delivery/none.html", status=404)
        return view(request, plan, *args, **kwargs)

    return respond


def _in_a_room(
    request: HttpRequest, room: str, answer: Callable[[Plan], HttpResponse]
) -> HttpResponse:
    """Workspaces are seen by officials; what there is not is not found."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if not may(reader(request), SEE_WORKSPACES, on=clock.today()):
        raise PermissionDenied(SEE_WORKSPACES)
    plan = workspace_plan(room)
    if plan is None:
        raise Http404
    return answer(plan)


@of_the_plan
def plan(request: HttpRequest, plan: Plan) -> HttpResponse:
    """The whole plan, narrowed by the filter in the address."""
    units = unit_counts(plan)
    form = PlanFilterForm(plan, units, request.GET)
    page = plan_page(plan, form.asked, units)
    return render(request, "delivery/plan.html", {"page": page, "form": form})


@of_the_plan
def task(request: HttpRequest, plan: Plan, code: str) -> HttpResponse:
    """One task."""
    page = task_page(plan, code, viewer=reader(request), on=clock.today())
    return _or_missing(request, "delivery/task.html", page)


@of_the_plan
def units(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Every unit with what it has to do, in numbers."""
    return render(request, "delivery/units.html", {"page": units_page(plan)})


@of_the_plan
def unit(request: HttpRequest, plan: Plan, code: str) -> HttpResponse:
    """One unit."""
    page = unit_page(plan, code, viewer=reader(request), on=clock.today())
    return _or_missing(request, "delivery/unit.html", page)


@of_the_plan
def about(request: HttpRequest, plan: Plan) -> HttpResponse:
    """What was read, what was decided, the published text with every mark."""
    return render(request, "delivery/about.html", {"page": about_page(plan)})


@of_the_plan
def public(request: HttpRequest, plan: Plan) -> HttpResponse:
    """What the city has promised, for everybody."""
    return render(request, "delivery/public.html", {"page": public_page(plan)})


@of_the_plan
def wall(request: HttpRequest, plan: Plan) -> HttpResponse:
    """The wall chart on the screen."""
    page = wall_page(plan, request.GET.get("across", ""), clock.today(), reader(request))
    return render(request, "delivery/wall.html", {"page": page})


@of_the_plan
def wall_pdf(request: HttpRequest, plan: Plan) -> HttpResponse:
    """The wall chart on paper: A3, or A0 for the wall."""
    wanted = request.GET.get("paper", "").upper()
    paper = wanted if wanted in PAPERS else "A3"
    sheet = laid_out(chart_of(plan, _across(request), clock.today()))
    content = as_pdf(sheet, paper, fonts=committed_fonts(), at=clock.now())
    name = f"{plan.code}-{_across(request)}-{paper}.pdf"
    return _file(content, "application/pdf", name)


@of_the_plan
def wall_svg(request: HttpRequest, plan: Plan) -> HttpResponse:
    """The wall chart as a drawing."""
    sheet = laid_out(chart_of(plan, _across(request), clock.today()))
    name = f"{plan.code}-{_across(request)}.svg"
    return _file(as_svg(sheet).encode(), "image/svg+xml", name)


def reader(request: HttpRequest) -> Person | AnonymousUser:
    """Whoever reads: a person, or somebody of the public."""
    return request.user if isinstance(request.user, Person) else AnonymousUser()


def _across(request: HttpRequest) -> str:
    wanted = request.GET.get("across", "")
    return wanted if wanted in ACROSS else ACROSS[0]


def _or_missing(request: HttpRequest, template: str, page: object) -> HttpResponse:
    if page is None:
        raise Http404
    return render(request, template, {"page": page})


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    disposition = f'inline; filename="{name}"'
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition})
