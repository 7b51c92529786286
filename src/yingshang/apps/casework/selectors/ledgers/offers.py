"""What somebody may do with the rows of a page; a few queries for all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from yingshang.apps.casework.models import Case, CaseUnit, LedgerMonth, Stage, Step
from yingshang.apps.casework.permissions import CHECK, HANDLE, OF_ROWS, SEE
from yingshang.apps.casework.selectors.ledgers.asking import rows_of
from yingshang.apps.casework.selectors.ledgers.months import locks, month_in
from yingshang.apps.casework.selectors.ledgers.table import Row
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import units_for
from yingshang.apps.ledger import clock
from yingshang.apps.obligations.lights import Light
from yingshang.engines.packs.casework.casetype import CaseType

NOBODY: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class Offered:
    """One row and what may be done with it.

    Attributes:
        opens: Whether its page may be opened.
        changes: Whether its particulars may be put right here.
        act: The act on its current step: `settle`, `verify`, `explain_lateness` or empty.
        is_locked: Its month is locked, so that a change needs a reason.
    """

    row: Row
    opens: bool
    changes: bool
    act: str
    is_locked: bool


def offered(viewer: Person, case_type: CaseType, rows: Sequence[Row]) -> list[Offered]:
    """Rows with what `viewer` may do."""
    today = clock.today()
    keys = [row.case.pk for row in rows]
    units = {
        verb: units_for(viewer, OF_ROWS.get(verb, verb), on=today) or NOBODY
        for verb in (SEE, HANDLE, CHECK)
    }
    seen, handled = _of_units(keys, units[SEE]), _of_units(keys, units[HANDLE])
    locked = _locked(case_type, rows)
    return [
        Offered(
            row=row,
            opens=row.case.pk in seen,
            changes=row.case.pk in handled and row.case.stage == Stage.RUNNING,
            act=_act(viewer, row, units[HANDLE], units[CHECK]),
            is_locked=row.case.pk in locked,
        )
        for row in rows
    ]


def _act(viewer: Person, row: Row, handled: frozenset[UUID], checked: frozenset[UUID]) -> str:
    step = row.step
    if step is None or step.status != Step.Status.OPEN:
        return ""
    if step.waits_for_check:
        is_other = step.settled_by_id != viewer.pk
        return "verify" if step.holder_unit_id in checked and is_other else ""
    if step.holder_unit_id not in handled:
        return ""
    is_late = row.clock is not None and row.clock.light == Light.OVERDUE
    return "explain_lateness" if is_late and not step.late_reason_published_at else "settle"


def _of_units(keys: Sequence[int], units: frozenset[UUID]) -> frozenset[int]:
    if not units:
        return frozenset()
    rows = CaseUnit.objects.filter(case_id__in=keys, unit_id__in=units).order_by()
    return frozenset(rows.values_list("case_id", flat=True))


def _locked(case_type: CaseType, rows: Sequence[Row]) -> frozenset[int]:
    if not locks(case_type):
        return frozenset()
    months = {row.case.pk: month_in(row.case.values, row.case, case_type) for row in rows}
    found = LedgerMonth.objects.filter(type_code=case_type.id, month_on__in=set(months.values()))
    locked = set(found.order_by().values_list("unit_id", "month_on"))
    return frozenset(
        row.case.pk for row in rows if (row.case.holder_unit_id, months[row.case.pk]) in locked
    )


def row_case(case_type: CaseType, units: frozenset[UUID] | None, number: str) -> Case | None:
    """The row of this number, among those that these units may see."""
    return rows_of(case_type.id, units).filter(number=number).first()
