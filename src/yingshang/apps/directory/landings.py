"""Where people go when they come in and asked for no page: declared by the app of their work."""

from datetime import date

from django.conf import settings
from django.shortcuts import resolve_url

from yingshang.apps.directory.models import Person, Role
from yingshang.apps.directory.permissions import roles_of

_landings: dict[Role, str] = {}


def land(role: Role, url_name: str) -> None:
    """Let people whose only role is `role` begin at the page of this name."""
    _landings[role] = url_name


def landing_of(person: Person, on: date) -> str:
    """The address at which `person` begins on that day; the first page where nothing is said."""
    held = {each.role for each in roles_of(person, on)}
    pages = {_landings.get(role) for role in held}
    [page] = pages if len(pages) == 1 else [None]
    return resolve_url(page or settings.LOGIN_REDIRECT_URL)
