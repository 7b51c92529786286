"""Second looks at random: the draw of a month, what was drawn, and what was found."""

import secrets

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from yingshang.apps.directory.http import PersonRequest, demand, for_people
from yingshang.apps.ledger import clock
from yingshang.apps.obligations import services
from yingshang.apps.obligations.errors import ObligationError, OwnClaimError
from yingshang.apps.obligations.forms import DrawForm, RecheckForm
from yingshang.apps.obligations.permissions import RECHECK
from yingshang.apps.obligations.selectors.rechecks import (
    RecheckPage,
    recheck_page,
    rechecks_page,
)
from yingshang.apps.obligations.timekeeping import rules
from yingshang.apps.obligations.views.desk import chosen_month

SEED_BYTES = 8


@require_http_methods(["GET", "POST"])
@for_people
def rechecks(request: PersonRequest) -> HttpResponse:
    """What was drawn for a month; the next draw."""
    demand(request, RECHECK)
    drawing = DrawForm(request.POST) if request.method == "POST" else None
    if drawing is not None and drawing.is_valid():
        return _draw(request, drawing)
    page = rechecks_page(request.user, chosen_month(request), request.GET.get("after", ""))
    proposed = {"month": f"{page.month:%Y-%m}", "seed": secrets.token_hex(SEED_BYTES)}
    context = {"page": page, "form": drawing or DrawForm(initial=proposed)}
    return render(request, "obligations/rechecks.html", context, status=422 if drawing else 200)


@require_http_methods(["GET", "POST"])
@for_people
def recheck(request: PersonRequest, pk: int) -> HttpResponse:
    """One second look: record what it found."""
    demand(request, RECHECK)
    form = RecheckForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _records(request, pk, form):
        return HttpResponseRedirect(reverse("obligations:recheck", args=[pk]))
    page = _page(request, pk)
    context = {"page": page, "form": form, "refusal": OwnClaimError() if page.is_own else ""}
    return render(request, "obligations/recheck.html", context, status=422 if form.errors else 200)


def _draw(request: PersonRequest, form: DrawForm) -> HttpResponse:
    month, seed = form.cleaned_data["month"], form.cleaned_data["seed"]
    drawn = services.draw_rechecks(
        period_on=month,
        share=rules().recheck_share,
        seed=seed,
        actor=request.user,
        at=clock.now(),
    )
    if drawn:
        words = ngettext("%(count)s was drawn.", "%(count)s were drawn.", len(drawn))
        messages.success(request, words % {"count": len(drawn)})
    else:
        messages.warning(request, _("Nothing of that month is settled, so nothing was drawn."))
    return HttpResponseRedirect(f"{reverse('obligations:rechecks')}?month={month:%Y-%m}")


def _records(request: PersonRequest, pk: int, form: RecheckForm) -> bool:
    _page(request, pk)
    try:
        services.record_recheck(
            recheck_id=pk, actor=request.user, at=clock.now(), **form.cleaned_data
        )
    except ObligationError as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("It is on record."))
    return True


def _page(request: PersonRequest, pk: int) -> RecheckPage:
    page = recheck_page(request.user, pk)
    if page is None:
        raise Http404
    return page
