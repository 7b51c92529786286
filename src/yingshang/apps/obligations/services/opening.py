"""Duties begin."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from yingshang.apps.directory.models import Person, Unit
from yingshang.apps.directory.permissions import Actor, on_record, require, units_for
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.services import record
from yingshang.apps.obligations.duties import Duty
from yingshang.apps.obligations.events import ObligationsOpened
from yingshang.apps.obligations.kinds import kind_of
from yingshang.apps.obligations.models import CoHolder, Obligation
from yingshang.apps.obligations.permissions import OPEN

CHUNK = 1000


@transaction.atomic
def open_obligation(*, duty: Duty, actor: Actor, at: datetime) -> Obligation:
    """Begin one duty; one that exists already is returned as it stands.

    Raises:
        PermissionDenied: `actor` may not open duties for the holder.
        UnknownKindError: No app declares the kind.
    """
    open_many(duties=[duty], actor=actor, at=at)
    return Obligation.objects.get(**_identity(duty))


@transaction.atomic
def open_many(*, duties: Iterable[Duty], actor: Actor, at: datetime) -> int:
    """Begin many duties with one insert a thousand; twice without harm.

    Returns:
        How many are new.

    Raises:
        PermissionDenied: `actor` may not open duties for one of the holders.
        UnknownKindError: No app declares one of the kinds.
    """
    wanted = sorted(duties, key=_kind_and_day)
    _require_open(actor, {duty.holder.pk for duty in wanted}, at)
    opened = 0
    for (kind, _due_on), group in groupby(wanted, key=_kind_and_day):
        fresh = _not_yet_owed(kind, list(group))
        if fresh:
            insert(fresh)
            record(_opened(kind, fresh), actor=on_record(actor), at=at)
        opened += len(fresh)
    return opened


def _require_open(actor: Actor, holders: set[UUID], at: datetime) -> None:
    """One look at the actor's posts for all holders."""
    if not isinstance(actor, Person):
        require(actor, OPEN, at=at)
        return
    allowed = units_for(actor, OPEN, on=local_day(at))
    if allowed is not None and not holders <= allowed:
        raise PermissionDenied(OPEN)


def _kind_and_day(duty: Duty) -> tuple[str, date]:
    return duty.kind, duty.term.due_on


def _identity(duty: Duty) -> dict[str, object]:
    subject_type, subject_key = duty.subject
    return {
        "kind": duty.kind,
        "subject_type": subject_type,
        "subject_key": subject_key,
        "holder_unit": duty.holder,
    }


def _not_yet_owed(kind: str, duties: Sequence[Duty]) -> list[Duty]:
    kind_of(kind)
    keys = {duty.subject[1] for duty in duties}
    rows = Obligation.objects.filter(kind=kind, subject_key__in=keys)
    owed = set(rows.values_list("subject_type", "subject_key", "holder_unit"))
    fresh = {(*duty.subject, duty.holder.pk): duty for duty in duties}
    return [duty for place, duty in fresh.items() if place not in owed]


def insert(duties: Sequence[Duty]) -> list[Obligation]:
    """The rows of duties that nobody owes yet, with the units beside the holders."""
    rows = Obligation.objects.bulk_create([_row(duty) for duty in duties], batch_size=CHUNK)
    beside = zip(rows, duties, strict=True)
    CoHolder.objects.bulk_create(
        [CoHolder(obligation=row, unit=unit) for row, duty in beside for unit in duty.co_holders],
        batch_size=CHUNK,
    )
    return rows


def _row(duty: Duty) -> Obligation:
    matter = duty.matter
    return Obligation(
        **_identity(duty),
        **vars(duty.term) | {"explanation": list(duty.term.explanation)},
        title_zh=duty.title_zh,
        title_en=duty.title_en,
        matter_type=matter.type if matter else "",
        matter_key=matter.key if matter else "",
        matter_code=matter.code if matter else "",
        theme=matter.theme if matter else "",
        period_on=duty.period_on,
        holder_person=duty.person,
        is_asked=duty.holder.reach == Unit.Reach.ASKED,
    )


def _opened(kind: str, duties: Sequence[Duty]) -> ObligationsOpened:
    matters = {(duty.matter.type, duty.matter.key) for duty in duties if duty.matter}
    return ObligationsOpened(
        obligation_kind=kind,
        count=len(duties),
        due_on=duties[0].term.due_on.isoformat(),
        units=tuple(sorted({duty.holder.pk for duty in duties})),
        co_units=tuple(sorted({unit.pk for duty in duties for unit in duty.co_holders})),
        matters=tuple(sorted(matters)),
    )
