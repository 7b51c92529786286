"""A unit writes its plan."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yingshang.apps.delivery.decisions.implementation import Content, MeasureContent
from yingshang.apps.delivery.errors import DeliveryError, IncompleteError
from yingshang.apps.delivery.forms.implementation import (
    BLANK_ROWS,
    DisclaimerForm,
    MeasureEntry,
)
from yingshang.apps.delivery.forms.measure_table import MeasureTable
from yingshang.apps.delivery.permissions import DRAFT_IMPLEMENTATION
from yingshang.apps.delivery.selectors.implementation.pages import EditPage, edit_page
from yingshang.apps.delivery.services import implementation as services
from yingshang.apps.delivery.views.implementation.finding import found
from yingshang.apps.directory.http import PersonRequest, demand, for_people
from yingshang.apps.directory.selectors.people import people_at
from yingshang.apps.ledger import clock


@require_http_methods(["GET", "POST"])
@for_people
def edit(request: PersonRequest, key: UUID) -> HttpResponse:
    """The draft as a whole; posting keeps why measures are not the unit's."""
    page = _draft(request, key)
    form = DisclaimerForm(page.published, request.POST or None)
    if form.is_valid():
        content = page.content.with_disclaimers(form.given)
        if _is_kept(request, page, content, form):
            return HttpResponseRedirect(_edit_url(key))
    status = 422 if form.errors else 200
    context = {"page": page, "form": form}
    return render(request, "delivery/implementation_edit.html", context, status=status)


@require_http_methods(["GET", "POST"])
@for_people
def table(request: PersonRequest, key: UUID) -> HttpResponse:
    """All own measures in one table; its buttons rearrange what is typed, saving keeps it."""
    page = _draft(request, key)
    posted = request.POST if request.method == "POST" else None
    rows = MeasureTable(page.content, [each.row for each in page.published], posted)
    faults = forms.Form({})
    is_posted = posted is not None and not rows.is_rearranged
    if is_posted and rows.is_valid() and _is_kept(request, page, rows.given, faults):
        return HttpResponseRedirect(_edit_url(key))
    context = {
        "page": page,
        "table": rows,
        "faults": faults.non_field_errors(),
        "token": request.POST.get("token", page.token),
        "people": people_at(page.plan.unit, on=clock.today()),
    }
    status = 422 if is_posted else 200
    return render(request, "delivery/implementation_table.html", context, status=status)


@require_http_methods(["GET", "POST"])
@for_people
def measure(request: PersonRequest, key: UUID, measure: UUID | None = None) -> HttpResponse:
    """One own measure: its words, milestones and months."""
    page = _draft(request, key)
    known = page.content.measure(measure) if measure else MeasureContent("")
    if known is None:
        raise Http404
    entry = _entry(request, page, known)
    if request.method == "POST" and "more" not in request.POST and entry.is_valid():
        content = page.content.with_measure(entry.given)
        if _is_kept(request, page, content, entry.words):
            return HttpResponseRedirect(_edit_url(key))
    is_refused = request.method == "POST" and not entry.is_valid()
    context = {
        "page": page,
        "entry": entry,
        "is_new": measure is None,
        "token": request.POST.get("token", page.token),
        "people": people_at(page.plan.unit, on=clock.today()),
    }
    status = 422 if is_refused else 200
    return render(request, "delivery/implementation_measure.html", context, status=status)


@require_POST
@for_people
def remove_measure(request: PersonRequest, key: UUID, measure: UUID) -> HttpResponse:
    """Take one own measure out of the draft."""
    page = _draft(request, key)
    _is_kept(request, page, page.content.without_measure(measure), None)
    return HttpResponseRedirect(_edit_url(key))


def _draft(request: PersonRequest, key: UUID) -> EditPage:
    row = found(request, key)
    demand(request, DRAFT_IMPLEMENTATION, unit=row.unit)
    return edit_page(row, viewer=request.user, on=clock.today())


def _entry(request: PersonRequest, page: EditPage, known: MeasureContent) -> MeasureEntry:
    measures = [each.row for each in page.published]
    data: QueryDict | None = None
    if request.method == "POST":
        data = request.POST.copy()
        if "more" in data:
            rows = data.get("milestones-TOTAL_FORMS", "0")
            more = int(rows) + BLANK_ROWS if rows.isdecimal() else BLANK_ROWS
            data["milestones-TOTAL_FORMS"] = str(more)
    return MeasureEntry(page.plan.task.plan, measures, known, data)


def _is_kept(
    request: PersonRequest, page: EditPage, content: Content, form: forms.Form | None
) -> bool:
    """Save; a refusal is said on the form, or at the top of the next page where there is none."""
    try:
        services.keep(
            implementation_id=page.plan.pk,
            content=content,
            token=request.POST.get("token", ""),
            actor=request.user,
            at=clock.now(),
        )
    except DeliveryError as refusal:
        sentences = refusal.faults if isinstance(refusal, IncompleteError) else [str(refusal)]
        for sentence in sentences:
            if form is None:
                messages.error(request, sentence)
            else:
                form.add_error(None, sentence)
        return False
    messages.success(request, _("The draft is saved."))
    return True


def _edit_url(key: UUID) -> str:
    return reverse("delivery:implementation_edit", args=[key])
