"""What every page knows: whose site it is, on which day it stands, where one can go from here."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from yingshang.web import preferences


@dataclass(frozen=True)
class NavigationItem:
    """One door: its words, its address, whether the reader is already there."""

    label: str
    url: str
    is_current: bool = False


@dataclass(frozen=True)
class NavigationGroup:
    """Doors that belong together; `label` may be empty."""

    label: str
    items: tuple[NavigationItem, ...]


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
        login_url: Where to sign in; empty hides the link.
    """

    city_name: str = ""
    day_banner: str = ""
    is_sample: bool = False
    navigation: tuple[NavigationGroup, ...] = ()
    theme: str = "auto"
    type_size: str = "normal"
    account: Account | None = None
    login_url: str = ""


def site(request: HttpRequest) -> dict[str, Any]:
    """The variable `site` of the base template."""
    chosen = preferences.of(request)
    return {"site": Site(theme=chosen.theme, type_size=chosen.type_size)}
