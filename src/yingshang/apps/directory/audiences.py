"""Who reads which event, and who may tend the ledger, answered by posts."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Q

from yingshang.apps.directory.events import PERSON, UNIT
from yingshang.apps.directory.models import Authorisation, Person, Role
from yingshang.apps.directory.permissions import (
    declare,
    has_role,
    may,
    roles_of,
    units_of,
)
from yingshang.apps.directory.portal_events import AUTHORISATION
from yingshang.apps.directory.selectors.authorisations import party
from yingshang.apps.ledger import clock
from yingshang.apps.ledger import permissions as ledger
from yingshang.apps.ledger.audiences import EVERYTHING, Viewer, about, register_audience

for verb in ledger.VERBS:
    declare(verb, anywhere=[Role.ADMINISTRATOR])


def authority(person: AbstractBaseUser, verb: str) -> bool:
    """Whether `person` may use one of the ledger's verbs today."""
    return isinstance(person, Person) and may(person, verb, on=clock.today())


def officials(viewer: Viewer) -> Q | None:
    """Everybody with a post today."""
    is_official = isinstance(viewer, Person) and roles_of(viewer, clock.today())
    return EVERYTHING if is_official else None


def own_unit(viewer: Viewer) -> Q | None:
    """Events about a unit for which the viewer acts today."""
    if not isinstance(viewer, Person):
        return None
    return about(UNIT, units_of(viewer, clock.today()))


def oneself(viewer: Viewer) -> Q | None:
    """Events about the viewer as a person."""
    return about(PERSON, [viewer.pk]) if isinstance(viewer, Person) else None


def parties(viewer: Viewer) -> Q | None:
    """Events about authorisations of which the viewer is a side today."""
    if not isinstance(viewer, Person):
        return None
    rows = Authorisation.objects.filter(party(viewer, clock.today()))
    return about(AUTHORISATION, rows.values_list("pk", flat=True))


def confirmers(viewer: Viewer) -> Q | None:
    """Claims, for everybody who may confirm them today."""
    is_one = isinstance(viewer, Person) and may(
        viewer, "directory.confirm_representation", on=clock.today()
    )
    return EVERYTHING if is_one else None


def _with_role(role: Role) -> None:
    def rule(viewer: Viewer) -> Q | None:
        holds = isinstance(viewer, Person) and has_role(viewer, clock.today(), role)
        return EVERYTHING if holds else None

    register_audience(role.value, rule)


def connect() -> None:
    """Tell the ledger; called once, when Django has loaded."""
    ledger.ask(authority)
    register_audience("officials", officials)
    register_audience("own_unit", own_unit)
    register_audience("oneself", oneself)
    register_audience("parties", parties)
    register_audience("confirmers", confirmers)
    for role in Role:
        _with_role(role)
