"""Walk along a strand of the chain once, and note every event that does not hold."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import Q, QuerySet

from yingshang.apps.ledger.chain import (
    GENESIS,
    Place,
    link_hash,
    personal_digest,
    personal_digests,
)
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
class Mark:
    """What a root says of a strand.

    Attributes:
        number: Of the last event that the root covers.
        sequence: Every event after it has a larger one,
        morning: and was recorded at this instant or later.
        day: The root's.
    """

    number: int
    sequence: int
    morning: datetime
    day: str


@dataclass(frozen=True)
class Suspect:
    """An event whose hash or whose tie to its predecessor does not hold.

    Attributes:
        shift: How far it stands from the number it was written with; 0 when that is not known.
        event: Kept for the first few whose shift is not known.
    """

    number: int
    is_own_hash: bool
    shift: int = 0
    event: Event | None = None


@dataclass
class Walked:
    """What one walk along a strand found, before anybody explains it. Numbers are the strand's.

    Attributes:
        gaps: Pairs of first and last missing number.
        marks: Hash and running count of subjects at each number that a root names.
        unexplained: The numbers of events with personal values that are empty, by their
            sequence and field.
        erased: What this strand says was erased, as sequence and field.
    """

    strand: int
    events: int = 0
    subjects: int = 0
    last: Event | None = None
    gaps: list[tuple[int, int]] = field(default_factory=list)
    suspects: list[Suspect] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    marks: dict[int, tuple[str, int]] = field(default_factory=dict)
    unexplained: dict[tuple[int, str], int] = field(default_factory=dict)
    erased: set[tuple[int, str]] = field(default_factory=set)


def walk(strand: int, *, through: int, marks: Sequence[Mark]) -> Walked:
    """Read every event of a strand with its subjects and personal values, in order.

    Args:
        through: The last number to read; what is recorded meanwhile is left alone.
        marks: What the roots say of this strand, oldest first.
    """
    found = Walked(strand)
    marked = {mark.number for mark in marks}
    covered = Event.objects.filter(strand=strand, number__lte=through).order_by("number")
    beside = Q(event__strand=strand, event__number__lte=through)
    subjects = _Beside(EventSubject.objects.filter(beside).order_by("event__number", "pk"))
    personal = _Beside(PersonalValue.objects.filter(beside).order_by("event__number", "field"))
    for event in covered.iterator(CHUNK):
        rows = subjects.of(event.pk)
        _check_link(event, found)
        _check_age(event, marks, found)
        _check_subjects(event, rows, found)
        _check_personal(event, personal.of(event.pk), found)
        found.events += 1
        found.subjects += len(rows)
        found.last = event
        if event.number in marked:
            found.marks[event.number] = (event.hash, found.subjects)
    return found


class _Beside:
    """Rows that belong to the events of a strand, read alongside them in the same order."""

    def __init__(self, rows: QuerySet[Any]) -> None:
        self._groups = groupby(rows.iterator(CHUNK), key=lambda row: row.event_id)
        self._next = self._step()

    def of(self, sequence: int) -> list[Any]:
        """The rows of one event."""
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
    expected = before.number + 1 if before else 1
    if event.number > expected:
        found.gaps.append((expected, event.number - 1))
    is_own = link_hash(event) == event.hash
    is_tied = event.previous_hash == (before.hash if before else GENESIS)
    if not (is_own and is_tied):
        found.suspects.append(_suspect(event, found, is_own_hash=is_own))
    elif before is not None and event.recorded_at < before.recorded_at:
        found.faults.append(Fault("L014", event.number))
    if event.kind == ERASURE:
        found.erased.update(erased_by(event))


def _check_age(event: Event, marks: Sequence[Mark], found: Walked) -> None:
    """Nobody may put an event on at the end of a strand and date it back before a root."""
    before = bisect_left(marks, event.number, key=lambda mark: mark.number)
    mark = marks[before - 1] if before else None
    if mark and (event.sequence <= mark.sequence or event.recorded_at < mark.morning):
        found.faults.append(Fault("L016", event.number, {"day": mark.day}))


def erased_by(event: Event) -> set[tuple[int, str]]:
    """Sequence and field of what a record of an erasure names."""
    return {(event.payload.get("event", 0), name) for name in event.payload.get("fields", [])}


def _suspect(event: Event, found: Walked, *, is_own_hash: bool) -> Suspect:
    number = event.number
    if is_own_hash:
        return Suspect(number, is_own_hash=True)
    likely = found.suspects[-1].shift if found.suspects else 0
    for shift in (likely, *range(-REACH, REACH + 1)):
        if shift and number > shift and _stood_at(event, number - shift, event.sequence - shift):
            return Suspect(number, is_own_hash=False, shift=shift)
    is_kept = len(found.suspects) < CROWD
    return Suspect(number, is_own_hash=False, event=event if is_kept else None)


def _stood_at(event: Event, number: int, sequence: int) -> bool:
    return stood_in(event, Place(event.sequence, event.strand, number)) or stood_in(
        event, Place(sequence, event.strand, number)
    )


def stood_in(event: Event, place: Place) -> bool:
    """Whether an event was written at another place than it says."""
    return link_hash(event, place=place) == event.hash


def _check_subjects(event: Event, rows: list[EventSubject], found: Walked) -> None:
    stated = {tuple(triple) for triple in event.subjects}
    indexed = {(row.role, row.type, row.key) for row in rows}
    for code, triples in (("L006", stated - indexed), ("L007", indexed - stated)):
        found.faults.extend(
            Fault(code, event.number, dict(zip(("role", "type", "key"), triple, strict=True)))
            for triple in sorted(triples)
        )


def _check_personal(event: Event, rows: list[PersonalValue], found: Walked) -> None:
    kept = {row.field: row for row in rows}
    for name, expected in personal_digests(event.payload).items():
        row = kept.get(name)
        if row is None:
            found.faults.append(Fault("L009", event.number, {"field": name}))
        elif row.sealed is None:
            found.unexplained[event.sequence, name] = event.number
        elif _digest(row) != expected:
            found.faults.append(Fault("L008", event.number, {"field": name}))


def _digest(row: PersonalValue) -> str:
    try:
        return personal_digest(bytes(row.salt or b""), plain(row))
    except BrokenSealError:
        return ""
