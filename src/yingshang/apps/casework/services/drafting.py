"""A case begins as a draft, is saved as often as one likes, and is filled in from what is known."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from yingshang.apps.casework.access import is_applicant_side
from yingshang.apps.casework.decisions.answers import Checked, Circumstances, check
from yingshang.apps.casework.decisions.numbers import case_number, receipt_code
from yingshang.apps.casework.decisions.sameness import natural_key
from yingshang.apps.casework.errors import (
    ApplicantNotAllowedError,
    ChangedMeanwhileError,
    IncompleteError,
    KeyTakenError,
    NotEditableError,
    RouteUnknownError,
    WayNotOpenError,
)
from yingshang.apps.casework.events import CaseOpened
from yingshang.apps.casework.models import Case, PersonalValue, Stage, Way
from yingshang.apps.casework.permissions import OPEN, verb_for
from yingshang.apps.casework.prefill import known
from yingshang.apps.casework.selectors.circumstances import circumstances
from yingshang.apps.casework.selectors.values import values_of
from yingshang.apps.casework.services.changing import show
from yingshang.apps.casework.services.holding import Holders
from yingshang.apps.casework.services.keys import next_keys
from yingshang.apps.casework.services.locking import locked, naming
from yingshang.apps.casework.types import current_type, type_of
from yingshang.apps.directory.models import Enterprise, Person, Unit
from yingshang.apps.directory.permissions import Actor, on_record, require
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.services import record
from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.schema.casework.common import FieldHolder

LONGEST_TITLE = 300


@dataclass(frozen=True)
class Beginning:
    """With what a case begins.

    Attributes:
        values: Answers by field as they came.
        commits: The applicant accepts the words of the commitment (告知承诺).
        key: Idempotency key of the form; the same key never makes a second case.
        unit: For cases from the window or the desk: the unit in whose name they are opened.
    """

    type_code: str
    way: Way
    applicant: Person | None = None
    enterprise: Enterprise | None = None
    unit: Unit | None = None
    route: str = ""
    values: Mapping[str, object] | None = None
    key: str | None = None
    commits: bool = False


def open_case(*, beginning: Beginning, actor: Actor, at: datetime) -> Case:
    """Begin a draft, filled in with what the city knows of the applicant.

    The same key twice gives the case that the first call made.

    Raises:
        PermissionDenied: `actor` neither applies nor acts for the applicant nor for the unit.
        TypeUnknownError, WayNotOpenError, ApplicantNotAllowedError, RouteUnknownError: As they say.
        IncompleteError: An answer does not fit its field.
        KeyTakenError: The key belongs to somebody else's case.
    """
    try:
        return _opened(beginning, actor, at)
    except IntegrityError:
        there = case_with_key(beginning, actor)
        if there is None:
            raise
        return there


@transaction.atomic
def _opened(beginning: Beginning, actor: Actor, at: datetime) -> Case:
    case, case_type = new_case(beginning, actor, at)
    checked = fill(case, case_type, beginning.values or {}, at, is_complete=False)
    if checked.faults:
        raise IncompleteError(checked.faults)
    store_new(case, case_type, checked)
    record(opened_fact(case, case_type), actor=on_record(actor), at=at)
    return case


@transaction.atomic
def save_draft(
    *,
    case_id: int,
    revision: int,
    values: Mapping[str, object],
    actor: Person,
    at: datetime,
    route: str | None = None,
) -> Case:
    """Keep what was filled in so far; what does not fit is refused, what is missing is not.

    Args:
        revision: As it was read, so that nobody overwrites what they have not seen.

    Raises:
        PermissionDenied: `actor` may not write into it.
        NotEditableError, ChangedMeanwhileError, IncompleteError, RouteUnknownError: As they say.
    """
    case = locked(case_id)
    require_writing(case, actor, at)
    if not case.is_editable:
        raise NotEditableError
    if case.revision != revision:
        raise ChangedMeanwhileError
    case_type = type_of(case)
    if route is not None:
        case.route = chosen_route(case_type, route)
    checked = fill(case, case_type, {**values_of(case), **values}, at, is_complete=False)
    if checked.faults:
        raise IncompleteError(checked.faults)
    store(case, case_type, checked)
    return case


def new_case(beginning: Beginning, actor: Actor, at: datetime) -> tuple[Case, CaseType]:
    """The row of a case that is about to begin, not yet saved."""
    release, case_type = current_type(beginning.type_code)
    holder = _holder_of(case_type, beginning)
    _require_opening(case_type, beginning, holder, actor, at)
    [running] = next_keys(1)
    year = local_day(at).year
    case = Case(
        pk=running,
        number=case_number(case_type.entry.number, year, running),
        type_code=case_type.id,
        is_ledger=case_type.is_ledger,
        release=release,
        route=chosen_route(case_type, beginning.route),
        way=beginning.way,
        applicant=beginning.applicant,
        enterprise=beginning.enterprise,
        agent=_agent(beginning, actor),
        holder_unit=holder,
        opened_by=on_record(actor),
        opened_at=at,
        receipt_code=receipt_code(),
        idempotency_key=beginning.key,
    )
    _prefill(case, case_type, actor, at)
    return case, case_type


def case_with_key(beginning: Beginning, actor: Actor) -> Case | None:
    """The case that was made with this key already.

    Raises:
        KeyTakenError: By somebody else, or of another type.
    """
    if beginning.key is None:
        return None
    found = Case.objects.filter(idempotency_key=beginning.key).first()
    if found is None:
        return None
    person = on_record(actor)
    if found.opened_by_id != (person.pk if person else None):
        raise KeyTakenError
    if found.type_code != beginning.type_code:
        raise KeyTakenError
    return found


def fill(
    case: Case,
    case_type: CaseType,
    values: Mapping[str, object],
    at: datetime,
    *,
    is_complete: bool,
) -> Checked:
    """Check answers together with what is filled in, and put them into the row (unsaved)."""
    about = circumstances(case, case_type, at) if case.submitted_at else _fresh(case, at)
    given = {**case.values, **values}
    return check(case_type, given, about, is_complete=is_complete)


def store_new(case: Case, case_type: CaseType, checked: Checked) -> None:
    """Insert the case and its personal answers; the unit sees it unless it is a draft of theirs."""
    put(case, case_type, checked)
    case.save(force_insert=True)
    if case.way != Way.APPLICANT or case.stage != Stage.DRAFT:
        show(case, [case.holder_unit_id])


def store(case: Case, case_type: CaseType, checked: Checked) -> None:
    """Write answers of a case that is there already, and count the saving."""
    case.revision += 1
    put(case, case_type, checked)
    case.save(update_fields=["values", "sources", "title", "natural_key", "route", "revision"])


def opened_fact(case: Case, case_type: CaseType) -> CaseOpened:
    """The fact that a case was begun."""
    name = case_type.entry.name
    return CaseOpened(
        **naming(case),
        type_code=case.type_code,
        name_zh=name.zh_hans,
        name_en=name.en or name.zh_hans,
    )


def require_writing(case: Case, actor: Person, at: datetime) -> None:
    """Raise PermissionDenied unless `actor` may write into a case that is not yet accepted."""
    if case.way == Way.APPLICANT or case.stage == Stage.CORRECTING:
        if is_applicant_side(actor, case, at):
            return
        if case.way == Way.APPLICANT:
            raise PermissionDenied("casework.apply")
    if case.opened_by_id != actor.pk:
        verb = verb_for(OPEN, is_ledger=case.is_ledger)
        require(actor, verb, at=at, unit=case.holder_unit_id)


def chosen_route(case_type: CaseType, route: str) -> str:
    """The route that was chosen, or the first.

    Raises:
        RouteUnknownError: The type has no such route.
    """
    if not route:
        return next(iter(case_type.routes), "")
    if route not in case_type.routes:
        raise RouteUnknownError
    return route


def _require_opening(
    case_type: CaseType, beginning: Beginning, holder: Unit, actor: Actor, at: datetime
) -> None:
    if beginning.way not in case_type.entry.opened_by:
        raise WayNotOpenError
    kinds = case_type.entry.applicant.kinds if case_type.entry.applicant else ()
    kind = "enterprise" if beginning.enterprise else "person" if beginning.applicant else ""
    if kinds and kind not in kinds:
        raise ApplicantNotAllowedError
    if beginning.way != Way.APPLICANT:
        verb = verb_for(OPEN, is_ledger=case_type.is_ledger)
        require(actor, verb, at=at, unit=beginning.unit or holder)
        return
    if not isinstance(actor, Person):
        raise PermissionDenied(OPEN)
    probe = Case(
        type_code=case_type.id, applicant=beginning.applicant, enterprise=beginning.enterprise
    )
    if not is_applicant_side(actor, probe, at):
        raise PermissionDenied("casework.apply")


def _holder_of(case_type: CaseType, beginning: Beginning) -> Unit:
    holder = case_type.entry.holder
    values = beginning.values or {}
    code = values.get(holder.field) if isinstance(holder, FieldHolder) else holder
    if beginning.unit is not None and (not code or beginning.unit.code == code):
        return beginning.unit
    return Holders(Case()).named(str(code), values)


def _agent(beginning: Beginning, actor: Actor) -> Person | None:
    is_other = isinstance(actor, Person) and actor != beginning.applicant
    return actor if beginning.way == Way.APPLICANT and is_other else None  # type: ignore[return-value]


def _prefill(case: Case, case_type: CaseType, actor: Actor, at: datetime) -> None:
    for field, fact in known(case, case_type, on_record(actor), at).items():
        case.values[field] = fact.value
        case.sources[field] = {"source": fact.source, "as_of": fact.as_of.isoformat()}


def _fresh(case: Case, at: datetime) -> Circumstances:
    kind = "enterprise" if case.enterprise_id else "person" if case.applicant_id else None
    return Circumstances(
        route=case.route,
        applicant_kind=kind,
        opened_on=local_day(case.opened_at),
        today=local_day(at),
    )


def put(case: Case, case_type: CaseType, checked: Checked) -> None:
    """Put answers into the row, which the caller writes; personal ones are written at once."""
    fields = case_type.fields
    before = case.values
    if any(fields[key].personal for key in case.sources if key in fields and key not in before):
        before = values_of(case)
    case.sources = {
        key: told
        for key, told in case.sources.items()
        if key in checked.values and str(checked.values[key]) == str(before.get(key))
    }
    case.values = {key: v for key, v in checked.values.items() if not fields[key].personal}
    named = case_type.entry.title_field
    title = case.values.get(named) if named else None
    if title is None and case.enterprise is not None:
        title = case.enterprise.name
    case.title = str(title or "")[:LONGEST_TITLE]
    case.natural_key = natural_key(case_type, case.values)
    _keep_personal(case, case_type, checked)


def _keep_personal(case: Case, case_type: CaseType, checked: Checked) -> None:
    fields = case_type.fields
    personal = [key for key, field in fields.items() if field.personal]
    if not personal:
        return
    rows = [
        PersonalValue(case=case, field=key, value=json.dumps(value, ensure_ascii=False))
        for key, value in checked.values.items()
        if fields[key].personal
    ]
    PersonalValue.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["case", "field"], update_fields=["value"]
    )
    gone = [key for key in personal if key not in checked.values]
    if gone and case.revision > 1:
        PersonalValue.objects.filter(case=case, field__in=gone).delete()
