"""What every page of returns begins with."""

from uuid import UUID

from django.http import Http404
from django.urls import reverse

from yingshang.apps.delivery.models import Plan, ReportingPeriod, Return
from yingshang.apps.delivery.permissions import SEE_RETURNS
from yingshang.apps.delivery.selectors.plans import city_plan
from yingshang.apps.delivery.selectors.returns.periods import find_period
from yingshang.apps.delivery.selectors.returns.rights import find_return
from yingshang.apps.delivery.selectors.returns.unit_month import find_unit
from yingshang.apps.directory.http import PersonRequest, demand
from yingshang.apps.directory.models import Unit
from yingshang.apps.ledger import clock


def plan_or_404() -> Plan:
    """The city's plan of today."""
    plan = city_plan(clock.today())
    if plan is None:
        raise Http404
    return plan


def period_or_404(code: str) -> ReportingPeriod:
    """The open period of the city's plan with this code."""
    period = find_period(plan_or_404(), code)
    if period is None:
        raise Http404
    return period


def unit_or_404(request: PersonRequest, code: str) -> Unit:
    """The unit with this code; refused to whoever may not read what it reports."""
    unit = find_unit(code)
    if unit is None:
        raise Http404
    demand(request, SEE_RETURNS, unit=unit)
    return unit


def return_or_404(request: PersonRequest, key: UUID) -> Return:
    """The return with this id, when the reader may see it."""
    found = find_return(request.user, key, clock.today())
    if found is None:
        raise Http404
    return found


def url_of(report: Return) -> str:
    """The page of a return."""
    return reverse("delivery:return", args=[report.pk])


def month_url(report: Return) -> str:
    """The page of its unit's month."""
    return reverse("delivery:unit_returns", args=[report.period.code, report.unit.code])
