"""The first beats of every service on meetings: take the row, and name it for the ledger."""

from typing import Any
from uuid import UUID

from yingshang.apps.delivery.errors import MeetingMovedOnError
from yingshang.apps.delivery.models import Decision, Meeting


def locked(meeting_id: UUID) -> Meeting:
    """The meeting, locked until the transaction ends.

    Raises:
        Meeting.DoesNotExist: There is none with this id.
    """
    rows = Meeting.objects.select_related("plan__release").defer("plan__text")
    return rows.select_for_update(of=("self",)).get(pk=meeting_id)


def require_state(meeting: Meeting, *states: str) -> None:
    """Refuse a meeting in any other state.

    Raises:
        MeetingMovedOnError: As it says.
    """
    if meeting.state not in states:
        raise MeetingMovedOnError


def require_read(meeting: Meeting, revision: int) -> None:
    """Refuse to change what somebody else changed since it was read.

    Raises:
        MeetingMovedOnError: As it says.
    """
    if meeting.revision != revision:
        raise MeetingMovedOnError


def touch(meeting: Meeting, *fields: str) -> None:
    """Save `fields` and count the change."""
    meeting.revision += 1
    meeting.save(update_fields=[*fields, "revision"])


def naming(meeting: Meeting) -> dict[str, Any]:
    """The fields that every fact about this meeting carries."""
    units = meeting.attendance.order_by("pk").values_list("unit_id", flat=True)
    return {"meeting": str(meeting.pk), "number": meeting.number, "units": tuple(units)}


def naming_decision(decision: Decision) -> dict[str, Any]:
    """The fields that every fact about this decision carries."""
    return {
        "decision": str(decision.pk),
        "meeting": str(decision.meeting_id),
        "number": decision.meeting.number,
        "what": decision.what,
        "task": str(decision.task_id) if decision.task_id else "",
        "unit_id": decision.holder_id,
        "unit": decision.holder.official_name_zh,
    }
