"""What programmes show on the page of one's own matter, such as the way to rate it."""

from collections.abc import Callable
from datetime import datetime

from yingshang.apps.casework.models import Case
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.panels import Panel

# Gives what whoever is on the applicant's side sees at that instant, or None for nothing.
MatterPanelMaker = Callable[[Case, Person, datetime], Panel | None]
_makers: list[MatterPanelMaker] = []


def show_on_matter_page(maker: MatterPanelMaker) -> None:
    """Have `maker` add a panel to every page; called from `web/wiring.py`, in order."""
    if maker not in _makers:
        _makers.append(maker)


def panels_of(case: Case, viewer: Person, at: datetime) -> tuple[Panel, ...]:
    """The panels of one matter for its applicant."""
    made = (maker(case, viewer, at) for maker in _makers)
    return tuple(panel for panel in made if panel is not None)
