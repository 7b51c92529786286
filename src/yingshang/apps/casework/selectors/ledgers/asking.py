"""What the reader of a table asked for: columns, filters, order, and where the page begins."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import F, Q, TextField, Value
from django.db.models.functions import Coalesce

from yingshang.apps.casework.decisions.columns import NUMBER, Column
from yingshang.apps.casework.models import Case, CaseUnit, Stage
from yingshang.apps.casework.models.cases import CaseQuerySet
from yingshang.apps.casework.selectors.ledgers.expressions import (
    INSTANTS,
    NEEDS_DUTY,
    midnight,
    of_column,
    with_duty,
)
from yingshang.apps.ledger.clock import local_day

Condition = str | date | Decimal | Sequence[str]
# Beyond every value, so that empty cells come last whichever way a column is sorted.
MOST, LEAST = Decimal(10) ** 20, -(Decimal(10) ** 20)
LAST_TEXT = "\U0010ffff"


@dataclass(frozen=True)
class Order:
    """One column of the order."""

    column: Column
    falls: bool


@dataclass(frozen=True)
class Asked:
    """What was asked of one table.

    Attributes:
        columns: Shown, in their order.
        filters: (column, how, value); how is `has`, `from`, `to` (both included) or `is`.
        order: By these, then the newest first.
        after: Keys of the last row of the page before; empty for the first page.
    """

    columns: tuple[Column, ...]
    filters: tuple[tuple[Column, str, Condition], ...] = ()
    order: tuple[Order, ...] = ()
    after: tuple[Any, ...] = ()

    @property
    def by_duty(self) -> Column | None:
        """A column for which SQL must know last days; None where there is none."""
        named = [column for column, _how, _value in self.filters]
        named += [each.column for each in self.order]
        return next((each for each in named if each.id in NEEDS_DUTY), None)


def rows_of(type_code: str, units: frozenset[UUID] | None) -> CaseQuerySet:
    """Rows of a ledger that these units may see (None: all), without drafts of applicants."""
    rows = Case.objects.filter(type_code=type_code).exclude(stage=Stage.DRAFT)
    if units is None:
        return rows
    seen = CaseUnit.objects.filter(type_code=type_code, unit_id__in=units)
    return rows.filter(pk__in=seen.values("case"))


def narrowed(rows: CaseQuerySet, asked: Asked) -> CaseQuerySet:
    """`rows` that fit every filter."""
    if (by_duty := asked.by_duty) is not None:
        rows = with_duty(rows, by_duty.optional)
    for place, (column, how, value) in enumerate(asked.filters):
        name = f"filter_{place}"
        rows = rows.alias(**{name: of_column(column)}).filter(_fits(name, column, how, value))
    return rows


def _fits(name: str, column: Column, how: str, value: Condition) -> Q:
    if how == "has":
        return Q(**{f"{name}__icontains": value})
    if how == "is":
        return Q(**{f"{name}__in": value})
    if isinstance(value, date):
        return _day_fits(name, column, how, value)
    return Q(**{f"{name}__{'gte' if how == 'from' else 'lte'}": value})


def _day_fits(name: str, column: Column, how: str, day: date) -> Q:
    if column.id not in INSTANTS or column.field is not None:
        return Q(**{f"{name}__{'gte' if how == 'from' else 'lte'}": day.isoformat()})
    if how == "from":
        return Q(**{f"{name}__gte": midnight(day)})
    return Q(**{f"{name}__lt": midnight(date.fromordinal(day.toordinal() + 1))})


def ordered(rows: CaseQuerySet, asked: Asked) -> CaseQuerySet:
    """`rows` in the order asked for, behind the last row of the page before."""
    names = []
    for place, each in enumerate(asked.order):
        name = f"order_{place}"
        rows = rows.annotate(**{name: _sortable(each)})
        names.append(name)
    if len(asked.after) == len(names) + 1:
        rows = rows.filter(_behind(asked, names))
    by = [F(n).desc() if o.falls else F(n).asc() for n, o in zip(names, asked.order, strict=True)]
    return rows.order_by(*by, "-pk")


def _sortable(each: Order) -> Any:
    column = each.column
    found = of_column(column)
    if column.kind == NUMBER:
        return Coalesce(found, Value(LEAST if each.falls else MOST))
    if column.id in INSTANTS and column.field is None:
        return Coalesce(found, F("opened_at"))
    empty = Value("" if each.falls else LAST_TEXT)
    return Coalesce(found, empty, output_field=TextField())


def _behind(asked: Asked, names: Sequence[str]) -> Q:
    """Rows behind the keys, in the order of the columns, then by falling key."""
    found, same = Q(pk__in=[]), Q()
    for name, order, value in zip(names, asked.order, asked.after, strict=False):
        found |= same & Q(**{f"{name}__{'lt' if order.falls else 'gt'}": value})
        same &= Q(**{name: value})
    return found | (same & Q(pk__lt=asked.after[-1]))


def key_of(row: Case, asked: Asked) -> str:
    """The keys of a row, as an address carries them."""
    values = [getattr(row, f"order_{place}") for place in range(len(asked.order))]
    return json.dumps([*(str(each) for each in values), row.pk], ensure_ascii=False)


def month_rows(
    rows: CaseQuerySet, column: Column | None, first: date, following: date
) -> CaseQuerySet:
    """Rows whose month begins on `first`: by the date of the type, else by the day of opening."""
    if column is None:
        return rows.filter(opened_at__gte=midnight(first), opened_at__lt=midnight(following))
    span = Q(month_day__gte=first.isoformat(), month_day__lt=following.isoformat())
    return rows.alias(month_day=of_column(column)).filter(span)


def day_of(row: Case, month_of: str | None) -> date:
    """The day that puts a row into its month."""
    said = row.values.get(month_of) if month_of else None
    return date.fromisoformat(str(said)) if said else local_day(row.opened_at)
