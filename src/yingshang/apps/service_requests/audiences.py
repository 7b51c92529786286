"""Who reads what only the office that receives requests may know."""

from django.db.models import Q

from yingshang.apps.directory.events import UNIT
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import may, units_for
from yingshang.apps.ledger import clock
from yingshang.apps.ledger.audiences import EVERYTHING, Viewer, about, register_audience
from yingshang.apps.service_requests.events import INTAKE
from yingshang.apps.service_requests.permissions import KEEP_KEYS, RECEIVE


def intake(viewer: Viewer) -> Q | None:
    """Events of requests that an office of the viewer received."""
    if not isinstance(viewer, Person):
        return None
    units = units_for(viewer, RECEIVE, on=clock.today())
    return about(UNIT, units, roles=[INTAKE]) if units else None


def key_keepers(viewer: Viewer) -> Q | None:
    """Everything, for those who keep the keys of programs."""
    is_keeper = isinstance(viewer, Person) and may(viewer, KEEP_KEYS, on=clock.today())
    return EVERYTHING if is_keeper else None


def connect() -> None:
    """Tell the ledger; called once, when Django has loaded."""
    register_audience("service_requests.key_keepers", key_keepers)
    register_audience("service_requests.intake", intake)
