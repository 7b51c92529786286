"""People: one person, and what administrators do with accounts."""

from uuid import UUID

from django import forms
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yingshang.apps.directory import accesslog, services
from yingshang.apps.directory.forms import (
    AccountForm,
    PasswordForm,
    PeopleFilterForm,
    PostForm,
)
from yingshang.apps.directory.http import PersonRequest, demand, for_people
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.oidc.signing_in import Vouched
from yingshang.apps.directory.portal_forms import SubjectForm
from yingshang.apps.directory.selectors import people as selectors
from yingshang.apps.directory.views.forming import FormPage, answer
from yingshang.apps.ledger import clock


@require_GET
@for_people
def person(request: PersonRequest, pk: UUID) -> HttpResponse:
    """One person: posts, who stands in, contact masked."""
    found = _person_or_404(pk)
    if found != request.user:
        demand(request, "directory.see_people")
    page = selectors.person_page(found, viewer=request.user, on=clock.today())
    context = {"page": page, "has_unified": bool(settings.UNIFIED_LOGIN.issuer)}
    return render(request, "directory/person.html", context)


@never_cache
@require_POST
@for_people
def contact(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Telephone and e-mail in clear, once; the look is noted in the access log."""
    found = _person_or_404(pk)
    if not selectors.may_see_contact(request.user, found, on=clock.today()):
        raise Http404
    accesslog.looked_at(request.user, "directory.contact", found.pk)
    context = {"person": found, "contact": selectors.clear_contact(found)}
    return render(request, "directory/contact.html", context)


@require_GET
@for_people
def people(request: PersonRequest) -> HttpResponse:
    """Everybody with an account and their posts."""
    demand(request, "directory.see_administration")
    form = PeopleFilterForm(request.GET or None)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    page = selectors.people(words.strip(), on=clock.today())
    return render(request, "directory/people.html", {"page": page, "form": form})


@require_http_methods(["GET", "POST"])
@for_people
def open_account(request: PersonRequest) -> HttpResponse:
    """Give somebody an account."""
    demand(request, "directory.open_account")
    form = AccountForm(request.POST or None)
    page = FormPage(
        heading=_("Open an account"),
        sentences=[_("Without a post the account may do nothing; appoint the person afterwards.")],
        action=_("Open the account"),
        back_url=reverse("directory:people"),
        done=_("The account is open."),
    )
    return answer(
        request,
        form,
        page,
        act=lambda: services.open_account(
            person=form.person(),
            password=form.cleaned_data["password"],
            actor=request.user,
            at=clock.now(),
        ),
    )


@require_http_methods(["GET", "POST"])
@for_people
def close_account(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Close an account for good."""
    demand(request, "directory.close_account")
    found = _person_or_404(pk)
    form = forms.Form(request.POST if request.method == "POST" else None)
    page = FormPage(
        heading=_("Close the account of %(person)s?") % {"person": found.name},
        sentences=[
            _("Nobody can sign in with it any more, and its posts give no rights."),
            _("What the person did stays on record."),
        ],
        action=_("Close the account"),
        back_url=_url(found),
        done=_("The account is closed."),
        is_final=True,
    )
    return answer(
        request,
        form,
        page,
        act=lambda: services.close_account(person_id=pk, actor=request.user, at=clock.now()),
    )


@require_http_methods(["GET", "POST"])
@for_people
def set_password(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Give somebody a new password."""
    demand(request, "directory.set_password")
    found = _person_or_404(pk)
    form = PasswordForm(request.POST or None)
    page = FormPage(
        heading=_("New password for %(person)s") % {"person": found.name},
        sentences=[_("Hand it over in person; the change is on record.")],
        action=_("Set the password"),
        back_url=_url(found),
        done=_("The password is set."),
    )
    return answer(
        request,
        form,
        page,
        act=lambda: services.set_password(
            person_id=pk,
            password=form.cleaned_data["new"],
            actor=request.user,
            at=clock.now(),
        ),
    )


@require_http_methods(["GET", "POST"])
@for_people
def appoint(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Give somebody a post."""
    demand(request, "directory.appoint")
    found = _person_or_404(pk)
    form = PostForm(request.POST or None, person=found)
    page = FormPage(
        heading=_("Appoint %(person)s") % {"person": found.name},
        sentences=[_("The post gives its rights from the first day on.")],
        action=_("Appoint"),
        back_url=_url(found),
        done=_("The person is appointed."),
    )
    return answer(
        request,
        form,
        page,
        act=lambda: services.appoint(post=form.post(), actor=request.user, at=clock.now()),
    )


@require_http_methods(["GET", "POST"])
@for_people
def link_identity(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Link somebody's account of the unified authentication."""
    demand(request, "directory.link_identity")
    if not settings.UNIFIED_LOGIN.issuer:
        raise Http404
    found = _person_or_404(pk)
    form = SubjectForm(request.POST or None)
    page = FormPage(
        heading=_("Unified authentication of %(person)s") % {"person": found.name},
        sentences=[
            _(
                "Ask the operator of the unified authentication for the identifier; a name, a "
                "telephone or an e-mail is none."
            ),
        ],
        action=_("Link"),
        back_url=_url(found),
        done=_("The account is linked."),
    )
    return answer(request, form, page, act=lambda: _link(request, found, form))


def _link(request: PersonRequest, person: Person, form: SubjectForm) -> None:
    vouched = Vouched(settings.UNIFIED_LOGIN.issuer, form.cleaned_data["subject"].strip())
    services.link_identity(person_id=person.pk, vouched=vouched, actor=request.user, at=clock.now())


def _person_or_404(pk: UUID) -> Person:
    found = selectors.person_of(pk)
    if found is None:
        raise Http404
    return found


def _url(person: Person) -> str:
    return reverse("directory:person", args=[person.pk])
