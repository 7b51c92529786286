"""How much every unit published, by month: each number leads to its rows."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.db.models.functions import TruncMonth

from yingshang.apps.delivery.models import Plan, PublicityItem, Responsibility
from yingshang.apps.delivery.selectors.appraisal.months import months_of
from yingshang.apps.delivery.selectors.names import short_name
from yingshang.apps.directory.models import Unit
from yingshang.apps.ledger import clock


@dataclass(frozen=True)
class CountCell:
    """One unit and month: how many items, and how many of them are good practice."""

    month: date
    items: int
    practices: int


@dataclass(frozen=True)
class CountRow:
    """One unit, the months across; `total` over all of them."""

    unit: Unit
    name: str
    cells: tuple[CountCell, ...]
    total: int
    practices: int


@dataclass(frozen=True)
class CountsPage:
    """Units by months; a month that has not begun is not there."""

    months: tuple[date, ...]
    rows: tuple[CountRow, ...]
    totals: tuple[int, ...]
    total: int


def counts_page(plan: Plan) -> CountsPage:
    """Counts of everything that was not withdrawn, in two queries."""
    months = tuple(reversed(months_of(plan, clock.today())))
    counted = _counted(plan)
    answering = Responsibility.objects.in_force().filter(plan=plan).values("unit")
    units = Unit.objects.filter(pk__in=answering) | Unit.objects.filter(
        pk__in=[unit for unit, _month in counted]
    )
    named = units.distinct().prefetch_related("names").order_by("rank", "code")
    rows = [_row(unit, months, counted) for unit in named]
    totals = tuple(sum(row.cells[place].items for row in rows) for place in range(len(months)))
    return CountsPage(months, tuple(rows), totals, sum(totals))


def _counted(plan: Plan) -> dict[tuple[object, date], dict[str, int]]:
    rows = PublicityItem.objects.in_force().filter(plan=plan)
    grouped = rows.annotate(month=TruncMonth("published_on")).order_by()
    found: dict[tuple[object, date], dict[str, int]] = {}
    for each in grouped.values("unit", "month", "kind").annotate(number=Count("pk")):
        place = found.setdefault((each["unit"], each["month"]), {})
        place[each["kind"]] = each["number"]
    return found


def _row(
    unit: Unit, months: tuple[date, ...], counted: dict[tuple[object, date], dict[str, int]]
) -> CountRow:
    cells = []
    for month in months:
        kinds = counted.get((unit.pk, month), {})
        practices = kinds.get(PublicityItem.Kind.GOOD_PRACTICE, 0)
        cells.append(CountCell(month, sum(kinds.values()), practices))
    return CountRow(
        unit=unit,
        name=short_name(unit),
        cells=tuple(cells),
        total=sum(cell.items for cell in cells),
        practices=sum(cell.practices for cell in cells),
    )
