"""The workbasket, search, and a hand-over of many steps."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from yingshang.apps.casework.errors import CaseworkError
from yingshang.apps.casework.forms.desk_lists import BasketForm, BulkForm
from yingshang.apps.casework.models import Step
from yingshang.apps.casework.permissions import OPEN, SEE
from yingshang.apps.casework.selectors.desk.basket import (
    ALL,
    MINE,
    UNIT,
    basket_page,
    find,
    steps_ticked,
)
from yingshang.apps.casework.selectors.desk.parties import colleagues, party_of
from yingshang.apps.casework.services import hand_over
from yingshang.apps.directory.http import PersonRequest, for_people
from yingshang.apps.directory.permissions import units_for
from yingshang.apps.ledger import clock
from yingshang.apps.obligations.errors import ObligationError


@require_safe
@for_people
def cases(request: PersonRequest) -> HttpResponse:
    """What waits for me, what is open in my units, every case that I may see; or what was found."""
    _require_seeing(request)
    words = request.GET.get("words", "").strip()
    form = BasketForm(request.GET)
    at = clock.now()
    if words:
        rows, after = find(request.user, words), ""
    else:
        page = basket_page(request.user, form.wanted, at=at, after=request.GET.get("after", ""))
        rows, after = list(page.rows), page.after
    context = {
        "rows": rows,
        "words": words,
        "form": form,
        "tabs": _tabs(form.which if not words else ""),
        "next_url": _next(request, after),
        "bulk": BulkForm(colleagues(request.user, at=at)),
        "may_tick": not words and any(row.asked_for == "decide" for row in rows),
        "may_open": bool(units_for(request.user, OPEN, on=clock.today())),
        "is_narrowed": _is_narrowed(form),
    }
    return render(request, "casework/desk/cases.html", context)


@require_POST
@for_people
def hand_over_many(request: PersonRequest) -> HttpResponse:
    """Hand over every step that is ticked; each is said by its number where it is refused."""
    _require_seeing(request)
    at = clock.now()
    form = BulkForm(colleagues(request.user, at=at), request.POST)
    if not form.is_valid():
        for fault in form.non_field_errors():
            messages.warning(request, str(fault))
        return HttpResponseRedirect(reverse("casework:cases"))
    given = form.cleaned_data
    steps = steps_ticked(request.user, given["step"], at=at)
    done = sum(_hand_over(request, step, given["party"], given["reason"]) for step in steps)
    if done:
        said = ngettext("%(count)s is handed over.", "%(count)s are handed over.", done)
        messages.success(request, said % {"count": done})
    return HttpResponseRedirect(reverse("casework:cases"))


def _hand_over(request: PersonRequest, step: Step, party: str, reason: str) -> bool:
    try:
        hand_over(
            step_id=step.pk,
            to=party_of(party),
            reason=reason,
            actor=request.user,
            at=clock.now(),
        )
    except (CaseworkError, ObligationError) as refusal:
        messages.warning(request, f"{step.case.number}: {refusal}")
    except PermissionDenied:
        sentence = _("%(number)s: another person holds it.") % {"number": step.case.number}
        messages.warning(request, sentence)
    else:
        return True
    return False


def _require_seeing(request: PersonRequest) -> None:
    if not units_for(request.user, SEE, on=clock.today()):
        raise PermissionDenied(SEE)


def _tabs(scope: str) -> list[dict[str, object]]:
    words = {
        MINE: _("Waits for me"),
        UNIT: _("Open in my unit"),
        ALL: _("All cases that I may see"),
    }
    url = reverse("casework:cases")
    return [
        {"label": said, "url": f"{url}?scope={key}", "is_current": key == scope}
        for key, said in words.items()
    ]


def _is_narrowed(form: BasketForm) -> bool:
    wanted = form.wanted
    return bool(wanted.type_code or wanted.step or wanted.light or wanted.stage)


def _next(request: PersonRequest, after: str) -> str:
    if not after:
        return ""
    asked = request.GET.copy()
    asked["after"] = after
    return f"?{asked.urlencode()}"
