"""Requests at the desk: the list, one of them, and everything that is decided there."""

from collections.abc import Callable
from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yingshang.apps.casework.selectors.choices import units_among
from yingshang.apps.directory.http import PersonRequest, for_officials
from yingshang.apps.ledger import clock
from yingshang.apps.service_requests import services
from yingshang.apps.service_requests.access import is_intake
from yingshang.apps.service_requests.content import Content, current_content, words
from yingshang.apps.service_requests.forms.desk import (
    CallBackForm,
    DispatchForm,
    JoinForm,
    NarrowForm,
    ReasonForm,
    WordsForm,
)
from yingshang.apps.service_requests.models import Report, ServiceRequest
from yingshang.apps.service_requests.selectors.lists import (
    LARGEST,
    Wanted,
    by_number,
    requests_page,
    search,
)
from yingshang.apps.service_requests.selectors.request_page import (
    RequestPage,
    report_of,
    request_page,
)
from yingshang.apps.service_requests.views.acting import attempt, say

Act = Callable[[PersonRequest, ServiceRequest, datetime], bool]


@require_safe
@for_officials
def requests(request: PersonRequest) -> HttpResponse:
    """Requests of one's units, newest first, or what a search found."""
    content = current_content()
    if content is None:
        return render(request, "service_requests/requests.html", {"content": None})
    said = request.GET.get("words", "").strip()
    form = NarrowForm(content, request.GET)
    wanted = Wanted(**form.cleaned_data) if form.is_valid() else Wanted()
    if said:
        rows, after = search(request.user, said), None
    else:
        page = requests_page(request.user, wanted, after=_key(request.GET.get("after", "")))
        rows, after = list(page.rows), page.after
    following = request.GET.copy()
    following["after"] = str(after or "")
    context = {
        "content": content,
        "rows": rows,
        "words": said,
        "form": form,
        "is_narrowed": wanted.is_narrowed,
        "next_url": f"?{following.urlencode()}" if after else "",
    }
    return render(request, "service_requests/requests.html", context)


@never_cache
@require_safe
@for_officials
def one(request: PersonRequest, number: str) -> HttpResponse:
    """One request."""
    return _shown(request, _readable(request, number))


@never_cache
@require_POST
@for_officials
def act(request: PersonRequest, number: str, act: str) -> HttpResponse:
    """Decide something about it, and come back."""
    found = _readable(request, number)
    if act == "reveal":
        return _reveal(request, found)
    if act not in ACTS:
        raise Http404
    if ACTS[act](request, found, clock.now()):
        messages.success(request, DONE[act]())
    return HttpResponseRedirect(reverse("service_requests:request", args=[number]))


def _reveal(request: PersonRequest, found: ServiceRequest) -> HttpResponse:
    form = forms.Form({})
    form.is_valid()
    told: list[Report] = []

    def do() -> None:
        read = services.read_identity(request_id=found.pk, actor=request.user, at=clock.now())
        told.extend(read)

    if not attempt(form, do):
        say(request, form)
        return HttpResponseRedirect(reverse("service_requests:request", args=[found.case.number]))
    return _shown(request, found, told=told)


def _shown(
    request: PersonRequest, found: ServiceRequest, *, told: list[Report] | None = None
) -> HttpResponse:
    content, at = _content(), clock.now()
    before = _key(request.GET.get("before", ""))
    page = request_page(request.user, found, content, at=at, before=before)
    context = {
        "page": page,
        "content": content,
        "told": told,
        "in_clear": told is not None and is_intake(request.user, found.case, at),
        **_forms(page, content),
    }
    return render(request, "service_requests/request.html", context)


def _forms(page: RequestPage, content: Content) -> dict[str, forms.Form]:
    decision = page.routing.decision
    given = {}
    if decision is not None:
        topic = decision.decided or decision.proposed
        given = {"topic": topic, "unit": decision.decided_unit or decision.proposed_unit}
    found: dict[str, forms.Form] = {
        "reason_form": ReasonForm(),
        "join_form": JoinForm(auto_id="join_%s"),
        "words_form": WordsForm(auto_id="ask_%s"),
        "call_form": CallBackForm(content, is_late=page.is_late),
    }
    if page.may_dispatch:
        found["dispatch_form"] = _dispatch_form(content, initial=given)
    return found


def _dispatch_form(content: Content, data: object = None, **given: object) -> DispatchForm:
    topics = [(each.id, words(each.name)) for each in content.topics.values()]
    return DispatchForm(topics, units_among(None), data, **given)


def _dispatch(request: PersonRequest, found: ServiceRequest, at: datetime) -> bool:
    form = _dispatch_form(_content(), request.POST)
    return _do(
        request,
        form,
        lambda: services.dispatch(
            request_id=found.pk, actor=request.user, at=at, **form.cleaned_data
        ),
    )


