"""Months of a ledger: which are locked, what was corrected since."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from yingshang.apps.casework.decisions.months import first_of
from yingshang.apps.casework.models import Case, LedgerCorrection, LedgerMonth
from yingshang.apps.ledger.clock import local_day
from yingshang.engines.packs.casework.casetype import CaseType

MOST_SHOWN = 200


def months_of(case: Case, case_type: CaseType, before: Mapping[str, object]) -> set[date]:
    """Months that a change touches: that in which the row stood, and that in which it stands."""
    return {month_in(values, case, case_type) for values in (before, case.values)}


def month_in(values: Mapping[str, object], case: Case, case_type: CaseType) -> date:
    """The first day of the month of a row with these values."""
    named = case_type.ledger.month_of if case_type.ledger else None
    said = values.get(named) if named else None
    return first_of(date.fromisoformat(str(said)) if said else local_day(case.opened_at))


def locked_month(case: Case, case_type: CaseType, months: set[date]) -> LedgerMonth | None:
    """The locked one among these months of the unit in charge; None where all are open."""
    if not locks(case_type):
        return None
    rows = LedgerMonth.objects.filter(
        type_code=case.type_code, unit=case.holder_unit_id, month_on__in=months
    )
    return rows.order_by("month_on").first()


def locks(case_type: CaseType) -> bool:
    """Whether the type is locked month by month."""
    return case_type.ledger is not None and case_type.ledger.lock == "monthly"


def locked(type_code: str, month: date) -> dict[UUID, LedgerMonth]:
    """Locked months of the units of a ledger, by unit."""
    rows = LedgerMonth.objects.filter(type_code=type_code, month_on=month)
    known = rows.select_related("unit", "locked_by").order_by("unit__rank", "unit__code")
    return {each.unit_id: each for each in known}


def corrections(
    case_type: CaseType, month: date, units: frozenset[UUID] | None
) -> list[LedgerCorrection]:
    """Corrections of a locked month, the newest first; of these units only, None: all."""
    rows = LedgerCorrection.objects.filter(
        month__type_code=case_type.id, month__month_on=month
    ).select_related("case", "corrected_by", "month__unit")
    if units is not None:
        rows = rows.filter(case__units__unit_id__in=units).distinct()
    return list(rows.order_by("-pk")[:MOST_SHOWN])


def corrections_of(case: Case) -> list[LedgerCorrection]:
    """Corrections of one row after its month was locked, the newest first."""
    rows = LedgerCorrection.objects.filter(case=case).select_related("corrected_by")
    return list(rows.order_by("-pk"))
