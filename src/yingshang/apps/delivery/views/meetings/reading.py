"""The list of meetings and the page of one."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from yingshang.apps.delivery.models import Decision, Meeting
from yingshang.apps.delivery.selectors.meetings.pages import meeting_page, meetings_page
from yingshang.apps.delivery.selectors.meetings.rights import find_decision, find_meeting
from yingshang.apps.delivery.views.returns.finding import plan_or_404
from yingshang.apps.directory.http import PersonRequest, for_people
from yingshang.apps.ledger import clock


@require_safe
@for_people
def meetings(request: PersonRequest) -> HttpResponse:
    """All meetings that the reader may see."""
    page = meetings_page(request.user, plan_or_404())
    return render(request, "delivery/meetings.html", {"page": page})


@require_safe
@for_people
def meeting(request: PersonRequest, key: UUID) -> HttpResponse:
    """One meeting: its agenda, what it decided, what happened."""
    page = meeting_page(request.user, meeting_or_404(request, key))
    return render(request, "delivery/meeting.html", {"page": page})


def meeting_or_404(request: PersonRequest, key: UUID) -> Meeting:
    """The meeting with this id, when the reader may see it."""
    found = find_meeting(request.user, plan_or_404(), key, clock.today())
    if found is None:
        raise Http404
    return found


def decision_or_404(request: PersonRequest, key: UUID) -> Decision:
    """The decision with this id, when the reader may see it."""
    found = find_decision(request.user, key, clock.today())
    if found is None:
        raise Http404
    return found


def url_of(key: UUID) -> str:
    """The page of a meeting."""
    return reverse("delivery:meeting", args=[key])
