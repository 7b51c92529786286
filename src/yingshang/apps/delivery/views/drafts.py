"""Pages of imported plans: upload, the draft, its tasks beside their words, approval."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yingshang.apps.delivery.decisions.drafting.corrections import Correction
from yingshang.apps.delivery.decisions.drafting.refusals import RefusedCorrection
from yingshang.apps.delivery.errors import (
    ChangedByOthersError,
    CorrectionRefusedError,
    DeliveryError,
    NotAPlanError,
    UploadTooLargeError,
)
from yingshang.apps.delivery.forms.drafts import (
    ApproveForm,
    CorrectionForm,
    DeleteForm,
    EntryForm,
    ImportForm,
)
from yingshang.apps.delivery.models import PlanDraft
from yingshang.apps.delivery.permissions import APPROVE_IMPORT, IMPORT_PLAN
from yingshang.apps.delivery.selectors.drafts import pages
from yingshang.apps.delivery.selectors.drafts.names import (
    kind_choices,
    level_choices,
    names_page,
)
from yingshang.apps.delivery.selectors.drafts.readings import reading_of
from yingshang.apps.delivery.selectors.drafts.words import conflict_of
from yingshang.apps.delivery.selectors.plans import city_plan
from yingshang.apps.delivery.services import drafts as services
from yingshang.apps.delivery.views.plan import reader
from yingshang.apps.directory.errors import RefusedError
from yingshang.apps.directory.http import PersonRequest, demand, for_people
from yingshang.apps.ledger import clock

MEGABYTE = 1_000_000
WORK = "delivery/draft_task.html"


@dataclass(frozen=True)
class Refusal:
    """Why an act was not done; `conflict` says what others did, where that is the reason."""

    sentence: str
    conflict: object = None


@require_safe
@for_people
def drafts(request: PersonRequest) -> HttpResponse:
    """Every draft with its state, who brought it and when."""
    demand(request, IMPORT_PLAN)
    return render(request, "delivery/drafts.html", {"rows": pages.draft_rows()})


@require_http_methods(["GET", "POST"])
@for_people
def import_plan(request: PersonRequest) -> HttpResponse:
    """Upload a document, or paste its text."""
    demand(request, IMPORT_PLAN)
    form = ImportForm(request.POST or None, request.FILES or None)
    found = None
    if form.is_valid():
        try:
            return _received(request, form)
        except NotAPlanError as refusal:
            form.add_error(None, str(refusal))
            found = refusal.found
        except DeliveryError as refusal:
            form.add_error(None, str(refusal))
    status = 422 if form.errors else 200
    page = {"form": form, "found": found}
    return render(request, "delivery/draft_import.html", page, status=status)


@require_safe
@for_people
def draft(request: PersonRequest, pk: UUID) -> HttpResponse:
    """What was understood of a document, unsure things first."""
    found = _draft(request, pk)
    page = pages.draft_page(found, viewer=request.user, at=clock.now())
    return render(request, "delivery/draft.html", {"page": page})


@require_safe
@for_people
def draft_task(request: PersonRequest, pk: UUID, task: str) -> HttpResponse:
    """One task: its words left, what was found in them right."""
    return _work(request, _draft(request, pk), task, None)


@require_POST
@for_people
def draft_correct(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Make one correction and go on where one was."""
    found = _draft(request, pk)
    form = CorrectionForm(request.POST)
    try:
        correction = form.correction(reading_of(found)) if form.is_valid() else None
    except RefusedCorrection as error:
        return _go_on(request, found, Refusal(str(CorrectionRefusedError(error.zh, error.en))))
    if correction is None:
        return _go_on(request, found, Refusal(_("This could not be understood; try again.")))
    try:
        services.correct(
            draft_id=pk,
            correction=correction,
            seen=form.seen_sequence,
            key=form.page_key,
            actor=request.user,
            at=clock.now(),
        )
    except DeliveryError as error:
        return _go_on(request, found, _refused(found, error, correction))
    return _go_on(request, found, None)


