"""Publicity and good practice."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yingshang.apps.delivery.errors import DeliveryError, NoPublicityRulesError
from yingshang.apps.delivery.forms.meetings import WhyForm
from yingshang.apps.delivery.forms.publicity import (
    AdoptForm,
    DeclineForm,
    PublicityFilterForm,
    PublicityForm,
)
from yingshang.apps.delivery.models import Plan, PublicityItem
from yingshang.apps.delivery.permissions import CHOOSE_PRACTICE, ENTER_PUBLICITY, SEE_PUBLICITY
from yingshang.apps.delivery.selectors.choices import (
    channel_choices,
    task_choices,
    task_codes,
    unit_codes,
)
from yingshang.apps.delivery.selectors.publicity.counts import counts_page
from yingshang.apps.delivery.selectors.publicity.item_page import (
    content_of,
    find_item,
    item_page,
)
from yingshang.apps.delivery.selectors.publicity.lists import (
    library_page,
    own_units,
    publicity_page,
)
from yingshang.apps.delivery.services import publicity as services
from yingshang.apps.delivery.services.keeping import limits_of
from yingshang.apps.delivery.views.acting import Act, answer, posted
from yingshang.apps.delivery.views.returns.finding import plan_or_404
from yingshang.apps.directory.http import PersonRequest, demand, for_people
from yingshang.apps.files.errors import FileError
from yingshang.apps.files.services import MEGABYTE
from yingshang.apps.ledger import clock

SEALED = "default-src 'none'; sandbox"


@require_safe
@for_people
def publicity(request: PersonRequest) -> HttpResponse:
    """Everything that units entered, narrowed by the filter in the address."""
    demand(request, SEE_PUBLICITY)
    plan = plan_or_404()
    form = _filter(request, plan)
    page = publicity_page(request.user, plan, form.asked)
    context = {"page": page, "form": form, "next_url": _next(request, page.after)}
    return render(request, "delivery/publicity.html", context)


@require_safe
@for_people
def library(request: PersonRequest) -> HttpResponse:
    """Good practice that others may copy."""
    demand(request, SEE_PUBLICITY)
    plan = plan_or_404()
    form = _filter(request, plan)
    for name in ("kind", "channel", "month"):
        del form.fields[name]
    page = library_page(request.user, plan, form.asked)
    context = {"page": page, "form": form, "next_url": _next(request, page.after)}
    return render(request, "delivery/library.html", context)


@require_safe
@for_people
def counts(request: PersonRequest) -> HttpResponse:
    """Units by months."""
    demand(request, SEE_PUBLICITY)
    return render(request, "delivery/publicity_counts.html", {"page": counts_page(plan_or_404())})


@require_safe
@for_people
def item(request: PersonRequest, key: UUID) -> HttpResponse:
    """One item."""
    page = item_page(request.user, _item(request, key))
    return render(request, "delivery/publicity_item.html", {"page": page})


@require_safe
@for_people
def file(request: PersonRequest, key: UUID) -> HttpResponse:
    """The file of one item, to keep."""
    found = _item(request, key)
    content = content_of(found)
    if content is None:
        raise Http404
    response = FileResponse(content, as_attachment=True, filename=found.file_name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SEALED
    response["Cache-Control"] = "private, no-store"
    return response  # type: ignore[return-value]  # Django answers with both alike


@require_http_methods(["GET", "POST"])
@for_people
def enter(request: PersonRequest) -> HttpResponse:
    """Enter something for one's unit."""
    units = own_units(request.user, clock.today())
    if not units:
        raise PermissionDenied(ENTER_PUBLICITY)
    plan = plan_or_404()
    wanted = request.GET.get("unit", "")
    unit = next((each for each in units if each.code == wanted), units[0])

    def do(form: PublicityForm) -> PublicityItem:
        return services.enter(
            plan_id=plan.pk,
            unit_id=unit.pk,
            item=form.published,
            actor=request.user,
            at=clock.now(),
        )

    initial = {"published_on": clock.today(), "kind": PublicityItem.Kind.PUBLICITY}
    context = {"unit": unit, "units": units, "item": None}
    return _entered(request, plan, initial, context, do)


