"""A month of a unit's ledger is locked with what it came to."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from yingshang.apps.casework.decisions.months import following
from yingshang.apps.casework.errors import (
    MonthLockedAlreadyError,
    MonthNotOverError,
    NoMonthsError,
)
from yingshang.apps.casework.events import MonthLocked
from yingshang.apps.casework.models import Case, LedgerMonth
from yingshang.apps.casework.permissions import LOCK_LEDGER
from yingshang.apps.casework.selectors.ledgers.months import locks
from yingshang.apps.casework.selectors.ledgers.rollup import in_month, month_of_unit
from yingshang.apps.casework.types import current_type
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import require
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.services import record


@transaction.atomic
def lock_month(
    *, type_code: str, unit_id: UUID, month: date, actor: Person, at: datetime
) -> LedgerMonth:
    """Lock a month that is over; its sums stay as they are now, whatever is corrected later.

    Args:
        month: Its first day.

    Raises:
        PermissionDenied: `actor` neither reviews nor leads the unit.
        NoMonthsError, MonthNotOverError, MonthLockedAlreadyError: As they say.
    """
    require(actor, LOCK_LEDGER, at=at, unit=unit_id)
    _release, case_type = current_type(type_code)
    if not locks(case_type):
        raise NoMonthsError
    if local_day(at) < following(month):
        raise MonthNotOverError
    rows = Case.objects.filter(type_code=type_code, holder_unit=unit_id)
    held = in_month(case_type, rows, month).order_by("pk").select_for_update(of=("self",))
    cases = [{"number": each.number, "digest": digest_of(each)} for each in held]
    figures = month_of_unit(case_type, rows, month, at)
    try:
        with transaction.atomic():
            made = LedgerMonth.objects.create(
                type_code=type_code,
                unit_id=unit_id,
                month_on=month,
                roll_up=figures.as_json(),
                cases=cases,
                locked_at=at,
                locked_by=actor,
            )
    except IntegrityError as clash:
        raise MonthLockedAlreadyError from clash
    fact = MonthLocked(
        type_code=type_code, month=f"{month:%Y-%m}", rows=len(cases), unit_id=unit_id
    )
    record(fact, actor=actor, at=at)
    return made


def digest_of(case: Case) -> str:
    """A digest of what a row says and how far it has come."""
    said: Sequence[object] = [case.stage, case.outcome, case.values]
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
