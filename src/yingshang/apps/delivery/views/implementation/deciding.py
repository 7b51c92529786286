"""Asking for plans, signing, reviewing, changing: one act a page."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from yingshang.apps.delivery.forms.implementation import (
    ChosenPlansForm,
    ReasonForm,
    SignForm,
)
from yingshang.apps.delivery.models import ImplementationPlan
from yingshang.apps.delivery.permissions import (
    DRAFT_IMPLEMENTATION,
    OPEN_DRAFTING,
    REVIEW_IMPLEMENTATION,
    SIGN_IMPLEMENTATION,
)
from yingshang.apps.delivery.selectors.implementation.content import latest_head, token_of
from yingshang.apps.delivery.selectors.implementation.lists import duty_of, plans_in_order
from yingshang.apps.delivery.services import implementation as services
from yingshang.apps.delivery.views.acting import Act, answer, at_once, posted
from yingshang.apps.delivery.views.implementation.finding import found, plan_or_404
from yingshang.apps.directory.http import PersonRequest, demand, for_people
from yingshang.apps.ledger import clock


@require_http_methods(["GET", "POST"])
@for_people
def open_drafting(request: PersonRequest) -> HttpResponse:
    """The lead office asks every responsible unit for its plans."""
    demand(request, OPEN_DRAFTING)
    plan = plan_or_404()
    act = Act(
        question=_("Ask every responsible unit for its implementation plans?"),
        consequences=[
            _("Every unit that leads, answers for or supports a task owes one plan for each task."),
            _("Units that were asked before are not asked again."),
        ],
        action=_("Ask for the plans"),
        back_url=reverse("delivery:all_implementations"),
        done=_("Every responsible unit is asked."),
    )

    def do(_form: forms.Form) -> object:
        return services.open_drafting(plan=plan, actor=request.user, at=clock.now())

    return answer(request, act, forms.Form(posted(request)), do)


@require_http_methods(["GET", "POST"])
@for_people
def sign(request: PersonRequest, key: UUID) -> HttpResponse:
    """The unit's leader signs the draft."""
    row = found(request, key)
    demand(request, SIGN_IMPLEMENTATION, unit=row.unit)
    duty = duty_of(row, clock.now())
    form = SignForm(posted(request), initial={"token": token_of(latest_head(row))})
    if duty is None or duty.claimed_at is not None or not duty.is_late_at(clock.now()):
        del form.fields["late_reason"]
    act = Act(
        question=_("Sign the plan of %(unit)s for task %(code)s?") % _names(row),
        consequences=[
            _("The lead office receives it and reviews it."),
            _("Until then you can take your signature back; afterwards a change needs a reason."),
        ],
        action=_("Sign"),
        back_url=_url(row),
        done=_("The plan is signed and waits for the lead office."),
    )

    def do(form: forms.Form) -> object:
        return services.sign(
            implementation_id=key,
            actor=request.user,
            at=clock.now(),
            **form.cleaned_data,
        )

    return answer(request, act, form, do)


@require_http_methods(["GET", "POST"])
@for_people
def take_back(request: PersonRequest, key: UUID) -> HttpResponse:
    """The unit's leader takes the signature back."""
    row = found(request, key)
    demand(request, SIGN_IMPLEMENTATION, unit=row.unit)
    act = Act(
        question=_("Take back the plan of %(unit)s for task %(code)s?") % _names(row),
        consequences=[_("It is a draft again and must be signed again before its date.")],
        action=_("Take it back"),
        back_url=_url(row),
        done=_("The plan is a draft again."),
    )

    def do(form: forms.Form) -> object:
        return services.take_back(
            implementation_id=key,
            reason=form.cleaned_data["reason"],
            actor=request.user,
            at=clock.now(),
        )

    return answer(request, act, ReasonForm(posted(request)), do)


@require_http_methods(["GET", "POST"])
@for_people
def change(request: PersonRequest, key: UUID) -> HttpResponse:
    """The unit begins to change its accepted plan."""
    row = found(request, key)
    demand(request, DRAFT_IMPLEMENTATION, unit=row.unit)
    act = Act(
        question=_("Change the plan of %(unit)s for task %(code)s?") % _names(row),
        consequences=[
            _("A new version begins as a copy. It must be signed and accepted again."),
            _("Until then the present version stays in force; every version is kept."),
        ],
        action=_("Begin the change"),
        back_url=_url(row),
        done=_("The new version is ready to be edited."),
    )

    def do(form: forms.Form) -> object:
        return services.change(
            implementation_id=key,
            reason=form.cleaned_data["reason"],
            actor=request.user,
            at=clock.now(),
        )

    return answer(request, act, ReasonForm(posted(request)), do)


@require_http_methods(["GET", "POST"])
@for_people
def send_back(request: PersonRequest, key: UUID) -> HttpResponse:
    """The lead office sends a signed plan back."""
    demand(request, REVIEW_IMPLEMENTATION)
    row = found(request, key)
    act = Act(
        question=_("Send back the plan of %(unit)s for task %(code)s?") % _names(row),
        consequences=[
            _("The unit reads your reason, mends the plan and signs it again."),
            _("Its date stays; what is sent back counts in its light."),
        ],
        action=_("Send it back"),
        back_url=_url(row),
        done=_("The plan is sent back."),
    )

    def do(form: forms.Form) -> object:
        return services.send_back(
            implementation_id=key,
            reason=form.cleaned_data["reason"],
            actor=request.user,
            at=clock.now(),
        )

    return answer(request, act, ReasonForm(posted(request)), do)


@require_POST
@for_people
def accept(request: PersonRequest, key: UUID) -> HttpResponse:
    """The lead office accepts one signed plan."""
    demand(request, REVIEW_IMPLEMENTATION)
    row = found(request, key)

    def do() -> object:
        return services.accept(implementation_id=key, actor=request.user, at=clock.now())

    done = _("The plan is accepted and in force.")
    return at_once(request, do, done=done, back_url=_url(row))


@require_POST
@for_people
def accept_many(request: PersonRequest) -> HttpResponse:
    """The lead office accepts all that are ticked."""
    demand(request, REVIEW_IMPLEMENTATION)
    form = ChosenPlansForm(list(plans_in_order(plan_or_404())), request.POST)
    if form.is_valid():
        done = services.accept_many(
            implementation_ids=form.cleaned_data["plans"], actor=request.user, at=clock.now()
        )
        said = ngettext("%(n)s plan is accepted.", "%(n)s plans are accepted.", done.count)
        messages.success(request, said % {"n": done.count})
        for each in done.refused:
            messages.error(request, each.reason)
    else:
        messages.error(request, _("Tick the plans that you accept."))
    return HttpResponseRedirect(f"{reverse('delivery:all_implementations')}?state=signed")


def _names(row: ImplementationPlan) -> dict[str, str]:
    return {"unit": row.unit.official_name, "code": row.task.code}


def _url(row: ImplementationPlan) -> str:
    return reverse("delivery:implementation", args=[row.pk])
