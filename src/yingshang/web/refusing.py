"""The page for a request that cannot be read, or is too large to be read."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import bad_request as usual

from yingshang.apps.casework.importing.tables import MOST_ROWS

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that it is too large and what to do, where that is the fault (RFC 9110 §15.5.14)."""
    if not isinstance(exception, TOO_LARGE):
        return usual(request, exception)
    return render(request, "413.html", {"rows": MOST_ROWS}, status=413)
