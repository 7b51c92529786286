"""Applying: in whose name, one form that is saved as one goes, and handing it in once."""

import uuid
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yingshang.apps.casework import services
from yingshang.apps.casework.errors import CaseworkError, IncompleteError, StageError
from yingshang.apps.casework.forms.answers import AnswersForm, Filled, PapersForm
from yingshang.apps.casework.models import Case, Way
from yingshang.apps.casework.selectors.portal import guides
from yingshang.apps.casework.selectors.portal.drafts import FormPage, form_page
from yingshang.apps.casework.selectors.portal.whose import (
    ActingFor,
    applicants_for,
    drafts_of,
    own_case,
)
from yingshang.apps.casework.services import Beginning, open_case
from yingshang.apps.casework.services.letters import preview
from yingshang.apps.casework.services.saving import Typed, hand_in, keep
from yingshang.apps.casework.views.portal.uploads import attach_given
from yingshang.apps.directory.http import PersonRequest, for_people
from yingshang.apps.ledger import clock

KEY_LENGTH = 80
LONGEST_REVISION = 10


class StartForm(forms.Form):
    """In whose name one applies; the key makes one draft of two clicks."""

    whom = forms.ChoiceField(widget=forms.RadioSelect)
    key = forms.CharField(widget=forms.HiddenInput, max_length=KEY_LENGTH)

    def __init__(self, whose: list[ActingFor], data: Any = None) -> None:
        """Offer those for whom the reader may apply."""
        super().__init__(data, initial={"key": uuid.uuid4().hex})
        self._whose = {each.key: each for each in whose}
        field = self.fields["whom"]
        field.label = _("In whose name do you apply?")
        field.choices = [(each.key, each.name) for each in whose]  # type: ignore[attr-defined]
        if len(whose) == 1:
            field.initial = whose[0].key

    def chosen(self) -> ActingFor:
        """The one who was chosen."""
        return self._whose[self.cleaned_data["whom"]]


@never_cache
@require_http_methods(["GET", "POST"])
@for_people
def apply(request: PersonRequest, code: str) -> HttpResponse:
    """Before the form: in whose name, what one needs, and drafts that wait."""
    case_type, at = guides.service(code), clock.now()
    if case_type is None:
        raise Http404
    whose = applicants_for(request.user, case_type, at=at)
    form = StartForm(whose, request.POST if request.method == "POST" else None)
    if whose and form.is_valid():
        given = beginning(code, form.chosen(), request.user, form.cleaned_data["key"])
        try:
            case = open_case(beginning=given, actor=request.user, at=at)
        except CaseworkError as refused:
            form.add_error(None, str(refused))
        else:
            return HttpResponseRedirect(reverse("casework:form", args=[case.number]))
    context = {
        "page": guides.guide(case_type, at=at),
        "form": form,
        "whose": whose,
        "drafts": drafts_of(request.user, code, at=at),
    }
    status = 422 if form.errors else 200
    return render(request, "casework/portal/apply.html", context, status=status)


def beginning(code: str, whom: ActingFor, actor: Any, key: str) -> Beginning:
    """With what a case in the name of `whom` begins; a helper's own name is not the applicant's."""
    applicant = whom.person or (None if whom.is_helped else actor)
    return Beginning(
        type_code=code, way=Way.APPLICANT, applicant=applicant, enterprise=whom.enterprise, key=key
    )


@dataclass(frozen=True)
class Drawn:
    """Everything of one form: the page, its two parts, the key."""

    page: FormPage
    answers: AnswersForm
    papers: PapersForm
    key: str

    @property
    def shape(self) -> str:
        """Which questions there are, and which of them are necessary."""
        names = [self.page.case.route, *self.page.asked, *sorted(self.page.required)]
        return " ".join([*names, *sorted(self.page.papers_required)])

    @property
    def marked(self) -> list[tuple[str, Any]]:
        """Questions that have a fault, with the place of each on the page."""
        asked = [
            *(("field", each) for each in self.answers),
            *(("paper", each) for each in self.papers),
        ]
        return [(f"{place}-{each.name}", each.label) for place, each in asked if each.errors]

    @property
    def spoken(self) -> list[str]:
        """Sentences that are about no question, each once."""
        said = [*self.answers.non_field_errors(), *self.papers.non_field_errors()]
        return list(dict.fromkeys(str(each) for each in said))

    def show(self, faults: dict[str, list[str]]) -> None:
        """Sentences beside what they are about."""
        self.papers.show({k: said for k, said in faults.items() if k in self.papers.fields})
        self.answers.show({k: said for k, said in faults.items() if k not in self.papers.fields})


@never_cache
@require_http_methods(["GET", "POST"])
@for_people
def form(request: PersonRequest, number: str) -> HttpResponse:
    """The form of a draft, or of a case that is to be completed."""
    case = _case_or_404(request, number)
    if request.method == "POST":
        return _answer(request, case)
    if not case.is_editable:
        return HttpResponseRedirect(reverse("casework:matter", args=[case.number]))
    return _draw(request, _drawn(case))


def _answer(request: PersonRequest, case: Case) -> HttpResponse:
    act = request.POST.get("act", "")
    if request.POST.get("detach"):
        return _detach(request, case)
    drawn = _drawn(case, request)
    faults = attach_given(request, case, drawn.papers, drawn.answers)
    typed = _typed(request, case, drawn)
    if act == "submit" and not faults:
        return _submit(request, case, drawn, typed)
    return _keep(request, case, typed, faults, act)


