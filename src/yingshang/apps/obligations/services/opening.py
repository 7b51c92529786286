"""Duties begin."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby

from django.db import transaction

from yingshang.apps.directory.models import Unit
from yingshang.apps.directory.permissions import Actor, on_record, require
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
    wanted = sorted(duties, key=lambda duty: (duty.kind, duty.term.due_on))
    for unit_id in {duty.holder.pk for duty in wanted}:
        require(actor, OPEN, at=at, unit=unit_id)
    opened = 0
    for (kind, _due_on), group in groupby(wanted, key=lambda duty: (duty.kind, duty.term.due_on)):
        fresh = _not_yet_owed(kind, list(group))
        if fresh:
            _insert(fresh)
            record(_opened(kind, fresh), actor=on_record(actor), at=at)
        opened += len(fresh)
    return opened


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
    return [duty for duty in duties if (*duty.subject, duty.holder.pk) not in owed]


def _insert(duties: Sequence[Duty]) -> None:
    rows = Obligation.objects.bulk_create([_row(duty) for duty in duties], batch_size=CHUNK)
    beside = zip(rows, duties, strict=True)
    CoHolder.objects.bulk_create(
        [CoHolder(obligation=row, unit=unit) for row, duty in beside for unit in duty.co_holders],
        batch_size=CHUNK,
    )


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
        name=str(kind_of(kind).name),
        count=len(duties),
        due_on=duties[0].term.due_on.isoformat(),
        units=tuple(sorted({duty.holder.pk for duty in duties})),
        matters=tuple(sorted(matters)),
    )
