"""A new holiday notice has come: what it would change, and the order to compute dates again."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yingshang.apps.directory.http import PersonRequest, demand, for_people
from yingshang.apps.ledger import clock
from yingshang.apps.obligations import services
from yingshang.apps.obligations.errors import NoReleaseError
from yingshang.apps.obligations.permissions import MOVE_DATES
from yingshang.apps.obligations.selectors.recomputing import recompute_page


@require_safe
@for_people
def recomputing(request: PersonRequest) -> HttpResponse:
    """What would change, old day beside new, before anything is written."""
    demand(request, MOVE_DATES)
    try:
        page = recompute_page(request.user, request.GET.get("after", ""))
    except NoReleaseError:
        return render(request, "obligations/no_pack.html")
    return render(request, "obligations/recomputing.html", {"page": page})


@require_POST
@for_people
def start(request: PersonRequest) -> HttpResponse:
    """Queue the work; its page shows how far it is."""
    demand(request, MOVE_DATES)
    try:
        job = services.start_recompute(
            title=_("Dates computed again"), actor=request.user, at=clock.now()
        )
    except NoReleaseError as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(reverse("obligations:recomputing"))
    return redirect("ledger:job", job.pk)
