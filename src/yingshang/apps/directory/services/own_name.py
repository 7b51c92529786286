"""Members of the public put their own name right, as long as nobody has vouched for it."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from yingshang.apps.directory.errors import RefusedError
from yingshang.apps.directory.events import NameCorrected
from yingshang.apps.directory.models import Authorisation, Person
from yingshang.apps.directory.permissions import roles_of
from yingshang.apps.directory.selectors.identities import identities_of
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.services import record


@transaction.atomic
def correct_name(*, name: str, actor: Person, at: datetime) -> Person:
    """Put one's own name right; the ledger keeps the former one for officials.

    Raises:
        PermissionDenied: The account is closed.
        RefusedError: It is empty; or somebody vouches for the present one: the unit of an official,
            a unified authentication, or the window that confirmed whom one represents.
    """
    person = Person.objects.select_for_update().get(pk=actor.pk)
    if not person.is_active:
        raise PermissionDenied("directory.oneself")
    given = " ".join(name.split())
    if given == person.name:
        return person
    if refusal := _refusal(person, given, at):
        raise RefusedError(refusal)
    before, person.name = person.name, given
    person.save(update_fields=["name"])
    fact = NameCorrected(person_id=person.pk, person=given, before=before)
    record(fact, actor=person, at=at)
    return person


def _refusal(person: Person, given: str, at: datetime) -> str:
    on = local_day(at)
    if not given:
        return _("Write your name as on your identity card.")
    if roles_of(person, on):
        return _("The name of an official is put right by the administrator.")
    if identities_of(person):
        return _("Your name comes from the unified authentication; have it put right there.")
    if Authorisation.objects.representing(on).filter(person=person).exists():
        return _("A window has confirmed whom you represent under this name; ask the window.")
    return ""
