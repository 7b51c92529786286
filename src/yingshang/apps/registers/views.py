"""Pages of the registers."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from yingshang.apps.directory.http import PersonRequest, demand, for_people
from yingshang.apps.registers import selectors
from yingshang.apps.registers.permissions import SEE_RELEASES


@require_GET
@for_people
def releases(request: PersonRequest) -> HttpResponse:
    """Which packs are installed, and which were."""
    demand(request, SEE_RELEASES)
    return render(request, "registers/releases.html", {"page": selectors.releases_page()})
