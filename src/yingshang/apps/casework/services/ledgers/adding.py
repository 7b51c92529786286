"""Rows are added: one by a form, many from a spreadsheet, each once."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from yingshang.apps.casework.decisions.columns import label_of
from yingshang.apps.casework.errors import CaseworkError, DoubleRowError, IncompleteError
from yingshang.apps.casework.models import Case, Way
from yingshang.apps.casework.selectors.ledgers.months import month_in
from yingshang.apps.casework.selectors.ledgers.sameness import rows_like
from yingshang.apps.casework.services.drafting import Beginning
from yingshang.apps.casework.services.ledgers.correcting import correct
from yingshang.apps.casework.services.submitting import file_case
from yingshang.apps.casework.types import current_type, type_of
from yingshang.apps.directory.models import Person
from yingshang.apps.obligations.errors import ObligationError
from yingshang.engines.packs.casework.casetype import CaseType

ADDED, GOOD, THERE, REFUSED = "added", "good", "there", "refused"
# Looks like a row that is there; added only where that was chosen.
DOUBLE = "double"


@dataclass(frozen=True)
class Given:
    """A row as it came: the number of its line, and values by field."""

    number: int
    values: Mapping[str, object]


@dataclass(frozen=True)
class Taken:
    """What became of a row.

    Attributes:
        result: `added`; `good`, which would be added; `there`, which was here before; `double`,
            which looks like one that was here before; `refused`.
        case: Number of the case, once there is one.
        reasons: Why it was refused.
    """

    number: int
    title: str
    result: str
    case: str = ""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Batch:
    """In whose name, when, and how rows are added.

    Attributes:
        reason: For rows of a month that is locked.
        takes_doubles: Whether a row is added that looks like one that is there.
    """

    type_code: str
    actor: Person
    at: datetime
    reason: str = ""
    takes_doubles: bool = False


def add_row(*, batch: Batch, values: Mapping[str, object], key: str) -> Case:
    """Add one row; the same key twice gives the row of the first call.

    Raises:
        PermissionDenied: `actor` adds no rows for the unit in charge.
        MonthLockedError: Its month is locked and no reason was given.
        DoubleRowError: It looks like one that is there, and no doubles are taken.
        IncompleteError and others: As `file_case`.
    """
    _release, case_type = current_type(batch.type_code)
    is_new = not Case.objects.filter(idempotency_key=key).exists()
    if is_new and not batch.takes_doubles:
        [alike] = rows_like(case_type, [values])
        if alike:
            raise DoubleRowError(alike)
    return _added(batch, values, key, Way.OFFICIAL)


def add_rows(
    *, batch: Batch, rows: Sequence[Given], good_only: bool
) -> tuple[bool, tuple[Taken, ...]]:
    """Add rows, each once; nothing is written unless every row is good, or `good_only`.

    A row that looks like one that was there before this call is not good, unless doubles are taken.
    A row that says exactly the same as one that was added before is not added again.

    Returns:
        Whether anything was written, and what became of each row.
    """
    _release, case_type = current_type(batch.type_code)
    keys = _keys(batch.type_code, rows)
    there = dict(
        Case.objects.filter(idempotency_key__in=keys).values_list("idempotency_key", "number")
    )
    alike = _alike(batch, case_type, rows)
    with transaction.atomic():
        taken = tuple(
            _taken(batch, case_type, row, key, (there.get(key), same))
            for row, key, same in zip(rows, keys, alike, strict=True)
        )
        is_written = good_only or all(each.result not in {REFUSED, DOUBLE} for each in taken)
        transaction.set_rollback(not is_written)
    if is_written:
        return True, taken
    return False, tuple(_unwritten(each) for each in taken)


def _unwritten(taken: Taken) -> Taken:
    return replace(taken, result=GOOD, case="") if taken.result == ADDED else taken


def _alike(batch: Batch, case_type: CaseType, rows: Sequence[Given]) -> list[tuple[str, ...]]:
    """Numbers of the rows that were there before and look like each of `rows`."""
    if batch.takes_doubles:
        return [()] * len(rows)
    return rows_like(case_type, [row.values for row in rows])


def _taken(
    batch: Batch,
    case_type: CaseType,
    row: Given,
    key: str,
    known: tuple[str | None, tuple[str, ...]],
) -> Taken:
    """What becomes of a row; `known` are the row of the same key, and those that look like it."""
    title = str(row.values.get(case_type.entry.title_field or "", ""))
    number, alike = known
    if number is not None:
        return Taken(row.number, title, THERE, number)
    if alike:
        return Taken(row.number, title, DOUBLE, reasons=(str(DoubleRowError(alike)),))
    way = Way.FILE if Way.FILE in case_type.entry.opened_by else Way.OFFICIAL
    try:
        with transaction.atomic():
            case = _added(batch, row.values, key, way)
    except (CaseworkError, ObligationError, PermissionDenied) as refused:
        return Taken(row.number, title, REFUSED, reasons=_why(case_type, refused))
    return Taken(row.number, title, ADDED, case.number)


def _why(case_type: CaseType, refused: Exception) -> tuple[str, ...]:
    if isinstance(refused, IncompleteError):
        return _reasons(case_type, refused)
    if isinstance(refused, PermissionDenied):
        return (_("You add rows for your unit only."),)
    return (str(refused),)


def _added(batch: Batch, values: Mapping[str, object], key: str, way: Way) -> Case:
    beginning = Beginning(type_code=batch.type_code, way=way, values=values, key=key)
    with transaction.atomic():
        case = file_case(beginning=beginning, actor=batch.actor, at=batch.at)
        if case.opened_at == batch.at:
            months = {month_in(case.values, case, type_of(case))}
            correct(
                case=case,
                months=months,
                fields=(),
                reason=batch.reason,
                actor=batch.actor,
                at=batch.at,
            )
    return case


def _reasons(case_type: CaseType, refused: IncompleteError) -> tuple[str, ...]:
    found = []
    for key, sentences in refused.shown().items():
        field = case_type.fields.get(key)
        material = case_type.materials.get(key)
        name = label_of(field) if field else material.name.zh_hans if material else ""
        found += [f"{name}：{each}" if name else each for each in sentences]
    return tuple(found)


def _keys(type_code: str, rows: Sequence[Given]) -> list[str]:
    """One key a row, by what it says; of rows that say the same, by their order."""
    seen: Counter[str] = Counter()
    keys = []
    for row in rows:
        said = {key: str(value) for key, value in row.values.items() if str(value)}
        text = json.dumps([type_code, said], ensure_ascii=False, sort_keys=True)
        seen[text] += 1
        digest = hashlib.sha256(f"{text}#{seen[text]}".encode()).hexdigest()
        keys.append(f"row-{digest}")
    return keys
