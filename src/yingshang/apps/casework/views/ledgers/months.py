"""A month of a ledger: what it comes to, locked or not, and as a file."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yingshang.apps.casework.decisions.months import first_of, following, preceding, read_month
from yingshang.apps.casework.errors import CaseworkError
from yingshang.apps.casework.exporting.rollup_files import as_document, as_workbook
from yingshang.apps.casework.exporting.rollup_lines import month_shown, sections
from yingshang.apps.casework.selectors.ledgers.monthly import unit_months, unit_of
from yingshang.apps.casework.selectors.ledgers.months import corrections, locks
from yingshang.apps.casework.selectors.ledgers.rollup import RollUp, roll_up
from yingshang.apps.casework.services.ledgers import lock_month
from yingshang.apps.casework.views.ledgers.attaching import attached
from yingshang.apps.casework.views.ledgers.finding import Found, found_or_404
from yingshang.apps.casework.views.ledgers.rollup_links import linked
from yingshang.apps.directory.http import PersonRequest, for_people
from yingshang.apps.ledger import clock
from yingshang.engines.documents.sniffing import DOCX, XLSX

FILES = {"xlsx": (as_workbook, XLSX), "docx": (as_document, DOCX)}


@require_safe
@for_people
def this_month(request: PersonRequest, code: str) -> HttpResponse:
    """Leads to the month of today."""
    found_or_404(request, code)
    return redirect("casework:ledger_month", code, month_shown(clock.today()))


@require_safe
@for_people
def month(request: PersonRequest, code: str, month: str) -> HttpResponse:
    """What a month comes to beside the one before, by unit and as the type says."""
    found, first = found_or_404(request, code), month_or_404(month)
    summed = _rolled(found, first)
    after = following(first)
    context = {
        "found": found,
        "month": first,
        "rollup": summed,
        "sections": linked(found.case_type, summed, sections(summed)),
        "units": unit_months(request.user, found.case_type, found.rows, first),
        "is_over": clock.today() >= after,
        "locks": locks(found.case_type),
        "corrections": corrections(found.case_type, first, found.units),
        "earlier": month_shown(preceding(first)),
        "later": month_shown(after) if after <= first_of(clock.today()) else "",
    }
    return render(request, "casework/ledgers/month.html", context)


@require_safe
@for_people
def month_file(request: PersonRequest, code: str, month: str, kind: str) -> HttpResponse:
    """The month as a workbook or a Word document."""
    found, first = found_or_404(request, code), month_or_404(month)
    if kind not in FILES:
        raise Http404
    make, content_type = FILES[kind]
    title = f"{found.name} {month_shown(first)}"
    note = _(
        "Rows belong to the month of their date. Closed: ended in the month. In time: of the last "
        "days of steps that fell into the month and have passed, those that were kept."
    )
    content = make(title, note, sections(_rolled(found, first)))
    return attached(content, f"{found.name}-{month}.{kind}", content_type)


@require_POST
@for_people
def lock(request: PersonRequest, code: str, month: str) -> HttpResponse:
    """Lock the month of a unit."""
    found_or_404(request, code)
    first = month_or_404(month)
    unit = unit_of(request.POST.get("unit", ""))
    if unit is None:
        raise Http404
    try:
        lock_month(type_code=code, unit_id=unit.pk, month=first, actor=request.user, at=clock.now())
        messages.success(request, _("The month is locked."))
    except CaseworkError as refused:
        messages.error(request, str(refused))
    return redirect("casework:ledger_month", code, month)


def month_or_404(text: str) -> date:
    """The month of an address."""
    first = read_month(text)
    if first is None:
        raise Http404
    return first


def _rolled(found: Found, first: date) -> RollUp:
    return roll_up(found.case_type, found.rows, (first, preceding(first)), clock.now())
