"""The public: a new account, the privacy notice, and giving the account up."""

from django import forms
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from yingshang.apps.directory import accesslog, services
from yingshang.apps.directory.errors import RefusedError
from yingshang.apps.directory.http import PersonRequest, address_of, for_people
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.portal_forms import (
    NothingForm,
    PresentPasswordForm,
    RegistrationForm,
)
from yingshang.apps.directory.selectors.units import notice_holder
from yingshang.apps.directory.throttle import Attempt
from yingshang.apps.directory.views.forming import FormPage, answer
from yingshang.apps.directory.views.session import welcome
from yingshang.apps.ledger import clock


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """The privacy notice."""
    context = {"holder": notice_holder(clock.today())}
    return render(request, "directory/privacy.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Open an account for oneself and come in."""
    form = RegistrationForm(request.POST or None)
    if form.is_valid():
        person = _registered(request, form)
        if person is not None:
            return welcome(request, person, way="registration")
    context = {
        "form": form,
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "holder": notice_holder(clock.today()),
    }
    return render(request, "directory/register.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@for_people
def give_up(request: PersonRequest) -> HttpResponse:
    """Close one's own account."""
    asked = PresentPasswordForm if request.user.has_usable_password() else NothingForm
    form = asked(request.POST if request.method == "POST" else None)
    page = FormPage(
        heading=_("Close my account"),
        sentences=[
            _("You cannot sign in with it any more. Telephone and e-mail are deleted at once."),
            _("Authorisations that you gave, hold or asked for end at once."),
            _("Matters that you applied for stay on record as the law asks."),
        ],
        action=_("Close my account"),
        back_url=reverse("directory:account"),
        done=_("Your account is closed."),
        is_final=True,
        after_url=reverse("home"),
    )
    return answer(request, form, page, act=lambda: _give_up(request, form))


def _give_up(request: PersonRequest, form: forms.Form) -> None:
    password = form.cleaned_data.get("password", "")
    services.give_up(password=password, actor=request.user, at=clock.now())
    logout(request)


def _registered(request: HttpRequest, form: RegistrationForm) -> Person | None:
    """The new person; None, with a sentence on the form."""
    address = address_of(request)
    if not Attempt(account="register", address=address).is_allowed():
        accesslog.was_refused("register", address=address, why="throttle")
        form.add_error(
            None, _("Too many accounts were opened from here. Wait 15 minutes, then try again.")
        )
        return None
    try:
        return services.register(
            person=form.person(),
            password=form.cleaned_data["new"],
            notice=form.cleaned_data["notice"],
            at=clock.now(),
        )
    except RefusedError as refused:
        form.add_error(None, str(refused))
        return None
