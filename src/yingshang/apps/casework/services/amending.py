"""Rows of a ledger, and particulars of a case under way, are put right; cases are linked."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from yingshang.apps.casework.decisions.answers import check
from yingshang.apps.casework.errors import (
    ChangedMeanwhileError,
    IncompleteError,
    LinkRefusedError,
    StageError,
)
from yingshang.apps.casework.events import CaseAmended, CasesLinked
from yingshang.apps.casework.models import Case, CaseLink, Stage
from yingshang.apps.casework.permissions import HANDLE, SEE, verb_for
from yingshang.apps.casework.selectors.circumstances import circumstances
from yingshang.apps.casework.selectors.ledgers.months import months_of
from yingshang.apps.casework.selectors.values import values_of
from yingshang.apps.casework.services.course import course_of
from yingshang.apps.casework.services.drafting import store
from yingshang.apps.casework.services.ledgers.correcting import correct
from yingshang.apps.casework.services.locking import locked, naming
from yingshang.apps.casework.types import type_of
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import units_for
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.services import record


@transaction.atomic
def amend(
    *,
    case_id: int,
    revision: int,
    values: Mapping[str, object],
    actor: Person,
    at: datetime,
    reason: str = "",
) -> Case:
    """Change particulars of a case under way: a row of a ledger, or what an official puts right.

    Steps that waited for particulars are asked again.

    Args:
        revision: As it was read, so that nobody overwrites what they have not seen.
        reason: Needed where the row stands in a locked month; it is shown beside the month.

    Raises:
        PermissionDenied: `actor` handles cases of no unit of this case.
        MonthLockedError: No reason was given.
        ChangedMeanwhileError, StageError, IncompleteError: As they say.
    """
    case = _as_read(case_id, revision, actor, at)
    case_type = type_of(case)
    before = values_of(case)
    about = circumstances(case, case_type, at)
    checked = check(case_type, {**before, **values}, about)
    if checked.faults:
        raise IncompleteError(checked.faults)
    store(case, case_type, checked)
    course = course_of(case, by=actor, at=at)
    course.reconsider()
    changed = _changed(before, checked.values)
    names = "、".join(case_type.fields[key].name.zh_hans for key in changed)
    fact = CaseAmended(**naming(case), fields=names, obligations=tuple(course.obligations))
    record(fact, actor=actor, at=at)
    months = months_of(case, case_type, before)
    correct(case=case, months=months, fields=changed, reason=reason, actor=actor, at=at)
    return case


def _as_read(case_id: int, revision: int, actor: Person, at: datetime) -> Case:
    case = locked(case_id)
    require_unit_of(case, actor, HANDLE, at)
    if case.stage != Stage.RUNNING:
        raise StageError
    if case.revision != revision:
        raise ChangedMeanwhileError
    return case


def _changed(before: Mapping[str, object], now: Mapping[str, object]) -> list[str]:
    changed = [key for key, value in now.items() if before.get(key) != value]
    return changed + [key for key in before if key not in now]


@transaction.atomic
def link(*, case_id: int, other_id: int, code: str, actor: Person, at: datetime) -> CaseLink:
    """Link a case with another one, as its type allows; twice without harm.

    Raises:
        PermissionDenied: `actor` handles cases of no unit of both.
        LinkRefusedError: The type names no such link, or the other is of another type.
    """
    case, other = locked(case_id), Case.objects.get(pk=other_id)
    require_unit_of(case, actor, HANDLE, at)
    require_unit_of(other, actor, SEE, at)
    entry = next((each for each in type_of(case).entry.links if each.id == code), None)
    if entry is None or entry.type != other.type_code or other.pk == case.pk:
        raise LinkRefusedError
    there = CaseLink.objects.filter(from_case=case, to_case=other, code=code).first()
    if there is not None:
        return there
    made = CaseLink.objects.create(
        from_case=case, to_case=other, code=code, linked_at=at, linked_by=actor
    )
    record(CasesLinked(**naming(case), other=other.number), actor=actor, at=at)
    return made


def require_unit_of(case: Case, actor: Person, verb: str, at: datetime) -> None:
    """Raise PermissionDenied unless `actor` may use `verb` for a unit that sees the case."""
    asked = verb_for(verb, is_ledger=case.is_ledger)
    units = units_for(actor, asked, on=local_day(at)) or frozenset()
    if not case.units.filter(unit_id__in=units).exists():
        raise PermissionDenied(verb)
