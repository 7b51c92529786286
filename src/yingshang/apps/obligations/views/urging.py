"""The urging list of the lead office."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from yingshang.apps.directory.http import PersonRequest, demand, for_people
from yingshang.apps.ledger import clock
from yingshang.apps.messages.errors import MessagesError
from yingshang.apps.obligations import services
from yingshang.apps.obligations.forms import UrgeForm
from yingshang.apps.obligations.permissions import URGE
from yingshang.apps.obligations.selectors.urging import urging_page


@require_safe
@for_people
def urging(request: PersonRequest) -> HttpResponse:
    """What is overdue or nearly due, by unit."""
    demand(request, URGE)
    return render(request, "obligations/urging.html", {"page": urging_page(request.user)})


@require_POST
@for_people
def send(request: PersonRequest) -> HttpResponse:
    """Urge one unit, or all."""
    demand(request, URGE)
    form = UrgeForm(request.POST)
    if form.is_valid():
        _urge(request, form)
    else:
        messages.warning(request, _("Choose a unit of the list."))
    return HttpResponseRedirect(reverse("obligations:urging"))


def _urge(request: PersonRequest, form: UrgeForm) -> None:
    try:
        done = services.urge(unit_id=form.cleaned_data["unit"], actor=request.user, at=clock.now())
    except MessagesError as refusal:
        messages.error(request, str(refusal))
        return
    if not done.duties:
        messages.info(request, _("Everything here was urged today; nothing was sent again."))
        return
    words = ngettext(
        "Sent to %(units)s unit about %(duties)s matters.",
        "Sent to %(units)s units about %(duties)s matters.",
        done.units,
    )
    messages.success(request, words % {"units": done.units, "duties": done.duties})
