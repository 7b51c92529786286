"""Coming in and going out."""

from django.conf import settings
from django.contrib.auth import authenticate, logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from yingshang.apps.directory import accesslog
from yingshang.apps.directory.forms import LoginForm
from yingshang.apps.directory.http import CAME_BY, UNIFIED, address_of, enter
from yingshang.apps.directory.landings import landing_of
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.selectors import people
from yingshang.apps.directory.throttle import Attempt
from yingshang.apps.ledger import clock

YEAR_SECONDS = 365 * 24 * 3600


@never_cache
@require_http_methods(["GET", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """Come in with account and password, or in a sample with one click."""
    form = LoginForm(request.POST or None)
    if form.is_valid():
        person = recognised(request, form)
        if person is not None:
            return welcome(request, person, way="password")
    context = {
        "form": form,
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "demo_groups": people.demo_groups(on=clock.today()),
        "demo_public": people.demo_public(on=clock.today()),
        "has_unified": bool(settings.UNIFIED_LOGIN.issuer),
    }
    return render(request, "directory/login.html", context, status=422 if form.errors else 200)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Go out; whoever came through a unified authentication learns how to leave that, too."""
    came_by = request.session.get(CAME_BY)
    logout(request)
    return HttpResponseRedirect(reverse("directory:signed_out") if came_by == UNIFIED else _home())


@require_POST
def enter_as(request: HttpRequest) -> HttpResponse:
    """Come in as one of the demo people; there are none outside a sample installation."""
    person = people.demo_person(request.POST.get("person", ""))
    if person is None:
        raise Http404
    return welcome(request, person, way="demo")


def welcome(
    request: HttpRequest, person: Person, *, way: str, wanted: str | None = None
) -> HttpResponse:
    """Begin a session, in the person's language, and go where they were heading.

    `wanted` is an address of this site; anything else leads to where their work begins.
    """
    enter(request, person, way=way)
    wanted = request.POST.get("next", "") if wanted is None else wanted
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    response = HttpResponseRedirect(wanted if is_ours else landing_of(person, clock.today()))
    speak(response, person)
    return response


def speak(response: HttpResponse, person: Person) -> None:
    """Let the following pages speak the person's language, in their size of type."""
    size = "large" if person.prefers_large_type else "normal"
    for name, value in ((settings.LANGUAGE_COOKIE_NAME, person.language), ("type_size", size)):
        response.set_cookie(
            name,
            value,
            max_age=YEAR_SECONDS,
            samesite="Lax",
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
        )


def recognised(request: HttpRequest, form: LoginForm) -> Person | None:
    """The person whose account and password these are; None, with a sentence on the form."""
    account, address = form.cleaned_data["account"].strip(), address_of(request)
    attempt = Attempt(account=account, address=address)
    if not attempt.is_allowed():
        accesslog.was_refused(account, address=address, why="throttle")
        form.add_error(None, _("Too many failed attempts. Wait 15 minutes, then try again."))
        return None
    person = authenticate(request, username=account, password=form.cleaned_data["password"])
    if not isinstance(person, Person):
        accesslog.was_refused(account, address=address, why="password")
        form.add_error(None, _("Account and password do not match. Check both and try again."))
        return None
    attempt.succeeded()
    return person


def _home() -> str:
    return resolve_url(settings.LOGIN_REDIRECT_URL)
