"""Entry by staff: telephone, window, groups and reception days, by keyboard alone."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yingshang.apps.directory.http import PersonRequest, for_officials
from yingshang.apps.directory.permissions import may
from yingshang.apps.directory.selectors.enterprises import enterprise_by_code
from yingshang.apps.ledger import clock
from yingshang.apps.service_requests import services
from yingshang.apps.service_requests.content import current_content, intake_unit
from yingshang.apps.service_requests.forms.reporting import EntryForm
from yingshang.apps.service_requests.models import Report
from yingshang.apps.service_requests.permissions import RECEIVE
from yingshang.apps.service_requests.services import Consents, Reported
from yingshang.apps.service_requests.views.acting import attempt, districts


@never_cache
@require_http_methods(["GET", "POST"])
@for_officials
def entry(request: PersonRequest) -> HttpResponse:
    """One screen; after saving the next one, with the number of the last."""
    content = current_content()
    if content is None:
        raise Http404
    if not may(request.user, RECEIVE, on=clock.today(), unit=intake_unit(content)):
        raise PermissionDenied(RECEIVE)
    form = EntryForm(content, districts(), request.POST if request.method == "POST" else None)
    if form.is_valid():
        taken = _take(request, form)
        if taken is not None:
            number, code = taken.request.case.number, taken.receipt_code
            words = _("Entered: %(number)s. Receipt code for the caller: %(code)s")
            messages.success(request, words % {"number": number, "code": code})
            return HttpResponseRedirect(reverse("service_requests:entry"))
    status = 422 if form.errors else 200
    return render(request, "service_requests/entry.html", {"form": form}, status=status)


def _take(request: PersonRequest, form: EntryForm) -> Report | None:
    said = form.cleaned_data
    code = said["credit_code"].strip().upper()
    enterprise = enterprise_by_code(code) if code else None
    if code and enterprise is None:
        form.add_error("credit_code", _("The register has no enterprise with this code."))
        return None
    reported = Reported(
        channel=said["channel"],
        class_code=said["class_code"],
        words=said["words"],
        region=said["region"],
        name=said["name"],
        phone=said["phone"],
        enterprise=enterprise,
        outside_number=said["outside_number"],
        consents=Consents(shows_identity=said["shows_identity"]),
        key=said["key"],
    )
    taken: list[Report] = []
    attempt(
        form,
        lambda: taken.append(services.take(reported=reported, actor=request.user, at=clock.now())),
    )
    return taken[0] if taken else None
