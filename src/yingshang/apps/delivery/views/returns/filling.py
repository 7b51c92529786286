"""A unit fills in its return."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yingshang.apps.delivery.errors import DeliveryError, ReturnIncompleteError
from yingshang.apps.delivery.forms.returns import ReturnForm
from yingshang.apps.delivery.models import Return
from yingshang.apps.delivery.permissions import FILL_RETURN
from yingshang.apps.delivery.selectors.returns.editing import EditPage, edit_page
from yingshang.apps.delivery.services import returns as services
from yingshang.apps.delivery.views.acting import at_once
from yingshang.apps.delivery.views.returns.finding import month_url, return_or_404, url_of
from yingshang.apps.directory.http import PersonRequest, demand, for_people
from yingshang.apps.files.errors import FileError
from yingshang.apps.ledger import clock


@require_http_methods(["GET", "POST"])
@for_people
def edit(request: PersonRequest, key: UUID) -> HttpResponse:
    """The draft; posting keeps it, and hands it in where that is asked for."""
    report = return_or_404(request, key)
    demand(request, FILL_RETURN, unit=report.unit)
    if not report.is_editable and request.method == "GET":
        return HttpResponseRedirect(url_of(report))
    page = edit_page(report)
    form = _form(request, page)
    if request.method == "POST" and form.is_valid() and _is_kept(request, report, form):
        messages.success(request, _("The draft is saved."))
        if "hand_in" not in request.POST:
            return HttpResponseRedirect(reverse("delivery:return_edit", args=[key]))
        report = return_or_404(request, key)
        if _is_handed_in(request, report, form):
            return HttpResponseRedirect(month_url(report))
        page = edit_page(report)
    return _drawn(request, page, form)


@require_POST
@for_people
def take_over(request: PersonRequest, key: UUID) -> HttpResponse:
    """Begin with the structure of the period before."""
    report = return_or_404(request, key)
    demand(request, FILL_RETURN, unit=report.unit)
    revision = request.POST.get("revision", "")
    return at_once(
        request,
        lambda: services.take_over(
            return_id=key,
            revision=int(revision) if revision.isdecimal() else 0,
            actor=request.user,
            at=clock.now(),
        ),
        done=_("Units, sources, problems and open waits of the period before are taken over."),
        back_url=reverse("delivery:return_edit", args=[key]),
    )


def _form(request: PersonRequest, page: EditPage) -> ReturnForm:
    is_posted = request.method == "POST"
    return ReturnForm(
        page.bases,
        page.content,
        page.units,
        others=page.others,
        data=request.POST if is_posted else None,
        files=request.FILES if is_posted else None,
    )


def _is_kept(request: PersonRequest, report: Return, form: ReturnForm) -> bool:
    revision = request.POST.get("revision", "")
    try:
        services.keep(
            return_id=report.pk,
            content=form.given,
            revision=int(revision) if revision.isdecimal() else -1,
            actor=request.user,
            at=clock.now(),
        )
        for each in form.new_files:
            services.attach(
                return_id=report.pk,
                line_key=each.line_key,
                name=each.upload.name or "",
                content=services.bounded(upload=each.upload, report=report),
                actor=request.user,
                at=clock.now(),
            )
    except ReturnIncompleteError as refusal:
        form.mark(refusal.faults)
    except (DeliveryError, FileError) as refusal:
        form.sentences.append(str(refusal))
    return not form.has_faults


def _is_handed_in(request: PersonRequest, report: Return, form: ReturnForm) -> bool:
    try:
        services.hand_in(
            return_id=report.pk, revision=report.revision, actor=request.user, at=clock.now()
        )
    except ReturnIncompleteError as refusal:
        form.sentences.append(str(refusal))
        form.mark(refusal.faults)
    except DeliveryError as refusal:
        form.sentences.append(str(refusal))
    else:
        messages.success(request, _("The return waits for your unit's reviewer."))
    return not form.has_faults


def _drawn(request: PersonRequest, page: EditPage, form: ReturnForm) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    revision = page.report.revision
    if status != 200 and "hand_in" not in request.POST:  # noqa: PLR2004 - HTTP
        given = request.POST.get("revision", "")
        revision = int(given) if given.isdecimal() else revision
    context = {"page": page, "form": form, "revision": revision}
    return render(request, "delivery/return_edit.html", context, status=status)
