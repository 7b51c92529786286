"""The door through a unified authentication: begin, come back, be linked, go out."""

import base64
import json
from dataclasses import asdict
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from yingshang.apps.directory import accesslog, services
from yingshang.apps.directory.errors import RefusedError
from yingshang.apps.directory.forms import LoginForm
from yingshang.apps.directory.http import UNIFIED, address_of
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.oidc.configuration import PUBLIC
from yingshang.apps.directory.oidc.provider import Provider
from yingshang.apps.directory.oidc.refusals import SignInRefusedError
from yingshang.apps.directory.oidc.signing_in import SignIn, Vouched
from yingshang.apps.directory.portal_forms import VouchedForm
from yingshang.apps.directory.selectors import identities
from yingshang.apps.directory.selectors.units import notice_holder
from yingshang.apps.directory.views.session import recognised, welcome
from yingshang.apps.ledger import clock
from yingshang.apps.ledger.errors import BrokenSealError
from yingshang.apps.ledger.seals import seal, unseal

BEGUN, NEWCOMER = "unified_begun", "unified_newcomer"
PURPOSE = "directory.session.newcomer"


@never_cache
@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """Send the browser to the unified authentication."""
    provider = _provider_or_404()
    sign_in = SignIn.begin(request.GET.get("next", ""))
    try:
        address = sign_in.address(provider, redirect_uri=_back_uri())
    except SignInRefusedError as refused:
        return _refused(request, refused)
    request.session[BEGUN] = sign_in.to_keep()
    return HttpResponseRedirect(address)


@never_cache
@require_safe
def back(request: HttpRequest) -> HttpResponse:
    """Whoever comes back signed in goes on; whoever is new here says who they are."""
    provider = _provider_or_404()
    # Taken out of the session before anything else: an answer counts once.
    sign_in = SignIn.kept(request.session.pop(BEGUN, None))
    try:
        if sign_in is None:
            raise SignInRefusedError.stale("none begun")
        vouched = sign_in.finish(provider, request.GET.dict(), redirect_uri=_back_uri())
        person = identities.linked_person(vouched)
        if person is not None:
            _require_admitted(person)
            return welcome(request, person, way=UNIFIED, wanted=sign_in.next_url)
    except SignInRefusedError as refused:
        return _refused(request, refused)
    _keep_newcomer(request, vouched)
    query = urlencode({"next": sign_in.next_url}) if sign_in.next_url else ""
    return HttpResponseRedirect(reverse("directory:unified_join") + (query and f"?{query}"))


@never_cache
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Link an account that is here already, confirmed once with its password."""
    _provider_or_404()
    vouched = _newcomer(request)
    if vouched is None:
        return _refused(request, SignInRefusedError.stale("no newcomer"))
    form = LoginForm(request.POST or None)
    if form.is_valid():
        person = recognised(request, form)
        if person is not None and _linked(form, person, vouched):
            request.session.pop(NEWCOMER)
            return welcome(request, person, way=UNIFIED)
    return _draw_join(request, form=form, new_form=_new_form(vouched))


@never_cache
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Open a new account for a member of the public, with consent."""
    login = _provider_or_404().login
    vouched = _newcomer(request)
    if vouched is None or PUBLIC not in login.admits:
        return _refused(request, SignInRefusedError.stale("no newcomer"))
    form = VouchedForm(request.POST or None, initial=_known(vouched))
    if form.is_valid():
        person = _registered(form, vouched)
        if person is not None:
            request.session.pop(NEWCOMER)
            return welcome(request, person, way=UNIFIED)
    return _draw_join(request, form=LoginForm(), new_form=form)


@require_safe
def signed_out(request: HttpRequest) -> HttpResponse:
    """Signed out here; how to sign out of the unified authentication, too."""
    return render(request, "directory/signed_out.html", {"leave_url": _leave_url()})


def _provider_or_404() -> Provider:
    if not settings.UNIFIED_LOGIN.issuer:
        raise Http404
    return Provider(settings.UNIFIED_LOGIN)


def _back_uri() -> str:
    """Where the provider sends people back; from the settings, never from the request."""
    return str(settings.SITE_URL) + reverse("directory:unified_back")


def _leave_url() -> str:
    if not settings.UNIFIED_LOGIN.issuer:
        return ""
    provider = Provider(settings.UNIFIED_LOGIN)
    try:
        endpoint = provider.metadata().end_session_endpoint
    except SignInRefusedError:
        return ""
    query = {
        "client_id": provider.login.client_id,
        "post_logout_redirect_uri": f"{settings.SITE_URL}/",
    }
    return endpoint and endpoint + ("&" if "?" in endpoint else "?") + urlencode(query)


def _require_admitted(person: Person) -> None:
    if not person.is_active:
        raise SignInRefusedError(_("This account is closed."), why="closed")
    if not identities.is_admitted(person, settings.UNIFIED_LOGIN, clock.today()):
        raise SignInRefusedError(
            _("People like you sign in with account and password here."), why="not admitted"
        )


def _linked(form: LoginForm, person: Person, vouched: Vouched) -> bool:
    """Whether the link was made; if not, a sentence is on the form."""
    try:
        _require_admitted(person)
        services.link_identity(person_id=person.pk, vouched=vouched, actor=person, at=clock.now())
    except RefusedError as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _registered(form: VouchedForm, vouched: Vouched) -> Person | None:
    given = form.cleaned_data
    person = Person(login=services.new_login(), name=given["name"], phone=given["phone"])
    try:
        return services.register(
            person=person,
            password=None,
            notice=given["notice"],
            at=clock.now(),
            vouched=vouched,
        )
    except RefusedError as refused:
        form.add_error(None, str(refused))
        return None


def _keep_newcomer(request: HttpRequest, vouched: Vouched) -> None:
    """Keep who came back, encrypted, until they have said which account is theirs."""
    sealed = seal(json.dumps(asdict(vouched)).encode(), purpose=PURPOSE)
    request.session[NEWCOMER] = base64.b64encode(sealed).decode()


def _newcomer(request: HttpRequest) -> Vouched | None:
    kept = request.session.get(NEWCOMER)
    if not isinstance(kept, str):
        return None
    try:
        return Vouched(**json.loads(unseal(base64.b64decode(kept), purpose=PURPOSE)))
    except BrokenSealError:
        return None


def _known(vouched: Vouched) -> dict[str, str]:
    return {"name": vouched.name, "phone": vouched.phone}


def _new_form(vouched: Vouched) -> VouchedForm:
    return VouchedForm(initial=_known(vouched))


def _draw_join(request: HttpRequest, *, form: LoginForm, new_form: VouchedForm) -> HttpResponse:
    context = {
        "form": form,
        "new_form": new_form if PUBLIC in settings.UNIFIED_LOGIN.admits else None,
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "holder": notice_holder(clock.today()),
    }
    status = 422 if form.errors or new_form.errors else 200
    return render(request, "directory/unified_join.html", context, status=status)


def _refused(request: HttpRequest, refused: SignInRefusedError) -> HttpResponse:
    accesslog.was_refused("unified", address=address_of(request), why=refused.why)
    messages.warning(request, str(refused))
    return HttpResponseRedirect(reverse("directory:login"))
