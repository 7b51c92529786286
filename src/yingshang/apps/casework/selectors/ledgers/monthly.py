"""Which units' months are locked, and who may lock them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from yingshang.apps.casework.models import LedgerMonth
from yingshang.apps.casework.models.cases import CaseQuerySet
from yingshang.apps.casework.permissions import LOCK_LEDGER
from yingshang.apps.casework.selectors.ledgers.months import locked, locks
from yingshang.apps.casework.selectors.ledgers.rollup import Figures, in_month, kept_figures
from yingshang.apps.directory.models import Person, Unit
from yingshang.apps.directory.permissions import units_for
from yingshang.apps.ledger import clock
from yingshang.engines.packs.casework.casetype import CaseType


@dataclass(frozen=True)
class UnitMonth:
    """A unit in charge of rows of a month.

    Attributes:
        locked: None while the month is open.
        kept: What the month came to when it was locked.
    """

    unit: Unit
    locked: LedgerMonth | None
    kept: Figures | None
    may_lock: bool


def unit_of(code: str) -> Unit | None:
    """The unit of the city with this code."""
    return Unit.objects.within(None).filter(code=code).first()


def unit_months(
    viewer: Person, case_type: CaseType, rows: CaseQuerySet, month: date
) -> Sequence[UnitMonth]:
    """Units with rows in the month, or that locked it; with `viewer`'s own where they lock."""
    if not locks(case_type):
        return []
    own = units_for(viewer, LOCK_LEDGER, on=clock.today()) or frozenset()
    holds = in_month(case_type, rows, month).order_by().values("holder_unit_id")
    units = Unit.objects.filter(pk__in=holds) | Unit.objects.filter(
        pk__in=own, code=str(case_type.entry.holder), workspace=None
    )
    there = locked(case_type.id, month)
    found = []
    for unit in units.distinct().order_by("rank", "code"):
        made = there.get(unit.pk)
        kept = kept_figures(made.roll_up) if made else None
        found.append(UnitMonth(unit, made, kept, may_lock=unit.pk in own and made is None))
    return found
