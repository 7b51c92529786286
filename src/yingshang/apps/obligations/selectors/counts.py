"""Lights and rates, counted in the database over rows that somebody may read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F

from yingshang.apps.obligations.lights import Light, in_time, light_at
from yingshang.apps.obligations.models import Obligation, ObligationQuerySet, State

DIMENSIONS = {
    "unit": F("holder_unit_id"),
    "theme": F("theme"),
    "kind": F("kind"),
    "period": F("period_on"),
    "matter": F("matter_code"),
}


@dataclass(frozen=True)
class Rate:
    """A share that keeps its two numbers; with nothing to divide by there is none."""

    numerator: int
    denominator: int

    @property
    def percent(self) -> float | None:
        """0 to 100, or None (“–”) when the denominator is 0."""
        return 100 * self.numerator / self.denominator if self.denominator else None


def light_counts(
    rows: ObligationQuerySet, *, by: str, now: datetime, red_after_returns: int
) -> Mapping[object, Mapping[str, int]]:
    """How many of `rows` show which light, grouped by one of `DIMENSIONS`, in one query."""
    lit = rows.annotate(light=light_at(now, red_after_returns), dimension=DIMENSIONS[by])
    counted = lit.order_by().values("dimension", "light").annotate(number=Count("id"))
    table: dict[object, dict[str, int]] = {}
    for row in counted:
        empty = dict.fromkeys(Light.ALL, 0)
        table.setdefault(row["dimension"], empty)[row["light"]] = row["number"]
    return table


def on_time_rates(rows: ObligationQuerySet, *, by: str, now: datetime) -> Mapping[object, Rate]:
    """Claimed before the due instant, of all that have come due, in one query.

    Suspended, withdrawn and not yet due ones are in neither number.
    """
    counted = (
        rows.filter(due_at__lte=now, state__in=[State.OPEN, State.SETTLED])
        .annotate(dimension=DIMENSIONS[by])
        .order_by()
        .values("dimension")
        .annotate(all=Count("id"), good=Count("id", filter=in_time()))
    )
    return {row["dimension"]: Rate(row["good"], row["all"]) for row in counted}


def grid(
    matters: Iterable[str],
    *,
    kinds: Iterable[str],
    from_on: date,
    until_on: date,
    now: datetime,
    red_after_returns: int,
) -> Mapping[tuple[str, date | None], Mapping[str, int]]:
    """Lights of the wall chart: (matter key, period) → how many duties show which, in one query.

    Args:
        from_on: First period, inclusive.
        until_on: Last period, inclusive.
    """
    rows = Obligation.objects.filter(
        matter_key__in=list(matters), kind__in=list(kinds), period_on__range=(from_on, until_on)
    )
    lit = rows.exclude(state=State.WITHDRAWN).annotate(light=light_at(now, red_after_returns))
    counted = lit.order_by().values("matter_key", "period_on", "light").annotate(number=Count("id"))
    table: dict[tuple[str, date | None], dict[str, int]] = {}
    for row in counted:
        place = (row["matter_key"], row["period_on"])
        cell = table.setdefault(place, dict.fromkeys(Light.ALL, 0))
        cell[row["light"]] = row["number"]
    return table


def worst(counts: Mapping[str, int]) -> str:
    """The most urgent light present; idle when there is none."""
    return next((light for light in Light.ALL if counts.get(light)), Light.IDLE)
