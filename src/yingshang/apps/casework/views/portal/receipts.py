"""Receipts: one's own with its code to scan, and the state of a case for whoever has the code."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yingshang.apps.casework.exporting.receipt import receipt_svg
from yingshang.apps.casework.models import Stage
from yingshang.apps.casework.selectors import by_receipt
from yingshang.apps.casework.selectors.portal.matter import receipt_page
from yingshang.apps.casework.views.portal.matters import case_or_404
from yingshang.apps.directory.http import PersonRequest, for_people


class CodeForm(forms.Form):
    """The code of a receipt, with or without its hyphens."""

    code = forms.RegexField(
        label=gettext_lazy("Receipt code"),
        regex=r"^[0-9A-Za-z -]{20,40}$",
        error_messages={"invalid": gettext_lazy("A code has twenty letters and digits.")},
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
    )


@require_safe
@for_people
def own(request: PersonRequest, number: str) -> HttpResponse:
    """The receipt of one's own case, to be kept, printed, or shown in the hall."""
    case = case_or_404(request, number)
    if case.stage == Stage.DRAFT:
        return HttpResponseRedirect(reverse("casework:form", args=[case.number]))
    url = request.build_absolute_uri(reverse("casework:receipt", args=[case.receipt_code]))
    context = {"case": case, "page": receipt_page(case), "url": url}
    # The drawing is our own and holds nothing but the address.
    context["code"] = mark_safe(receipt_svg(url))  # noqa: S308
    return render(request, "casework/portal/own_receipt.html", context)


@require_safe
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a receipt code."""
    form = CodeForm(request.GET or None)
    if form.is_valid():
        code = form.cleaned_data["code"].replace(" ", "")
        case = by_receipt(code)
        if case is not None and case.stage != Stage.DRAFT:
            return HttpResponseRedirect(reverse("casework:receipt", args=[case.receipt_code]))
        form.add_error("code", _("No receipt has this code. Compare it with the paper."))
    return render(request, "casework/portal/receipts.html", {"form": form})


@never_cache
@require_safe
def state(request: HttpRequest, code: str) -> HttpResponse:
    """How a case stands, for whoever has its code; nothing about anybody."""
    case = by_receipt(code)
    if case is None or case.stage == Stage.DRAFT:
        raise Http404
    response = render(request, "casework/portal/receipt.html", {"page": receipt_page(case)})
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
