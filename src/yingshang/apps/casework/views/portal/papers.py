"""Papers: those that follow, files, letters; and steps that the applicant does."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yingshang.apps.casework import services
from yingshang.apps.casework.errors import CaseworkError, IncompleteError
from yingshang.apps.casework.exporting.letter import letter_docx
from yingshang.apps.casework.forms.answers import AnswersForm, Filled, PapersForm
from yingshang.apps.casework.models import Case
from yingshang.apps.casework.selectors import case_page
from yingshang.apps.casework.selectors.case_page import CasePage, ShownStep
from yingshang.apps.casework.selectors.values import values_of
from yingshang.apps.casework.views.portal.matters import case_or_404
from yingshang.apps.casework.views.portal.uploads import attach_given
from yingshang.apps.directory.http import PersonRequest, for_people
from yingshang.apps.files.selectors import opened
from yingshang.apps.ledger import clock
from yingshang.engines.packs.schema.casework.steps import StepEntry

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_http_methods(["GET", "POST"])
@for_people
def follow_up(request: PersonRequest, number: str) -> HttpResponse:
    """Hand in the papers that were allowed to follow."""
    case = case_or_404(request, number)
    page = case_page(request.user, case, at=clock.now())
    if page.follow_up is None or page.follow_up.supplied_at is not None:
        return _to_matter(case)
    wanted = [page.case_type.materials[key] for key in page.follow_up.materials]
    filled = Filled(required=frozenset(page.follow_up.materials))
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = PapersForm(wanted, filled=filled, data=posted[0], files=posted[1])
    if request.method == "POST":
        faults = attach_given(request, case, form)
        if not faults and form.files_given():
            messages.success(request, _("Your papers have arrived."))
            return _to_matter(case)
        form.show(faults or {"": [_("Choose at least one file.")]})
    context = {"case": case, "page": page, "form": form}
    status = 422 if form.errors else 200
    return render(request, "casework/portal/follow_up.html", context, status=status)


@require_http_methods(["GET", "POST"])
@for_people
def own_step(request: PersonRequest, number: str, pk: int) -> HttpResponse:
    """Do a step that is the applicant's."""
    case = case_or_404(request, number)
    page = case_page(request.user, case, at=clock.now())
    step, entry = _own_step(page, pk)
    values = values_of(case)
    posted: Any = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = AnswersForm(
        page.case_type, entry.fields, filled=Filled(values), data=posted[0], files=posted[1]
    )
    if request.method == "POST" and request.POST.get("act") != "more":
        faults = attach_given(request, case, form) or _settle(request, step, form)
        if not faults:
            messages.success(request, _("Done. The case goes on."))
            return _to_matter(case)
        form.show(faults)
    context = {"case": case, "page": page, "step": step, "entry": entry, "form": form}
    status = 422 if form.errors else 200
    return render(request, "casework/portal/own_step.html", context, status=status)


@require_safe
@for_people
def file(request: PersonRequest, number: str, pk: int) -> HttpResponse:
    """A file of one's own case."""
    page = _page(request, number)
    found = next((one for one in page.files if one.pk == pk), None)
    content = opened(found.file) if found else None
    if found is None or content is None:
        raise Http404
    response = FileResponse(
        content, as_attachment=True, filename=found.name, content_type=found.file.media_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response  # type: ignore[return-value]  # Django answers with both alike


@require_safe
@for_people
def letter(request: PersonRequest, number: str, serial: int) -> HttpResponse:
    """A letter as it was issued; as a Word file where that is asked for."""
    page = _page(request, number)
    found = next((one for one in page.letters if one.row.serial == serial), None)
    if found is None:
        raise Http404
    if request.GET.get("form") == "docx":
        name = f"{page.case.number}-{serial}.docx"
        response = HttpResponse(letter_docx(found.row), content_type=WORD)
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    return render(request, "casework/portal/letter.html", {"page": page, "letter": found})


def _settle(request: PersonRequest, step: ShownStep, form: AnswersForm) -> dict[str, list[str]]:
    """Sentences where it is refused; nothing when it is done."""
    try:
        services.settle(
            step_id=step.row.pk,
            outcome=request.POST.get("outcome", ""),
            values=form.given(),
            reason=request.POST.get("reason", "").strip(),
            actor=request.user,
            at=clock.now(),
        )
    except IncompleteError as refused:
        return refused.shown()
    except CaseworkError as refused:
        return {"": [str(refused)]}
    return {}


def _own_step(page: CasePage, pk: int) -> tuple[ShownStep, StepEntry]:
    step = next((one for one in page.steps if one.row.pk == pk), None)
    if step is None or step.row.status != step.row.Status.OPEN:
        raise Http404
    entry = page.case_type.steps[step.row.code]
    if entry.performer != "applicant":
        raise Http404
    return step, entry


def _page(request: PersonRequest, number: str) -> CasePage:
    return case_page(request.user, case_or_404(request, number), at=clock.now())


def _to_matter(case: Case) -> HttpResponse:
    return HttpResponseRedirect(reverse("casework:matter", args=[case.number]))