@require_http_methods(["GET", "POST"])
@for_people
def edit(request: PersonRequest, key: UUID) -> HttpResponse:
    """Put an item right."""
    found = _item(request, key)
    demand(request, ENTER_PUBLICITY, unit=found.unit)

    def do(form: PublicityForm) -> PublicityItem:
        return services.change(
            item_id=key,
            revision=form.cleaned_data["revision"] or 0,
            item=form.published,
            actor=request.user,
            at=clock.now(),
        )

    names = (
        "kind", "title", "channel", "published_on", "address", "practice", "effect", "may_quote",
        "revision",
    )  # fmt: skip
    initial = {name: getattr(found, name) for name in names}
    initial["tasks"] = [str(task.pk) for task in item_page(request.user, found).tasks]
    return _entered(request, plan_or_404(), initial, {"unit": found.unit, "item": found}, do)


@require_http_methods(["GET", "POST"])
@for_people
def withdraw(request: PersonRequest, key: UUID) -> HttpResponse:
    """Withdraw an item."""
    found = _item(request, key)
    if not item_page(request.user, found).may_withdraw:
        raise PermissionDenied(ENTER_PUBLICITY)
    act = Act(
        question=_("Withdraw “%(title)s”?") % {"title": found.title},
        consequences=[_("It counts no longer. What happened stays on record.")],
        action=_("Withdraw"),
        back_url=_url(key),
        done=_("The entry is withdrawn."),
    )

    def do(form: forms.Form) -> object:
        reason = form.cleaned_data["reason"]
        return services.withdraw(item_id=key, reason=reason, actor=request.user, at=clock.now())

    return answer(request, act, WhyForm(posted(request)), do)


@require_http_methods(["GET", "POST"])
@for_people
def adopt(request: PersonRequest, key: UUID) -> HttpResponse:
    """Take a practice into the library."""
    found = _item(request, key)
    demand(request, CHOOSE_PRACTICE)
    act = Act(
        question=_("Take “%(title)s” into the library?") % {"title": found.title},
        consequences=[_("Every official finds it there, with the name of the unit.")],
        action=_("Take it into the library"),
        back_url=_url(key),
        done=_("The practice is in the library."),
    )

    def do(form: forms.Form) -> object:
        note = form.cleaned_data["note"]
        return services.adopt(item_id=key, note=note, actor=request.user, at=clock.now())

    return answer(request, act, AdoptForm(posted(request)), do)


@require_http_methods(["GET", "POST"])
@for_people
def decline(request: PersonRequest, key: UUID) -> HttpResponse:
    """Do not take a practice into the library."""
    found = _item(request, key)
    demand(request, CHOOSE_PRACTICE)
    act = Act(
        question=_("Leave “%(title)s” out of the library?") % {"title": found.title},
        consequences=[_("It still counts as publicity. The unit reads your reason.")],
        action=_("Leave it out"),
        back_url=_url(key),
        done=_("The practice stays out of the library."),
    )

    def do(form: forms.Form) -> object:
        note = form.cleaned_data["note"]
        return services.decline(item_id=key, note=note, actor=request.user, at=clock.now())

    return answer(request, act, DeclineForm(posted(request)), do)


def _entered(
    request: PersonRequest, plan: Plan, initial: dict[str, Any], context: dict[str, Any], do: Any
) -> HttpResponse:
    try:
        choices = {"channels": channel_choices(plan), "tasks": task_choices(plan)}
    except NoPublicityRulesError as missing:
        return render(request, "delivery/return_none.html", {"sentence": str(missing)}, status=404)
    files = request.FILES if request.method == "POST" else None
    largest = limits_of(plan).largest_megabytes * MEGABYTE
    form = PublicityForm(choices, posted(request), files, initial=initial, largest=largest)
    if form.is_valid():
        try:
            made = do(form)
        except (DeliveryError, FileError) as refusal:
            form.add_error(None, str(refusal))
        else:
            return HttpResponseRedirect(_url(made.pk))
    status = 422 if form.errors else 200
    return render(request, "delivery/publicity_form.html", {**context, "form": form}, status=status)


def _item(request: PersonRequest, key: UUID) -> PublicityItem:
    demand(request, SEE_PUBLICITY)
    found = find_item(key)
    if found is None:
        raise Http404
    return found


def _filter(request: PersonRequest, plan: Plan) -> PublicityFilterForm:
    try:
        channels = channel_choices(plan)
    except NoPublicityRulesError:
        channels = []
    choices = {
        "unit": unit_codes(clock.today()),
        "channel": channels,
        "task": task_codes(plan),
    }
    return PublicityFilterForm(choices, request.GET)


def _next(request: PersonRequest, after: str) -> str:
    if not after:
        return ""
    asked = request.GET.copy()
    asked["after"] = after
    return f"?{asked.urlencode()}"


def _url(key: UUID) -> str:
    return reverse("delivery:publicity_item", args=[key])
