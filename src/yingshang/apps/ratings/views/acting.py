"""An act on a rating: a page of its own, a refusal said on the form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from yingshang.apps.directory.http import PersonRequest, for_people
from yingshang.apps.files.errors import FileError
from yingshang.apps.ledger import clock
from yingshang.apps.obligations.errors import ObligationError
from yingshang.apps.ratings import services
from yingshang.apps.ratings.content import current_rules
from yingshang.apps.ratings.errors import RatingError
from yingshang.apps.ratings.forms.desk import (
    AppealForm,
    CallBackForm,
    CheckForm,
    ContactForm,
    DecideForm,
    RectifyForm,
)
from yingshang.apps.ratings.models import Rating
from yingshang.apps.ratings.selectors.detail import rating_page
from yingshang.apps.ratings.services.calling import Heard
from yingshang.apps.ratings.services.putting_right import Report
from yingshang.apps.ratings.views.desk import rating_or_404

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

REFUSALS = (RatingError, ObligationError, FileError)
Said = Mapping[str, Any]


@dataclass(frozen=True)
class Act:
    """Words of the page of an act, its form, and what it does."""

    question: "StrPromise"
    consequence: "StrPromise"
    action: "StrPromise"
    form: Callable[..., forms.Form]
    do: Callable[..., object]


def _appeal_form(*args: Any) -> forms.Form:
    rules = current_rules()
    if rules is None:
        raise Http404
    return AppealForm(rules, *args)


def _rectify(said: Said, **who: Any) -> object:
    file = said["proof"]
    given = (file.name, file.read()) if file else None
    report = Report(words=said["words"], proof=given, late_reason=said["late_reason"])
    return services.rectify(report=report, **who)


def _call_back(said: Said, **who: Any) -> object:
    heard = Heard(said["is_satisfied"], said["words"], said["late_reason"])
    return services.call_back(heard=heard, **who)


ACTS: dict[str, Act] = {
    "contact": Act(
        gettext_lazy("What did whoever rated say?"),
        gettext_lazy("The unit does not learn who it was, nor what you write here."),
        gettext_lazy("Note the contact"),
        ContactForm,
        lambda said, **who: services.note_contact(**said, **who),
    ),
    "rectify": Act(
        gettext_lazy("What was done about it?"),
        gettext_lazy("Somebody of another unit checks it. The public reads what was done."),
        gettext_lazy("Report as put right"),
        RectifyForm,
        _rectify,
    ),
    "check": Act(
        gettext_lazy("Is it put right?"),
        gettext_lazy("What is sent back is owed again, by the same last day."),
        gettext_lazy("Note what you found"),
        CheckForm,
        lambda said, **who: services.check(**said, **who),
    ),
    "call": Act(
        gettext_lazy("Is whoever rated satisfied now?"),
        gettext_lazy("The result counts in the rates; a call that reached nobody does not."),
        gettext_lazy("Note the call"),
        CallBackForm,
        _call_back,
    ),
    "appeal": Act(
        gettext_lazy("Why should this rating be left out?"),
        gettext_lazy("Others decide. Until then, and if they refuse, the rating counts."),
        gettext_lazy("Ask to leave it out"),
        AppealForm,
        lambda said, **who: services.ask_appeal(**said, **who),
    ),
    "decide": Act(
        gettext_lazy("Is the appeal right?"),
        gettext_lazy("What is left out stays visible and is counted as left out."),
        gettext_lazy("Decide"),
        DecideForm,
        lambda said, **who: services.decide_appeal(**said, **who),
    ),
}


@require_http_methods(["GET", "POST"])
@for_people
def act(request: PersonRequest, code: str, name: str) -> HttpResponse:
    """The page of one act; what one may see but not do leads back to the rating."""
    rating = rating_or_404(request, code)
    if name not in ACTS:
        raise Http404
    back_url = reverse("ratings:rating", args=[code])
    page = rating_page(request.user, rating, at=clock.now())
    if name not in page.acts:
        return HttpResponseRedirect(back_url)
    form = _form(name, request)
    if form.is_valid() and _done(request, rating, ACTS[name], form):
        messages.success(request, _("It is noted."))
        return HttpResponseRedirect(back_url)
    context = {"act": ACTS[name], "page": page, "form": form, "back_url": back_url}
    return render(request, "ratings/act.html", context, status=422 if form.errors else 200)


def _form(name: str, request: PersonRequest) -> forms.Form:
    make = _appeal_form if name == "appeal" else ACTS[name].form
    return make(request.POST, request.FILES) if request.method == "POST" else make()


def _done(request: PersonRequest, rating: Rating, wanted: Act, form: forms.Form) -> bool:
    try:
        wanted.do(form.cleaned_data, code=rating.code, actor=request.user, at=clock.now())
    except REFUSALS as refused:
        form.add_error(None, str(refused))
        return False
    return True
