"""Who reads what happens in supervision: those who may see its pages. Units read their cases."""

from django.db.models import Q

from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import may
from yingshang.apps.ledger import clock
from yingshang.apps.ledger.audiences import EVERYTHING, Viewer, register_audience
from yingshang.apps.supervision.permissions import SEE


def readers(viewer: Viewer) -> Q | None:
    """Everything, for those who may see proposals and reports."""
    is_reader = isinstance(viewer, Person) and may(viewer, SEE, on=clock.today())
    return EVERYTHING if is_reader else None


def connect() -> None:
    """Tell the ledger; called once, when Django has loaded."""
    register_audience("supervision.readers", readers)
