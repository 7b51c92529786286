"""Reads over duties, always on somebody's behalf."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, F, Q

from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import units_for, units_of
from yingshang.apps.ledger import clock
from yingshang.apps.obligations.lights import Light, in_time, light_at
from yingshang.apps.obligations.models import Obligation, ObligationQuerySet, State
from yingshang.apps.obligations.permissions import SEE

PAGE = 50
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


@dataclass(frozen=True)
class Page:
    """A page of duties; `after` is the key of the next page, empty on the last one."""

    rows: tuple[Obligation, ...]
    after: str


def visible_to(actor: Person | AnonymousUser) -> ObligationQuerySet:
    """Duties that `actor` may read: all for overseers and leaders, else those of their units."""
    rows = Obligation.objects.select_related("holder_unit", "holder_person")
    units = units_for(actor, SEE, on=clock.today())
    if units is None:
        return rows
    return rows.filter(Q(holder_unit_id__in=units))


def owed_by(actor: Person | AnonymousUser) -> ObligationQuerySet:
    """Open duties of the units for which `actor` acts today, earliest due first."""
    units = units_of(actor, clock.today())
    rows = Obligation.objects.select_related("holder_unit", "holder_person")
    return rows.held_by(units).open().by_date()


def page_of(rows: ObligationQuerySet, after: str = "", *, size: int = PAGE) -> Page:
    """One page in the order of `by_date`, found by key and never by offset.

    Args:
        after: The `after` of the page before; anything unreadable begins at the start.
    """
    key = _key(after)
    ordered = rows.by_date() if key is None else rows.by_date().after(*key)
    found = tuple(ordered[: size + 1])
    shown = found[:size]
    more = f"{shown[-1].due_at.isoformat()}~{shown[-1].pk}" if len(found) > size else ""
    return Page(shown, more)


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
    come_due = rows.filter(due_at__lte=now, state__in=[State.OPEN, State.SETTLED])
    counted = (
        come_due.annotate(dimension=DIMENSIONS[by])
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


def measurable_count(*, after: int = 0) -> int:
    """How many duties behind the key `after` rest on a time limit and can be measured again."""
    return Obligation.objects.measurable().filter(pk__gt=after).count()


def about(subject_type: str, subject_key: str) -> ObligationQuerySet:
    """Duties that the row `subject_key` of `subject_type` fulfils."""
    rows = Obligation.objects.select_related("holder_unit")
    return rows.filter(subject_type=subject_type, subject_key=subject_key)


def _key(after: str) -> tuple[datetime, int] | None:
    instant, _, number = after.partition("~")
    try:
        return datetime.fromisoformat(instant), int(number)
    except ValueError:
        return None
