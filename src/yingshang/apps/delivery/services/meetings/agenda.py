"""The agenda of a meeting to come is drawn up from how things stand, and added to by hand."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from yingshang.apps.delivery.errors import MeetingMovedOnError, ReasonMissingError
from yingshang.apps.delivery.events import AgendaDrawnUp, AgendaItemAdded, AgendaItemRemoved
from yingshang.apps.delivery.models import AgendaItem, Meeting, Task
from yingshang.apps.delivery.permissions import RUN_MEETINGS
from yingshang.apps.delivery.selectors.meetings.agenda import proposed
from yingshang.apps.delivery.services.meetings.locking import (
    locked,
    naming,
    require_state,
    touch,
)
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import require
from yingshang.apps.ledger.services import record

State = Meeting.State


@dataclass(frozen=True)
class ByHand:
    """An item that somebody puts on the agenda; `unit` and `task` are ids or None."""

    title: str
    note: str = ""
    unit: UUID | None = None
    task: UUID | None = None


@transaction.atomic
def draw_up(*, meeting_id: UUID, actor: Person, at: datetime) -> int:
    """Make the agenda from how things stand at `at`; what was added by hand stays.

    Returns:
        How many items the agenda has.

    Raises:
        PermissionDenied: `actor` is not of the lead office.
        MeetingMovedOnError: The meeting is no longer to come.
        NoMeetingRulesError: The pack does not say how meetings are prepared.
    """
    require(actor, RUN_MEETINGS, at=at)
    meeting = locked(meeting_id)
    require_state(meeting, State.PLANNED)
    return write_agenda(meeting, actor, at)


def write_agenda(meeting: Meeting, actor: Person, at: datetime) -> int:
    """Replace what was made from the record; keep what was added by hand, behind it."""
    items = proposed(meeting, at)
    by_hand = list(meeting.agenda.filter(source=AgendaItem.Source.HAND))
    meeting.agenda.exclude(source=AgendaItem.Source.HAND).delete()
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, key=item.key, position=place, source=item.source, **item.facts)
        for place, item in enumerate(items, start=1)
    )
    for place, item in enumerate(by_hand, start=len(items) + 1):
        item.position = place
    AgendaItem.objects.bulk_update(by_hand, ["position"])
    meeting.drawn_up_at = at
    touch(meeting, "drawn_up_at")
    count = len(items) + len(by_hand)
    record(AgendaDrawnUp(**naming(meeting), count=count), actor=actor, at=at)
    return count


@transaction.atomic
def add_item(*, meeting_id: UUID, item: ByHand, actor: Person, at: datetime) -> AgendaItem:
    """Put something on the agenda by hand, before the meeting or while its minutes are open.

    Raises:
        PermissionDenied: `actor` is not of the lead office.
        MeetingMovedOnError: The meeting is minuted or cancelled.
        ReasonMissingError: It has no words.
    """
    require(actor, RUN_MEETINGS, at=at)
    meeting = locked(meeting_id)
    require_state(meeting, State.PLANNED, State.HELD)
    if not item.title.strip():
        raise ReasonMissingError
    task = Task.objects.select_related("section").get(pk=item.task) if item.task else None
    last = meeting.agenda.aggregate(last=Max("position"))["last"] or 0
    row = AgendaItem.objects.create(
        meeting=meeting,
        key=f"hand:{uuid.uuid4()}",
        position=last + 1,
        source=AgendaItem.Source.HAND,
        theme=task.section.code if task else "",
        unit_id=item.unit,
        task=task,
        title=item.title.strip(),
        note=item.note.strip(),
    )
    touch(meeting)
    record(AgendaItemAdded(**naming(meeting), title=row.title), actor=actor, at=at)
    return row


@transaction.atomic
def remove_item(*, meeting_id: UUID, item_id: int, actor: Person, at: datetime) -> None:
    """Take off the agenda what was added by hand, unless something was decided on it.

    Raises:
        PermissionDenied: `actor` is not of the lead office.
        MeetingMovedOnError: There is no such item any more, or it cannot be taken off.
    """
    require(actor, RUN_MEETINGS, at=at)
    meeting = locked(meeting_id)
    require_state(meeting, State.PLANNED, State.HELD)
    rows = meeting.agenda.filter(pk=item_id, source=AgendaItem.Source.HAND, decided=None)
    item = rows.first()
    if item is None:
        raise MeetingMovedOnError
    title = item.title
    item.delete()
    touch(meeting)
    record(AgendaItemRemoved(**naming(meeting), title=title), actor=actor, at=at)
