"""Periods: which are open, which one an address means."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from yingshang.apps.delivery.decisions.dates import months_between
from yingshang.apps.delivery.models import Plan, ReportingPeriod
from yingshang.apps.delivery.models.periods import MONTHS_IN_A_QUARTER
from yingshang.apps.delivery.selectors.returns.rules import find_rules, rules_of

ONE_DAY = timedelta(days=1)

CODE = re.compile(r"(\d{4})-(?:(\d{2})|q([1-4]))")
LAST_MONTH = 12


@dataclass(frozen=True)
class PeriodTab:
    """A period as one of several to choose from."""

    label: str
    code: str
    is_current: bool


def periods_of(plan: Plan) -> Sequence[ReportingPeriod]:
    """Every open period of `plan`, the oldest first, a quarter behind its last month."""
    rows = ReportingPeriod.objects.filter(plan=plan).order_by("starts_on", "kind")
    return sorted(rows, key=lambda each: (_last_month(each), each.kind))


def find_period(plan: Plan, code: str) -> ReportingPeriod | None:
    """The open period that an address means by `code`, such as `2024-05` or `2024-q2`."""
    found = CODE.fullmatch(code)
    if found is None:
        return None
    year, month, quarter = int(found[1]), found[2], found[3]
    first = int(month) if month else (int(quarter) - 1) * MONTHS_IN_A_QUARTER + 1
    if not 1 <= first <= LAST_MONTH or year < 1:
        return None
    kind = ReportingPeriod.Kind.MONTH if month else ReportingPeriod.Kind.QUARTER
    rows = ReportingPeriod.objects.select_related("plan__release")
    light = rows.defer("plan__text", "plan__release__content")
    return light.filter(plan=plan, kind=kind, starts_on=date(year, first, 1)).first()


def present_period(plan: Plan, on: date) -> ReportingPeriod | None:
    """The newest open month that has begun on a local day; without one, the newest of any kind."""
    rows = ReportingPeriod.objects.filter(plan=plan, starts_on__lte=on).order_by("-starts_on")
    return rows.filter(kind=ReportingPeriod.Kind.MONTH).first() or rows.first()


def tabs(plan: Plan, shown: ReportingPeriod) -> tuple[PeriodTab, ...]:
    """Every open period, to go from one to the other."""
    return tuple(PeriodTab(each.name, each.code, each.pk == shown.pk) for each in periods_of(plan))


def _last_month(period: ReportingPeriod) -> int:
    first = period.starts_on.year * 12 + period.starts_on.month
    return first if period.is_month else first + MONTHS_IN_A_QUARTER - 1


def openable_periods(plan: Plan, on: date) -> tuple[ReportingPeriod, ...]:
    """Months and quarters that have begun by a local day, open or not, unsaved, newest first."""
    rules = find_rules(plan)
    if rules is None:
        return ()
    found = [
        ReportingPeriod(plan=plan, kind=kind, starts_on=starts_on)
        for kind in ReportingPeriod.Kind.values
        for starts_on in reportable(plan, kind, on)
    ]
    return tuple(sorted(found, key=lambda each: (each.starts_on, each.kind), reverse=True))


def reportable(plan: Plan, kind: str, on: date) -> Sequence[date]:
    """First days of the periods begun by `on`, from the pack's first month to the plan's end.

    Raises:
        NoReturnRulesError: The pack does not say when reporting begins.
    """
    first, last = rules_of(plan).first_on, min(on, plan.period_to)
    if kind == ReportingPeriod.Kind.MONTH:
        return months_between(first, last)
    quarters = months_between(date(first.year, 1, 1), last)[::MONTHS_IN_A_QUARTER]
    return [day for day in quarters if last_day_of(kind, day) >= first]


def last_day_of(kind: str, starts_on: date) -> date:
    """The last day of a period."""
    months = 1 if kind == ReportingPeriod.Kind.MONTH else MONTHS_IN_A_QUARTER
    later = starts_on.year * 12 + starts_on.month - 1 + months
    return date(later // 12, later % 12 + 1, 1) - ONE_DAY


def open_months(plan: Plan) -> Mapping[date, str]:
    """First day → code of every open month of `plan`."""
    rows = ReportingPeriod.objects.filter(plan=plan, kind=ReportingPeriod.Kind.MONTH)
    return {each.starts_on: each.code for each in rows.order_by("starts_on")}
