"""Asking for plans, signing, reviewing, changing: one act a page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from yingshang.apps.delivery.errors import DeliveryError, IncompleteError
from yingshang.apps.delivery.forms.implementation import (
    ChosenPlansForm,
    LateReasonForm,
    ReasonForm,
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
from yingshang.apps.delivery.views.implementation.finding import found, plan_or_404
from yingshang.apps.directory.http import PersonRequest, demand, for_people
from yingshang.apps.ledger import clock
from yingshang.apps.obligations.errors import ObligationError


@dataclass(frozen=True)
class ActPage:
    """Words and ways of a page with one act; `token` says which version was read."""

    question: str
    consequences: Sequence[str]
    action: str
    back_url: str
    done: str
    token: str = ""


@require_http_methods(["GET", "POST"])
@for_people
def open_drafting(request: PersonRequest) -> HttpResponse:
    """The lead office asks every responsible unit for its plans."""
    demand(request, OPEN_DRAFTING)
    plan = plan_or_404()
    page = ActPage(
        question=_("Ask every responsible unit for its implementation plans?"),
        consequences=[
            _("Every unit that leads, answers for or supports a task owes one plan for each task."),
            _("Units that were asked before are not asked again."),
        ],
        action=_("Ask for the plans"),
        back_url=reverse("delivery:all_implementations"),
        done=_("Every responsible unit is asked."),
    )

    def act(_form: forms.Form) -> object:
        return services.open_drafting(plan=plan, actor=request.user, at=clock.now())

    return _answer(request, page, forms.Form, act)


@require_http_methods(["GET", "POST"])
@for_people
def sign(request: PersonRequest, key: UUID) -> HttpResponse:
    """The unit's leader signs the draft."""
    row = found(request, key)
    demand(request, SIGN_IMPLEMENTATION, unit=row.unit)
    duty = duty_of(row, clock.now())
    is_late = duty is not None and duty.claimed_at is None and duty.is_late_at(clock.now())
    page = ActPage(
        question=_("Sign the plan of %(unit)s for task %(code)s?") % _names(row),
        consequences=[
            _("The lead office receives it and reviews it."),
            _("Until then you can take your signature back; afterwards a change needs a reason."),
        ],
        action=_("Sign"),
        back_url=_url(row),
        done=_("The plan is signed and waits for the lead office."),
        token=token_of(latest_head(row)),
    )

    def act(form: forms.Form) -> object:
        return services.sign(
            implementation_id=key,
            token=request.POST.get("token", ""),
            actor=request.user,
            at=clock.now(),
            late_reason=form.cleaned_data.get("late_reason", ""),
        )

    return _answer(request, page, LateReasonForm if is_late else forms.Form, act)


@require_http_methods(["GET", "POST"])
@for_people
def take_back(request: PersonRequest, key: UUID) -> HttpResponse:
    """The unit's leader takes the signature back."""
    row = found(request, key)
    demand(request, SIGN_IMPLEMENTATION, unit=row.unit)
    page = ActPage(
        question=_("Take back the plan of %(unit)s for task %(code)s?") % _names(row),
        consequences=[_("It is a draft again and must be signed again before its date.")],
        action=_("Take it back"),
        back_url=_url(row),
        done=_("The plan is a draft again."),
    )

    def act(form: forms.Form) -> object:
        return services.take_back(
            implementation_id=key,
            reason=form.cleaned_data["reason"],
            actor=request.user,
            at=clock.now(),
        )

    return _answer(request, page, ReasonForm, act)


@require_http_methods(["GET", "POST"])
@for_people
def change(request: PersonRequest, key: UUID) -> HttpResponse:
    """The unit begins to change its accepted plan."""
    row = found(request, key)
    demand(request, DRAFT_IMPLEMENTATION, unit=row.unit)
    page = ActPage(
        question=_("Change the plan of %(unit)s for task %(code)s?") % _names(row),
        consequences=[
            _("A new version begins as a copy. It must be signed and accepted again."),
            _("Until then the present version stays in force; every version is kept."),
        ],
        action=_("Begin the change"),
        back_url=_url(row),
        done=_("The new version is ready to be edited."),
    )

    def act(form: forms.Form) -> object:
        return services.change(
            implementation_id=key,
            reason=form.cleaned_data["reason"],
            actor=request.user,
            at=clock.now(),
        )

    return _answer(request, page, ReasonForm, act)


@require_http_methods(["GET", "POST"])
@for_people
def send_back(request: PersonRequest, key: UUID) -> HttpResponse:
    """The lead office sends a signed plan back."""
    demand(request, REVIEW_IMPLEMENTATION)
    row = found(request, key)
    page = ActPage(
        question=_("Send back the plan of %(unit)s for task %(code)s?") % _names(row),
        consequences=[
            _("The unit reads your reason, mends the plan and signs it again."),
            _("Its date stays; what is sent back counts in its light."),
        ],
        action=_("Send it back"),
        back_url=_url(row),
        done=_("The plan is sent back."),
    )

    def act(form: forms.Form) -> object:
        return services.send_back(
            implementation_id=key,
            reason=form.cleaned_data["reason"],
            actor=request.user,
            at=clock.now(),
        )

    return _answer(request, page, ReasonForm, act)


@require_POST
@for_people
def accept(request: PersonRequest, key: UUID) -> HttpResponse:
    """The lead office accepts one signed plan."""
    demand(request, REVIEW_IMPLEMENTATION)
    row = found(request, key)
    try:
        services.accept(implementation_id=key, actor=request.user, at=clock.now())
    except (DeliveryError, ObligationError) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The plan is accepted and in force."))
    return HttpResponseRedirect(_url(row))


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


def _answer(
    request: PersonRequest,
    page: ActPage,
    form_class: type[forms.Form],
    act: Callable[[forms.Form], object],
) -> HttpResponse:
    """Ask; when the answer is right, act and go back; a refusal is said on the form."""
    form = form_class(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            act(form)
        except IncompleteError as refusal:
            for sentence in (str(refusal), *refusal.faults):
                form.add_error(None, sentence)
        except (DeliveryError, ObligationError) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, page.done)
            return HttpResponseRedirect(page.back_url)
    status = 422 if form.errors else 200
    context = {"page": page, "form": form}
    return render(request, "delivery/implementation_act.html", context, status=status)


def _names(row: ImplementationPlan) -> dict[str, str]:
    return {"unit": row.unit.official_name, "code": row.task.code}


def _url(row: ImplementationPlan) -> str:
    return reverse("delivery:implementation", args=[row.pk])
