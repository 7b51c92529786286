"""Which duties somebody may read, and pages of them found by key."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q

from yingshang.apps.directory.models import Person, Role
from yingshang.apps.directory.permissions import roles_of, units_for
from yingshang.apps.ledger import clock
from yingshang.apps.obligations.models import CoHolder, Obligation, ObligationQuerySet
from yingshang.apps.obligations.permissions import SEE

PAGE = 50


@dataclass(frozen=True)
class Page:
    """A page of duties; `after` is the key of the next page, empty on the last one."""

    rows: tuple[Obligation, ...]
    after: str


def visible_to(actor: Person | AnonymousUser) -> ObligationQuerySet:
    """Duties that `actor` may read: all for overseers and leaders, else those of their units."""
    units = units_for(actor, SEE, on=clock.today())
    if units is None:
        return _rows()
    return _rows().filter(_of(units))


def owed_by(actor: Person | AnonymousUser) -> ObligationQuerySet:
    """Open duties of the units for which `actor` acts today, earliest due first."""
    return _rows().filter(_of(_answered_for(actor))).open().by_date()


def on_desk_of(actor: Person | AnonymousUser) -> ObligationQuerySet:
    """Like `owed_by`, with those that rest."""
    return _rows().filter(_of(_answered_for(actor))).live().by_date()


def _answered_for(actor: Person | AnonymousUser) -> frozenset[UUID]:
    """Units whose business `actor` does today; an administrator looks after accounts only."""
    held = roles_of(actor, clock.today())
    return frozenset(each.unit_id for each in held if each.role != Role.ADMINISTRATOR)


def about(subject_type: str, subject_key: str) -> ObligationQuerySet:
    """Duties that the row `subject_key` of `subject_type` fulfils."""
    return _rows().filter(subject_type=subject_type, subject_key=subject_key)


def measurable_count(*, after: int = 0) -> int:
    """How many duties behind the key `after` rest on a time limit and can be measured again."""
    return Obligation.objects.measurable().filter(pk__gt=after).count()


def page_of(rows: ObligationQuerySet, after: str = "", *, size: int = PAGE) -> Page:
    """One page in the order of `by_date`, found by key and never by offset.

    Args:
        after: The `after` of the page before; anything unreadable begins at the start.
    """
    key = _key(after)
    ordered = rows.by_date() if key is None else rows.by_date().after(*key)
    found = tuple(ordered[: size + 1])
    shown = found[:size]
    more = f"{shown[-1].due_at.isoformat()}~{shown[-1].pk}" if len(found) > size else ""
    return Page(shown, more)


def _rows() -> ObligationQuerySet:
    return Obligation.objects.select_related("holder_unit", "holder_person")


def _of(units: frozenset[UUID]) -> Q:
    beside = CoHolder.objects.filter(obligation=OuterRef("pk"), unit_id__in=units)
    return Q(holder_unit_id__in=units) | Q(Exists(beside))


def _key(after: str) -> tuple[datetime, int] | None:
    instant, _, number = after.partition("~")
    try:
        moment, key = datetime.fromisoformat(instant), int(number)
    except ValueError:
        return None
    return (moment, key) if moment.tzinfo and 0 < key < 2**63 else None
