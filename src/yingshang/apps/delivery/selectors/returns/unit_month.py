"""One unit's page of a period: everything that it owes, and how it stands."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.contrib.auth.models import AnonymousUser

from yingshang.apps.delivery.models import Plan, ReportingPeriod, Return
from yingshang.apps.delivery.permissions import FILL_RETURN, SEE_CHASE
from yingshang.apps.delivery.selectors.names import short_name
from yingshang.apps.delivery.selectors.returns.periods import PeriodTab, tabs
from yingshang.apps.delivery.selectors.returns.rights import visible_to
from yingshang.apps.delivery.selectors.returns.rows import (
    ReturnRow,
    explanation_of,
    rows_of,
)
from yingshang.apps.directory.models import Person, Unit
from yingshang.apps.directory.permissions import may, units_of
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.obligations.models import Obligation


@dataclass(frozen=True)
class UnitMonthPage:
    """What a unit owes for a period.

    Attributes:
        duty: One of its duties, for the dates that all of them share; None where nothing is owed.
        explanation: Why the date is that date.
        others: Further units for which the reader acts.
        may_fill: Whether the reader fills in for the unit.
        may_chase: Whether the reader sees all units.
    """

    plan: Plan
    period: ReportingPeriod
    tabs: tuple[PeriodTab, ...]
    unit: Unit
    unit_name: str
    rows: tuple[ReturnRow, ...]
    duty: Obligation | None
    explanation: tuple[str, ...]
    others: tuple[Unit, ...]
    may_fill: bool
    may_chase: bool

    @property
    def sent(self) -> int:
        """How many have left the unit."""
        return sum(row.report.state in Return.SENT for row in self.rows)


def unit_month_page(
    period: ReportingPeriod, unit: Unit, viewer: Person, now: datetime
) -> UnitMonthPage:
    """What `unit` owes for `period`, as far as `viewer` may read it."""
    on = local_day(now)
    rows = rows_of(_reports(period, unit, viewer, on), now)
    duty = next((row.duty for row in rows if row.duty), None)
    own = Unit.objects.filter(pk__in=units_of(viewer, on)).order_by("rank", "code")
    return UnitMonthPage(
        plan=period.plan,
        period=period,
        tabs=tabs(period.plan, period),
        unit=unit,
        unit_name=short_name(unit),
        rows=rows,
        duty=duty,
        explanation=explanation_of(duty),
        others=tuple(each for each in own if each.pk != unit.pk),
        may_fill=may(viewer, FILL_RETURN, on=on, unit=unit),
        may_chase=may(viewer, SEE_CHASE, on=on),
    )


def unit_to_show(viewer: Person | AnonymousUser, period: ReportingPeriod, on: date) -> Unit | None:
    """The first unit for which `viewer` acts and that owes something for `period`."""
    owing = Return.objects.filter(period=period, unit__in=units_of(viewer, on))
    first = owing.select_related("unit").in_order().first()
    return first.unit if first else None


def find_unit(code: str) -> Unit | None:
    """The unit of the city with this code, with its names."""
    return Unit.objects.within(None).filter(code=code).prefetch_related("names").first()


def sees_returns_of(viewer: Person, unit_id: UUID, on: date) -> bool:
    """Whether `viewer` may read what a unit reports as a whole."""
    return may(viewer, "delivery.see_returns", on=on, unit=unit_id)


def _reports(period: ReportingPeriod, unit: Unit, viewer: Person, on: date) -> list[Return]:
    rows = visible_to(viewer, on).filter(period=period, unit=unit)
    return list(rows.prefetch_related("unit__names").in_order())
