"""The page of rates, with every group named; and what the public reads."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from yingshang.apps.directory.models import Person, Unit
from yingshang.apps.directory.permissions import units_for
from yingshang.apps.ledger.reader import in_words
from yingshang.apps.ratings.content import Rules, words
from yingshang.apps.ratings.models import Channel, Rating, RatingPoint, Rectification
from yingshang.apps.ratings.permissions import SEE_STAFF
from yingshang.apps.ratings.selectors.rates import (
    Figure,
    Period,
    RateRow,
    rate_names,
    rate_rows,
)

SHOWN_RECTIFICATIONS = 20


@dataclass(frozen=True)
class NamedRow:
    """A group of ratings by its name; each rate by its name, None where it rests on few rows."""

    name: str
    note: str
    row: RateRow
    figures: Sequence[tuple[str, Figure | None]] = ()
    code: str = ""


@dataclass(frozen=True)
class RatesPage:
    """Rates by one dimension: names and definitions of the rates, the grades, the groups."""

    by: str
    period: Period
    rates: Sequence[tuple[str, str]]
    grades: Sequence[str]
    whole: NamedRow | None
    rows: Sequence[NamedRow]
    least: int

    @property
    def all_rows(self) -> Sequence[NamedRow]:
        """Everything together, then each group."""
        return [self.whole, *self.rows] if self.whole else self.rows


@dataclass(frozen=True)
class PutRight:
    """A bad rating that was put right, as everybody may read it: by month, no words of anybody."""

    month_on: date
    place: str
    unit: str
    reasons: Sequence[str]
    done: str


@dataclass(frozen=True)
class AnswersPage:
    """What the public reads of ratings."""

    page: RatesPage
    put_right: Sequence[PutRight]
    windows: Sequence[NamedRow]


def rates_page(rules: Rules, period: Period, by: str, *, viewer: Person, on: date) -> RatesPage:
    """Rates by one dimension for an official; single officials only to their own leaders."""
    only = None
    if by == "staff":
        led = units_for(viewer, SEE_STAFF, on=on)
        only = Q(staff__isnull=False) if led is None else Q(unit__in=led, staff__isnull=False)
    return _page(rules, period, by, only)


def answers_page(rules: Rules, period: Period) -> AnswersPage:
    """Rates by unit and window, and the latest of what was put right."""
    page = _page(rules, period, "unit", None)
    windows = _page(rules, period, "window", None).rows
    return AnswersPage(page, _put_right(rules), windows)


def _page(rules: Rules, period: Period, by: str, only: Q | None) -> RatesPage:
    least = rules.file.least_for_a_rate
    whole = rate_rows(rules, period, "all", only=only)
    rows = rate_rows(rules, period, by, only=only) if by != "all" else []
    rates = rate_names(rules)
    named = [_guarded(each, rates) for each in _named(rows, by)]
    return RatesPage(
        by=by,
        period=period,
        rates=rates,
        grades=[words(each.name) for each in rules.file.grades],
        whole=_guarded(NamedRow("", "", whole[0]), rates) if whole else None,
        rows=named,
        least=least,
    )


def _guarded(each: NamedRow, rates: Sequence[tuple[str, str]]) -> NamedRow:
    """Without rates that rest on too few rows to say anything but who it was."""
    shown = [None if one.is_small else one for one in each.row.figures]
    names = [name for name, _definition in rates]
    return replace(each, figures=list(zip(names, shown, strict=True)))


def _named(rows: Sequence[RateRow], by: str) -> list[NamedRow]:
    named = {
        "unit": _units,
        "window": _windows,
        "item": _items,
        "channel": _channels,
        "staff": _staff,
    }
    return named[by](rows)


def _units(rows: Sequence[RateRow]) -> list[NamedRow]:
    units = Unit.objects.in_bulk([row.key[0] for row in rows])
    found = [(units[row.key[0]], row) for row in rows]
    found.sort(key=lambda pair: (pair[0].rank, pair[0].code))
    return [_of(unit.official_name, "", row, str(unit.code)) for unit, row in found]


def _windows(rows: Sequence[RateRow]) -> list[NamedRow]:
    points = RatingPoint.objects.select_related("unit").in_bulk([row.key[0] for row in rows])
    found = [(points[row.key[0]], row) for row in rows]
    found.sort(key=lambda pair: (pair[0].rank, pair[0].code))
    return [_of(point.name, point.unit.official_name, row, point.code) for point, row in found]


def _items(rows: Sequence[RateRow]) -> list[NamedRow]:
    named = [_of(in_words(row.key[1], row.key[2]), "", row) for row in rows if row.key[0]]
    return sorted(named, key=lambda each: -each.row.given)


def _channels(rows: Sequence[RateRow]) -> list[NamedRow]:
    return [_of(str(Channel(row.key[0]).label), "", row) for row in rows if row.key[0]]


def _staff(rows: Sequence[RateRow]) -> list[NamedRow]:
    people = Person.objects.in_bulk([row.key[1] for row in rows])
    units = Unit.objects.in_bulk([row.key[0] for row in rows])
    named = [
        _of(str(people[row.key[1]].name), units[row.key[0]].official_name, row) for row in rows
    ]
    return sorted(named, key=lambda each: -each.row.given)


def _of(name: str, note: str, row: RateRow, code: str = "") -> NamedRow:
    return NamedRow(name, note, row, code=code)


def _put_right(rules: Rules) -> list[PutRight]:
    rows = Rectification.objects.filter(state=Rectification.State.CHECKED)
    rows = rows.select_related("rating__unit", "rating__point")
    found = rows.order_by("-checked_at", "-pk")[:SHOWN_RECTIFICATIONS]
    return [_public(each, rules) for each in found]


def _public(row: Rectification, rules: Rules) -> PutRight:
    rating: Rating = row.rating
    return PutRight(
        month_on=rating.rated_on.replace(day=1),
        place=rating.point.name if rating.point else "",
        unit=rating.unit.official_name,
        reasons=[rules.reason_name(code) for code in rating.reasons],
        done=row.words,
    )


def year_of(day: date) -> Period:
    """From the first day of the year to `day`."""
    return Period(day.replace(month=1, day=1), day)
