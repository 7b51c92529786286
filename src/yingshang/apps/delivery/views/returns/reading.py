"""Our month, one return."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yingshang.apps.delivery.permissions import OPEN_PERIOD, SEE_CHASE, SEE_RETURNS
from yingshang.apps.delivery.selectors.plans import city_plan
from yingshang.apps.delivery.selectors.returns.page import return_page
from yingshang.apps.delivery.selectors.returns.periods import present_period
from yingshang.apps.delivery.selectors.returns.unit_month import unit_month_page, unit_to_show
from yingshang.apps.delivery.views.returns.finding import (
    period_or_404,
    return_or_404,
    unit_or_404,
)
from yingshang.apps.directory.http import PersonRequest, for_people
from yingshang.apps.directory.permissions import may, units_for
from yingshang.apps.ledger import clock


@require_safe
@for_people
def returns(request: PersonRequest) -> HttpResponse:
    """To the present month: of the reader's unit, or of all units."""
    units = units_for(request.user, SEE_RETURNS, on=clock.today())
    if units is not None and not units:
        raise PermissionDenied(SEE_RETURNS)
    plan = city_plan(clock.today())
    period = present_period(plan, clock.today()) if plan else None
    if period is None:
        return render(
            request,
            "delivery/return_none.html",
            {"sentence": "", "may_open": may(request.user, OPEN_PERIOD, on=clock.today())},
        )
    unit = unit_to_show(request.user, period, clock.today())
    if may(request.user, SEE_CHASE, on=clock.today()):
        return HttpResponseRedirect(reverse("delivery:chase", args=[period.code]))
    if unit is None:
        nothing = _("Your unit owes nothing for %(period)s.") % {"period": period.name}
        return render(request, "delivery/return_none.html", {"sentence": nothing})
    return HttpResponseRedirect(reverse("delivery:unit_returns", args=[period.code, unit.code]))


@require_safe
@for_people
def unit_month(request: PersonRequest, period: str, code: str) -> HttpResponse:
    """Everything that one unit owes for a period."""
    unit = unit_or_404(request, code)
    page = unit_month_page(period_or_404(period), unit, request.user, clock.now())
    return render(request, "delivery/return_month.html", {"page": page})


@require_safe
@for_people
def report(request: PersonRequest, key: UUID) -> HttpResponse:
    """One return."""
    found = return_or_404(request, key)
    number = request.GET.get("version", "")
    page = return_page(
        found,
        request.user,
        clock.now(),
        number=int(number) if number.isdecimal() else None,
        compares="compare" in request.GET,
    )
    return render(request, "delivery/return.html", {"page": page})
