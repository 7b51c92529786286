"""The command page: lights by unit and theme, what turned red, rates with both their numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from urllib.parse import urlencode

from django.utils.translation import pgettext

from yingshang.apps.directory.models import Person, Unit
from yingshang.apps.directory.selectors.units import units
from yingshang.apps.ledger import clock
from yingshang.apps.obligations.lights import Light
from yingshang.apps.obligations.models import Obligation, ObligationQuerySet
from yingshang.apps.obligations.names import theme_names
from yingshang.apps.obligations.selectors.counts import Rate, light_counts, on_time_rates
from yingshang.apps.obligations.selectors.desk import lit
from yingshang.apps.obligations.selectors.duties import visible_to
from yingshang.apps.obligations.selectors.entries import Entry, entries
from yingshang.apps.obligations.selectors.narrowing import (
    NOTHING,
    WEEK,
    came_due,
    month_bounds,
)
from yingshang.apps.obligations.timekeeping import rules

RED_SHOWN = 12
NONE_DUE = Rate(0, 0)


@dataclass(frozen=True)
class Row:
    """One unit or theme: live duties by light, and the rate of the month.

    Attributes:
        query: How a list is narrowed to this row.
        lights: Every light, most urgent first, with its number.
    """

    query: str
    name: str
    lights: Mapping[str, int]
    rate: Rate

    @property
    def total(self) -> int:
        """All live duties."""
        return sum(self.lights.values())


@dataclass(frozen=True)
class CommandPage:
    """How the city stands; `rate` is that of all supervised units in the month."""

    month: date
    before: date
    after: date | None
    units: tuple[Row, ...]
    asked: tuple[Row, ...]
    themes: tuple[Row, ...]
    whole: Row
    red: tuple[Entry, ...]
    red_is_cut: bool


def command_page(viewer: Person, month: date | None = None) -> CommandPage:
    """Everything on the command page, in a fixed number of queries.

    Args:
        month: Of the rates; the last one in which anything came due unless told otherwise.
    """
    rows = visible_to(viewer).select_related(None)
    month = month or _last_month(rows)
    supervised = rows.filter(is_asked=False)
    by_unit = _rows(rows, "unit", month)
    by_theme = _rows(supervised, "theme", month)
    named = {str(unit.pk): unit for unit in units(on=clock.today()).prefetch_related(None)}
    red = _red(viewer)
    begins, ends = month_bounds(month)
    shown = _of_units(by_unit, named, Unit.Reach.SUPERVISED)
    return CommandPage(
        month=clock.local_day(begins),
        before=clock.local_day(month_bounds(clock.local_day(begins) - WEEK)[0]),
        after=clock.local_day(ends) if ends <= clock.now() else None,
        units=shown,
        asked=_of_units(by_unit, named, Unit.Reach.ASKED),
        themes=_of_themes(by_theme),
        whole=_whole(shown),
        red=entries(red[:RED_SHOWN]),
        red_is_cut=len(red) > RED_SHOWN,
    )


def _last_month(rows: ObligationQuerySet) -> date:
    """This month, or the one before while nothing has come due in this one."""
    today = clock.today()
    if rows.filter(came_due(today, clock.now())).exists():
        return today
    return month_bounds(today)[0].date() - timedelta(days=1)


def _rows(rows: ObligationQuerySet, by: str, month: date) -> dict[str, Row]:
    now = clock.now()
    lights = light_counts(rows.live(), by=by, now=now, red_after_returns=rules().red_after_returns)
    rates = on_time_rates(rows.filter(came_due(month, now)), by=by, now=now)
    none = dict.fromkeys(Light.ALL, 0)
    return {
        str(key): Row("", str(key), lights.get(key, none), rates.get(key, NONE_DUE))
        for key in {*lights, *rates}
    }


def _of_units(rows: Mapping[str, Row], named: Mapping[str, Unit], reach: str) -> tuple[Row, ...]:
    order = {key: place for place, key in enumerate(named)}
    found = [row for key, row in rows.items() if key in named and named[key].reach == reach]
    found.sort(key=lambda row: (-row.lights[Light.OVERDUE], order[row.name]))
    return tuple(
        replace(row, name=str(named[row.name]), query=urlencode({"unit": row.name}))
        for row in found
    )


def _of_themes(rows: Mapping[str, Row]) -> tuple[Row, ...]:
    names = dict(theme_names())
    order = [*names, *sorted(set(rows) - set(names))]
    return tuple(
        replace(
            rows[code],
            name=names.get(code, code) or pgettext("theme", "none"),
            query=urlencode({"theme": code or NOTHING, "asked": "no"}),
        )
        for code in order
        if rows.get(code)
    )


def _whole(rows: tuple[Row, ...]) -> Row:
    lights = {light: sum(row.lights[light] for row in rows) for light in Light.ALL}
    rate = Rate(sum(row.rate.numerator for row in rows), sum(row.rate.denominator for row in rows))
    return Row("asked=no", "", lights, rate)


def _red(viewer: Person) -> list[Obligation]:
    now = clock.now()
    rows = visible_to(viewer).filter(is_asked=False).turned_red(now - WEEK, now)
    return list(lit(rows).by_date()[: RED_SHOWN + 1])
