"""The page on which a period is chased: who returned what, narrowed and page by page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.delivery.models import ReportingPeriod, Return, ReturnVersion
from yingshang.apps.delivery.models.returns import ReturnQuerySet
from yingshang.apps.delivery.permissions import CHECK_RETURN, OPEN_PERIOD
from yingshang.apps.delivery.selectors.names import short_name
from yingshang.apps.delivery.selectors.returns.expected import missing_from
from yingshang.apps.delivery.selectors.returns.findings import FLAGS
from yingshang.apps.delivery.selectors.returns.periods import PeriodTab, tabs
from yingshang.apps.delivery.selectors.returns.rows import (
    FLAG_WORDS,
    ReturnRow,
    explanation_of,
    rows_of,
)
from yingshang.apps.directory.models import Person, Unit
from yingshang.apps.directory.permissions import may
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.obligations.models import Obligation

PAGE = 100
NUMBERS = ("expected", "sent", "approved", "sent_back", "late", "flagged")
STANDINGS = (
    ("missing", _("not returned")),
    ("waiting", _("waits to be checked")),
    ("approved", pgettext_lazy("return", "approved")),
    ("sent_back", pgettext_lazy("return", "sent back")),
    ("late", _("late")),
)
FOUND = tuple((code, FLAG_WORDS[code]) for code in FLAGS)


@dataclass(frozen=True)
class ChaseFilter:
    """What is asked for; empty means everything. `unit` and `task` are codes."""

    unit: str = ""
    task: str = ""
    standing: str = ""
    found: str = ""
    after: str = ""

    @property
    def is_active(self) -> bool:
        """Whether anything is left out."""
        return any((self.unit, self.task, self.standing, self.found))


@dataclass(frozen=True)
class UnitTally:
    """One unit's returns for the period, counted. `flagged` is what the checks found."""

    unit: Unit
    name: str
    expected: int
    sent: int
    approved: int
    sent_back: int
    late: int
    flagged: int

    @property
    def is_asked(self) -> bool:
        """Whether the unit is asked, not supervised."""
        return self.unit.reach == Unit.Reach.ASKED


@dataclass(frozen=True)
class ChasePage:
    """A period, its returns and what is missing.

    Attributes:
        totals: Of everything in the period, whatever is asked for.
        missing: How many returns the period ought to have and has not.
        more: Id behind which the next part begins; empty on the last.
    """

    period: ReportingPeriod
    tabs: tuple[PeriodTab, ...]
    asked: ChaseFilter
    rows: tuple[ReturnRow, ...]
    more: str
    tallies: tuple[UnitTally, ...]
    totals: Mapping[str, int]
    duty: Obligation | None
    explanation: tuple[str, ...]
    missing: int
    may_check: bool
    may_open: bool

    @property
    def ticks(self) -> bool:
        """Whether there is anything to approve in bulk."""
        return self.may_check and any(row.can_be_checked for row in self.rows)


def chase_page(
    period: ReportingPeriod, asked: ChaseFilter, viewer: Person, now: datetime
) -> ChasePage:
    """The page of `period` as it stands at `now`."""
    on = local_day(now)
    reports, more = _part(period, asked, now)
    rows = rows_of(reports, now)
    tallies = tallies_of(period, now)
    duty = _any_duty(period)
    return ChasePage(
        period=period,
        tabs=tabs(period.plan, period),
        asked=asked,
        rows=rows,
        more=more,
        tallies=tallies,
        totals=_totals(tallies),
        duty=duty,
        explanation=explanation_of(duty),
        missing=len(missing_from(period, on)),
        may_check=may(viewer, CHECK_RETURN, on=on),
        may_open=may(viewer, OPEN_PERIOD, on=on),
    )


