"""Pages that need the grounds of the pack, and the row that an address names."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpResponse
from django.shortcuts import render

from yingshang.apps.directory.http import PersonRequest, demand
from yingshang.apps.supervision.errors import NoGroundsError
from yingshang.apps.supervision.models import Proposal, SpecialReport
from yingshang.apps.supervision.permissions import SEE
from yingshang.apps.supervision.selectors.proposals import find_proposal
from yingshang.apps.supervision.selectors.reports import find_report

Asked = ParamSpec("Asked")
View = Callable[Concatenate[PersonRequest, Asked], HttpResponse]


def with_grounds(view: View[Asked]) -> View[Asked]:
    """Let those see it who may; say on a page of its own when the pack has no grounds."""

    @wraps(view)
    def respond(
        request: PersonRequest, /, *args: Asked.args, **kwargs: Asked.kwargs
    ) -> HttpResponse:
        demand(request, SEE)
        try:
            return view(request, *args, **kwargs)
        except NoGroundsError as missing:
            context = {"sentence": str(missing)}
            return render(request, "supervision/none.html", context, status=404)

    return respond


def proposal_or_404(key: int) -> Proposal:
    """The proposal, or 404."""
    found = find_proposal(key)
    if found is None:
        raise Http404
    return found


def report_or_404(key: int) -> SpecialReport:
    """The report, or 404."""
    found = find_report(key)
    if found is None:
        raise Http404
    return found
