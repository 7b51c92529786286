"""A session that is carried in a header: mini-programs have no cookies.

No browser sends such a header by itself, so nothing can be forged across sites and the CSRF token
is not asked for. Signing in sets no cookie, so that nobody can be signed in by a foreign page.
"""

from collections.abc import Callable
from typing import Final

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse

from yingshang.apps.directory.http import BACKEND, CAME_BY
from yingshang.apps.directory.models import OutsideIdentity

WECHAT: Final = "wechat"
LINK: Final = "wechat_link"
SCHEME: Final = "Bearer wx."


def hand_out(identity: OutsideIdentity) -> str:
    """A new session of the linked person; what the phone sends after `Bearer`."""
    store = SessionStore()
    store[SESSION_KEY] = str(identity.person.pk)
    store[BACKEND_SESSION_KEY] = BACKEND
    store[HASH_SESSION_KEY] = identity.person.get_session_auth_hash()
    store[CAME_BY], store[LINK] = WECHAT, identity.pk
    store.create()
    return f"wx.{store.session_key}"


def session_of_the_mini_program(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: let the header's session take the place of the cookie's."""

    def respond(request: HttpRequest) -> HttpResponse:
        given = request.headers.get("Authorization", "")
        if given.startswith(SCHEME) and request.path.startswith("/api/"):
            store = SessionStore(given.removeprefix(SCHEME)[:64])
            if store.get(CAME_BY) == WECHAT and link_of(store) is not None:
                request.session = store
                # Django's own way to say that a request cannot have been forged.
                request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]
        return get_response(request)

    return respond


def link_of(store: object) -> OutsideIdentity | None:
    """The link that a session came by, while it opens the door."""
    key = store.get(LINK) if isinstance(store, SessionStore) else None
    rows = OutsideIdentity.objects.linked().select_related("person")
    return rows.filter(pk=key).first() if isinstance(key, int) else None