def tallies_of(period: ReportingPeriod, now: datetime) -> tuple[UnitTally, ...]:
    """Each unit's returns for `period`, counted, in the city's order."""
    counted = (
        Return.objects.filter(period=period)
        .order_by()
        .values(unit_key=F("unit"))
        .annotate(
            expected=Count("id"),
            sent=Count("id", filter=Q(state__in=Return.SENT)),
            approved=Count("id", filter=Q(state=Return.State.APPROVED)),
            sent_back=Count("id", filter=Q(obligation__returned_times__gt=0)),
            late=Count("id", filter=late(now)),
            flagged=Count("id", filter=Q(Exists(_flagged()))),
        )
    )
    by_unit = {row["unit_key"]: _numbers(row) for row in counted}
    units = Unit.objects.filter(pk__in=by_unit).prefetch_related("names").order_by("rank", "code")
    return tuple(UnitTally(unit, short_name(unit), **by_unit[unit.pk]) for unit in units)


def _numbers(row: Mapping[str, Any]) -> dict[str, int]:
    return {name: row[name] for name in NUMBERS}


def late(now: datetime) -> Q:
    """Returns claimed too late, or neither claimed nor settled past the due instant."""
    overdue = Q(obligation__claimed_at=None, obligation__due_at__lte=now)
    return Q(obligation__claimed_at__gte=F("obligation__due_at")) | (
        overdue & Q(obligation__state="open")
    )


def reports_of(period: ReportingPeriod, asked: ChaseFilter, now: datetime) -> ReturnQuerySet:
    """The returns of `period` that are asked for."""
    rows = Return.objects.with_names().filter(period=period).prefetch_related("unit__names")
    if asked.unit:
        rows = rows.filter(unit__code=asked.unit)
    if asked.task:
        rows = rows.filter(task__code=asked.task)
    if asked.standing:
        rows = rows.filter(_standing(asked.standing, now))
    if asked.found:
        rows = rows.filter(Exists(_flagged().filter(flags__has_key=asked.found)))
    return rows


def _standing(name: str, now: datetime) -> Q:
    return {
        "missing": ~Q(state__in=Return.SENT),
        "waiting": Q(state=Return.State.SUBMITTED),
        "approved": Q(state=Return.State.APPROVED),
        "sent_back": Q(state=Return.State.SENT_BACK),
        "late": late(now),
    }[name]


def _flagged() -> QuerySet[ReturnVersion]:
    rows = ReturnVersion.objects.filter(report=OuterRef("pk"), is_latest=True)
    return rows.filter(flags__has_any_keys=list(FLAGS))


def _part(
    period: ReportingPeriod, asked: ChaseFilter, now: datetime
) -> tuple[Sequence[Return], str]:
    rows = reports_of(period, asked, now).in_order()
    last = _find(asked.after)
    if last is not None:
        rows = rows.filter(_behind(last))
    found = list(rows[: PAGE + 1])
    shown = found[:PAGE]
    return shown, str(shown[-1].pk) if len(found) > PAGE else ""


def _find(after: str) -> Return | None:
    try:
        key = UUID(after)
    except ValueError:
        return None
    return Return.objects.with_names().filter(pk=key).first()


def _behind(last: Return) -> Q:
    """Rows behind `last` in the order of `in_order`; summaries have no task and stand alone."""
    place: list[tuple[str, object]] = [
        ("unit__rank", last.unit.rank),
        ("unit__code", last.unit.code),
    ]
    if last.task is not None:
        place.append(("task__position", last.task.position))
    place += [("kind", last.kind), ("pk", last.pk)]
    condition, same = Q(), Q()
    for name, value in place:
        condition |= same & Q(**{f"{name}__gt": value})
        same &= Q(**{name: value})
    return condition


def _totals(tallies: Sequence[UnitTally]) -> Mapping[str, int]:
    return {name: sum(getattr(each, name) for each in tallies) for name in NUMBERS}


def _any_duty(period: ReportingPeriod) -> Obligation | None:
    rows = Return.objects.filter(period=period, obligation__isnull=False)
    found = rows.select_related("obligation").order_by("pk").first()
    return found.obligation if found else None
