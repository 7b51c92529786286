"""Who may read a duty, and nobody else, may read what happens to it."""

from django.db.models import Q

from yingshang.apps.directory.events import UNIT
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import units_for
from yingshang.apps.ledger import clock
from yingshang.apps.ledger.audiences import EVERYTHING, Viewer, about, register_audience
from yingshang.apps.obligations.events import READERS
from yingshang.apps.obligations.permissions import SEE


def readers(viewer: Viewer) -> Q | None:
    """All events for overseers and leaders; for others those about their units."""
    if not isinstance(viewer, Person):
        return None
    units = units_for(viewer, SEE, on=clock.today())
    return EVERYTHING if units is None else about(UNIT, units)


def connect() -> None:
    """Tell the ledger; called once, when Django has loaded."""
    for name in READERS:
        register_audience(name, readers)
