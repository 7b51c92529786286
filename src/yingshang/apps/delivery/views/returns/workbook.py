"""A unit's period as a workbook, out and in again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yingshang.apps.delivery.decisions.returns import Content
from yingshang.apps.delivery.errors import DeliveryError
from yingshang.apps.delivery.exporting.implementation_reading import UnreadableWorkbookError
from yingshang.apps.delivery.exporting.returns_reading import (
    RowRead,
    chosen_milestones,
    read_workbook,
)
from yingshang.apps.delivery.exporting.returns_xlsx import LinePart, Prepared, as_workbook
from yingshang.apps.delivery.forms.returns import UploadForm
from yingshang.apps.delivery.models import ReportingPeriod
from yingshang.apps.delivery.permissions import FILL_RETURN
from yingshang.apps.delivery.selectors.names import short_name
from yingshang.apps.delivery.selectors.returns.rules import find_rules
from yingshang.apps.delivery.selectors.returns.workbook import (
    Sheet,
    sheets_of,
    units_to_wait_for,
)
from yingshang.apps.delivery.services import returns as services
from yingshang.apps.delivery.views.returns.finding import period_or_404, unit_or_404
from yingshang.apps.directory.http import PersonRequest, demand, for_people
from yingshang.apps.directory.models import Unit
from yingshang.apps.ledger import clock
from yingshang.engines.documents.sniffing import XLSX

Uploads = Mapping[str | None, "UploadedFile[Any]"]


@dataclass(frozen=True)
class ReportLine:
    """What became of one row: where it stands, what it is about, the result, and why."""

    place: str
    title: str
    result: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class UploadPage:
    """The page on which a workbook is uploaded; `lines` report the last one."""

    period: ReportingPeriod
    unit: Unit
    unit_name: str
    lines: tuple[ReportLine, ...] = ()

    def count(self, result: str) -> int:
        """How many rows came to `result`."""
        return sum(line.result == result for line in self.lines)

    @property
    def taken(self) -> int:
        """How many rows were taken."""
        return self.count("taken")

    @property
    def unchanged(self) -> int:
        """How many rows say what is kept already."""
        return self.count("unchanged")

    @property
    def refused(self) -> int:
        """How many rows were refused."""
        return self.count("refused")


@require_safe
@for_people
def download(request: PersonRequest, period: str, code: str) -> HttpResponse:
    """The prepared workbook, with what is drafted so far."""
    shown, unit = _filling(request, period, code)
    rules = find_rules(shown.plan)
    prepared = Prepared(
        period_code=shown.code,
        unit_code=unit.code,
        title=_("%(unit)s: progress table, %(period)s")
        % {"unit": unit.official_name, "period": shown.name},
        note=_(
            "Fill in the light cells, then upload the workbook. A task is taken whole or not at "
            "all. Write one milestone or file name a line; send the files along."
        ),
        columns=rules.columns if rules else (),
        lines=[_part(sheet, place) for sheet in sheets_of(shown, unit)
               for place in range(len(sheet.bases))],
        units=units_to_wait_for(unit),
    )  # fmt: skip
    name = quote(f"{short_name(unit)}-{shown.code}.xlsx")
    disposition = f"attachment; filename*=UTF-8''{name}"
    return HttpResponse(
        as_workbook(prepared), content_type=XLSX, headers={"Content-Disposition": disposition}
    )


@require_http_methods(["GET", "POST"])
@for_people
def upload(request: PersonRequest, period: str, code: str) -> HttpResponse:
    """Take a filled workbook in, and report every row."""
    shown, unit = _filling(request, period, code)
    page = UploadPage(shown, unit, short_name(unit))
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            lines = _taken_in(request, page, form)
            page = UploadPage(shown, unit, page.unit_name, lines)
        except UnreadableWorkbookError as refusal:
            form.add_error("workbook", str(refusal))
    status = 422 if form.errors or page.refused else 200
    context = {"page": page, "form": form}
    return render(request, "delivery/return_upload.html", context, status=status)


def _filling(request: PersonRequest, period: str, code: str) -> tuple[ReportingPeriod, Unit]:
    unit = unit_or_404(request, code)
    demand(request, FILL_RETURN, unit=unit)
    return period_or_404(period), unit


def _part(sheet: Sheet, place: int) -> LinePart:
    basis = sheet.bases[place]
    return LinePart(
        report_id=str(sheet.report.pk),
        revision=sheet.report.revision,
        basis=basis,
        said=sheet.said(basis),
        shown=sheet.shown(basis),
        files=sheet.files(basis),
    )


def _taken_in(request: PersonRequest, page: UploadPage, form: UploadForm) -> tuple[ReportLine, ...]:
    units = {name: code for code, name in units_to_wait_for(page.unit)}
    book = read_workbook(form.cleaned_data["workbook"].read(), units)
    if (book.period_code, book.unit_code) != (page.period.code, page.unit.code):
        raise UnreadableWorkbookError(
            _("This workbook was prepared for another period or unit. Download the right one.")
        )
    uploads = {each.name: each for each in form.cleaned_data["evidence"]}
    sheets = {str(sheet.report.pk): sheet for sheet in sheets_of(page.period, page.unit)}
    lines: list[ReportLine] = []
    for report_id in dict.fromkeys(row.report_id for row in book.rows):
        rows = [row for row in book.rows if row.report_id == report_id]
        lines += _one_return(request, sheets.get(report_id), rows, uploads)
    return tuple(lines)


def _one_return(
    request: PersonRequest,
    sheet: Sheet | None,
    rows: Sequence[RowRead],
    uploads: Uploads,
) -> list[ReportLine]:
    if sheet is None:
        reason = _("This return has been handed in or does not exist; it cannot be filled in.")
        return [ReportLine(_place(row), row.key, "refused", (reason,)) for row in rows]
    faults = {row.key: _faults(sheet, row, uploads) for row in rows}
    if any(faults.values()):
        return _refused(sheet, rows, faults)
    outcome = _kept(request, sheet, rows, uploads)
    for key, field, sentence in outcome.faults:
        row = next((each for each in rows if each.key == key), rows[0])
        faults.setdefault(row.key, []).append(f"{row.cells.get(field, '')} {sentence}".strip())
    if outcome.result == "refused":
        if not outcome.faults:
            faults[rows[0].key] = [outcome.sentence]
        return _refused(sheet, rows, faults)
    return [ReportLine(_place(row), _title(sheet, row), outcome.result, ()) for row in rows]


def _refused(
    sheet: Sheet, rows: Sequence[RowRead], faults: Mapping[str, Sequence[str]]
) -> list[ReportLine]:
    beside = _("Another row of this task has a fault, so none of it was taken.")
    return [
        ReportLine(
            _place(row), _title(sheet, row), "refused", tuple(faults.get(row.key) or (beside,))
        )
        for row in rows
    ]


def _faults(sheet: Sheet, row: RowRead, uploads: Uploads) -> list[str]:
    found = [f"{cell} {sentence}" for cell, sentence in row.faults]
    basis = next((each for each in sheet.bases if each.key == row.key), None)
    if basis is None:
        return [*found, _("The plan no longer has this measure. Download the workbook again.")]
    _keys, unknown = chosen_milestones(row, basis)
    found += [
        f"{row.cells['milestones']} "
        + _("The plan has no milestone “%(given)s” here.") % {"given": each}
        for each in unknown
    ]
    there = sheet.files(basis)
    found += [
        f"{row.cells['evidence']} "
        + _("The file “%(given)s” is not attached yet; send it along.") % {"given": name}
        for name in row.files
        if name not in there and name not in uploads
    ]
    return found


def _kept(
    request: PersonRequest,
    sheet: Sheet,
    rows: Sequence[RowRead],
    uploads: Uploads,
) -> services.Outcome:
    bases = {basis.key: basis for basis in sheet.bases}
    lines = [
        type(row.line)(**vars(row.line) | {"milestones": chosen_milestones(row, bases[row.key])[0]})
        for row in rows
    ]
    said = [sheet.said(basis) for basis in sheet.bases if basis.key not in {r.key for r in rows}]
    rests_on = tuple(each.pk for each in sheet.version.rests_on.all()) if sheet.version else ()
    note = sheet.version.without_note if sheet.version else ""
    try:
        files = {row.key: _new_files(sheet, row, bases[row.key].key, uploads) for row in rows}
    except DeliveryError as refusal:
        return services.Outcome("refused", str(refusal))
    filled = services.Filled(
        return_id=UUID(rows[0].report_id),
        revision=rows[0].revision,
        content=Content((*lines, *said), rests_on, note),
        files=files,
    )
    return services.take_in(filled=filled, actor=request.user, at=clock.now())


def _new_files(sheet: Sheet, row: RowRead, key: str, uploads: Uploads) -> list[tuple[str, bytes]]:
    found = []
    for name in row.files:
        if name in uploads:
            upload = uploads[name]
            upload.seek(0)
            found.append((name, services.bounded(upload=upload, report=sheet.report)))
    return found


def _place(row: RowRead) -> str:
    return str(row.number)


def _title(sheet: Sheet, row: RowRead) -> str:
    basis = next((each for each in sheet.bases if each.key == row.key), None)
    task = sheet.report.task
    return " ".join(filter(None, (task.code if task else "", basis.title if basis else row.key)))
