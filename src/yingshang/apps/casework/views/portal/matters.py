"""My matters, one of them, and taking one back."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from yingshang.apps.casework import services
from yingshang.apps.casework.errors import CaseworkError
from yingshang.apps.casework.models import Case
from yingshang.apps.casework.selectors.portal.matter import matter_page
from yingshang.apps.casework.selectors.portal.mine import mine_page
from yingshang.apps.casework.selectors.portal.whose import own_case
from yingshang.apps.casework.services.discarding import discard as throw_away
from yingshang.apps.directory.http import PersonRequest, for_people
from yingshang.apps.ledger import clock


class WithdrawForm(forms.Form):
    """Why, if one wants to say so."""

    reason = forms.CharField(
        label=gettext_lazy("Reason (if you want to give one)"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@require_safe
@for_people
def mine(request: PersonRequest) -> HttpResponse:
    """What is asked of me, and my matters."""
    after = number_in(request.GET.get("after", ""))
    page = mine_page(request.user, at=clock.now(), after=after)
    return render(request, "casework/portal/mine.html", {"page": page})


@require_safe
@for_people
def matter(request: PersonRequest, number: str) -> HttpResponse:
    """One of my matters."""
    case = case_or_404(request, number)
    before = number_in(request.GET.get("before", ""))
    page = matter_page(request.user, case, at=clock.now(), before=before)
    return render(request, "casework/portal/matter.html", {"page": page, "case": case})


@require_http_methods(["GET", "POST"])
@for_people
def withdraw(request: PersonRequest, number: str) -> HttpResponse:
    """Take an application back before it is decided."""
    case = case_or_404(request, number)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    url = reverse("casework:matter", args=[case.number])
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            services.withdraw(case_id=case.pk, reason=reason, actor=request.user, at=clock.now())
        except CaseworkError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("It is withdrawn. Nobody works on it any more."))
            return HttpResponseRedirect(url)
    context = {"case": case, "form": form, "back_url": url}
    status = 422 if form.errors else 200
    return render(request, "casework/portal/withdraw.html", context, status=status)


@require_http_methods(["GET", "POST"])
@for_people
def discard(request: PersonRequest, number: str) -> HttpResponse:
    """Throw a draft away."""
    case = case_or_404(request, number)
    if request.method == "POST":
        try:
            throw_away(case_id=case.pk, actor=request.user, at=clock.now())
        except CaseworkError as refused:
            messages.warning(request, str(refused))
            return HttpResponseRedirect(reverse("casework:matter", args=[case.number]))
        messages.success(request, _("The draft is gone."))
        return HttpResponseRedirect(reverse("casework:mine"))
    context = {"case": case, "back_url": reverse("casework:matter", args=[case.number])}
    return render(request, "casework/portal/discard.html", context)


def case_or_404(request: PersonRequest, number: str) -> Case:
    """The case of this number on whose applicant's side the reader is."""
    case = own_case(request.user, number, at=clock.now())
    if case is None:
        raise Http404
    return case


def number_in(text: str) -> int | None:
    """A key in an address; None where there is none that a database could hold."""
    is_key = text.isascii() and text.isdigit() and len(text) < len("9223372036854775807")
    return int(text) if is_key else None