@require_POST
@for_people
def draft_undo(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Take back the last correction."""
    found = _draft(request, pk)
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        return _go_on(request, found, Refusal(_("This could not be understood; try again.")))
    try:
        services.undo(
            draft_id=pk,
            seen=form.seen_sequence,
            key=form.page_key,
            actor=request.user,
            at=clock.now(),
        )
    except DeliveryError as error:
        return _go_on(request, found, _refused(found, error, None))
    return _go_on(request, found, None)


@require_POST
@for_people
def draft_presence(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Say that one is here; answered with who else is, and whether anything changed."""
    found = _draft(request, pk)
    task, seen = request.POST.get("task", ""), request.POST.get("seen", "")
    services.touch(draft_id=pk, task=task, actor=request.user, at=clock.now())
    others = pages.others_here(found, request.user, clock.now())
    page = {"others": others, "is_older": seen != str(found.sequence)}
    return render(request, "delivery/draft_presence.html", page)


@require_safe
@for_people
def draft_names(request: PersonRequest, pk: UUID) -> HttpResponse:
    """What the names of units mean."""
    found = _draft(request, pk)
    reading = reading_of(found)
    page = names_page(found, reading, viewer=request.user, on=clock.today())
    choices = {"kinds": kind_choices(), "levels": level_choices()}
    return render(request, "delivery/draft_names.html", {"page": page, **choices})


@require_POST
@for_people
def draft_enter_unit(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Enter an unknown name into the city's directory."""
    found = _draft(request, pk)
    demand(request, "directory.register_unit")
    form = EntryForm(request.POST)
    if form.is_valid():
        try:
            given = form.cleaned_data
            services.enter_unit(draft_id=pk, **given, actor=request.user, at=clock.now())
        except (DeliveryError, RefusedError) as refusal:
            messages.warning(request, str(refusal))
    else:
        messages.warning(request, _("Give the unit a name, a kind and a level."))
    return redirect("delivery:draft_names", found.pk)


@require_http_methods(["GET", "POST"])
@for_people
def draft_approve(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Make the draft a plan."""
    found = _draft(request, pk)
    demand(request, APPROVE_IMPORT)
    reading = reading_of(found)
    doubts = sum(1 for _each in reading.doubts())
    form = ApproveForm(request.POST or None, draft=found, reading=reading, doubts=doubts)
    if form.is_valid():
        try:
            destination, now = form.destination, clock.now()
            services.approve(draft_id=pk, destination=destination, actor=request.user, at=now)
        except (DeliveryError, RefusedError) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The plan is there; its tasks can be opened."))
            return redirect("delivery:plans")
    status = 422 if form.errors else 200
    page = {"form": form, "draft": found, "doubts": doubts, "tasks": len(reading.tasks)}
    return render(request, "delivery/draft_approve.html", page, status=status)


@require_http_methods(["GET", "POST"])
@for_people
def draft_delete(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Give a draft up, with the reason."""
    found = _draft(request, pk)
    form = DeleteForm(request.POST or None)
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            services.discard(draft_id=pk, reason=reason, actor=request.user, at=clock.now())
        except DeliveryError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The draft is deleted."))
            return redirect("delivery:drafts")
    status = 422 if form.errors else 200
    page = {"form": form, "draft": found}
    return render(request, "delivery/draft_delete.html", page, status=status)


@require_safe
@for_people
def draft_file(request: PersonRequest, pk: UUID) -> HttpResponse:
    """The original file, to be saved and never shown by the site."""
    found = _draft(request, pk)
    if not default_storage.exists(found.place):
        raise Http404
    # Always a download of plain bytes: whatever is inside, no browser runs it.
    with default_storage.open(found.place) as file:
        content = file.read()
    name = content_disposition_header(as_attachment=True, filename=found.file_name)
    headers = {"Content-Disposition": name or "attachment", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type="application/octet-stream", headers=headers)


@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """Plans of the city and of workspaces."""
    page = pages.plans_page(reader(request), clock.now(), city_plan(clock.today()))
    return render(request, "delivery/plans.html", {"page": page})


def _received(request: PersonRequest, form: ImportForm) -> HttpResponse:
    given = form.cleaned_data
    file = given["file"]
    if file is not None and (file.size or 0) > services.most_bytes():
        raise UploadTooLargeError(services.most_bytes() // MEGABYTE)
    received = services.receive(
        data=file.read() if file is not None else given["pasted"].encode(),
        file_name=file.name if file is not None else _("pasted text") + ".txt",
        scope=given["scope"],
        anyway=given["anyway"],
        actor=request.user,
        at=clock.now(),
    )
    if not received.is_new:
        sentence = _("This file was imported before; here is what came of it.")
        messages.info(request, sentence)
    return redirect("delivery:draft", received.draft.pk)


def _draft(request: PersonRequest, pk: UUID) -> PlanDraft:
    demand(request, IMPORT_PLAN)
    found = pages.draft_of(pk)
    if found is None:
        raise Http404
    return found


def _refused(draft: PlanDraft, error: DeliveryError, wanted: Correction | None) -> Refusal:
    if isinstance(error, ChangedByOthersError):
        return Refusal(str(error), conflict_of(draft, error.numbers, wanted))
    return Refusal(str(error))


def _go_on(request: PersonRequest, draft: PlanDraft, refusal: Refusal | None) -> HttpResponse:
    """Back to the page from which the act came, by its name: `task`, `names`, else the draft."""
    draft.refresh_from_db()
    back, task = request.POST.get("back", ""), request.POST.get("task", "")
    if back == "task" and (refusal or request.htmx):
        return _work(request, draft, task, refusal)
    if refusal:
        messages.warning(request, refusal.sentence)
    if back == "task" and reading_of(draft).task(task):
        finding = request.POST.get("finding", "")
        card = f"#{pages.anchor_of(finding)}" if finding else ""
        return redirect(reverse("delivery:draft_task", args=[draft.pk, task]) + card)
    return redirect("delivery:draft_names" if back == "names" else "delivery:draft", draft.pk)


def _work(
    request: PersonRequest, draft: PlanDraft, task: str, refusal: Refusal | None
) -> HttpResponse:
    """The page of a task; for htmx its changing part. A task that is gone leads to the draft."""
    page = pages.work_page(draft, task, viewer=request.user, at=clock.now())
    if page is None:
        if request.method != "POST":
            raise Http404
        gone = redirect("delivery:draft", draft.pk)
        return HttpResponse(headers={"HX-Redirect": gone.url}) if request.htmx else gone
    template = WORK + ("#work" if request.htmx else "")
    context = {"page": page, "refusal": refusal}
    return render(request, template, context, status=422 if refusal else 200)
