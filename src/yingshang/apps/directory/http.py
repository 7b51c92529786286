"""Requests of people who have come in, and where a request comes from."""

import ipaddress
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth import login
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django_htmx.middleware import HtmxDetails

from yingshang.apps.directory import accesslog
from yingshang.apps.directory.models import Person, Unit
from yingshang.apps.directory.permissions import may, read_once, roles_of
from yingshang.apps.ledger import clock

UNIFIED, CAME_BY = "unified", "came_by"
BACKEND = "django.contrib.auth.backends.ModelBackend"
P = ParamSpec("P")


class PersonRequest(HttpRequest):
    """A request past `for_people`."""

    user: Person
    htmx: HtmxDetails


def for_people(
    view: Callable[Concatenate[PersonRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Let a view be seen by people who have come in; everybody else is sent to log in."""

    @wraps(view)
    def respond(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not isinstance(request.user, Person):
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)  # type: ignore[arg-type]  # narrowed just above

    return respond


def for_officials(
    view: Callable[Concatenate[PersonRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Let a view be seen by people with a post today; the public is refused."""

    @wraps(view)
    def respond(request: PersonRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not roles_of(request.user, clock.today()):
            raise PermissionDenied("directory.see_desk")
        return view(request, *args, **kwargs)

    return for_people(respond)


def demand(request: PersonRequest, verb: str, *, unit: Unit | None = None) -> None:
    """Refuse a page, in the name of the verb that it serves, to whoever may not use it today."""
    if not may(request.user, verb, on=clock.today(), unit=unit):
        raise PermissionDenied(verb)


def roles_once_per_reading(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: while a page is only read, each person's roles are asked for once."""

    def respond(request: HttpRequest) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return get_response(request)
        with read_once():
            return get_response(request)

    return respond


def enter(request: HttpRequest, person: Person, *, way: str) -> None:
    """Begin a session for `person`, with a new key.

    `way` is `password`, `demo`, `registration` or `unified` and goes to the access log.
    """
    login(request, person, backend=BACKEND)
    request.session[CAME_BY] = way
    accesslog.came_in(person, address=address_of(request), way=way)


def address_of(request: HttpRequest) -> str:
    """The address of the reader; behind a proxy on this machine, the one that the proxy names."""
    peer = request.META.get("REMOTE_ADDR", "")
    forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return forwarded if forwarded and _is_here(peer) else peer


def _is_here(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return not address
