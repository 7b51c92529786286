"""A unit's plans as a workbook, out and in again."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yingshang.apps.delivery.exporting.implementation_reading import (
    Row,
    TaskRows,
    UnreadableWorkbookError,
    read_workbook,
)
from yingshang.apps.delivery.exporting.implementation_xlsx import as_workbook
from yingshang.apps.delivery.forms.implementation import WorkbookForm
from yingshang.apps.delivery.models import Plan
from yingshang.apps.delivery.permissions import DRAFT_IMPLEMENTATION
from yingshang.apps.delivery.selectors.implementation.workbook import task_parts
from yingshang.apps.delivery.selectors.names import short_name
from yingshang.apps.delivery.services import implementation as services
from yingshang.apps.delivery.services.implementation.importing import Filled, Outcome
from yingshang.apps.delivery.views.implementation.finding import plan_or_404
from yingshang.apps.directory.http import PersonRequest, demand, for_people
from yingshang.apps.directory.models import Unit
from yingshang.apps.directory.selectors.units import unit_of
from yingshang.apps.ledger import clock

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class ReportLine:
    """What became of one row: where it stands, what it says, whether it was taken, why not."""

    place: str
    task: str
    words: str
    result: str
    reason: str


@dataclass(frozen=True)
class UploadPage:
    """The page on which a workbook is uploaded; `lines` report the last one."""

    plan: Plan
    unit: Unit
    lines: tuple[ReportLine, ...] = ()

    @property
    def taken(self) -> int:
        """How many rows were taken."""
        return sum(line.result == "taken" for line in self.lines)

    @property
    def refused(self) -> int:
        """How many rows were refused."""
        return sum(line.result == "refused" for line in self.lines)


@require_safe
@for_people
def download(request: PersonRequest, code: str) -> HttpResponse:
    """The prepared workbook of a unit, with what it has drafted so far."""
    plan, unit = _drafting(request, code)
    content = as_workbook(plan, short_name(unit), task_parts(plan, unit))
    name = quote(_("Implementation plans %(unit)s.xlsx") % {"unit": short_name(unit)})
    disposition = f"attachment; filename*=UTF-8''{name}"
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": disposition})


@require_http_methods(["GET", "POST"])
@for_people
def upload(request: PersonRequest, code: str) -> HttpResponse:
    """Take a filled-in workbook in, and report every row."""
    plan, unit = _drafting(request, code)
    page = UploadPage(plan, unit)
    form = WorkbookForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            tasks = read_workbook(form.cleaned_data["workbook"].read())
        except UnreadableWorkbookError as unreadable:
            form.add_error("workbook", str(unreadable))
        else:
            lines = tuple(_taken_in(request, plan, unit, tasks))
            page = UploadPage(plan, unit, lines)
    status = 422 if form.errors else 200
    context = {"page": page, "form": form}
    return render(request, "delivery/implementation_upload.html", context, status=status)


def _drafting(request: PersonRequest, code: str) -> tuple[Plan, Unit]:
    unit = unit_of(code)
    if unit is None:
        raise Http404
    demand(request, DRAFT_IMPLEMENTATION, unit=unit)
    return plan_or_404(), unit


def _taken_in(
    request: PersonRequest, plan: Plan, unit: Unit, tasks: tuple[TaskRows, ...]
) -> Iterator[ReportLine]:
    whole = [each for each in tasks if each.code and each.rows and not each.faults]
    outcomes = services.take_in(
        plan=plan,
        unit=unit,
        parts=[Filled(each.code, each.token, each.content) for each in whole],
        actor=request.user,
        at=clock.now(),
    )
    for each in tasks:
        for row in each.rows:
            yield _line(row, each, outcomes.get(each.code, Outcome("refused")))


def _line(row: Row, task: TaskRows, outcome: Outcome) -> ReportLine:
    own = [fault for fault in task.faults if fault.place == row.place]
    reasons = [f"{fault.cell}: {fault.sentence}" for fault in own] or _reasons(task, outcome)
    words = str(row.values.get("text") or row.values.get("result") or row.values.get("words") or "")
    result = "refused" if outcome.result in {"refused", "unknown"} else outcome.result
    return ReportLine(row.place, row.task, words, result, " ".join(reasons))


def _reasons(task: TaskRows, outcome: Outcome) -> list[str]:
    if not task.code:
        return [_("Choose the task of this row.")]
    if outcome.result == "unknown":
        return [_("Your unit has no plan for this task.")]
    if task.faults:
        return [_("Another row of this task is wrong, so nothing of the task is taken.")]
    return list(outcome.sentences)
