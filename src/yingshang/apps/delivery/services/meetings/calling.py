"""The lead office calls a meeting, changes it, cancels it, or records that it was held."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from yingshang.apps.delivery.decisions.meetings import Calling
from yingshang.apps.delivery.errors import (
    MeetingInThePastError,
    MeetingTooEarlyError,
    NobodyCalledError,
    ReasonMissingError,
)
from yingshang.apps.delivery.events import (
    MeetingCalled,
    MeetingCancelled,
    MeetingChanged,
    MeetingHeld,
)
from yingshang.apps.delivery.models import Attendance, Meeting, Plan
from yingshang.apps.delivery.permissions import RUN_MEETINGS
from yingshang.apps.delivery.services.meetings.agenda import write_agenda
from yingshang.apps.delivery.services.meetings.locking import (
    locked,
    naming,
    require_read,
    require_state,
    touch,
)
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import require
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.services import record

State = Meeting.State


@transaction.atomic
def call(*, plan_id: UUID, calling: Calling, actor: Person, at: datetime) -> Meeting:
    """Call the next meeting and draw up its agenda.

    Raises:
        PermissionDenied: `actor` is not of the lead office.
        MeetingInThePastError, NobodyCalledError, NoMeetingRulesError: As they say.
    """
    require(actor, RUN_MEETINGS, at=at)
    _require_sound(calling, local_day(at))
    rows = Plan.objects.select_related("release").defer("text", "release__content")
    plan = rows.select_for_update(of=("self",)).get(pk=plan_id)
    last = plan.meetings.aggregate(last=Max("number"))["last"] or 0
    meeting = Meeting.objects.create(
        plan=plan,
        number=last + 1,
        held_on=calling.held_on,
        place=calling.place,
        chair=calling.chair,
        called_by=actor,
        called_at=at,
    )
    _invite(meeting, calling)
    write_agenda(meeting, actor, at)
    fact = MeetingCalled(
        **naming(meeting), held_on=calling.held_on.isoformat(), place=calling.place
    )
    record(fact, actor=actor, at=at)
    return meeting


@transaction.atomic
def change(
    *, meeting_id: UUID, revision: int, calling: Calling, actor: Person, at: datetime
) -> Meeting:
    """Change day, place, chair or units of a meeting to come.

    Raises:
        PermissionDenied: `actor` is not of the lead office.
        MeetingMovedOnError: It is held or cancelled, or was changed since `revision` was read.
        MeetingInThePastError, NobodyCalledError: As they say.
    """
    require(actor, RUN_MEETINGS, at=at)
    meeting = locked(meeting_id)
    require_state(meeting, State.PLANNED)
    require_read(meeting, revision)
    _require_sound(calling, local_day(at))
    meeting.held_on, meeting.place, meeting.chair = calling.held_on, calling.place, calling.chair
    meeting.attendance.exclude(unit__in=calling.units).delete()
    _invite(meeting, calling)
    touch(meeting, "held_on", "place", "chair")
    fact = MeetingChanged(
        **naming(meeting), held_on=calling.held_on.isoformat(), place=calling.place
    )
    record(fact, actor=actor, at=at)
    return meeting


@transaction.atomic
def hold(
    *,
    meeting_id: UUID,
    revision: int,
    came: Mapping[UUID, str],
    actor: Person,
    at: datetime,
) -> Meeting:
    """Record that the meeting took place; from now on it can decide, and its agenda stays.

    Args:
        came: Unit → the people who came for it; every other unit called did not come.

    Raises:
        PermissionDenied: `actor` is not of the lead office.
        MeetingMovedOnError: It is held or cancelled, or was changed since `revision` was read.
        MeetingTooEarlyError: Its day has not come.
    """
    require(actor, RUN_MEETINGS, at=at)
    meeting = locked(meeting_id)
    require_state(meeting, State.PLANNED)
    require_read(meeting, revision)
    if local_day(at) < meeting.held_on:
        raise MeetingTooEarlyError
    rows = list(meeting.attendance.order_by("pk"))
    for row in rows:
        row.came, row.persons = row.unit_id in came, came.get(row.unit_id, "").strip()
    Attendance.objects.bulk_update(rows, ["came", "persons"])
    meeting.state = State.HELD
    touch(meeting, "state")
    present = sum(bool(row.came) for row in rows)
    fact = MeetingHeld(
        **naming(meeting),
        held_on=meeting.held_on.isoformat(),
        came=present,
        absent=len(rows) - present,
    )
    record(fact, actor=actor, at=at)
    return meeting


@transaction.atomic
def cancel(*, meeting_id: UUID, reason: str, actor: Person, at: datetime) -> Meeting:
    """Call a meeting off; it keeps its number.

    Raises:
        PermissionDenied: `actor` is not of the lead office.
        MeetingMovedOnError: It is held or cancelled already.
        ReasonMissingError: The reason is empty.
    """
    require(actor, RUN_MEETINGS, at=at)
    meeting = locked(meeting_id)
    require_state(meeting, State.PLANNED)
    if not reason.strip():
        raise ReasonMissingError
    meeting.state, meeting.cancel_reason = State.CANCELLED, reason.strip()
    touch(meeting, "state", "cancel_reason")
    record(MeetingCancelled(**naming(meeting), reason=reason.strip()), actor=actor, at=at)
    return meeting


def _require_sound(calling: Calling, today: date) -> None:
    if calling.held_on < today:
        raise MeetingInThePastError
    if not calling.units:
        raise NobodyCalledError


def _invite(meeting: Meeting, calling: Calling) -> None:
    known = set(meeting.attendance.order_by("pk").values_list("unit_id", flat=True))
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, unit_id=unit) for unit in calling.units if unit not in known
    )
