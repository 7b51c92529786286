"""Lists, one plan, its versions."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yingshang.apps.delivery.forms.implementation import ImplementationFilterForm
from yingshang.apps.delivery.selectors.implementation.pages import (
    implementation_page,
    implementations_page,
    own_implementations_page,
    versions_page,
)
from yingshang.apps.delivery.selectors.plan_page import unit_counts
from yingshang.apps.delivery.views.implementation.finding import (
    demand_seeing,
    found,
    number_in,
    plan_or_404,
)
from yingshang.apps.directory.http import PersonRequest, for_people
from yingshang.apps.ledger import clock


@require_safe
@for_people
def implementations(request: PersonRequest) -> HttpResponse:
    """The plans of the reader's own units, by task."""
    demand_seeing(request)
    page = own_implementations_page(request.user, plan_or_404(), on=clock.today())
    return render(request, "delivery/implementation_own.html", {"page": page})


@require_safe
@for_people
def all_implementations(request: PersonRequest) -> HttpResponse:
    """Every plan that the reader may see, narrowed; the lead office reviews from here."""
    demand_seeing(request)
    plan = plan_or_404()
    units = [each.unit for each in unit_counts(plan)]
    form = ImplementationFilterForm(plan, units, request.GET)
    page = implementations_page(request.user, plan, form.asked, on=clock.today())
    return render(request, "delivery/implementation_all.html", {"page": page, "form": form})


@require_safe
@for_people
def implementation(request: PersonRequest, key: UUID) -> HttpResponse:
    """One unit's plan for one task."""
    row = found(request, key)
    page = implementation_page(
        row, number=number_in(request, "version"), viewer=request.user, on=clock.today()
    )
    return render(request, "delivery/implementation.html", {"page": page})


@require_safe
@for_people
def versions(request: PersonRequest, key: UUID) -> HttpResponse:
    """Every version, and what one says otherwise than the one before."""
    page = versions_page(found(request, key), number_in(request, "version"))
    if page is None:
        raise Http404
    return render(request, "delivery/implementation_versions.html", {"page": page})
