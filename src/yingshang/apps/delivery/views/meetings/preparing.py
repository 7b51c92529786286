"""Calling a meeting, its agenda, and recording that it was held."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yingshang.apps.delivery.errors import DeliveryError
from yingshang.apps.delivery.forms.meetings import CallingForm, HoldForm, ItemForm, WhyForm
from yingshang.apps.delivery.permissions import RUN_MEETINGS
from yingshang.apps.delivery.selectors.choices import (
    answering_units,
    task_choices,
    unit_choices,
)
from yingshang.apps.delivery.selectors.meetings.pages import attendance_of
from yingshang.apps.delivery.services import meetings as services
from yingshang.apps.delivery.views.acting import Act, answer, at_once, posted
from yingshang.apps.delivery.views.meetings.reading import readable_meeting, url_of
from yingshang.apps.delivery.views.returns.finding import plan_or_404
from yingshang.apps.directory.http import PersonRequest, demand, for_people
from yingshang.apps.ledger import clock


@require_http_methods(["GET", "POST"])
@for_people
def call(request: PersonRequest) -> HttpResponse:
    """Call the next meeting."""
    demand(request, RUN_MEETINGS)
    plan = plan_or_404()
    initial = {"units": [str(key) for key in answering_units(plan)]}
    form = CallingForm(unit_choices(clock.today()), posted(request), initial=initial)
    if form.is_valid():
        try:
            made = services.call(
                plan_id=plan.pk, calling=form.calling, actor=request.user, at=clock.now()
            )
        except DeliveryError as refusal:
            form.add_error(None, str(refusal))
        else:
            return HttpResponseRedirect(url_of(made.pk))
    context = {"form": form, "back_url": reverse("delivery:meetings"), "meeting": None}
    return _drawn(request, form, context)


@require_http_methods(["GET", "POST"])
@for_people
def change(request: PersonRequest, key: UUID) -> HttpResponse:
    """Change day, place, chair or units."""
    demand(request, RUN_MEETINGS)
    meeting = readable_meeting(request, key)
    initial = {
        "held_on": meeting.held_on,
        "place": meeting.place,
        "chair": meeting.chair,
        "units": [str(row.unit_id) for _name, row in attendance_of(meeting)],
        "revision": meeting.revision,
    }
    form = CallingForm(unit_choices(clock.today()), posted(request), initial=initial)
    if form.is_valid():
        try:
            services.change(
                meeting_id=key,
                revision=form.cleaned_data["revision"] or 0,
                calling=form.calling,
                actor=request.user,
                at=clock.now(),
            )
        except DeliveryError as refusal:
            form.add_error(None, str(refusal))
        else:
            return HttpResponseRedirect(url_of(key))
    return _drawn(request, form, {"form": form, "back_url": url_of(key), "meeting": meeting})


@require_POST
@for_people
def draw_up(request: PersonRequest, key: UUID) -> HttpResponse:
    """Make the agenda again from how things stand."""
    demand(request, RUN_MEETINGS)
    readable_meeting(request, key)
    return at_once(
        request,
        lambda: services.draw_up(meeting_id=key, actor=request.user, at=clock.now()),
        done=_("The agenda is drawn up from how things stand now."),
        back_url=url_of(key),
    )


@require_http_methods(["GET", "POST"])
@for_people
def add_item(request: PersonRequest, key: UUID) -> HttpResponse:
    """Put something on the agenda by hand."""
    demand(request, RUN_MEETINGS)
    meeting = readable_meeting(request, key)
    act = Act(
        question=_("What else is to be discussed?"),
        consequences=[_("It stays on the agenda when that is drawn up again.")],
        action=_("Put it on the agenda"),
        back_url=url_of(key),
        done=_("It is on the agenda."),
    )
    form = ItemForm(unit_choices(clock.today()), task_choices(meeting.plan), posted(request))

    def do(_form: forms.Form) -> object:
        return services.add_item(meeting_id=key, item=form.item, actor=request.user, at=clock.now())

    return answer(request, act, form, do)


@require_POST
@for_people
def remove_item(request: PersonRequest, key: UUID, item: int) -> HttpResponse:
    """Take off the agenda what was added by hand."""
    demand(request, RUN_MEETINGS)
    readable_meeting(request, key)
    return at_once(
        request,
        lambda: services.remove_item(
            meeting_id=key, item_id=item, actor=request.user, at=clock.now()
        ),
        done=_("It is off the agenda."),
        back_url=url_of(key),
    )


@require_http_methods(["GET", "POST"])
@for_people
def hold(request: PersonRequest, key: UUID) -> HttpResponse:
    """Record that the meeting took place, and who came."""
    demand(request, RUN_MEETINGS)
    meeting = readable_meeting(request, key)
    form = HoldForm(meeting, attendance_of(meeting), posted(request))
    if form.is_valid():
        try:
            services.hold(
                meeting_id=key,
                revision=form.cleaned_data["revision"],
                came=form.came,
                actor=request.user,
                at=clock.now(),
            )
        except DeliveryError as refusal:
            form.add_error(None, str(refusal))
        else:
            return HttpResponseRedirect(url_of(key))
    context = {"form": form, "meeting": meeting}
    status = 422 if form.errors else 200
    return render(request, "delivery/meeting_hold.html", context, status=status)


@require_http_methods(["GET", "POST"])
@for_people
def cancel(request: PersonRequest, key: UUID) -> HttpResponse:
    """Call a meeting off."""
    demand(request, RUN_MEETINGS)
    meeting = readable_meeting(request, key)
    act = Act(
        question=_("Call %(meeting)s off?") % {"meeting": meeting},
        consequences=[_("It keeps its number; the units that were called read your reason.")],
        action=_("Call it off"),
        back_url=url_of(key),
        done=_("The meeting is called off."),
    )

    def do(form: forms.Form) -> object:
        reason = form.cleaned_data["reason"]
        return services.cancel(meeting_id=key, reason=reason, actor=request.user, at=clock.now())

    return answer(request, act, WhyForm(posted(request)), do)


def _drawn(request: PersonRequest, form: forms.Form, context: dict[str, Any]) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "delivery/meeting_form.html", context, status=status)
