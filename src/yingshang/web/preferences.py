"""How a reader likes the pages: theme and size of type, kept in two cookies on their own device."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

THEMES = ("auto", "light", "dark")
TYPE_SIZES = ("normal", "large")
CHOICES = {"theme": THEMES, "type_size": TYPE_SIZES}
YEAR_SECONDS = 365 * 24 * 3600


@dataclass(frozen=True)
class Preferences:
    """What a reader has chosen; the first value of each list is what nobody chose."""

    theme: str = THEMES[0]
    type_size: str = TYPE_SIZES[0]


def of(request: HttpRequest) -> Preferences:
    """The reader's choice, from cookies; unknown values count as not chosen."""
    return Preferences(**{name: _known(name, request.COOKIES.get(name, "")) for name in CHOICES})


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Remember a theme or a size of type for a year and go back to the page."""
    response = HttpResponseRedirect(_way_back(request))
    for name in CHOICES:
        if name in request.POST:
            response.set_cookie(
                name,
                _known(name, request.POST[name]),
                max_age=YEAR_SECONDS,
                samesite="Lax",
                secure=request.is_secure(),
                httponly=True,
            )
    return response


def _known(name: str, value: str) -> str:
    return value if value in CHOICES[name] else CHOICES[name][0]


def _way_back(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else "/"
