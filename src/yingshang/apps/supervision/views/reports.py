"""Special reports: the list, one issue, its words, check, signature, document."""

from collections.abc import Callable
from datetime import timedelta

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yingshang.apps.directory.errors import RefusedError
from yingshang.apps.directory.http import PersonRequest, demand, for_people
from yingshang.apps.directory.permissions import may
from yingshang.apps.directory.views.forming import FormPage, answer
from yingshang.apps.ledger import clock
from yingshang.apps.supervision import services
from yingshang.apps.supervision.content import report_named
from yingshang.apps.supervision.exporting import report_docx
from yingshang.apps.supervision.forms import PeriodForm, ReasonForm, WordsForm
from yingshang.apps.supervision.permissions import SIGN_REPORT, WRITE_REPORT
from yingshang.apps.supervision.selectors.reports import (
    issuer,
    kinds_of_reports,
    report_page,
    reports,
)
from yingshang.apps.supervision.views.finding import report_or_404, with_grounds

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_http_methods(["GET", "POST"])
@for_people
@with_grounds
def index(request: PersonRequest) -> HttpResponse:
    """Every issue; whoever may write drafts the next here."""
    today = clock.today()
    last = today.replace(day=1) - timedelta(days=1)
    bound = request.POST if request.method == "POST" else None
    first = {"since_on": last.replace(day=1), "until_on": last}
    form = PeriodForm(bound, kinds=kinds_of_reports(), initial=first)
    may_write = may(request.user, WRITE_REPORT, on=today)
    if bound is not None:
        demand(request, WRITE_REPORT)
    if form.is_valid():
        try:
            report = services.draft_report(actor=request.user, at=clock.now(), **form.cleaned_data)
        except RefusedError as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("supervision:report", report.pk)
    context = {"reports": reports(), "form": form if may_write else None}
    status = 422 if form.errors else 200
    return render(request, "supervision/reports.html", context, status=status)


@require_safe
@for_people
@with_grounds
def one(request: PersonRequest, key: int) -> HttpResponse:
    """One issue with the cases behind each figure."""
    page = report_page(report_or_404(key), request.user)
    return render(request, "supervision/report.html", {"page": page})


@require_http_methods(["GET", "POST"])
@for_people
@with_grounds
def words(request: PersonRequest, key: int) -> HttpResponse:
    """Change the words of a draft."""
    demand(request, WRITE_REPORT)
    page = report_page(report_or_404(key), request.user)
    form = WordsForm(request.POST if request.method == "POST" else None, sections=page.sections)

    def act() -> object:
        return services.rewrite_report(
            report_id=key, paragraphs=form.paragraphs(), actor=request.user, at=clock.now()
        )

    shown = _page(key, _("Words of the report"), _("Save"), _("The words are kept."))
    return answer(request, form, shown, act=act)


@require_http_methods(["GET", "POST"])
@for_people
@with_grounds
def check(request: PersonRequest, key: int) -> HttpResponse:
    """Somebody else finds it right."""
    demand(request, WRITE_REPORT)
    shown = _page(key, _("Is the report right?"), _("It is right"), _("The report is checked."))
    return _confirmed(
        request,
        shown,
        lambda: services.check_report(report_id=key, actor=request.user, at=clock.now()),
    )


@require_http_methods(["GET", "POST"])
@for_people
@with_grounds
def sign(request: PersonRequest, key: int) -> HttpResponse:
    """A leader signs it."""
    demand(request, SIGN_REPORT)
    shown = _page(key, _("Sign the report?"), _("Sign it"), _("The report is signed."))
    return _confirmed(
        request,
        shown,
        lambda: services.sign_report(report_id=key, actor=request.user, at=clock.now()),
    )


@require_http_methods(["GET", "POST"])
@for_people
@with_grounds
def send_back(request: PersonRequest, key: int) -> HttpResponse:
    """Whoever would sign it gives it back."""
    demand(request, SIGN_REPORT)
    form = ReasonForm(request.POST if request.method == "POST" else None)

    def act() -> object:
        return services.send_back_report(
            report_id=key, actor=request.user, at=clock.now(), **form.cleaned_data
        )

    shown = _page(key, _("Give the report back?"), _("Give it back"), _("It is a draft again."))
    return answer(request, form, shown, act=act)


@require_safe
@for_people
@with_grounds
def document(request: PersonRequest, key: int) -> HttpResponse:
    """The report as an official document."""
    report = report_or_404(key)
    content = report_docx(report, report_named(report.kind), issuer())
    name = f"{report.kind}-{report.year}-{report.issue}.docx"
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(content, content_type=WORD, headers={"Content-Disposition": disposition})


def _confirmed(request: PersonRequest, shown: FormPage, act: Callable[[], object]) -> HttpResponse:
    form = forms.Form(request.POST if request.method == "POST" else None)
    return answer(request, form, shown, act=act)


def _page(key: int, heading: str, action: str, done: str) -> FormPage:
    report_or_404(key)
    back = reverse("supervision:report", args=[key])
    return FormPage(heading=heading, action=action, back_url=back, done=done)