def _join(request: PersonRequest, found: ServiceRequest, at: datetime) -> bool:
    form = JoinForm(request.POST)
    into = by_number(request.user, request.POST.get("into", "")[:40])
    if form.is_valid() and into is None:
        form.add_error("into", _("You may open no request of this number."))
    return _do(
        request,
        form,
        lambda: services.join(
            request_id=found.pk,
            into_id=into.pk if into else 0,
            reason=form.cleaned_data["reason"],
            actor=request.user,
            at=at,
        ),
    )


def _apart(request: PersonRequest, found: ServiceRequest, at: datetime) -> bool:
    form = ReasonForm(request.POST)
    proposal = found.proposals.filter(pk=_key(request.POST.get("proposal", "")) or 0).first()
    if proposal is None:
        raise Http404
    return _do(
        request,
        form,
        lambda: services.keep_apart(
            proposal_id=proposal.pk, reason=form.cleaned_data["reason"], actor=request.user, at=at
        ),
    )


def _part(request: PersonRequest, found: ServiceRequest, at: datetime) -> bool:
    form = ReasonForm(request.POST)
    report = report_of(found, _key(request.POST.get("report", "")) or 0)
    if report is None:
        raise Http404
    return _do(
        request,
        form,
        lambda: services.part(
            report_id=report.pk, reason=form.cleaned_data["reason"], actor=request.user, at=at
        ),
    )


def _call(request: PersonRequest, found: ServiceRequest, at: datetime) -> bool:
    form = CallBackForm(_content(), request.POST, is_late="late_reason" in request.POST)
    return _do(
        request,
        form,
        lambda: services.call_back(
            request_id=found.pk, heard=form.heard(), actor=request.user, at=at
        ),
    )


def _ask(request: PersonRequest, found: ServiceRequest, at: datetime) -> bool:
    form = WordsForm(request.POST)
    return _do(
        request,
        form,
        lambda: services.ask_reporter(
            request_id=found.pk, words=form.cleaned_data["words"], actor=request.user, at=at
        ),
    )


def _ask_disclosure(request: PersonRequest, found: ServiceRequest, at: datetime) -> bool:
    form = ReasonForm(request.POST)
    return _do(
        request,
        form,
        lambda: services.ask_disclosure(
            request_id=found.pk, reason=form.cleaned_data["reason"], actor=request.user, at=at
        ),
    )


def _exclude(request: PersonRequest, found: ServiceRequest, at: datetime) -> bool:
    form = ReasonForm(request.POST)
    key = _call_back_key(request, found)
    return _do(
        request,
        form,
        lambda: services.ask_exclusion(
            call_back_id=key, reason=form.cleaned_data["reason"], actor=request.user, at=at
        ),
    )


def _decide_exclusion(request: PersonRequest, found: ServiceRequest, at: datetime) -> bool:
    key = _call_back_key(request, found)
    approves = request.POST.get("approves") == "true"
    return _do(
        request,
        forms.Form({}),
        lambda: services.decide_exclusion(
            call_back_id=key, approves=approves, actor=request.user, at=at
        ),
    )


def _do(request: PersonRequest, form: forms.Form, do: Callable[[], object]) -> bool:
    if form.is_valid() and attempt(form, do):
        return True
    say(request, form)
    return False


def _call_back_key(request: PersonRequest, found: ServiceRequest) -> int:
    row = found.call_backs.filter(pk=_key(request.POST.get("call_back", "")) or 0).first()
    if row is None:
        raise Http404
    return row.pk


def _readable(request: PersonRequest, number: str) -> ServiceRequest:
    found = by_number(request.user, number)
    if found is None:
        raise Http404
    return found


def _key(text: str) -> int | None:
    return min(int(text), LARGEST) if text.isdecimal() and len(text) < 20 else None  # noqa: PLR2004


def _content() -> Content:
    content = current_content()
    if content is None:
        raise Http404
    return content


ACTS: dict[str, Act] = {
    "dispatch": _dispatch,
    "join": _join,
    "apart": _apart,
    "part": _part,
    "call": _call,
    "ask": _ask,
    "disclosure": _ask_disclosure,
    "exclude": _exclude,
    "decide_exclusion": _decide_exclusion,
}
DONE: dict[str, Callable[[], str]] = {
    "dispatch": lambda: _("It was taken and passed to the unit."),
    "join": lambda: _("Joined. Both receipts stay, and everybody who reported is told."),
    "apart": lambda: _("Kept apart."),
    "part": lambda: _("Parted. It is a request of its own again."),
    "call": lambda: _("The call-back was noted."),
    "ask": lambda: _("The reporter was asked."),
    "disclosure": lambda: _("The reporter was asked. You see the answer here."),
    "exclude": lambda: _("Somebody else decides on it."),
    "decide_exclusion": lambda: _("Decided; it stays visible."),
}
