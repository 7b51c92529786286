"""What other apps show on the page of a market entity: its cases, its requests, what it is owed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from yingshang.apps.directory.models import Enterprise, Person

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class PanelRow:
    """One line of a panel: words, the address of their page, and a note beside them."""

    title: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class Panel:
    """A section of the page; `more_url` leads to all of its rows."""

    heading: "str | StrPromise"
    rows: tuple[PanelRow, ...]
    more_url: str = ""


# Gives what the viewer may see on that day, or None for nothing at all.
PanelMaker = Callable[[Enterprise, Person, date], Panel | None]
_makers: list[PanelMaker] = []


def show_on_enterprise_page(maker: PanelMaker) -> None:
    """Have `maker` add a panel to every page; called from `web/wiring.py`, in order."""
    if maker not in _makers:
        _makers.append(maker)


def panels_of(enterprise: Enterprise, viewer: Person, on: date) -> tuple[Panel, ...]:
    """The panels that `viewer` sees on the page of `enterprise` on a local day."""
    made = (maker(enterprise, viewer, on) for maker in _makers)
    return tuple(panel for panel in made if panel is not None)
