"""Months and quarters are opened, and every return that they ought to have with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import translation

from yingshang.apps.delivery.errors import NoLimitForReturnsError, PeriodOutsideError
from yingshang.apps.delivery.events import PeriodOpened
from yingshang.apps.delivery.events.implementation import TASK
from yingshang.apps.delivery.events.returns import RETURN
from yingshang.apps.delivery.kinds import MONTHLY_RETURN, QUARTERLY_SUMMARY
from yingshang.apps.delivery.models import Plan, ReportingPeriod, Return
from yingshang.apps.delivery.permissions import OPEN_PERIOD
from yingshang.apps.delivery.selectors.plans import city_plan
from yingshang.apps.delivery.selectors.returns.expected import (
    Expected,
    designated,
    missing_from,
)
from yingshang.apps.delivery.selectors.returns.periods import last_day_of, reportable
from yingshang.apps.delivery.selectors.returns.rules import find_rules
from yingshang.apps.delivery.selectors.returns.titles import CHINESE, ENGLISH, title_in
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import Actor, on_record, require
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.services import record
from yingshang.apps.obligations.duties import Duty, Matter, Term
from yingshang.apps.obligations.models import Obligation
from yingshang.apps.obligations.services import open_many
from yingshang.apps.obligations.timekeeping import timekeeping_of
from yingshang.engines.timelimits import TimeLimitError

Kind = ReportingPeriod.Kind
LIMITS = {Kind.MONTH.value: "monthly_return", Kind.QUARTER.value: "quarterly_summary"}
DUTIES = {Kind.MONTH.value: MONTHLY_RETURN, Kind.QUARTER.value: QUARTERLY_SUMMARY}


@dataclass(frozen=True)
class Opened:
    """A period, and how many returns are new in it."""

    period: ReportingPeriod
    count: int


@transaction.atomic
def open_period(*, plan_id: UUID, kind: str, starts_on: date, actor: Actor, at: datetime) -> Opened:
    """Open a month or quarter with every return that it ought to have; again, add what is missing.

    Raises:
        PermissionDenied: `actor` is neither of the lead office nor the installation itself.
        PeriodOutsideError: It has not begun, or lies outside what the pack and the plan say.
        NoReturnRulesError, NoLimitForReturnsError: The pack lacks what is needed.

    Source: pack `returns.yaml` and `time_limits.yaml`, `monthly_return` and `quarterly_summary`.
    """
    require(actor, OPEN_PERIOD, at=at)
    rows = Plan.objects.select_related("release").defer("text", "release__content")
    plan = rows.select_for_update(of=("self",)).get(pk=plan_id)
    today = local_day(at)
    if starts_on not in reportable(plan, kind, today):
        raise PeriodOutsideError
    term = _term(plan, kind, starts_on, at)
    period, _is_new = ReportingPeriod.objects.get_or_create(
        plan=plan,
        kind=kind,
        starts_on=starts_on,
        defaults={"opened_at": at, "opened_by": on_record(actor)},
    )
    missing = missing_from(period, today)
    _create(period, missing, term, actor, at)
    return Opened(period, len(missing))


def open_due(*, actor: Actor, at: datetime) -> int:
    """Open whatever has begun and is not open: the present period, and gaps behind an open one.

    Returns:
        How many returns are new; 0 while no plan is installed or the pack does not speak of them.

    Raises:
        PermissionDenied: `actor` may not open periods.
    """
    require(actor, OPEN_PERIOD, at=at)
    today = local_day(at)
    plan = city_plan(today)
    if plan is None or find_rules(plan) is None:
        return 0
    count = 0
    for kind in Kind.values:
        for starts_on in _to_open(plan, kind, today):
            opened = open_period(
                plan_id=plan.pk, kind=kind, starts_on=starts_on, actor=actor, at=at
            )
            count += opened.count
    return count


def _to_open(plan: Plan, kind: str, today: date) -> Sequence[date]:
    """Periods not open yet, from the first open one on; without any, only the present one."""
    rows = ReportingPeriod.objects.filter(plan=plan, kind=kind).order_by("starts_on")
    known = list(rows.values_list("starts_on", flat=True))
    begun = reportable(plan, kind, today)
    if not known:
        return begun[-1:] if begun and last_day_of(kind, begun[-1]) >= today else ()
    return [each for each in begun if each > known[0] and each not in known]


def _term(plan: Plan, kind: str, starts_on: date, at: datetime) -> Term:
    """The dates of a period; one that had begun when the plan was issued counts from that day."""
    keeping = timekeeping_of(plan.release.digest)
    start = max(starts_on, plan.issued_on or starts_on)
    try:
        return keeping.term(LIMITS[kind], start, opened_at=at)
    except TimeLimitError as missing:
        raise NoLimitForReturnsError from missing


def _create(
    period: ReportingPeriod,
    missing: Sequence[Expected],
    term: Term,
    actor: Actor,
    at: datetime,
) -> None:
    if not missing:
        return
    people = _people(missing, local_day(at))
    rows = [
        Return(period=period, unit=each.unit, task=each.task, kind=each.kind, role=each.role)
        for each in missing
    ]
    Return.objects.bulk_create(rows)
    duties = [_duty(row, term, people.get(row.unit_id)) for row in rows]
    open_many(duties=duties, actor=actor, at=at)
    _tie(period, rows)
    with translation.override(CHINESE):
        name = period.name
    fact = PeriodOpened(
        period=str(period.pk),
        name=name,
        count=len(rows),
        due_on=term.due_on.isoformat(),
    )
    record(fact, actor=on_record(actor), at=at)


def _people(missing: Sequence[Expected], on: date) -> dict[UUID, Person]:
    chosen = designated({each.unit for each in missing}, on)
    found = Person.objects.in_bulk(set(chosen.values()))
    return {unit: found[person] for unit, person in chosen.items()}


def _tie(period: ReportingPeriod, rows: Sequence[Return]) -> None:
    """Remember each return's duty."""
    kind = DUTIES[period.kind].code
    duties = Obligation.objects.filter(kind=kind, period_on=period.starts_on).order_by("pk")
    by_subject = dict(duties.values_list("subject_key", "pk"))
    for row in rows:
        row.obligation_id = by_subject[str(row.pk)]
    Return.objects.bulk_update(rows, ["obligation"], batch_size=500)


def _duty(row: Return, term: Term, person: Person | None) -> Duty:
    task = row.task
    matter = Matter(TASK, str(task.pk), code=task.code, theme=task.section.code) if task else None
    return Duty(
        kind=DUTIES[row.period.kind].code,
        title_zh=title_in(CHINESE, row),
        title_en=title_in(ENGLISH, row),
        subject=(RETURN, str(row.pk)),
        holder=row.unit,
        term=term,
        matter=matter,
        period_on=row.period.starts_on,
        person=person,
    )
