"""The window: a case is opened for an applicant, filled in from the papers, and handed in."""

import secrets
from collections.abc import Mapping

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yingshang.apps.casework.decisions.answers import own_fields
from yingshang.apps.casework.errors import CaseworkError, IncompleteError, TypeUnknownError
from yingshang.apps.casework.forms.answers import AnswersForm, Filled, PapersForm
from yingshang.apps.casework.forms.desk import RevisionForm
from yingshang.apps.casework.forms.desk_lists import NewCaseForm
from yingshang.apps.casework.models import Case, Way
from yingshang.apps.casework.permissions import OPEN
from yingshang.apps.casework.selectors.case_page import may_reveal, reveal
from yingshang.apps.casework.selectors.desk.case import files_by_key
from yingshang.apps.casework.selectors.desk.window import (
    applicant_of,
    opening_units,
    routes_of,
    unit_named,
    window_types,
)
from yingshang.apps.casework.services import attach, detach
from yingshang.apps.casework.services.drafting import Beginning, open_case
from yingshang.apps.casework.services.saving import Typed, hand_in, keep
from yingshang.apps.casework.types import current_type, type_of
from yingshang.apps.casework.views.desk.acting import Forms, say, url_of
from yingshang.apps.casework.views.desk.case import readable
from yingshang.apps.directory.http import PersonRequest, for_people
from yingshang.apps.directory.permissions import units_for
from yingshang.apps.files.errors import FileError
from yingshang.apps.ledger import clock
from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.schema.casework.letters import LetterEntry

KEY_BYTES = 16


@require_safe
@for_people
def new_types(request: PersonRequest) -> HttpResponse:
    """Services for which a case can be opened at the window."""
    _require_opening(request)
    return render(request, "casework/desk/new_types.html", {"types": window_types()})


@require_http_methods(["GET", "POST"])
@for_people
def new_case(request: PersonRequest, code: str) -> HttpResponse:
    """For whom a case is opened."""
    _require_opening(request)
    found = _type_or_404(code)
    form = _new_form(request, found)
    if form.is_valid():
        try:
            case = _open(request, found, form)
        except IncompleteError as refusal:
            say([form], refusal)
        except CaseworkError as refusal:
            form.add_error(None, str(refusal))
        else:
            return HttpResponseRedirect(reverse("casework:fill_case", args=[case.number]))
    status = 422 if form.errors else 200
    name = found.entry.name
    context = {"form": form, "name": name, "back_url": reverse("casework:new_types")}
    return render(request, "casework/desk/new_case.html", context, status=status)


@require_http_methods(["GET", "POST"])
@for_people
def fill(request: PersonRequest, number: str) -> HttpResponse:
    """Answers and papers of a case that is not handed in; saved, or handed in at once."""
    case = readable(request, number)
    if not case.is_editable or case.way != Way.WINDOW:
        return HttpResponseRedirect(url_of(case))
    made = _forms(request, case)
    if request.method == "POST":
        if "detach" in request.POST:
            return _detached(request, case)
        if _saved(request, case, made):
            return HttpResponseRedirect(url_of(case) if "submit" in request.POST else request.path)
        # What fitted is saved, so the form goes on from there.
        fresh = readable(request, number)
        faults = made[0].non_field_errors()
        made = [RevisionForm(initial={"revision": fresh.revision}), *made[1:]]
    else:
        faults = None
    status = 422 if request.method == "POST" else 200
    context = {
        "case": case,
        "forms": made,
        "faults": faults,
        "pledge": _pledge(case),
        "back_url": url_of(case),
    }
    return render(request, "casework/desk/fill.html", context, status=status)


def _pledge(case: Case) -> LetterEntry | None:
    """What the applicant signs on the route of the case."""
    found = type_of(case)
    route = found.routes.get(case.route)
    return found.letters.get(route.commitment_letter or "") if route else None


