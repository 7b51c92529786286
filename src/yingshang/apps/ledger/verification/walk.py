"""Walk along the chain once, and note every event that does not hold."""

from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from yingshang.apps.ledger.chain import GENESIS, link_hash, personal_digest, personal_digests
from yingshang.apps.ledger.errors import BrokenSealError
from yingshang.apps.ledger.models import Event, EventSubject, PersonalValue
from yingshang.apps.ledger.personal import plain
from yingshang.apps.ledger.verification.faults import Fault

CHUNK = 2000
# How far an event may have been pushed by events put in or taken out before it.
REACH = 16
# How many suspects are kept whole, to find out whether they changed places among themselves.
CROWD = 200
ERASURE = "ledger.personal_values_erased"


@dataclass(frozen=True)
class Suspect:
    """An event whose hash or whose tie to its predecessor does not hold.

    Attributes:
        shift: How far it stands from the number it was written with; 0 when that is not known.
        event: Kept for the first few whose shift is not known.
    """

    sequence: int
    is_own_hash: bool
    shift: int = 0
    event: Event | None = None


@dataclass
class Walked:
    """What one walk along the chain found, before anybody explains it.

    Attributes:
        gaps: Pairs of first and last missing sequence number.
        marks: Hash and running count of subjects at each asked sequence number.
        unexplained: Personal values that are empty, by event and field.
        erased: What the ledger says was erased.
    """

    events: int = 0
    subjects: int = 0
    last: Event | None = None
    gaps: list[tuple[int, int]] = field(default_factory=list)
    suspects: list[Suspect] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    marks: dict[int, tuple[str, int]] = field(default_factory=dict)
    unexplained: set[tuple[int, str]] = field(default_factory=set)
    erased: set[tuple[int, str]] = field(default_factory=set)


def walk(*, through: int, marked: frozenset[int]) -> Walked:
    """Read every event with its subjects and personal values, in order.

    Args:
        through: The last sequence number to read; what is recorded meanwhile is left alone.
        marked: Sequence numbers at which hash and count of subjects are kept for the roots.
    """
    found = Walked()
    covered = Event.objects.filter(sequence__lte=through).order_by("sequence")
    subjects = _Beside(EventSubject.objects.order_by("event_id", "pk"))
    personal = _Beside(PersonalValue.objects.order_by("event_id", "field"))
    for event in covered.iterator(CHUNK):
        _check_link(event, found)
        rows = subjects.of(event.sequence)
        _check_subjects(event, rows, found)
        _check_personal(event, personal.of(event.sequence), found)
        found.events += 1
        found.subjects += len(rows)
        found.last = event
        if event.sequence in marked:
            found.marks[event.sequence] = (event.hash, found.subjects)
    for event in Event.objects.filter(kind=ERASURE, sequence__gt=through):
        found.erased.update(_erased_by(event))
    for place, name in sorted(found.unexplained - found.erased):
        found.faults.append(Fault("L009", place, {"field": name}))
    return found


class _Beside:
    """Rows that belong to events, read alongside them in the same order."""

    def __init__(self, rows: QuerySet[Any]) -> None:
        self._groups = groupby(rows.iterator(CHUNK), key=lambda row: row.event_id)
        self._next = self._step()

    def of(self, sequence: int) -> list[Any]:
        """The rows of one event; those of missing events before it are passed over."""
        while self._next is not None and self._next[0] < sequence:
            self._next = self._step()
        if self._next is None or self._next[0] != sequence:
            return []
        rows = self._next[1]
        self._next = self._step()
        return rows

    def _step(self) -> tuple[int, list[Any]] | None:
        for key, rows in self._groups:
            return key, list(rows)
        return None


def _check_link(event: Event, found: Walked) -> None:
    before = found.last
    expected = before.sequence + 1 if before else 1
    if event.sequence > expected:
        found.gaps.append((expected, event.sequence - 1))
    is_own = link_hash(event) == event.hash
    is_tied = event.previous_hash == (before.hash if before else GENESIS)
    if not (is_own and is_tied):
        found.suspects.append(_suspect(event, found, is_own_hash=is_own))
    elif before is not None and event.recorded_at < before.recorded_at:
        found.faults.append(Fault("L014", event.sequence))
    if event.kind == ERASURE:
        found.erased.update(_erased_by(event))


def _erased_by(event: Event) -> set[tuple[int, str]]:
    return {(event.payload.get("event", 0), name) for name in event.payload.get("fields", [])}


def _suspect(event: Event, found: Walked, *, is_own_hash: bool) -> Suspect:
    place = event.sequence
    if is_own_hash:
        return Suspect(place, is_own_hash=True)
    likely = found.suspects[-1].shift if found.suspects else 0
    for shift in (likely, *range(-REACH, REACH + 1)):
        if shift and place > shift and link_hash(event, sequence=place - shift) == event.hash:
            return Suspect(place, is_own_hash=False, shift=shift)
    is_kept = len(found.suspects) < CROWD
    return Suspect(place, is_own_hash=False, event=event if is_kept else None)


def _check_subjects(event: Event, rows: list[EventSubject], found: Walked) -> None:
    stated = {tuple(triple) for triple in event.subjects}
    indexed = {(row.role, row.type, row.key) for row in rows}
    for code, triples in (("L006", stated - indexed), ("L007", indexed - stated)):
        found.faults.extend(
            Fault(code, event.sequence, dict(zip(("role", "type", "key"), triple, strict=True)))
            for triple in sorted(triples)
        )


def _check_personal(event: Event, rows: list[PersonalValue], found: Walked) -> None:
    kept = {row.field: row for row in rows}
    for name, expected in personal_digests(event.payload).items():
        row = kept.get(name)
        if row is None:
            found.faults.append(Fault("L009", event.sequence, {"field": name}))
        elif row.sealed is None:
            found.unexplained.add((event.sequence, name))
        elif _digest(row) != expected:
            found.faults.append(Fault("L008", event.sequence, {"field": name}))


def _digest(row: PersonalValue) -> str:
    try:
        return personal_digest(bytes(row.salt or b""), plain(row))
    except BrokenSealError:
        return ""
