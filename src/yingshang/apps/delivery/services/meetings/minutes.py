"""The words of the minutes beside what was decided, and their settling."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yingshang.apps.delivery.errors import NoMinutesWithoutMeetingError
from yingshang.apps.delivery.events import MinutesSettled
from yingshang.apps.delivery.models import Meeting
from yingshang.apps.delivery.permissions import RUN_MEETINGS
from yingshang.apps.delivery.services.meetings.locking import (
    locked,
    naming,
    require_read,
    touch,
)
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import require
from yingshang.apps.ledger.services import record


@transaction.atomic
def save_minutes(
    *,
    meeting_id: UUID,
    revision: int,
    opening: str,
    closing: str,
    actor: Person,
    at: datetime,
) -> Meeting:
    """Keep the words of the minutes as a draft: what was reported, and what else was asked.

    Raises:
        PermissionDenied: `actor` is not of the lead office.
        NoMinutesWithoutMeetingError: It was not held, or its minutes are settled.
        MeetingMovedOnError: It was changed since `revision` was read.
    """
    require(actor, RUN_MEETINGS, at=at)
    meeting = _held(meeting_id)
    require_read(meeting, revision)
    meeting.opening, meeting.closing = opening.strip(), closing.strip()
    touch(meeting, "opening", "closing")
    return meeting


@transaction.atomic
def settle(*, meeting_id: UUID, revision: int, actor: Person, at: datetime) -> Meeting:
    """Settle the minutes; nothing is decided or written in this meeting any more.

    Raises:
        PermissionDenied: `actor` is not of the lead office.
        NoMinutesWithoutMeetingError: It was not held, or its minutes are settled.
        MeetingMovedOnError: It was changed since `revision` was read.
    """
    require(actor, RUN_MEETINGS, at=at)
    meeting = _held(meeting_id)
    require_read(meeting, revision)
    meeting.state = Meeting.State.MINUTED
    meeting.minuted_by, meeting.minuted_at = actor, at
    touch(meeting, "state", "minuted_by", "minuted_at")
    count = meeting.decided.count()
    record(MinutesSettled(**naming(meeting), count=count), actor=actor, at=at)
    return meeting


def _held(meeting_id: UUID) -> Meeting:
    meeting = locked(meeting_id)
    if not meeting.is_held:
        raise NoMinutesWithoutMeetingError
    return meeting
