"""Rates over call-backs: for officials by unit, for everybody as a whole."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yingshang.apps.directory.http import PersonRequest, for_officials
from yingshang.apps.directory.permissions import units_for
from yingshang.apps.ledger import clock
from yingshang.apps.service_requests.permissions import SEE_RATES
from yingshang.apps.service_requests.selectors.rates import public_page, rates_page


@require_safe
@for_officials
def rates(request: PersonRequest) -> HttpResponse:
    """Response, solution and satisfaction since a month, with what was left out of them."""
    units = units_for(request.user, SEE_RATES, on=clock.today())
    if units is not None and not units:
        raise PermissionDenied(SEE_RATES)
    month = _month(request.GET.get("since", ""))
    page = rates_page(request.user, since=_begins(month))
    context = {"page": page, "month": month}
    return render(request, "service_requests/rates.html", context)


@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    """How the city answers, for everybody; small numbers are not told."""
    today = clock.today()
    since = date(today.year - 1, today.month, 1)
    page = public_page(since=_begins(since))
    return render(request, "service_requests/answers.html", {"page": page, "since": since})


def _month(text: str) -> date:
    """The first of the month that is asked for, of the year so far otherwise."""
    today = clock.today()
    try:
        return date.fromisoformat(f"{text[:7]}-01")
    except ValueError:
        return date(today.year, 1, 1)


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(settings.TIME_ZONE))
