"""What every page knows: whose site it is, on which day it stands, where one can go from here."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from yingshang.apps.delivery.selectors.plans import city_plan
from yingshang.apps.directory.models import Person, Post
from yingshang.apps.ledger import clock
from yingshang.apps.messages.selectors.inbox import unread_count
from yingshang.web import preferences
from yingshang.web.navigation import NavigationGroup, navigation


@dataclass(frozen=True)
class Account:
    """Who is signed in, in words for the masthead."""

    name: str
    unit_name: str
    logout_url: str


@dataclass(frozen=True)
class Site:
    """Variables of `base.html`, as `site`.

    Attributes:
        city_name: Official name of the city; empty before a pack is installed.
        day_banner: The sentence on the installation's day; empty where time is real.
        is_sample: Whether this is a sample city with invented people.
        navigation: Groups of doors for this reader.
        theme: `auto`, `light` or `dark`.
        type_size: `normal` or `large`.
        account: Who is signed in; None for the public.
        unread: How many messages the reader has not opened.
        login_url: Where to sign in; empty hides the link.
    """

    city_name: str = ""
    day_banner: str = ""
    is_sample: bool = False
    navigation: tuple[NavigationGroup, ...] = ()
    theme: str = "auto"
    type_size: str = "normal"
    account: Account | None = None
    unread: int = 0
    login_url: str = ""


def site(request: HttpRequest) -> dict[str, Any]:
    """The variable `site` of the base template."""
    chosen = preferences.of(request)
    today = clock.today()
    plan = city_plan(today)
    # A request for a foreign host is refused before anybody is recognised.
    viewer = getattr(request, "user", AnonymousUser())
    return {
        "site": Site(
            city_name=str(plan.city) if plan else "",
            day_banner=_day_banner(today),
            is_sample=settings.IS_SAMPLE,
            navigation=navigation(viewer, today, request.path),
            theme=chosen.theme,
            type_size=chosen.type_size,
            account=_account(viewer, today),
            unread=unread_count(viewer) if isinstance(viewer, Person) else 0,
            login_url=reverse("directory:login"),
        )
    }


def _day_banner(today: date) -> str:
    if not clock.is_standing():
        return ""
    words = _("This is a sample city with invented people. It stands at %(day)s.")
    return words % {"day": date_format(today, "DATE_FORMAT")}


def _account(viewer: Person | AnonymousUser, today: date) -> Account | None:
    if not isinstance(viewer, Person):
        return None
    post = Post.objects.on(today).filter(person=viewer).select_related("unit").by_seniority()
    first = post.first()
    return Account(
        viewer.name, first.unit.official_name if first else "", reverse("directory:logout")
    )
