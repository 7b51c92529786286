"""Units: the list, one unit, its designated person and its task force."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yingshang.apps.directory import services
from yingshang.apps.directory.forms import (
    DesignationForm,
    LastDayForm,
    TaskForceForm,
    UnitFilterForm,
)
from yingshang.apps.directory.http import PersonRequest, demand, for_people
from yingshang.apps.directory.models import TaskForce, Unit
from yingshang.apps.directory.selectors import units as selectors
from yingshang.apps.directory.views.forming import FormPage, answer
from yingshang.apps.ledger import clock


@require_GET
@for_people
def units(request: PersonRequest) -> HttpResponse:
    """The city's units, by kind, level and name."""
    form = UnitFilterForm(request.GET or None)
    page = selectors.unit_list(form.asked(), on=clock.today())
    return render(request, "directory/units.html", {"page": page, "form": form})


@require_GET
@for_people
def unit(request: PersonRequest, code: str) -> HttpResponse:
    """One unit, its names, its sets and, for officials, its people."""
    found = _unit_or_404(code)
    page = selectors.unit_page(found, viewer=request.user, on=clock.today())
    return render(request, "directory/unit.html", {"page": page})


@require_http_methods(["GET", "POST"])
@for_people
def designate(request: PersonRequest, code: str) -> HttpResponse:
    """Name the person who reports for a unit."""
    found = _unit_or_404(code)
    demand(request, "directory.designate", unit=found)
    form = DesignationForm(request.POST or None, unit=found)
    page = FormPage(
        heading=_("Designate who reports for %(unit)s") % {"unit": found.official_name},
        sentences=[_("Whoever was designated before ends on the day before.")],
        action=_("Designate"),
        back_url=_url(found),
        done=_("The person is designated."),
    )
    return answer(
        request,
        form,
        page,
        act=lambda: services.designate(
            unit_id=found.pk,
            person_id=form.cleaned_data["person"].pk,
            first_day=form.cleaned_data["first_day"],
            actor=request.user,
            at=clock.now(),
        ),
    )


@require_http_methods(["GET", "POST"])
@for_people
def found_task_force(request: PersonRequest, code: str) -> HttpResponse:
    """Set up a unit's task force."""
    found = _unit_or_404(code)
    demand(request, "directory.found_task_force", unit=found)
    form = TaskForceForm(request.POST or None, unit=found)
    page = FormPage(
        heading=_("Task force of %(unit)s") % {"unit": found.official_name},
        sentences=[
            _("The head of the unit answers first; a leader in charge and a section are named."),
            _("A task force that is there already ends on the day before."),
        ],
        action=_("Set up the task force"),
        back_url=_url(found),
        done=_("The task force is set up."),
    )
    return answer(request, form, page, act=lambda: _found(request, found, form))


@require_http_methods(["GET", "POST"])
@for_people
def dissolve_task_force(request: PersonRequest, pk: UUID) -> HttpResponse:
    """End a unit's task force."""
    force = selectors.task_force(pk)
    if force is None:
        raise Http404
    demand(request, "directory.dissolve_task_force", unit=force.unit)
    form = LastDayForm(request.POST or None)
    page = FormPage(
        heading=_("End the task force of %(unit)s") % {"unit": force.unit.official_name},
        sentences=[_("It stays on record; the unit then has no task force.")],
        action=_("End the task force"),
        back_url=_url(force.unit),
        done=_("The task force has an end."),
        is_final=True,
    )
    return answer(
        request,
        form,
        page,
        act=lambda: services.dissolve_task_force(
            force_id=pk,
            last_day=form.cleaned_data["last_day"],
            actor=request.user,
            at=clock.now(),
        ),
    )


def _found(request: PersonRequest, unit: Unit, form: TaskForceForm) -> None:
    given = form.cleaned_data
    force = TaskForce(
        unit=unit,
        first_responsible=given["first_responsible"],
        deputy_leader=given["deputy_leader"],
        section=given["section"],
        valid_from=given["first_day"],
    )
    services.found_task_force(
        force=force, members=list(given["members"]), actor=request.user, at=clock.now()
    )


def _unit_or_404(code: str) -> Unit:
    found = selectors.unit_of(code)
    if found is None:
        raise Http404
    return found


def _url(unit: Unit) -> str:
    return reverse("directory:unit", args=[unit.code])
