"""What a person finds in the site."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from django.db.models import Case, IntegerField, Q, Value, When

from yingshang.apps.directory.models import Person
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.messages.models import Message, MessageQuerySet, State

PAGE = 30


@dataclass(frozen=True)
class InboxDay:
    """Messages of one local day; `is_unread` says in which part of the page they stand."""

    on: date
    is_unread: bool
    letters: Sequence[Message]


@dataclass(frozen=True)
class InboxPage:
    """A page of one's own messages.

    Attributes:
        days: Unread ones first, in each part the newest day first.
        unread: How many are unread in all.
        after: Key of the next page; empty on the last one.
        is_unread_only: Whether the reader asked for unread ones alone.
    """

    days: Sequence[InboxDay]
    unread: int
    after: str
    is_unread_only: bool
    is_first: bool


def unread_count(person: Person) -> int:
    """How many messages wait to be opened; from an index of unread ones alone."""
    return Message.objects.inbox_of(person.pk).unread().count()


def message_of(person: Person, message_id: UUID) -> Message | None:
    """A message in the person's own inbox."""
    return Message.objects.inbox_of(person.pk).filter(pk=message_id).first()


def inbox(person: Person, *, after: str = "", is_unread_only: bool = False) -> InboxPage:
    """A page of one's own messages, found by key; an unreadable key begins at the start."""
    rows = Message.objects.inbox_of(person.pk)
    if is_unread_only:
        rows = rows.unread()
    ordered = _in_order(rows)
    key = _key(after)
    found = list((ordered if key is None else ordered.filter(_behind(*key)))[: PAGE + 1])
    shown = found[:PAGE]
    return InboxPage(
        days=tuple(_by_day(shown)),
        unread=unread_count(person),
        after=_key_of(shown[-1]) if len(found) > PAGE else "",
        is_unread_only=is_unread_only,
        is_first=key is None,
    )


def _in_order(rows: MessageQuerySet) -> MessageQuerySet:
    """Unread first, then the newest; the id settles ties."""
    part = Case(
        When(state=State.SENT, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    lines = rows.annotate(part=part).order_by("part", "-queued_at", "-pk")
    return lines.prefetch_related("digest__reminders")


def _behind(part: int, queued_at: datetime, pk: UUID) -> Q:
    older = Q(queued_at__lt=queued_at) | Q(queued_at=queued_at, pk__lt=pk)
    return Q(part__gt=part) | Q(part=part) & older


def _by_day(rows: Iterable[Message]) -> Iterable[InboxDay]:
    grouped = groupby(rows, key=lambda row: (row.is_unread, local_day(row.queued_at)))
    for (is_unread, on), letters in grouped:
        yield InboxDay(on, is_unread, tuple(letters))


def _key_of(row: Message) -> str:
    return f"{0 if row.is_unread else 1}~{row.queued_at.isoformat()}~{row.pk}"


def _key(after: str) -> tuple[int, datetime, UUID] | None:
    part, _, rest = after.partition("~")
    instant, _, pk = rest.partition("~")
    try:
        return int(part), datetime.fromisoformat(instant), UUID(pk)
    except ValueError:
        return None
