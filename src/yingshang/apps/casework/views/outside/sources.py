"""Sources of cases held elsewhere, their keys, and what one reported of a case."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yingshang.apps.casework.errors import CaseworkError
from yingshang.apps.casework.forms.outside import KeyForm, OutsideFileForm, SourceForm
from yingshang.apps.casework.models import OutsideSource
from yingshang.apps.casework.permissions import TAKE_OUTSIDE
from yingshang.apps.casework.selectors import by_number
from yingshang.apps.casework.selectors import outside as selectors
from yingshang.apps.casework.services import outside as services
from yingshang.apps.directory.errors import RefusedError
from yingshang.apps.directory.http import PersonRequest, demand, for_officials
from yingshang.apps.directory.permissions import units_for
from yingshang.apps.ledger import clock


@require_http_methods(["GET", "HEAD", "POST"])
@for_officials
def sources(request: PersonRequest) -> HttpResponse:
    """Every source for which the viewer may act; a new one is defined below."""
    units = units_for(request.user, TAKE_OUTSIDE, on=clock.today())
    if units is not None and not units:
        raise PermissionDenied(TAKE_OUTSIDE)
    form = SourceForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.define_source(words=form.words(), actor=request.user, at=clock.now())
        except CaseworkError as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("casework:outside_source", made.code)
    context = {"rows": selectors.source_rows(request.user, now=clock.now()), "form": form}
    status = 422 if form.errors else 200
    return render(request, "casework/outside/sources.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officials
def source(request: PersonRequest, code: str) -> HttpResponse:
    """One source: figures, files, keys; a new file is sent here."""
    found = _source_or_404(request, code)
    form = OutsideFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            file = services.receive(
                source_id=found.pk, upload=form.upload(), actor=request.user, at=clock.now()
            )
        except (RefusedError, CaseworkError) as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("casework:outside_file", file.pk)
    return _drawn(request, found, form)


@require_POST
@for_officials
def make_key(request: PersonRequest, code: str) -> HttpResponse:
    """Make a key for a machine; it is shown this once."""
    found = _source_or_404(request, code)
    form = KeyForm(request.POST)
    key = ""
    if form.is_valid():
        name = form.cleaned_data["name"]
        key = services.make_key(source_id=found.pk, name=name, actor=request.user, at=clock.now())
    return _drawn(request, found, OutsideFileForm(), key_form=form, key=key)


@require_POST
@for_officials
def revoke(request: PersonRequest, key: int) -> HttpResponse:
    """End a key."""
    token = selectors.token_of(key)
    if token is None:
        raise Http404
    services.revoke_key(token_id=key, actor=request.user, at=clock.now())
    messages.success(request, _("The key is revoked; the machine can no longer report."))
    return redirect("casework:outside_source", token.source.code)


@require_safe
@for_officials
def reported(request: PersonRequest, number: str) -> HttpResponse:
    """What the system that holds a case reported of it, in order of time."""
    case = by_number(request.user, number)
    if case is None or case.source is None:
        raise Http404
    context = {"case": case, "events": selectors.events_of(case)}
    return render(request, "casework/outside/reported.html", context)


def _drawn(
    request: PersonRequest,
    found: OutsideSource,
    form: OutsideFileForm,
    key_form: KeyForm | None = None,
    key: str = "",
) -> HttpResponse:
    context = {
        "page": selectors.source_page(found, now=clock.now()),
        "form": form,
        "key_form": key_form or KeyForm(),
        "key": key,
    }
    has_faults = form.errors or (key_form is not None and key_form.errors)
    status = 422 if has_faults else 200
    return render(request, "casework/outside/source.html", context, status=status)


def _source_or_404(request: PersonRequest, code: str) -> OutsideSource:
    found = selectors.source_by_code(code)
    if found is None:
        raise Http404
    demand(request, TAKE_OUTSIDE, unit=found.unit)
    return found
