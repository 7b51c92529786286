"""Rows from a spreadsheet: pasted or as a workbook, checked row by row before anything is kept."""

import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yingshang.apps.casework.decisions.columns import columns_of
from yingshang.apps.casework.exporting.ledger_xlsx import rejected as rejected_book
from yingshang.apps.casework.exporting.ledger_xlsx import template as template_book
from yingshang.apps.casework.forms.ledgers import PasteForm
from yingshang.apps.casework.importing.mapping import Mapped, mapped
from yingshang.apps.casework.importing.tables import (
    Table,
    TableUnreadableError,
    from_text,
    from_workbook,
)
from yingshang.apps.casework.selectors.ledgers.entering import (
    named_values,
    positions,
    words_to_choose,
)
from yingshang.apps.casework.services.ledgers import Batch, Given, Taken, add_rows
from yingshang.apps.casework.views.ledgers.attaching import attached
from yingshang.apps.casework.views.ledgers.finding import Found, adding_or_403, found_or_404
from yingshang.apps.directory.http import PersonRequest, for_people
from yingshang.apps.ledger import clock
from yingshang.engines.documents.sniffing import XLSX


@dataclass(frozen=True)
class Report:
    """What became of the rows that came in."""

    read: Mapped
    is_written: bool
    taken: tuple[Taken, ...]
    text: str
    reason: str

    def count(self, result: str) -> int:
        """How many rows came to `result`."""
        return sum(each.result == result for each in self.taken)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows came to what."""
        return {name: self.count(name) for name in ("added", "good", "there", "double", "refused")}

    @property
    def rejected(self) -> str:
        """Rows that were refused, with their reasons, for the workbook of them."""
        lines = {line.number: line.cells for line in self.read.lines}
        refused = [
            [lines[each.number], " ".join(each.reasons)]
            for each in self.taken
            if each.result in {"double", "refused"}
        ]
        return json.dumps([self.read.heading, refused], ensure_ascii=False)


@require_http_methods(["GET", "POST"])
@for_people
def paste(request: PersonRequest, code: str) -> HttpResponse:
    """Take rows in, and report every one; nothing is kept unless all are good, or so chosen."""
    found = adding_or_403(request, code)
    form = PasteForm(request.POST or None, request.FILES or None)
    report = None
    if request.method == "POST" and form.is_valid():
        try:
            report = _taken(request, found, form.cleaned_data)
        except TableUnreadableError as unreadable:
            form.add_error(None, str(unreadable))
    known = columns_of(found.case_type)
    places = [known[each] for each in positions(found.case_type)]
    context = {"found": found, "form": form, "report": report, "places": places}
    status = 422 if form.errors or (report and report.count("refused")) else 200
    return render(request, "casework/ledgers/paste.html", context, status=status)


@require_safe
@for_people
def template(request: PersonRequest, code: str) -> HttpResponse:
    """The empty workbook to fill in."""
    found = found_or_404(request, code)
    content = template_book(found.case_type, words_to_choose(found.case_type))
    return attached(content, f"{found.name}.xlsx", XLSX)


@require_POST
@for_people
def rejected(request: PersonRequest, code: str) -> HttpResponse:
    """Rows that were refused, with their reasons, to be put right and taken in again."""
    found = adding_or_403(request, code)
    heading, lines = _rejected(request.POST.get("rows", ""))
    return attached(rejected_book(heading, lines), f"{found.name}-x.xlsx", XLSX)


def _taken(request: PersonRequest, found: Found, said: dict[str, Any]) -> Report:
    book = said.get("workbook")
    came: Table = from_workbook(book.read()) if book else from_text(said["text"])
    case_type = found.case_type
    read = mapped(case_type, came, positions(case_type), named_values(case_type))
    if not read.lines:
        return Report(read, is_written=False, taken=(), text="", reason="")
    doubles = "doubles" in request.POST
    batch = Batch(case_type.id, request.user, clock.now(), said["reason"], takes_doubles=doubles)
    rows = [Given(line.number, line.values) for line in read.lines]
    is_written, taken = add_rows(batch=batch, rows=rows, good_only="good_only" in request.POST)
    return Report(read, is_written, taken, came.as_text(), said["reason"])


def _rejected(text: str) -> tuple[list[str], list[tuple[list[str], str]]]:
    """What the report of a page hands back; anything else is an empty table."""
    try:
        heading, lines = json.loads(text)
        read = [([str(cell) for cell in cells], str(why)) for cells, why in lines]
        return [str(each) for each in heading], read
    except (ValueError, TypeError):
        return [], []
