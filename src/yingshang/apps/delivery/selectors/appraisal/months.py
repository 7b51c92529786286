"""A month of the appraisal: computed from the record while it is open, read as it was frozen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q

from yingshang.apps.delivery.decisions.appraisal import Scored, Standing, scored, standings
from yingshang.apps.delivery.decisions.dates import months_between
from yingshang.apps.delivery.errors import MonthOutsideError, NoObjectionLimitError
from yingshang.apps.delivery.models import AppraisalResult, Objection, Plan, Responsibility
from yingshang.apps.delivery.selectors.appraisal.record import duties_of, events_of, rates_of
from yingshang.apps.delivery.selectors.workings import scoring_of
from yingshang.apps.directory.models import Unit
from yingshang.apps.obligations.duties import Term
from yingshang.apps.obligations.timekeeping import timekeeping_of
from yingshang.engines.timelimits import TimeLimitError

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Scores:
    """What a month's record comes to.

    Attributes:
        result: The frozen result that this is; None while the month is open.
        objections: By the key of the entry that they contest.
        asked: Units that can only be asked: listed, never scored.
    """

    plan: Plan
    month_on: date
    as_of: datetime
    result: AppraisalResult | None
    standings: tuple[Standing, ...]
    entries: tuple[Scored, ...]
    units: Mapping[UUID, Unit]
    asked: tuple[Unit, ...]
    objections: Mapping[str, Objection]

    def of(self, unit_id: UUID) -> tuple[Scored, ...]:
        """The entries of one unit, in order of time."""
        found = (entry for entry in self.entries if entry.unit_id == unit_id)
        return tuple(sorted(found, key=lambda entry: (entry.on, entry.key)))

    def standing_of(self, unit_id: UUID) -> Standing | None:
        """What one unit reached; None when it is not scored."""
        return next((row for row in self.standings if row.unit_id == unit_id), None)


def scores(plan: Plan, month_on: date, as_of: datetime) -> Scores:
    """The month as it was frozen, or computed from the record as it stands at `as_of`.

    Computed with the rules of the plan's present release, in a fixed number of queries.

    Raises:
        NoScoringRulesError: An open month, and the release has no rules.
    """
    result = AppraisalResult.objects.filter(plan=plan, month_on=month_on).first()
    raised = Objection.objects.filter(plan=plan, month_on=month_on).order_by("raised_at", "pk")
    objections = {each.entry_key: each for each in raised}
    return _frozen(plan, result, objections) if result else _open(plan, month_on, as_of, objections)


def months_of(plan: Plan, today: date) -> tuple[date, ...]:
    """First days of the months of the plan that have begun, the newest first."""
    first, last = plan.issued_on or plan.period_from, min(plan.period_to, today)
    return tuple(reversed(months_between(first, last))) if first <= last else ()


def require_month(plan: Plan, month_on: date, today: date) -> None:
    """Refuse a month that is none of the plan, or has not begun.

    Raises:
        MonthOutsideError: As it says.
    """
    if month_on not in months_of(plan, today):
        raise MonthOutsideError


def contestable(plan: Plan, month_on: date, at: datetime) -> Term:
    """Until when entries of the month can be contested, with the steps that explain it.

    Raises:
        NoScoringRulesError: The release has no rules.
        NoObjectionLimitError: The limit that they name gives no day.

    Source: pack `appraisal.yaml#objection_limit` and `time_limits.yaml`.
    """
    rules = scoring_of(plan)
    last = (month_on + timedelta(days=31)).replace(day=1) - ONE_DAY
    try:
        return timekeeping_of(plan.release.digest).term(rules.objection_limit, last, opened_at=at)
    except TimeLimitError as missing:
        raise NoObjectionLimitError from missing


def _open(
    plan: Plan, month_on: date, as_of: datetime, objections: Mapping[str, Objection]
) -> Scores:
    rules = scoring_of(plan)
    rates = rates_of(month_on, as_of)
    upheld = Objection.State.UPHELD
    voided = {key: each.note for key, each in objections.items() if each.state == upheld}
    duties, events = duties_of(rules, month_on, as_of), events_of(rules, month_on, as_of)
    entries = scored(rules.rules, duties, events, voided)
    units = _units(plan, {*rates, *(entry.unit_id for entry in entries)})
    supervised = {pk: unit for pk, unit in units.items() if unit.reach == Unit.Reach.SUPERVISED}
    kept = tuple(entry for entry in entries if entry.unit_id in supervised)
    return Scores(
        plan=plan,
        month_on=month_on,
        as_of=as_of,
        result=None,
        standings=standings(rules.base, supervised, kept, rates),
        entries=kept,
        units=units,
        asked=_asked(units),
        objections=objections,
    )


def _frozen(plan: Plan, result: AppraisalResult, objections: Mapping[str, Objection]) -> Scores:
    rows = [
        Standing(row.unit_id, row.points, row.rank, row.due, row.in_time)
        for row in result.scores.order_by("pk")
    ]
    entries = tuple(
        Scored(
            key=row.key,
            unit_id=row.unit_id,
            rule=row.rule,
            rule_zh=row.rule_name.zh,
            rule_en=row.rule_name.en,
            title=row.title,
            on=row.happened_on,
            points=row.points,
            counted=row.counted,
            source=(row.source_type, row.source_key),
            void_reason=row.void_reason,
        )
        for row in result.entries.order_by("pk")
    )
    units = _units(plan, {row.unit_id for row in rows})
    return Scores(
        plan=plan,
        month_on=result.month_on,
        as_of=result.as_of,
        result=result,
        standings=tuple(rows),
        entries=entries,
        units=units,
        asked=_asked(units),
        objections=objections,
    )


def _units(plan: Plan, more: Iterable[UUID]) -> Mapping[UUID, Unit]:
    """Units that answer for a task of the plan, and `more`, in the city's order."""
    answering = Responsibility.objects.in_force().filter(plan=plan).values("unit")
    rows = Unit.objects.filter(Q(pk__in=answering) | Q(pk__in=list(more)))
    named = rows.prefetch_related("names").order_by("rank", "code")
    return {unit.pk: unit for unit in named}


def _asked(units: Mapping[UUID, Unit]) -> tuple[Unit, ...]:
    return tuple(unit for unit in units.values() if unit.reach == Unit.Reach.ASKED)
