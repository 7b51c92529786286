"""A month is frozen: its scores are kept, whatever changes later."""

import hashlib
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from yingshang.apps.delivery.decisions.appraisal import fingerprint
from yingshang.apps.delivery.errors import ObjectionsOpenError, StillContestableError
from yingshang.apps.delivery.events import ResultFrozen
from yingshang.apps.delivery.models import (
    AppraisalEntry,
    AppraisalResult,
    AppraisalScore,
    Objection,
    Wording,
)
from yingshang.apps.delivery.permissions import FREEZE
from yingshang.apps.delivery.selectors.appraisal.months import (
    Scores,
    contestable,
    require_month,
    scores,
)
from yingshang.apps.delivery.selectors.workings import scoring_of
from yingshang.apps.delivery.services.appraisal.objecting import locked_plan, require_open
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import require
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.services import record


@transaction.atomic
def freeze(*, plan_id: UUID, month_on: date, actor: Person, at: datetime) -> AppraisalResult:
    """Keep the result of a month, once nobody can contest it any more.

    Raises:
        PermissionDenied: `actor` is not of the lead office.
        MonthOutsideError, FrozenAlreadyError, StillContestableError, ObjectionsOpenError,
        NoScoringRulesError, NoObjectionLimitError: As they say.
    """
    require(actor, FREEZE, at=at)
    plan = locked_plan(plan_id)
    require_month(plan, month_on, local_day(at))
    require_open(plan, month_on)
    term = contestable(plan, month_on, at)
    if at < term.due_at:
        raise StillContestableError(term.due_on)
    month = scores(plan, month_on, at)
    waiting = [o for o in month.objections.values() if o.state == Objection.State.OPEN]
    if waiting:
        raise ObjectionsOpenError(len(waiting))
    result = _kept(month, actor, at)
    fact = ResultFrozen(
        result=str(result.pk),
        month=f"{month_on:%Y-%m}",
        units=len(month.standings),
        rules_version=result.rules_version,
        digest=result.content_digest,
    )
    record(fact, actor=actor, at=at)
    return result


def _kept(month: Scores, actor: Person, at: datetime) -> AppraisalResult:
    rules = scoring_of(month.plan)
    result = AppraisalResult.objects.create(
        plan=month.plan,
        month_on=month.month_on,
        base=rules.base,
        rules_version=rules.version,
        rules_digest=hashlib.sha256(rules.model_dump_json().encode()).hexdigest(),
        release_digest=month.plan.release.digest,
        is_example=rules.status == "example",
        as_of=month.as_of,
        content_digest=fingerprint(month.standings, month.entries),
        frozen_by=actor,
        frozen_at=at,
    )
    AppraisalScore.objects.bulk_create(
        AppraisalScore(
            result=result,
            unit_id=row.unit_id,
            rank=row.rank,
            points=row.points,
            due=row.due,
            in_time=row.in_time,
        )
        for row in month.standings
    )
    _keep_entries(result, month)
    return result


def _keep_entries(result: AppraisalResult, month: Scores) -> None:
    AppraisalEntry.objects.bulk_create(
        AppraisalEntry(
            result=result,
            unit_id=entry.unit_id,
            key=entry.key,
            rule=entry.rule,
            rule_name=Wording(entry.rule_zh, entry.rule_en),
            title=entry.title,
            happened_on=entry.on,
            points=entry.points,
            counted=entry.counted,
            source_type=entry.source[0],
            source_key=entry.source[1],
            void_reason=entry.void_reason,
        )
        for entry in month.entries
    )
