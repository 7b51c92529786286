"""One duty and what may be done with it; lists of duties; what waits to be checked."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yingshang.apps.directory.http import PersonRequest, demand, for_officials, for_people
from yingshang.apps.ledger import clock
from yingshang.apps.obligations.acts import BY_NAME, Act
from yingshang.apps.obligations.errors import ObligationError
from yingshang.apps.obligations.forms import FilterForm
from yingshang.apps.obligations.models import Obligation
from yingshang.apps.obligations.offers import offers
from yingshang.apps.obligations.permissions import SEE_COMMAND, VERIFY
from yingshang.apps.obligations.selectors import lists
from yingshang.apps.obligations.selectors.command import command_page
from yingshang.apps.obligations.selectors.duty_page import duty_of, duty_page
from yingshang.apps.obligations.views.desk import chosen_month
from yingshang.engines.timelimits import TimeLimitError


@require_safe
@for_people
def duty(request: PersonRequest, pk: int) -> HttpResponse:
    """One duty: how it stands, why its dates are what they are, what happened."""
    before = request.GET.get("before", "")
    page = duty_page(
        request.user, _found(request, pk), int(before) if before[:18].isdecimal() else None
    )
    acts = [BY_NAME[name] for name in page.offers]
    return render(request, "obligations/duty.html", {"page": page, "acts": acts})


@require_http_methods(["GET", "POST"])
@for_people
def act(request: PersonRequest, pk: int, name: str) -> HttpResponse:
    """One act on one duty: asked on a page of its own."""
    found = _found(request, pk)
    chosen = BY_NAME.get(name)
    if chosen is None or (request.method == "GET" and name not in offers(request.user, found)):
        raise Http404
    form = chosen.form(found, request.POST if request.method == "POST" else None)
    if form.is_valid() and _does(request, chosen, found, form):
        return HttpResponseRedirect(reverse("obligations:duty", args=[pk]))
    context = {"duty": found, "act": chosen, "form": form}
    status = 422 if form.errors else 200
    return render(request, "obligations/act.html", context, status=status)


@require_safe
@for_officials
def duties(request: PersonRequest) -> HttpResponse:
    """Duties, narrowed by the filter in the address."""
    form = FilterForm(request.GET, units=lists.unit_choices(request.user))
    page = lists.list_page(request.user, form.wanted, request.GET.get("after", ""))
    context = {"page": page, "form": form, "next_url": _next(request, page.after)}
    return render(request, "obligations/duties.html", context)


@require_safe
@for_people
def to_verify(request: PersonRequest) -> HttpResponse:
    """What is claimed and waits to be checked, earliest due first."""
    demand(request, VERIFY)
    page = lists.verify_page(request.user, request.GET.get("after", ""))
    context = {"page": page, "next_url": _next(request, page.after)}
    return render(request, "obligations/to_verify.html", context)


@require_safe
@for_people
def command(request: PersonRequest) -> HttpResponse:
    """Lights by unit and theme, what turned red, rates with both their numbers."""
    demand(request, SEE_COMMAND)
    page = command_page(request.user, chosen_month(request))
    return render(request, "obligations/command.html", {"page": page})


def _found(request: PersonRequest, pk: int) -> Obligation:
    found = duty_of(request.user, pk)
    if found is None:
        raise Http404
    return found


def _does(request: PersonRequest, chosen: Act, found: Obligation, form: forms.Form) -> bool:
    try:
        chosen.do(found, form, request.user, clock.now())
    except (ObligationError, TimeLimitError) as refusal:
        chosen.refuse(form, refusal)
        return False
    messages.success(request, _("It is on record."))
    return True


def _next(request: PersonRequest, after: str) -> str:
    if not after:
        return ""
    asked = request.GET.copy()
    asked["after"] = after
    return f"?{asked.urlencode()}"
