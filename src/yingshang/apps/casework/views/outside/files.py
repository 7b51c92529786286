"""One file of a source: mapped, tried, taken over; its rejected rows."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yingshang.apps.casework.errors import CaseworkError
from yingshang.apps.casework.forms.outside_mapping import OutsideMappingForm
from yingshang.apps.casework.models import OutsideFile
from yingshang.apps.casework.outside.xes import read_log
from yingshang.apps.casework.permissions import TAKE_OUTSIDE
from yingshang.apps.casework.selectors import outside as selectors
from yingshang.apps.casework.services import outside as services
from yingshang.apps.casework.services.outside.files import content_of
from yingshang.apps.directory.errors import RefusedError
from yingshang.apps.directory.http import PersonRequest, demand, for_officials
from yingshang.apps.directory.views.rejected import rejected_rows
from yingshang.apps.ledger import clock


@require_http_methods(["GET", "HEAD", "POST"])
@for_officials
def file(request: PersonRequest, key: UUID) -> HttpResponse:
    """Say what columns and words mean and have it tried; its report afterwards."""
    found = _file_or_404(request, key)
    form = _form(request, found)
    if form is not None and request.method == "POST" and form.is_valid():
        try:
            found = services.confirm_mapping(
                file_id=key, mapped=form.mapped(), actor=request.user, at=clock.now()
            )
        except CaseworkError as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(*_work_of(found))
    context = {"page": selectors.file_page(found), "form": form}
    status = 422 if form is not None and form.errors else 200
    return render(request, "casework/outside/file.html", context, status=status)


@require_POST
@for_officials
def take(request: PersonRequest, key: UUID) -> HttpResponse:
    """Have a tried file taken over."""
    _file_or_404(request, key)
    try:
        found = services.take_over(file_id=key, actor=request.user, at=clock.now())
    except CaseworkError as refusal:
        messages.error(request, str(refusal))
        return redirect("casework:outside_file", key)
    return redirect(*_work_of(found))


@require_POST
@for_officials
def forget(request: PersonRequest, key: UUID) -> HttpResponse:
    """Forget a file that was not taken over."""
    found = _file_or_404(request, key)
    try:
        services.abandon(file_id=key, actor=request.user, at=clock.now())
    except CaseworkError as refusal:
        messages.error(request, str(refusal))
        return redirect("casework:outside_file", key)
    messages.success(request, _("The file is forgotten; no case was changed."))
    return redirect("casework:outside_source", found.source.code)


@require_safe
@for_officials
def rejected(request: PersonRequest, key: UUID, form: str) -> HttpResponse:
    """Rejected rows as a file, with their reasons."""
    found = _file_or_404(request, key)
    try:
        table = read_log(content_of(found))
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("casework:outside_file", key)
    return rejected_rows(found.file_name, selectors.rejected(found), table, form)


def _form(request: PersonRequest, found: OutsideFile) -> OutsideMappingForm | None:
    """None once the file is worked on, taken over, or no longer kept."""
    if found.state in {"taking", "taken"} or found.is_busy:
        return None
    try:
        table = read_log(content_of(found))
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return None
    return OutsideMappingForm(request.POST or None, file=found, table=table)


def _file_or_404(request: PersonRequest, key: UUID) -> OutsideFile:
    found = selectors.file_of(key)
    if found is None:
        raise Http404
    demand(request, TAKE_OUTSIDE, unit=found.source.unit)
    return found


def _work_of(found: OutsideFile) -> tuple[str, UUID]:
    """Where the work on the file is watched."""
    return ("ledger:job", found.job_id) if found.job_id else ("casework:outside_file", found.pk)
