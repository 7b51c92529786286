"""Rows are added and put right in the table."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yingshang.apps.casework import services
from yingshang.apps.casework.errors import CaseworkError, IncompleteError, MonthLockedError
from yingshang.apps.casework.forms.ledger_rows import RowForm
from yingshang.apps.casework.services.ledgers import Batch, add_row
from yingshang.apps.casework.views.ledgers.finding import adding_or_403, handled_or_404
from yingshang.apps.casework.views.ledgers.form_rows import new_row, open_row
from yingshang.apps.casework.views.ledgers.table import drawn
from yingshang.apps.directory.http import PersonRequest, for_people
from yingshang.apps.ledger import clock
from yingshang.apps.obligations.errors import ObligationError

REFUSALS = (CaseworkError, ObligationError)
LONGEST_KEY = 80


@require_http_methods(["GET", "POST"])
@for_people
def add(request: PersonRequest, code: str) -> HttpResponse:
    """Add one row; a reading, as after a reload, leads to the table."""
    if request.method == "GET":
        return redirect("casework:ledger", code)
    found = adding_or_403(request, code)
    key, reason = request.POST.get("key", "")[:LONGEST_KEY], request.POST.get("reason", "")
    row = new_row(found, request.POST, key=key, reason=reason)
    doubles = request.POST.get("doubles") == "yes"
    batch = Batch(code, request.user, clock.now(), reason, takes_doubles=doubles)
    try:
        case = add_row(batch=batch, values=row.form.given(), key=row.key)
    except REFUSALS as refused:
        locked = isinstance(refused, MonthLockedError)
        row = new_row(found, request.POST, key=row.key, reason=reason, asks_reason=locked)
        row = replace(row, alike=getattr(refused, "numbers", ()))
        _say(row.form, refused)
        return drawn(request, found, status=422, adding=row)
    messages.success(request, _("%(number)s was added.") % {"number": case.number})
    return HttpResponseRedirect(f"{reverse('casework:ledger', args=[code])}?add=1")


@require_http_methods(["GET", "POST"])
@for_people
def change(request: PersonRequest, code: str, number: str) -> HttpResponse:
    """Put particulars of one row right; a reading leads to the table."""
    if request.method == "GET":
        return redirect("casework:ledger", code)
    found, case = handled_or_404(request, code, number)
    reason = request.POST.get("reason", "")
    row = open_row(found, case, request.POST, reason=reason)
    try:
        services.amend(
            case_id=case.pk,
            revision=_revision(request),
            values=row.form.given(),
            reason=reason,
            actor=request.user,
            at=clock.now(),
        )
    except REFUSALS as refused:
        _say(row.form, refused)
        return drawn(request, found, status=422, editing=row)
    messages.success(request, _("%(number)s was changed.") % {"number": case.number})
    return redirect("casework:ledger", code)


def _revision(request: PersonRequest) -> int:
    said = request.POST.get("revision", "")
    return int(said) if said.isascii() and said.isdigit() else -1


def _say(form: RowForm, refused: Exception) -> None:
    faults = refused.shown() if isinstance(refused, IncompleteError) else {"": [str(refused)]}
    form.show(faults)
