"""What a meeting decides, and what becomes of it."""

from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yingshang.apps.delivery.forms.meetings import CheckForm, OrderForm, ReportForm, WhyForm
from yingshang.apps.delivery.permissions import CHECK_DECISION, RUN_MEETINGS
from yingshang.apps.delivery.selectors.choices import (
    item_choices,
    limit_choices,
    task_choices,
    unit_choices,
)
from yingshang.apps.delivery.selectors.meetings.decision_page import decision_page
from yingshang.apps.delivery.services import meetings as services
from yingshang.apps.delivery.views.acting import Act, answer, posted
from yingshang.apps.delivery.views.meetings.reading import (
    readable_decision,
    readable_meeting,
    url_of,
)
from yingshang.apps.directory.http import PersonRequest, demand, for_people
from yingshang.apps.ledger import clock
from yingshang.apps.obligations.models import Verdict
from yingshang.apps.obligations.permissions import CLAIM


@require_http_methods(["GET", "POST"])
@for_people
def decide(request: PersonRequest, key: UUID) -> HttpResponse:
    """Record what the meeting decided."""
    demand(request, RUN_MEETINGS)
    meeting = readable_meeting(request, key)
    choices = {
        "units": unit_choices(clock.today()),
        "limit": limit_choices(meeting.plan, clock.now()),
        "item": item_choices(meeting),
        "task": task_choices(meeting.plan),
    }
    form = OrderForm(choices, posted(request), initial={"item": request.GET.get("item", "")})
    act = Act(
        question=_("What was decided?"),
        consequences=[_("It becomes a duty of the unit, which reports on it and is reminded.")],
        action=_("Record the decision"),
        back_url=url_of(key),
        done=_("The decision is on record, and the unit owes it."),
    )

    def do(_form: forms.Form) -> object:
        return services.decide(meeting_id=key, order=form.order, actor=request.user, at=clock.now())

    return answer(request, act, form, do, "delivery/meeting_act.html")


@require_safe
@for_people
def decision(request: PersonRequest, key: UUID) -> HttpResponse:
    """One decision."""
    page = decision_page(request.user, readable_decision(request, key))
    return render(request, "delivery/decision.html", {"page": page})


@require_http_methods(["GET", "POST"])
@for_people
def report(request: PersonRequest, key: UUID) -> HttpResponse:
    """The unit says what it has done."""
    found = readable_decision(request, key)
    page = decision_page(request.user, found)
    if not page.is_ours:
        raise PermissionDenied(CLAIM)
    form = ReportForm(posted(request))
    if not page.is_late:
        del form.fields["late_reason"]
    act = Act(
        question=_("Report on “%(what)s”") % {"what": found.what},
        consequences=[_("The lead office checks it; what says nothing comes back.")],
        action=_("Report it as done"),
        back_url=_decision_url(key),
        done=_("Your report waits to be checked."),
    )

    def do(form: forms.Form) -> object:
        return services.report(
            decision_id=key, actor=request.user, at=clock.now(), **form.cleaned_data
        )

    return answer(request, act, form, do)


@require_http_methods(["GET", "POST"])
@for_people
def check(request: PersonRequest, key: UUID) -> HttpResponse:
    """The lead office checks the report."""
    demand(request, CHECK_DECISION)
    found = readable_decision(request, key)
    last = next(iter(decision_page(request.user, found).reports), None)
    act = Act(
        question=_("Is “%(what)s” done?") % {"what": found.what},
        consequences=[last.note if last else _("Nothing has been reported yet.")],
        action=_("Record the finding"),
        back_url=_decision_url(key),
        done=_("The finding is on record."),
    )

    def do(form: forms.Form) -> object:
        return services.check(
            decision_id=key,
            verdict=Verdict(form.cleaned_data["verdict"]),
            note=form.cleaned_data["note"],
            actor=request.user,
            at=clock.now(),
        )

    return answer(request, act, CheckForm(posted(request)), do)


@require_http_methods(["GET", "POST"])
@for_people
def withdraw(request: PersonRequest, key: UUID) -> HttpResponse:
    """The lead office takes a decision back."""
    demand(request, RUN_MEETINGS)
    found = readable_decision(request, key)
    act = Act(
        question=_("Take “%(what)s” back?") % {"what": found.what},
        consequences=[_("The unit owes it no longer. Decision and reason stay on record.")],
        action=_("Take it back"),
        back_url=_decision_url(key),
        done=_("The decision is taken back."),
    )

    def do(form: forms.Form) -> object:
        reason = form.cleaned_data["reason"]
        return services.withdraw(decision_id=key, reason=reason, actor=request.user, at=clock.now())

    return answer(request, act, WhyForm(posted(request)), do)


def _decision_url(key: UUID) -> str:
    return reverse("delivery:decision", args=[key])
