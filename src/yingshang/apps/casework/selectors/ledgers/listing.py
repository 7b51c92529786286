"""All ledgers that somebody may see, with what stands in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from yingshang.apps.casework.decisions.months import first_of, following
from yingshang.apps.casework.models import Case, CaseUnit, SavedView, Stage, Step
from yingshang.apps.casework.models.cases import OPEN_STAGES, CaseQuerySet
from yingshang.apps.casework.permissions import OF_ROWS, OPEN, SEE_LEDGER
from yingshang.apps.casework.selectors.desk.clocks import with_light
from yingshang.apps.casework.selectors.ledgers.expressions import midnight
from yingshang.apps.casework.types import current_types
from yingshang.apps.directory.models import Person, Unit
from yingshang.apps.directory.permissions import units_for
from yingshang.apps.ledger import clock
from yingshang.apps.obligations.lights import Light
from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.schema.casework.common import FieldHolder


@dataclass(frozen=True)
class Listed:
    """One ledger: how many rows are open, of these late, and how many ended this month."""

    case_type: CaseType
    open: int = 0
    late: int = 0
    closed: int = 0


def ledgers(viewer: Person) -> list[Listed]:
    """Ledgers of the current release in which `viewer` has rows or whose unit is theirs."""
    today = clock.today()
    units = units_for(viewer, SEE_LEDGER, on=today)
    rows = seen_rows(units)
    counts = _counts(rows, today)
    late = _late(rows)
    own = _codes(units)
    found = []
    for case_type in current_types():
        is_shown = units is None or case_type.id in counts or case_type.entry.holder in own
        if case_type.ledger is not None and is_shown:
            open_, closed = counts.get(case_type.id, (0, 0))
            found.append(Listed(case_type, open_, late.get(case_type.id, 0), closed))
    return found


def seen_rows(units: frozenset[UUID] | None) -> CaseQuerySet:
    """Rows of every ledger that these units may see; None: all."""
    rows = Case.objects.exclude(stage=Stage.DRAFT)
    if units is None:
        return rows
    return rows.filter(pk__in=CaseUnit.objects.filter(unit_id__in=units).values("case"))


def views_of(person: Person, type_code: str) -> Sequence[SavedView]:
    """Views that `person` saved for a ledger; the unnamed one, if any, first."""
    return list(SavedView.objects.filter(person=person, type_code=type_code).order_by("name"))


def may_add(viewer: Person, case_type: CaseType) -> bool:
    """Whether `viewer` adds rows: officials open this type, for a unit of theirs."""
    entry = case_type.entry
    if "official" not in entry.opened_by or (entry.applicant and entry.applicant.kinds):
        return False
    units = units_for(viewer, OF_ROWS[OPEN], on=clock.today()) or frozenset()
    if not units or isinstance(entry.holder, FieldHolder):
        return bool(units)
    return entry.holder in _codes(units)


def _codes(units: frozenset[UUID] | None) -> frozenset[str]:
    if not units:
        return frozenset()
    rows = Unit.objects.within(None).filter(pk__in=units)
    return frozenset(rows.order_by().values_list("code", flat=True))


def _counts(rows: CaseQuerySet, today: date) -> dict[str, tuple[int, int]]:
    month = first_of(today)
    ended = Q(ended_at__gte=midnight(month), ended_at__lt=midnight(following(month)))
    counted = rows.order_by().values("type_code")
    found = counted.annotate(
        still_open=Count("pk", filter=Q(stage__in=OPEN_STAGES)), ended=Count("pk", filter=ended)
    )
    return {row["type_code"]: (row["still_open"], row["ended"]) for row in found}


def _late(rows: CaseQuerySet) -> dict[str, int]:
    steps = Step.objects.open().filter(with_light(Light.OVERDUE), case__in=rows.values("pk"))
    counted = steps.order_by().values("case__type_code")
    found = counted.annotate(number=Count("case", distinct=True))
    return {row["case__type_code"]: row["number"] for row in found}