def _detached(request: PersonRequest, case: Case) -> HttpResponse:
    key = request.POST["detach"]
    own = {str(file.pk): file.pk for rows in files_by_key(case).values() for file in rows}
    if key not in own:
        raise Http404
    try:
        detach(file_id=own[key], actor=request.user, at=clock.now())
    except CaseworkError as refusal:
        messages.warning(request, str(refusal))
    return HttpResponseRedirect(request.path)


def _new_form(request: PersonRequest, found: CaseType) -> NewCaseForm:
    kinds = found.entry.applicant.kinds if found.entry.applicant else ()
    units = opening_units(request.user, clock.now())
    data = request.POST if request.method == "POST" else None
    initial = {"key": secrets.token_hex(KEY_BYTES)}
    return NewCaseForm(units, routes_of(found), kinds, data, initial=initial)


def _open(request: PersonRequest, found: CaseType, form: NewCaseForm) -> Case:
    given = form.cleaned_data
    person, enterprise = applicant_of(
        given.get("credit_code", ""), given.get("login", ""), given.get("name", "")
    )
    beginning = Beginning(
        type_code=found.id,
        way=Way.WINDOW,
        applicant=person,
        enterprise=enterprise,
        unit=unit_named(given["unit"]),
        route=given.get("route", ""),
        key=given["key"],
    )
    return open_case(beginning=beginning, actor=request.user, at=clock.now())


def _forms(request: PersonRequest, case: Case) -> Forms:
    found = type_of(case)
    at = clock.now()
    personal = reveal(request.user, case, at=at) if may_reveal(request.user, case, at) else {}
    filled = Filled({**case.values, **personal}, case.sources, files_by_key(case))
    is_sent = request.method == "POST"
    data, files = (request.POST, request.FILES) if is_sent else (None, None)
    papers = [
        each for each in found.materials.values() if not each.routes or case.route in each.routes
    ]
    return [
        RevisionForm(data, initial={"revision": case.revision}),
        AnswersForm(found, own_fields(found), filled=filled, data=data, files=files),
        PapersForm(papers, filled=filled, data=data, files=files),
    ]


def _saved(request: PersonRequest, case: Case, made: Forms) -> bool:
    """Keep files and answers; hand in when that was asked."""
    revision, answers, papers = made
    if not (revision.is_valid() and answers.is_valid() and papers.is_valid()):
        return False
    try:
        faults = _kept(request, case, revision.cleaned_data["revision"], made)
    except IncompleteError as refusal:
        say(made, refusal)
        return False
    except (CaseworkError, FileError) as refusal:
        revision.add_error(None, str(refusal))
        return False
    for key, sentences in faults.items():
        answers.add_error(key if key in answers.fields else None, sentences)
    if not faults:
        messages.success(request, _("It is on record."))
    return not faults


def _kept(
    request: PersonRequest, case: Case, revision: int, made: Forms
) -> Mapping[str, list[str]]:
    _first, answers, papers = made
    if not (isinstance(answers, AnswersForm) and isinstance(papers, PapersForm)):
        return {}
    actor, at = request.user, clock.now()
    for key, file in [*answers.files_given(), *papers.files_given()]:
        content, name = file.read(), file.name or key
        attach(case_id=case.pk, belongs_to=key, name=name, content=content, actor=actor, at=at)
    typed = Typed(case.pk, revision, answers.given())
    if "submit" not in request.POST:
        return keep(typed=typed, actor=actor, at=at)[1]
    key, commits = f"window:{case.number}", "commits" in request.POST
    hand_in(typed=typed, key=key, actor=actor, at=at, commits=commits)
    return {}


def _type_or_404(code: str) -> CaseType:
    try:
        _release, found = current_type(code)
    except TypeUnknownError as unknown:
        raise Http404 from unknown
    if "window" not in found.entry.opened_by:
        raise Http404
    return found


def _require_opening(request: PersonRequest) -> None:
    if not units_for(request.user, OPEN, on=clock.today()):
        raise PermissionDenied(OPEN)
