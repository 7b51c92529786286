"""The register of market entities: its list, one entity, people in clear."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yingshang.apps.directory import accesslog
from yingshang.apps.directory.enterprise_forms import EnterpriseFilterForm
from yingshang.apps.directory.http import PersonRequest, demand, for_people
from yingshang.apps.directory.models import Enterprise
from yingshang.apps.directory.permissions import SEE_ENTERPRISES
from yingshang.apps.directory.selectors import enterprises as selectors
from yingshang.apps.ledger import clock

LARGEST_KEY = 2**63


@require_safe
@for_people
def enterprises(request: PersonRequest) -> HttpResponse:
    """The register, narrowed by words, district, industry, size and status."""
    demand(request, SEE_ENTERPRISES)
    form = EnterpriseFilterForm(request.GET or None)
    page = selectors.enterprises(
        form.wanted(), viewer=request.user, on=clock.today(), after=_key(request.GET.get("after"))
    )
    context = {"page": page, "form": form, "next_url": _next_url(request, page.after)}
    return render(request, "directory/enterprises.html", context)


@require_safe
@for_people
def enterprise(request: PersonRequest, pk: int) -> HttpResponse:
    """One market entity, people masked."""
    found = _enterprise_or_404(request, pk)
    page = selectors.enterprise_page(found, viewer=request.user, on=clock.today())
    return render(request, "directory/enterprise.html", {"page": page})


@never_cache
@require_POST
@for_people
def enterprise_people(request: PersonRequest, pk: int) -> HttpResponse:
    """People of one entity in clear, once; the look is noted in the access log."""
    found = _enterprise_or_404(request, pk)
    if not selectors.may_see_people(request.user, on=clock.today()):
        raise PermissionDenied
    accesslog.looked_at(request.user, "directory.enterprise_people", found.pk)
    context = {"enterprise": found, "people": selectors.clear_people(found)}
    return render(request, "directory/enterprise_people.html", context)


def _enterprise_or_404(request: PersonRequest, pk: int) -> Enterprise:
    demand(request, SEE_ENTERPRISES)
    found = selectors.enterprise_of(pk) if pk < LARGEST_KEY else None
    if found is None:
        raise Http404
    return found


def _key(text: str | None) -> int | None:
    """A key from an address; anything unreadable begins at the start."""
    key = int(text) if text and text.isascii() and text.isdecimal() else 0
    return key if 0 < key < LARGEST_KEY else None


def _next_url(request: PersonRequest, after: int | None) -> str:
    if after is None:
        return ""
    asked = {name: value for name, value in request.GET.items() if name != "after" and value}
    return f"{reverse('directory:enterprises')}?{urlencode({**asked, 'after': after})}"
