"""Who reads what happens to a rating: the unit what it may know, the office what it did."""

from django.db.models import Q

from yingshang.apps.directory.events import UNIT
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import units_for, units_of
from yingshang.apps.ledger import clock
from yingshang.apps.ledger.audiences import EVERYTHING, Viewer, about, register_audience
from yingshang.apps.ratings.events import OFFICE, RATED
from yingshang.apps.ratings.permissions import OVERSEE, SEE


def unit_rated(viewer: Viewer) -> Q | None:
    """Events about the viewer's units; those who oversee every unit read all of them."""
    if not isinstance(viewer, Person):
        return None
    units = units_for(viewer, SEE, on=clock.today())
    if units is None:
        return EVERYTHING
    return about(UNIT, units, roles=[RATED]) if units else None


def officers(viewer: Viewer) -> Q | None:
    """Events about ratings that the viewer's units look after, unless of a unit of theirs."""
    if not isinstance(viewer, Person):
        return None
    offices = units_for(viewer, OVERSEE, on=clock.today())
    if not offices:
        return None
    own = about(UNIT, units_of(viewer, clock.today()), roles=[RATED])
    return about(UNIT, offices, roles=[OFFICE]) & ~own


def connect() -> None:
    """Tell the ledger; called once, when Django has loaded."""
    register_audience("ratings.unit", unit_rated)
    register_audience("ratings.officers", officers)
