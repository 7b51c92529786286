"""Narrowing a list of duties: every number on a page links to one of these."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q

from yingshang.apps.ledger import clock
from yingshang.apps.obligations.lights import in_time, light_at, turned_red_between
from yingshang.apps.obligations.models import ObligationQuerySet, State
from yingshang.apps.obligations.timekeeping import rules

WEEK = timedelta(days=7)
# Asks for duties that are about nothing in particular.
NOTHING = "-"
LIVE, DUE, IN_TIME, LATE, RED = "live", "due", "in_time", "late", "red"


@dataclass(frozen=True)
class Wanted:
    """What the reader of a list asked for; empty values ask for everything.

    Attributes:
        which: `live` (open or resting), `due` (came due in `month`), of those `in_time` and `late`,
            or `red` (turned red within the last seven days).
        month: Any day of the month for `due`, `in_time` and `late`; this month unless told.
        asked: Duties of units that are asked, not supervised (True), or of the others (False).
    """

    which: str = LIVE
    unit: UUID | None = None
    theme: str = ""
    kind: str = ""
    matter: str = ""
    light: str = ""
    month: date | None = None
    asked: bool | None = None


def narrowed(rows: ObligationQuerySet, wanted: Wanted, now: datetime) -> ObligationQuerySet:
    """Those of `rows` that are wanted, with `light`, at the aware instant `now`."""
    found = rows.filter(_which(wanted, now)) if wanted.which != LIVE else rows.live()
    exact = {
        "holder_unit_id": wanted.unit,
        "theme": wanted.theme,
        "kind": wanted.kind,
        "matter_code": wanted.matter,
    }
    given = {name: value for name, value in exact.items() if value}
    found = found.filter(**{n: "" if value == NOTHING else value for n, value in given.items()})
    if wanted.asked is not None:
        found = found.filter(is_asked=wanted.asked)
    lit = found.annotate(light=light_at(now, rules().red_after_returns))
    return lit.filter(light=wanted.light) if wanted.light else lit


def came_due(month: date, now: datetime) -> Q:
    """Neither suspended nor withdrawn, with a due instant in the month of `month`, up to `now`."""
    begins, ends = month_bounds(month)
    return Q(
        state__in=[State.OPEN, State.SETTLED],
        due_at__gt=begins,
        due_at__lte=min(ends, now),
    )


def month_bounds(month: date) -> tuple[datetime, datetime]:
    """First instant of the month, and of the next one, at which its last day is over."""
    first = month.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    return _midnight(first), _midnight(following)


def _which(wanted: Wanted, now: datetime) -> Q:
    if wanted.which == RED:
        return turned_red_between(now - WEEK, now)
    due = came_due(wanted.month or clock.local_day(now), now)
    if wanted.which == IN_TIME:
        return due & in_time()
    return due & ~in_time() if wanted.which == LATE else due


def _midnight(day: date) -> datetime:
    return clock.morning_of(day).replace(hour=0)
