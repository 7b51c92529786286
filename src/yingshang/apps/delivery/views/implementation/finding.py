"""What every page about an implementation plan begins with."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404

from yingshang.apps.delivery.models import ImplementationPlan, Plan
from yingshang.apps.delivery.permissions import SEE_IMPLEMENTATION
from yingshang.apps.delivery.selectors.implementation.lists import sees_implementations
from yingshang.apps.delivery.selectors.implementation.pages import implementation_for
from yingshang.apps.delivery.selectors.plans import city_plan
from yingshang.apps.directory.http import PersonRequest
from yingshang.apps.ledger import clock


def plan_or_404() -> Plan:
    """The city's plan of today."""
    plan = city_plan(clock.today())
    if plan is None:
        raise Http404
    return plan


def found(request: PersonRequest, key: UUID) -> ImplementationPlan:
    """The implementation plan with this id.

    Raises:
        PermissionDenied: There is none that the reader may see.
    """
    row = implementation_for(request.user, plan_or_404(), key, clock.today())
    if row is None:
        raise PermissionDenied(SEE_IMPLEMENTATION)
    return row


def demand_seeing(request: PersonRequest) -> None:
    """Refuse lists to whoever may see no implementation plan of anybody."""
    if not sees_implementations(request.user, clock.today()):
        raise PermissionDenied(SEE_IMPLEMENTATION)


def number_in(request: PersonRequest, name: str) -> int | None:
    """A whole number in the address; None when it is missing or wrong."""
    given = request.GET.get(name, "")
    return int(given) if given.isdecimal() else None
