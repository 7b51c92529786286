"""Rows of a locked month change only with a reason, which everybody sees who sees the month."""

from collections.abc import Sequence
from datetime import date, datetime

from yingshang.apps.casework.errors import MonthLockedError
from yingshang.apps.casework.events import RowCorrected
from yingshang.apps.casework.models import Case, LedgerCorrection
from yingshang.apps.casework.selectors.ledgers.months import locked_month
from yingshang.apps.casework.services.locking import naming
from yingshang.apps.casework.types import type_of
from yingshang.apps.directory.models import Person
from yingshang.apps.ledger.services import record


def correct(
    *,
    case: Case,
    months: set[date],
    fields: Sequence[str],
    reason: str,
    actor: Person,
    at: datetime,
) -> LedgerCorrection | None:
    """Note why a row of a locked month was changed; nothing where its months are open.

    Args:
        months: First days of the months that the change touches.
        fields: What was changed; empty for a row that is new.

    Raises:
        MonthLockedError: No reason was given.
    """
    month = locked_month(case, type_of(case), months)
    if month is None:
        return None
    if not reason.strip():
        raise MonthLockedError
    made = LedgerCorrection.objects.create(
        month=month,
        case=case,
        reason=reason.strip(),
        fields=list(fields),
        is_new=not fields,
        corrected_at=at,
        corrected_by=actor,
    )
    named = f"{month.month_on:%Y-%m}"
    record(RowCorrected(**naming(case), month=named, reason=made.reason), actor=actor, at=at)
    return made