def _keep(
    request: PersonRequest, case: Case, typed: Typed, faults: dict[str, list[str]], act: str
) -> HttpResponse:
    try:
        saved, unfit = keep(typed=typed, actor=request.user, at=clock.now())
    except CaseworkError as refused:
        return _refused(request, case, {"": [str(refused)]})
    found = {**unfit, **faults}
    drawn = _drawn(saved, request if found else None)
    if found:
        drawn.show(found)
    if act == "keep" and request.htmx and _is_as_shown(request, drawn):
        return _say_saved(request, drawn)
    if not found and act == "save":
        messages.success(request, _("Saved. You can go on whenever you like."))
        return HttpResponseRedirect(reverse("casework:mine"))
    return _draw(request, drawn, status=422 if found else 200)


def _is_as_shown(request: PersonRequest, drawn: Drawn) -> bool:
    """Whether the questions on the page are still the right ones, so that it need not change."""
    return not request.FILES and request.POST.get("shape") == drawn.shape


def _say_saved(request: PersonRequest, drawn: Drawn) -> HttpResponse:
    """Only the line that says so: whoever is typing on is not disturbed."""
    response = _draw(request, drawn, part="#saved")
    response["HX-Retarget"] = response["HX-Reselect"] = "#saved"
    return response


def _submit(request: PersonRequest, case: Case, drawn: Drawn, typed: Typed) -> HttpResponse:
    commits = request.POST.get("commits") == "yes"
    key = request.POST.get("key", "")[:KEY_LENGTH] or drawn.key
    try:
        done = hand_in(typed=typed, key=key, actor=request.user, at=clock.now(), commits=commits)
    except IncompleteError as refused:
        return _refused(request, case, refused.shown())
    except CaseworkError as refused:
        return _refused(request, case, {"": [str(refused)]})
    return HttpResponseRedirect(reverse("casework:own_receipt", args=[done.number]))


def _refused(request: PersonRequest, case: Case, faults: dict[str, list[str]]) -> HttpResponse:
    """The form again, as it was filled in, with sentences; or where the case has gone to."""
    fresh = _case_or_404(request, case.number)
    if not fresh.is_editable:
        messages.warning(request, str(StageError()))
        return HttpResponseRedirect(reverse("casework:matter", args=[fresh.number]))
    drawn = _drawn(fresh, request)
    drawn.show(faults)
    return _draw(request, drawn, status=422)


def _detach(request: PersonRequest, case: Case) -> HttpResponse:
    wanted = request.POST["detach"]
    files = [one for found in form_page(case, at=clock.now()).files.values() for one in found]
    file = next((one for one in files if str(one.pk) == wanted), None)
    if file is None:
        raise Http404
    try:
        services.detach(file_id=file.pk, actor=request.user, at=clock.now())
    except CaseworkError as refused:
        return _refused(request, case, {"": [str(refused)]})
    return _keep(request, case, _typed(request, case, _drawn(case, request)), {}, "detach")


def _typed(request: PersonRequest, case: Case, drawn: Drawn) -> Typed:
    said = request.POST.get("revision", "")
    is_number = said.isascii() and said.isdigit() and len(said) < LONGEST_REVISION
    revision = int(said) if is_number else 0
    return Typed(case.pk, revision, drawn.answers.given(), request.POST.get("route"))


def _drawn(case: Case, request: PersonRequest | None = None) -> Drawn:
    page = form_page(case, at=clock.now())
    posted = (request.POST, request.FILES) if request is not None else (None, None)
    told = Filled(page.values, case.sources, page.files, page.required, page.firms)
    answers = AnswersForm(page.case_type, page.asked, filled=told, data=posted[0], files=posted[1])
    wanted = Filled(files=page.files, required=page.papers_required)
    papers = PapersForm(page.papers, filled=wanted, data=posted[0], files=posted[1])
    return Drawn(page, answers, papers, _key(page))


def _key(page: FormPage) -> str:
    """One key for handing in, another for answering the correction: no old page does the other."""
    suffix = "+" if page.correction is not None else ""
    return f"{page.case.receipt_code}{suffix}"


def _draw(
    request: PersonRequest, drawn: Drawn, status: int = 200, part: str = "#questions"
) -> HttpResponse:
    template = "casework/portal/form.html" + (part if request.htmx else "")
    context = {
        "page": drawn.page,
        "answers": drawn.answers,
        "marked": drawn.marked,
        "spoken": drawn.spoken,
        "papers": drawn.papers,
        "key": drawn.key,
        "shape": drawn.shape,
        "saved_at": clock.now() if request.method == "POST" and status == 200 else None,  # noqa: PLR2004
        "promised": _promised(drawn.page),
        "commits": request.POST.get("commits") == "yes",
    }
    return render(request, template, context, status=status)


def _promised(page: FormPage) -> str:
    """The words of the commitment, filled in with what is saved."""
    if page.commitment is None:
        return ""
    shown = preview(page.case, page.commitment.id, None, clock.now())
    return shown[1] if shown else ""


def _case_or_404(request: PersonRequest, number: str) -> Case:
    case = own_case(request.user, number, at=clock.now())
    if case is None:
        raise Http404
    return case
