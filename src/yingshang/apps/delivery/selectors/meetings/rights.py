"""Which meetings and decisions somebody may read."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from yingshang.apps.delivery.models import Attendance, Decision, Meeting, Plan
from yingshang.apps.delivery.models.meetings import MeetingQuerySet
from yingshang.apps.delivery.permissions import SEE_MEETINGS
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import units_for
from yingshang.apps.obligations.models import CoHolder


def visible_meetings(viewer: Person, plan: Plan, on: date) -> MeetingQuerySet:
    """All for overseers and leaders; for others those that call their unit or bind it."""
    rows = Meeting.objects.filter(plan=plan)
    units = units_for(viewer, SEE_MEETINGS, on=on)
    if units is None:
        return rows
    called = Attendance.objects.filter(meeting=OuterRef("pk"), unit_id__in=units)
    bound = Decision.objects.filter(meeting=OuterRef("pk"), holder_id__in=units)
    return rows.filter(Q(Exists(called)) | Q(Exists(bound)))


def find_meeting(viewer: Person, plan: Plan, key: UUID, on: date) -> Meeting | None:
    """The meeting with this id; None when there is none that `viewer` may read."""
    rows = visible_meetings(viewer, plan, on).select_related("plan__release", "minuted_by")
    return rows.defer("plan__text", "plan__release__content").filter(pk=key).first()


def find_decision(viewer: Person, key: UUID, on: date) -> Decision | None:
    """The decision with this id, for overseers, its unit, those beside it, and who was there."""
    related = ("meeting__plan", "holder", "task", "obligation", "made_by")
    rows = Decision.objects.select_related(*related).defer("meeting__plan__text")
    units = units_for(viewer, SEE_MEETINGS, on=on)
    if units is not None:
        beside = CoHolder.objects.filter(obligation=OuterRef("obligation_id"), unit_id__in=units)
        called = Attendance.objects.filter(meeting=OuterRef("meeting_id"), unit_id__in=units)
        rows = rows.filter(Q(holder_id__in=units) | Q(Exists(beside)) | Q(Exists(called)))
    return rows.filter(pk=key).first()
