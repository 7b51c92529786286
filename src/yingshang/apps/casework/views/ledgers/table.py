"""A ledger as a table, its columns and views, and the file of what is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yingshang.apps.casework.decisions.columns import Column, columns_of
from yingshang.apps.casework.errors import CaseworkError
from yingshang.apps.casework.exporting.ledger_xlsx import export
from yingshang.apps.casework.forms import ledgers as forms
from yingshang.apps.casework.models import SavedView
from yingshang.apps.casework.selectors.ledgers import listing
from yingshang.apps.casework.selectors.ledgers.asking import Asked
from yingshang.apps.casework.selectors.ledgers.offers import Offered, offered
from yingshang.apps.casework.selectors.ledgers.table import all_lines, table_page
from yingshang.apps.casework.selectors.ledgers.words import Words
from yingshang.apps.casework.services import ledgers as services
from yingshang.apps.casework.views.ledgers.attaching import attached_file
from yingshang.apps.casework.views.ledgers.finding import Found, found_or_404, require_reader
from yingshang.apps.casework.views.ledgers.form_rows import new_row, open_row
from yingshang.apps.directory.http import PersonRequest, for_people
from yingshang.engines.documents.sniffing import XLSX


@dataclass(frozen=True)
class Head:
    """The heading of a column: where it leads to sort, and how it is sorted now."""

    column: Column
    url: str
    sorted: str


@dataclass(frozen=True)
class SavedLink:
    """A saved view with its address."""

    view: SavedView
    url: str


@require_safe
@for_people
def ledgers(request: PersonRequest) -> HttpResponse:
    """All ledgers that the visitor may see."""
    require_reader(request)
    found = listing.ledgers(request.user)
    return render(request, "casework/ledgers/list.html", {"ledgers": found})


@require_safe
@for_people
def table(request: PersonRequest, code: str) -> HttpResponse:
    """One page of a ledger."""
    return drawn(request, found_or_404(request, code))


def drawn(request: PersonRequest, found: Found, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page of a table; `more` holds a form row where one was not right."""
    form, asked = asking(request, found)
    page = table_page(found.case_type, found.rows, asked)
    rows = offered(request.user, found.case_type, page.rows)
    may_add = listing.may_add(request.user, found.case_type)
    context = {
        "found": found,
        "form": form,
        "page": page,
        "rows": rows,
        "heads": _heads(request, asked),
        "may_add": may_add,
        "every": list(columns_of(found.case_type).values()),
        "views": _views(request, found),
        "next_url": _url(request, after=page.after) if page.after else "",
        "query": request.GET.urlencode(),
        **_form_row(request, found, rows, may_add=may_add),
        **more,
    }
    return render(request, "casework/ledgers/table.html", context, status=status)


def asking(request: PersonRequest, found: Found) -> tuple[forms.FilterForm, Asked]:
    """What the address asks for."""
    views = listing.views_of(request.user, found.case_type.id)
    chosen = next((view for view in views if not view.name), None)
    columns = forms.shown_columns(found.case_type, request.GET, chosen)
    asked = forms.asked_columns(found.case_type, request.GET, columns)
    form = forms.FilterForm(asked, Words(found.case_type), request.GET or None)
    return form, forms.asked_of(found.case_type, request.GET, columns, form)


@require_POST
@for_people
def columns(request: PersonRequest, code: str) -> HttpResponse:
    """Remember which columns the visitor wants to see."""
    found = found_or_404(request, code)
    known = columns_of(found.case_type)
    chosen = [each for each in request.POST.getlist("column") if each in known]
    services.choose_columns(person=request.user, type_code=code, columns=chosen)
    return redirect("casework:ledger", code)


@require_POST
@for_people
def save_view(request: PersonRequest, code: str) -> HttpResponse:
    """Keep the table as it is shown, under a name."""
    found = found_or_404(request, code)
    _form, asked = asking(request, found)
    kept = {key: values for key, values in request.GET.lists()
            if key.startswith(forms.PREFIX) or key == forms.SORT}  # fmt: skip
    try:
        services.save_view(
            person=request.user,
            type_code=code,
            name=request.POST.get("name", ""),
            columns=[each.id for each in asked.columns],
            filters=kept,
        )
        messages.success(request, _("The view was saved; its address can be sent on."))
    except CaseworkError as refused:
        messages.error(request, str(refused))
    return HttpResponseRedirect(_url(request, after=""))


@require_POST
@for_people
def drop_view(request: PersonRequest, code: str, key: int) -> HttpResponse:
    """Forget a view."""
    found_or_404(request, code)
    services.drop_view(person=request.user, view_id=key)
    return redirect("casework:ledger", code)


@require_safe
@for_people
def download(request: PersonRequest, code: str) -> HttpResponse:
    """Everything that fits the filters, as a workbook; personal answers stay masked."""
    found = found_or_404(request, code)
    _form, asked = asking(request, found)
    lines = all_lines(found.case_type, found.rows, asked)
    file = export(found.name, asked.columns, lines)
    return attached_file(file, f"{found.name}.xlsx", XLSX)  # type: ignore[return-value]  # as Django serves both


def _form_row(
    request: PersonRequest, found: Found, rows: Sequence[Offered], *, may_add: bool
) -> dict[str, Any]:
    if may_add and "add" in request.GET:
        return {"adding": new_row(found)}
    number = request.GET.get("edit", "")
    offer = next((each for each in rows if each.row.case.number == number), None)
    return {"editing": open_row(found, offer.row.case)} if offer and offer.changes else {}


def _heads(request: PersonRequest, asked: Asked) -> list[Head]:
    now = {each.column.id: each.falls for each in asked.order[:1]}
    heads = []
    for column in asked.columns:
        falls = now.get(column.id)
        wanted = column.id if falls or falls is None else f"-{column.id}"
        url = "" if not column.is_asked else _url(request, sort=wanted, after="")
        words = "" if falls is None else "descending" if falls else "ascending"
        heads.append(Head(column, url, words))
    return heads


def _views(request: PersonRequest, found: Found) -> list[SavedLink]:
    here = reverse("casework:ledger", args=[found.case_type.id])
    links = []
    for view in listing.views_of(request.user, found.case_type.id):
        if view.name:
            asked = {**view.filters, forms.COLUMNS: [",".join(view.columns)]}
            links.append(SavedLink(view, f"{here}?{urlencode(asked, doseq=True)}"))
    return links


def _url(request: PersonRequest, **changed: str) -> str:
    """This table with other words in its address."""
    match = request.resolver_match
    code = match.kwargs["code"] if match else ""
    asked = request.GET.copy()
    for name in ("add", "edit"):
        asked.pop(name, None)
    for name, value in changed.items():
        asked.pop(name, None)
        if value:
            asked[name] = value
    said = asked.urlencode()
    here = reverse("casework:ledger", args=[code])
    return f"{here}?{said}" if said else here
