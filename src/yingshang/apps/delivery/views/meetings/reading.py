"""The list of meetings and the page of one."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from yingshang.apps.delivery.models import Decision, Meeting
from yingshang.apps.delivery.permissions import SEE_MEETINGS
from yingshang.apps.delivery.selectors.meetings.pages import meeting_page, meetings_page
from yingshang.apps.delivery.selectors.meetings.rights import find_decision, find_meeting
from yingshang.apps.delivery.views.returns.finding import plan_or_404
from yingshang.apps.directory.http import PersonRequest, for_people
from yingshang.apps.directory.permissions import units_for
from yingshang.apps.ledger import clock


@require_safe
@for_people
def meetings(request: PersonRequest) -> HttpResponse:
    """All meetings that the reader may see."""
    if units_for(request.user, SEE_MEETINGS, on=clock.today()) == frozenset():
        raise PermissionDenied(SEE_MEETINGS)
    page = meetings_page(request.user, plan_or_404())
    return render(request, "delivery/meetings.html", {"page": page})


@require_safe
@for_people
def meeting(request: PersonRequest, key: UUID) -> HttpResponse:
    """One meeting: its agenda, what it decided, what happened."""
    page = meeting_page(request.user, readable_meeting(request, key))
    return render(request, "delivery/meeting.html", {"page": page})


def readable_meeting(request: PersonRequest, key: UUID) -> Meeting:
    """The meeting with this id.

    Raises:
        PermissionDenied: There is none that the reader may see.
    """
    found = find_meeting(request.user, plan_or_404(), key, clock.today())
    if found is None:
        raise PermissionDenied(SEE_MEETINGS)
    return found


def readable_decision(request: PersonRequest, key: UUID) -> Decision:
    """The decision with this id.

    Raises:
        PermissionDenied: There is none that the reader may see.
    """
    found = find_decision(request.user, key, clock.today())
    if found is None:
        raise PermissionDenied(SEE_MEETINGS)
    return found


def url_of(key: UUID) -> str:
    """The page of a meeting."""
    return reverse("delivery:meeting", args=[key])
