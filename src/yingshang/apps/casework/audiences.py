"""Who may read a case may read what happens to it; applicants only what is meant for them."""

from django.db.models import BigIntegerField, Exists, OuterRef, Q
from django.db.models.functions import Cast

from yingshang.apps.casework.events import CASE
from yingshang.apps.casework.events.base import DUTY
from yingshang.apps.casework.models import Case, CaseUnit
from yingshang.apps.casework.permissions import OF_ROWS, SEE
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import units_for
from yingshang.apps.directory.selectors.authorisations import enterprises_of
from yingshang.apps.ledger import clock
from yingshang.apps.ledger.audiences import Viewer, register_audience
from yingshang.apps.ledger.models import EventSubject
from yingshang.apps.obligations.permissions import SEE as SEE_DUTIES


def readers(viewer: Viewer) -> Q | None:
    """Events of the cases that the viewer's units may see."""
    if not isinstance(viewer, Person):
        return None
    today = clock.today()
    units = units_for(viewer, SEE, on=today) or frozenset()
    rows = (units_for(viewer, OF_ROWS[SEE], on=today) or frozenset()) - units
    if not units and not rows:
        return None
    whose = Q(unit_id__in=units) | Q(unit_id__in=rows, case__is_ledger=True)
    return _of_cases(Exists(CaseUnit.objects.filter(whose, case_id=_case_of_subject())))


def overseers(viewer: Viewer) -> Q | None:
    """Events that began or ended a duty, for those who may read the duties of every unit."""
    if (
        not isinstance(viewer, Person)
        or units_for(viewer, SEE_DUTIES, on=clock.today()) is not None
    ):
        return None
    return Q(Exists(EventSubject.objects.filter(event=OuterRef("pk"), type=DUTY)))


def applicants(viewer: Viewer) -> Q | None:
    """Events of the viewer's own cases and those of enterprises for which they act today."""
    if not isinstance(viewer, Person):
        return None
    firms = [firm.pk for firm in enterprises_of(viewer, clock.today())]
    own = Q(applicant=viewer) | Q(agent=viewer) | Q(enterprise__in=firms)
    return _of_cases(Exists(Case.objects.filter(own, pk=_case_of_subject())))


def _case_of_subject() -> Cast:
    return Cast(OuterRef("key"), BigIntegerField())


def _of_cases(condition: Exists) -> Q:
    rows = EventSubject.objects.filter(condition, event=OuterRef("pk"), type=CASE)
    return Q(Exists(rows))


def connect() -> None:
    """Tell the ledger; called once, when Django has loaded."""
    register_audience("casework.readers", readers)
    register_audience("casework.overseers", overseers)
    register_audience("casework.applicants", applicants)
