"""The case types of the release, drawn; moves of running cases to it."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yingshang.apps.casework.errors import CaseworkError, TypeUnknownError
from yingshang.apps.casework.forms.desk import WhyForm
from yingshang.apps.casework.forms.desk_lists import MoveForm
from yingshang.apps.casework.models import Move
from yingshang.apps.casework.permissions import MOVE_RELEASE
from yingshang.apps.casework.selectors.desk import moves as selectors
from yingshang.apps.casework.selectors.desk.types import type_page, types_page
from yingshang.apps.casework.services import plan_move, start_move, undo_move
from yingshang.apps.directory.http import PersonRequest, demand, for_officials, for_people
from yingshang.apps.directory.permissions import may
from yingshang.apps.ledger import clock
from yingshang.apps.ledger.models import Job

DIGITS = 18


@require_safe
@for_officials
def types(request: PersonRequest) -> HttpResponse:
    """Every case type of the release."""
    moves = may(request.user, MOVE_RELEASE, on=clock.today())
    return render(request, "casework/desk/types.html", {"types": types_page(), "may_move": moves})


@require_safe
@for_officials
def case_type(request: PersonRequest, code: str) -> HttpResponse:
    """One case type: drawn, its steps with limits and their law, letters, examples."""
    try:
        page = type_page(code)
    except TypeUnknownError as unknown:
        raise Http404 from unknown
    return render(request, "casework/desk/type.html", {"page": page})


@require_http_methods(["GET", "POST"])
@for_people
def moves(request: PersonRequest) -> HttpResponse:
    """Moves so far; a new one is tried first."""
    demand(request, MOVE_RELEASE)
    form = MoveForm(request.POST if request.method == "POST" else None)
    release = selectors.release_to_move_to()
    if form.is_valid() and release is not None:
        code = form.cleaned_data["type"]
        move = plan_move(type_code=code, to_release=release, actor=request.user, at=clock.now())
        return HttpResponseRedirect(_job(move.job_id) if move.job_id else _url(move))
    context = {"form": form, "moves": selectors.moves_page(), "release": release}
    return render(request, "casework/desk/moves.html", context, status=422 if form.errors else 200)


@require_safe
@for_people
def move(request: PersonRequest, key: int) -> HttpResponse:
    """One move: a verdict for each case, and the clocks that stay as they are."""
    demand(request, MOVE_RELEASE)
    after = request.GET.get("after", "")[:DIGITS]
    page = selectors.move_page(_found(key), after=int(after) if after.isdecimal() else None)
    return render(request, "casework/desk/move.html", {"page": page, "form": WhyForm()})


@require_POST
@for_people
def start(request: PersonRequest, key: int) -> HttpResponse:
    """Move the cases that can."""
    return _begun(request, key, start_move)


@require_POST
@for_people
def undo(request: PersonRequest, key: int) -> HttpResponse:
    """Put the cases of a move back."""
    return _begun(request, key, undo_move)


def _begun(request: PersonRequest, key: int, service: Callable[..., Job]) -> HttpResponse:
    demand(request, MOVE_RELEASE)
    found = _found(key)
    reason = request.POST.get("reason", "")
    try:
        job = service(move_id=found.pk, reason=reason, actor=request.user, at=clock.now())
    except CaseworkError as refusal:
        messages.warning(request, str(refusal))
        return HttpResponseRedirect(_url(found))
    return HttpResponseRedirect(_job(job.pk))


def _job(key: UUID) -> str:
    return reverse("ledger:job", args=[key])


def _found(key: int) -> Move:
    found = selectors.move_of(key)
    if found is None:
        raise Http404
    return found


def _url(found: Move) -> str:
    return reverse("casework:move", args=[found.pk])
