"""One's own account."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yingshang.apps.directory import services
from yingshang.apps.directory.errors import RefusedError
from yingshang.apps.directory.forms import (
    ContactForm,
    OwnPasswordForm,
    PreferencesForm,
    PublicContactForm,
)
from yingshang.apps.directory.http import PersonRequest, demand, for_people
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.portal_forms import NothingForm
from yingshang.apps.directory.selectors import identities, people
from yingshang.apps.directory.services.own_name import correct_name
from yingshang.apps.directory.views.forming import FormPage, answer
from yingshang.apps.directory.views.session import speak
from yingshang.apps.ledger import clock


@require_GET
@for_people
def account(request: PersonRequest) -> HttpResponse:
    """Posts, contact, language and password of whoever looks."""
    return _draw(request, _contact_form(request.user), _preferences_form(request.user))


@require_POST
@for_people
def contact(request: PersonRequest) -> HttpResponse:
    """Change one's telephone and e-mail, and as a member of the public one's name."""
    form = _contact_form(request.user, request.POST)
    if not (form.is_valid() and _is_changed(request, form)):
        return _draw(request, form, _preferences_form(request.user))
    messages.success(request, _("Your contact details are saved."))
    return HttpResponseRedirect(reverse("directory:account"))


@require_POST
@for_people
def preferences(request: PersonRequest) -> HttpResponse:
    """Choose language and size of type."""
    form = PreferencesForm(request.POST)
    if not form.is_valid():
        return _draw(request, _contact_form(request.user), form)
    person = services.change_preferences(actor=request.user, at=clock.now(), **form.cleaned_data)
    response = HttpResponseRedirect(reverse("directory:account"))
    speak(response, person)
    return response


@require_http_methods(["GET", "POST"])
@for_people
def password(request: PersonRequest) -> HttpResponse:
    """Change one's password; other sessions end, this one goes on."""
    form = OwnPasswordForm(request.POST or None)
    page = FormPage(
        heading=_("Change my password"),
        sentences=[_("You stay signed in here and are signed out everywhere else.")],
        action=_("Change password"),
        back_url=reverse("directory:account"),
        done=_("Your password is changed."),
    )
    return answer(request, form, page, act=lambda: _change_password(request, form))


@require_http_methods(["GET", "POST"])
@for_people
def unlink(request: PersonRequest, pk: int) -> HttpResponse:
    """End the link of an account to a unified authentication; one's own, or as administrator."""
    identity = identities.identity_of(pk)
    if identity is None or identity.ended_at is not None:
        raise Http404
    is_own = identity.person_id == request.user.pk
    if not is_own:
        demand(request, "directory.link_identity")
    back = reverse("directory:account")
    page = FormPage(
        heading=_("End the link to the unified authentication"),
        sentences=[identity.person.name, _("The account is then opened by its password only.")],
        action=_("End the link"),
        back_url=back if is_own else reverse("directory:person", args=[identity.person_id]),
        done=_("The link has ended."),
        is_final=True,
    )
    return answer(
        request,
        NothingForm(request.POST if request.method == "POST" else None),
        page,
        act=lambda: services.unlink_identity(identity_id=pk, actor=request.user, at=clock.now()),
    )


def _change_password(request: PersonRequest, form: OwnPasswordForm) -> None:
    given = form.cleaned_data
    person = services.change_password(
        old=given["old"], new=given["new"], actor=request.user, at=clock.now()
    )
    update_session_auth_hash(request, person)


def _is_changed(request: PersonRequest, form: ContactForm) -> bool:
    """Whether it could be done; the reason stands beside the name."""
    given = dict(form.cleaned_data)
    try:
        name = given.pop("name", "")
        if "name" in form.data:
            correct_name(name=name, actor=request.user, at=clock.now())
        services.change_contact(actor=request.user, at=clock.now(), **given)
    except RefusedError as refused:
        form.add_error("name" if "name" in form.fields else None, str(refused))
        return False
    return True


def _contact_form(person: Person, data: Mapping[str, Any] | None = None) -> ContactForm:
    known = {"name": person.name, "phone": person.phone, "email": person.email}
    is_official = people.account_page(person, on=clock.today()).is_official
    return (ContactForm if is_official else PublicContactForm)(data, initial=known)


def _preferences_form(person: Person) -> PreferencesForm:
    chosen = {"language": person.language, "prefers_large_type": person.prefers_large_type}
    return PreferencesForm(initial=chosen)


def _draw(
    request: PersonRequest, contact_form: forms.Form, preferences_form: forms.Form
) -> HttpResponse:
    context = {
        "page": people.account_page(request.user, on=clock.today()),
        "contact_form": contact_form,
        "preferences_form": preferences_form,
        "is_changing": "change" in request.GET or bool(contact_form.errors),
    }
    status = 422 if contact_form.errors or preferences_form.errors else 200
    return render(request, "directory/account.html", context, status=status)
