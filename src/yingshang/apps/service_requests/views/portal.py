"""Telling the city, and following what one told; no login is needed for either."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yingshang.apps.directory.http import PersonRequest, for_people
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import INSTALLATION
from yingshang.apps.ledger import clock
from yingshang.apps.service_requests import services
from yingshang.apps.service_requests.content import Content, current_content
from yingshang.apps.service_requests.errors import TooManyError
from yingshang.apps.service_requests.forms.desk import VerdictForm, WordsForm
from yingshang.apps.service_requests.forms.reporting import ReportForm
from yingshang.apps.service_requests.models import Report
from yingshang.apps.service_requests.selectors.alike import alike
from yingshang.apps.service_requests.selectors.own import (
    own_page,
    own_report,
    own_reports,
    report_by_receipt,
)
from yingshang.apps.service_requests.services import Consents, Reported
from yingshang.apps.service_requests.throttling import let_in
from yingshang.apps.service_requests.views.acting import attempt, districts, say

PORTAL = "portal"
LARGEST_DIGITS = 18


@require_safe
def classes(request: HttpRequest) -> HttpResponse:
    """What one can tell the city."""
    context = {"content": current_content()}
    return render(request, "service_requests/classes.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, class_code: str) -> HttpResponse:
    """One form: words, where, and how to be reached."""
    content = _content()
    chosen = content.classes.get(class_code)
    if chosen is None:
        raise Http404
    posted = request.POST if request.method == "POST" else None
    form = ReportForm(content, districts(), posted)
    if form.is_valid():
        taken = _take(request, class_code, form)
        if taken is not None:
            messages.success(request, _("It was received. Keep the receipt code."))
            return HttpResponseRedirect(
                reverse("service_requests:receipt", args=[taken.receipt_code])
            )
    context = {"content": content, "chosen": chosen, "form": form}
    status = 422 if form.errors else 200
    return render(request, "service_requests/report.html", context, status=status)


@require_POST
def hints(request: HttpRequest) -> HttpResponse:
    """Matters that say nearly what is being typed; only a piece of a page."""
    try:
        let_in(request, what="hint")
    except TooManyError:
        return HttpResponse(status=204)
    found = alike(request.POST.get("words", "")[:8000], request.POST.get("region", "")[:9])
    return render(request, "service_requests/_alike.html", {"alike": found})


@require_safe
@for_people
def mine(request: PersonRequest) -> HttpResponse:
    """What one told the city, newest first."""
    after = request.GET.get("after", "")
    key = int(after) if after.isdecimal() and len(after) <= LARGEST_DIGITS else None
    rows, following = own_reports(request.user, after=key)
    return render(request, "service_requests/mine.html", {"rows": rows, "after": following})


@require_safe
@for_people
def my_request(request: PersonRequest, number: str) -> HttpResponse:
    """One of them: the page of its receipt."""
    found = own_report(request.user, number)
    if found is None:
        raise Http404
    return HttpResponseRedirect(reverse("service_requests:receipt", args=[found.receipt_code]))


@never_cache
@require_safe
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """How a report stands, what is asked, and the verdict, for whoever has its code."""
    return _receipt(request, _by_code(code))


@never_cache
@require_POST
def receipt_act(request: HttpRequest, code: str, act: str) -> HttpResponse:
    """Answer a question, agree or not, or say whether it is solved."""
    found = _by_code(code)
    acts = {"answer": _answer, "verdict": _verdict, "disclosure": _disclosure}
    if act not in acts:
        raise Http404
    return acts[act](request, found)


def _answer(request: HttpRequest, found: Report) -> HttpResponse:
    form = WordsForm(request.POST)
    done = form.is_valid() and attempt(
        form,
        lambda: services.answer_question(
            report_id=found.pk, words=form.cleaned_data["words"], at=clock.now()
        ),
    )
    if done:
        messages.success(request, _("Your answer was passed on."))
    else:
        say(request, form)
    return _back(found)


def _verdict(request: HttpRequest, found: Report) -> HttpResponse:
    form = VerdictForm(_content(), request.POST)
    done = form.is_valid() and attempt(
        form,
        lambda: services.give_verdict(report_id=found.pk, heard=form.heard(), at=clock.now()),
    )
    if done:
        messages.success(request, _("Thank you. What you said counts, and was passed on."))
        return _back(found)
    return _receipt(request, found, verdict=form)


def _disclosure(request: HttpRequest, found: Report) -> HttpResponse:
    key = request.POST.get("disclosure", "")
    form = WordsForm({"words": "-"})
    form.is_valid()
    done = key.isdecimal() and attempt(
        form,
        lambda: services.answer_disclosure(
            disclosure_id=int(key[:LARGEST_DIGITS]),
            report_id=found.pk,
            agrees=request.POST.get("agrees") == "true",
            at=clock.now(),
        ),
    )
    if done:
        messages.success(request, _("Your answer was kept."))
    else:
        say(request, form)
    return _back(found)


def _take(request: HttpRequest, class_code: str, form: ReportForm) -> Report | None:
    said = form.cleaned_data
    if form.is_machine:
        form.add_error(None, _("This was not sent. Leave the hidden field empty."))
        return None
    consents = Consents(
        shows_identity=said["shows_identity"],
        may_publish=said["may_publish"],
        privacy_version=said["privacy_version"],
    )
    reported = Reported(
        channel=PORTAL,
        class_code=class_code,
        words=said["words"],
        region=said["region"],
        happened_on=said["happened_on"],
        name=said["name"],
        phone=said["phone"],
        reporter=request.user if isinstance(request.user, Person) else None,
        consents=consents,
        key=said["key"],
    )
    taken: list[Report] = []

    def do() -> None:
        let_in(request)
        taken.append(services.take(reported=reported, actor=INSTALLATION, at=clock.now()))

    attempt(form, do)
    return taken[0] if taken else None


def _receipt(
    request: HttpRequest, found: Report, *, verdict: VerdictForm | None = None
) -> HttpResponse:
    page = own_page(found)
    content = _content()
    context = {
        "page": page,
        "channel": content.channel_name(found.channel),
        "verdict": verdict or VerdictForm(content),
        "answer_form": WordsForm(),
    }
    status = 422 if verdict is not None else 200
    response = render(request, "service_requests/receipt.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    # Not `no-referrer`: with it, browsers send the forms of this page without their origin.
    response["Referrer-Policy"] = "same-origin"
    return response


def _by_code(code: str) -> Report:
    found = report_by_receipt(code)
    if found is None:
        raise Http404
    return found


def _back(found: Report) -> HttpResponse:
    return HttpResponseRedirect(reverse("service_requests:receipt", args=[found.receipt_code]))


def _content() -> Content:
    content = current_content()
    if content is None:
        raise Http404
    return content
