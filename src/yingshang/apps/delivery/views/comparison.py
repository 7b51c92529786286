"""Two plans compared: on a page, as a workbook, as a Word table."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yingshang.apps.delivery.exporting.comparison_docx import as_document
from yingshang.apps.delivery.exporting.comparison_words import Compared
from yingshang.apps.delivery.exporting.comparison_xlsx import as_workbook
from yingshang.apps.delivery.forms.comparison import ComparisonForm
from yingshang.apps.delivery.selectors.comparison import comparison_page
from yingshang.apps.delivery.selectors.comparison_plans import (
    comparable_plans,
    compiled,
    usual_choice,
)
from yingshang.apps.delivery.views.plan import reader
from yingshang.apps.ledger import clock
from yingshang.apps.ledger.reader import language
from yingshang.engines.documents.sniffing import DOCX, XLSX
from yingshang.engines.plans.compare import compare as compared_tasks


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """What became of every task; without a choice, the city's plan beside the one before."""
    form = _form(request)
    asked = form.asked if form.is_bound else None
    if asked is None:
        return _without(request, form)
    answer = {
        "form": form,
        "page": comparison_page(asked, clock.today()),
        "is_narrowed": bool(asked.show),
    }
    return render(request, "delivery/comparison.html", answer)


@require_safe
def compare_xlsx(request: HttpRequest) -> HttpResponse:
    """The comparison as a workbook."""
    return _file(request, as_workbook, XLSX, "xlsx")


@require_safe
def compare_docx(request: HttpRequest) -> HttpResponse:
    """The comparison as a Word table."""
    return _file(request, as_document, DOCX, "docx")


def _form(request: HttpRequest) -> ComparisonForm:
    plans = comparable_plans(reader(request), clock.today())
    given = request.GET if {"old", "new"} & request.GET.keys() else None
    return ComparisonForm(plans, given or usual_choice(plans, clock.today()) or None)


def _without(request: HttpRequest, form: ComparisonForm, status: int = 200) -> HttpResponse:
    """The choice alone, with what is wrong with it."""
    answer = {"form": form, "page": None, "is_narrowed": False}
    status = 422 if form.is_bound else status
    return render(request, "delivery/comparison.html", answer, status=status)


def _file(
    request: HttpRequest, write: Callable[[Compared], bytes], kind: str, ending: str
) -> HttpResponse:
    form = _form(request)
    asked = form.asked if form.is_bound else None
    if asked is None:
        return _without(request, form, status=422)
    old, new = compiled(asked.old).plan, compiled(asked.new).plan
    content = write(Compared(old, new, compared_tasks(old, new), language()))
    disposition = f'attachment; filename="{asked.old.code}-{asked.new.code}.{ending}"'
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition})
