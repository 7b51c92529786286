"""Pages of the ledger: long work, dead letters, and the clock of a sample installation."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yingshang.apps.ledger import clock as the_clock
from yingshang.apps.ledger import selectors, services
from yingshang.apps.ledger.errors import LedgerError
from yingshang.apps.ledger.forms import ClockForm
from yingshang.apps.ledger.permissions import MOVE_CLOCK, require


@login_required
@require_safe
def job(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """Long work and its bar. Ended work is drawn without a trigger, so polling ends by itself."""
    page = selectors.job_page(_person(request), job_id)
    if page is None:
        raise Http404
    part = "#progress" if request.headers.get("HX-Request") else ""
    return render(request, f"ledger/job.html{part}", {"page": page})


@login_required
@require_POST
def cancel(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """End work after its present chunk."""
    _find_job(request, job_id)
    try:
        services.cancel(job_id=job_id, actor=_person(request), at=the_clock.now())
    except LedgerError as refusal:
        messages.warning(request, str(refusal))
    return redirect("ledger:job", job_id)


@login_required
@require_POST
def resume(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """Queue failed or cancelled work again."""
    _find_job(request, job_id)
    try:
        services.resume(job_id=job_id, actor=_person(request))
    except LedgerError as refusal:
        messages.warning(request, str(refusal))
    return redirect("ledger:job", job_id)


@login_required
@require_safe
def dead_letters(request: HttpRequest) -> HttpResponse:
    """Deliveries that gave up and wait for a person."""
    letters = selectors.dead_letters(_person(request))
    return render(request, "ledger/dead_letters.html", {"letters": letters})


@login_required
@require_POST
def retry(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """Give a dead letter back to its subscriber."""
    try:
        services.retry(delivery_id=delivery_id, actor=_person(request), at=the_clock.now())
        messages.success(request, _("It will be delivered again."))
    except LedgerError as refusal:
        messages.warning(request, str(refusal))
    return redirect("ledger:dead_letters")


@login_required
@require_http_methods(["GET", "POST"])
def clock(request: HttpRequest) -> HttpResponse:
    """Move the clock of a sample installation forward."""
    require(_person(request), MOVE_CLOCK)
    form = ClockForm(request.POST or None, initial={"day": the_clock.tomorrow()})
    if form.is_valid() and _is_advanced(form, request):
        return redirect("ledger:clock")
    context = {"form": form, "now": the_clock.now(), "is_standing": the_clock.is_standing()}
    return render(request, "ledger/clock.html", context, status=422 if form.errors else 200)


def _is_advanced(form: ClockForm, request: HttpRequest) -> bool:
    try:
        services.advance_clock(to=form.cleaned_data["day"], actor=_person(request))
    except LedgerError as refusal:
        form.add_error("day", str(refusal))
        return False
    return True


def _find_job(request: HttpRequest, job_id: UUID) -> None:
    if selectors.job_for(_person(request), job_id) is None:
        raise Http404


def _person(request: HttpRequest) -> AbstractBaseUser:
    if not isinstance(request.user, AbstractBaseUser):
        raise PermissionDenied
    return request.user
