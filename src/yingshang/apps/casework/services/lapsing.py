"""What comes of it when an applicant sent nothing by the last day: what the type says."""

from datetime import datetime

from django.db import transaction
from django.db.models import Model, QuerySet

from yingshang.apps.casework.events import CorrectionMissed, PapersMissed
from yingshang.apps.casework.models import Case, Correction, FollowUp, Stage
from yingshang.apps.casework.services.ending import Ending, end
from yingshang.apps.casework.services.letters import issue
from yingshang.apps.casework.services.locking import locked, naming
from yingshang.apps.casework.types import type_of
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.services import record
from yingshang.engines.packs.schema.casework.papers import Missed

AT_ONCE = 100


def lapse(*, at: datetime) -> int:
    """Notice corrections and papers that did not come by their last day, which is inclusive.

    Each case is a transaction of its own; safe beside another worker that does the same. Where the
    type names no consequence only the fact is recorded, and the unit decides.

    Returns:
        How many were noticed.

    Source: pack `acceptance.correction_missed`, `routes.follow_missed`.
    """
    asked = Correction.objects.filter(answered_at=None, case__stage=Stage.CORRECTING)
    wanted = FollowUp.objects.awaited()
    corrections = [_miss_correction(key, at) for key in _overdue(asked, at)]
    papers = [_miss_papers(key, at) for key in _overdue(wanted, at)]
    return sum((*corrections, *papers))


def _overdue(rows: QuerySet[Correction] | QuerySet[FollowUp], at: datetime) -> list[int]:
    late = rows.filter(missed_at=None, last_on__lt=local_day(at)).order_by("last_on", "pk")
    return list(late.values_list("case_id", flat=True)[:AT_ONCE])


@transaction.atomic
def _miss_correction(case_id: int, at: datetime) -> bool:
    case = locked(case_id)
    row = Correction.objects.get(case=case)
    if case.stage != Stage.CORRECTING or row.missed_at is not None or row.last_on is None:
        return False
    _notice(row, at)
    record(CorrectionMissed(**naming(case), last_on=row.last_on.isoformat()), actor=None, at=at)
    acceptance = type_of(case).entry.acceptance
    _follow(case, acceptance.correction_missed if acceptance else None, at)
    return True


@transaction.atomic
def _miss_papers(case_id: int, at: datetime) -> bool:
    case = locked(case_id)
    row = FollowUp.objects.awaited().filter(case=case, missed_at=None).first()
    if row is None:
        return False
    _notice(row, at)
    record(PapersMissed(**naming(case), last_on=row.last_on.isoformat()), actor=None, at=at)
    route = type_of(case).routes.get(case.route)
    _follow(case, route.follow_missed if route else None, at)
    return True


def _notice(row: Model, at: datetime) -> None:
    row.missed_at = at  # type: ignore[attr-defined]  # both have it
    row.save(update_fields=["missed_at"])


def _follow(case: Case, missed: Missed | None, at: datetime) -> None:
    """What the type says: a letter, an end, or nothing."""
    if missed is None:
        return
    case_type = type_of(case)
    outcome = case_type.outcomes.get(missed.ends or "")
    if outcome is None or case.stage == Stage.ENDED:
        issue(case, case_type, missed.letter, by=None, at=at)
        return
    end(case, Ending(outcome.id, outcome.name.zh_hans, missed.letter), by=None, at=at)
