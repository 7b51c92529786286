"""The desk: what I owe by date, by task and as a month; bulk acts; the private calendar."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from yingshang.apps.directory.http import PersonRequest, for_officials
from yingshang.apps.ledger import clock
from yingshang.apps.obligations import services
from yingshang.apps.obligations.calendars import as_icalendar
from yingshang.apps.obligations.forms import BulkForm, MonthForm
from yingshang.apps.obligations.models import Obligation
from yingshang.apps.obligations.selectors import desk as selectors
from yingshang.apps.obligations.selectors.feeds import events_of, person_of


@require_safe
@for_officials
def desk(request: PersonRequest) -> HttpResponse:
    """What I owe, by date."""
    page = selectors.desk_page(request.user, request.GET.get("after", ""))
    form = BulkForm(people=selectors.colleagues(request.user))
    return render(request, "obligations/desk.html", {"page": page, "form": form})


@require_safe
@for_officials
def matters(request: PersonRequest) -> HttpResponse:
    """What I owe, by task."""
    rows = selectors.matters_page(request.user)
    return render(request, "obligations/matters.html", {"rows": rows})


@require_safe
@for_officials
def month(request: PersonRequest) -> HttpResponse:
    """What I owe, as a month."""
    page = selectors.month_page(request.user, chosen_month(request) or clock.today())
    return render(request, "obligations/month.html", {"page": page})


@require_POST
@for_officials
def bulk(request: PersonRequest) -> HttpResponse:
    """Hand over or explain everything that is ticked."""
    form = BulkForm(request.POST, people=selectors.colleagues(request.user))
    if not form.is_valid():
        for fault in form.non_field_errors():
            messages.warning(request, str(fault))
        return HttpResponseRedirect(reverse("obligations:desk"))
    given = form.cleaned_data
    common = {"obligation_ids": given["duty"], "actor": request.user, "at": clock.now()}
    if given["act"] == BulkForm.HAND_OVER:
        done = services.hand_over_many(person=given["person"], **common)
    else:
        done = services.explain_many(reason=given["reason"], **common)
    _tell(request, done)
    return HttpResponseRedirect(reverse("obligations:desk"))


@never_cache
@require_safe
@for_officials
def subscription(request: PersonRequest) -> HttpResponse:
    """The private calendar address: whether there is one, and how to get or end it."""
    context = {"has_feed": selectors.has_feed(request.user), "address": ""}
    return render(request, "obligations/subscription.html", context)


@never_cache
@require_POST
@for_officials
def subscribe(request: PersonRequest) -> HttpResponse:
    """Make a new private address and show it this once."""
    token = services.open_feed(actor=request.user, at=clock.now())
    address = request.build_absolute_uri(reverse("obligations:feed", args=[token]))
    context = {"has_feed": True, "address": address}
    return render(request, "obligations/subscription.html", context)


@require_POST
@for_officials
def unsubscribe(request: PersonRequest) -> HttpResponse:
    """End the private address."""
    services.revoke_feed(actor=request.user, at=clock.now())
    messages.success(request, _("The private calendar address no longer works."))
    return HttpResponseRedirect(reverse("obligations:subscription"))


@never_cache
@require_GET
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar behind a private address; whoever has the address may read it."""
    person = person_of(token)
    if person is None:
        raise Http404
    events = events_of(person, lambda duty: request.build_absolute_uri(url_of(duty)))
    name = _("Due dates of %(person)s") % {"person": person.name}
    text = as_icalendar(name, events, stamped_at=clock.now())
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")


def url_of(duty: Obligation) -> str:
    """The page of a duty."""
    return reverse("obligations:duty", args=[duty.pk])


def chosen_month(request: HttpRequest) -> date | None:
    """The month in the address; None when there is none."""
    form = MonthForm(request.GET)
    return form.cleaned_data["month"] if form.is_valid() else None


def _tell(request: PersonRequest, done: services.Done) -> None:
    if done.count:
        words = ngettext("%(count)s is done.", "%(count)s are done.", done.count)
        messages.success(request, words % {"count": done.count})
    for refusal in done.refusals:
        messages.warning(request, refusal)
