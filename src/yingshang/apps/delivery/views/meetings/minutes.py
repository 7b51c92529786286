"""The minutes: as a page, in words to be edited, and as a Word file."""

from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yingshang.apps.delivery.errors import DeliveryError, NoMeetingRulesError
from yingshang.apps.delivery.exporting.minutes_docx import minutes_docx
from yingshang.apps.delivery.forms.meetings import MinutesForm, RevisionForm
from yingshang.apps.delivery.models import Meeting
from yingshang.apps.delivery.permissions import RUN_MEETINGS
from yingshang.apps.delivery.selectors.meetings.minutes import Minutes, minutes_of
from yingshang.apps.delivery.services import meetings as services
from yingshang.apps.delivery.views.acting import Act, answer, posted
from yingshang.apps.delivery.views.meetings.reading import readable_meeting
from yingshang.apps.directory.http import PersonRequest, demand, for_people
from yingshang.apps.directory.permissions import may
from yingshang.apps.ledger import clock

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_http_methods(["GET", "POST"])
@for_people
def minutes(request: PersonRequest, key: UUID) -> HttpResponse:
    """The minutes; while they are a draft, the lead office edits them here."""
    meeting = readable_meeting(request, key)
    if request.method == "POST":
        demand(request, RUN_MEETINGS)
    form = MinutesForm(
        posted(request),
        initial={
            "opening": meeting.opening,
            "closing": meeting.closing,
            "revision": meeting.revision,
        },
    )
    if form.is_valid():
        try:
            services.save_minutes(
                meeting_id=key, actor=request.user, at=clock.now(), **form.cleaned_data
            )
        except DeliveryError as refusal:
            form.add_error(None, str(refusal))
        else:
            return HttpResponseRedirect(_url(key))
    edits = meeting.is_held and may(request.user, RUN_MEETINGS, on=clock.today())
    context = {"minutes": _said(meeting), "meeting": meeting, "form": form if edits else None}
    status = 422 if form.errors else 200
    return render(request, "delivery/minutes.html", context, status=status)


@require_http_methods(["GET", "POST"])
@for_people
def settle(request: PersonRequest, key: UUID) -> HttpResponse:
    """Settle the minutes."""
    demand(request, RUN_MEETINGS)
    meeting = readable_meeting(request, key)
    act = Act(
        question=_("Settle the minutes of %(meeting)s?") % {"meeting": meeting},
        consequences=[_("Nothing is added to this meeting any more; its duties run on.")],
        action=_("Settle the minutes"),
        back_url=_url(key),
        done=_("The minutes are settled."),
    )

    def do(form: forms.Form) -> object:
        return services.settle(
            meeting_id=key, actor=request.user, at=clock.now(), **form.cleaned_data
        )

    initial = {"revision": meeting.revision}
    return answer(request, act, RevisionForm(posted(request), initial=initial), do)


@require_safe
@for_people
def minutes_file(request: PersonRequest, key: UUID) -> HttpResponse:
    """The minutes as a Word file in official form."""
    meeting = readable_meeting(request, key)
    said = _said(meeting)
    if said is None:
        context = {"minutes": None, "meeting": meeting, "form": None}
        return render(request, "delivery/minutes.html", context, status=404)
    disposition = f'attachment; filename="minutes-{meeting.number}.docx"'
    return HttpResponse(
        minutes_docx(said), content_type=WORD, headers={"Content-Disposition": disposition}
    )


def _said(meeting: Meeting) -> Minutes | None:
    """None when the pack gives minutes no title, or the meeting is still to be held."""
    if not (meeting.is_held or meeting.minuted_at):
        return None
    try:
        return minutes_of(meeting)
    except NoMeetingRulesError:
        return None


def _url(key: UUID) -> str:
    return reverse("delivery:minutes", args=[key])
