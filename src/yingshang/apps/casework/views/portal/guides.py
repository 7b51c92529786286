"""Services of the city, the guide of each, and what the register knows of an enterprise."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yingshang.apps.casework.forms.answers import entry_of
from yingshang.apps.casework.selectors.portal import guides as selectors
from yingshang.apps.directory.http import PersonRequest, for_people
from yingshang.apps.directory.selectors.authorisations import enterprise_by_number
from yingshang.apps.ledger import clock

LONGEST = 100


@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """What one can apply for, found by words."""
    wanted = request.GET.get("words", "")[:LONGEST].strip()
    context = {"offered": selectors.services(wanted, at=clock.now()), "wanted": wanted}
    return render(request, "casework/portal/services.html", context)


@require_safe
def guide(request: HttpRequest, code: str) -> HttpResponse:
    """Everything that one should know before applying."""
    case_type = selectors.service(code)
    if case_type is None:
        raise Http404
    page = selectors.guide(case_type, at=clock.now())
    return render(request, "casework/portal/guide.html", {"page": page})


@require_safe
@for_people
def register_entry(request: PersonRequest) -> HttpResponse:
    """What the register says of the credit code that somebody is typing; a fragment."""
    number = request.GET.get(next(iter(request.GET), ""), "").strip()[:LONGEST]
    firm = enterprise_by_number(number) if number else None
    context = {"number": number, "said": entry_of(firm) if firm else ""}
    return render(request, "casework/portal/register_entry.html", context)
