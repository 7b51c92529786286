"""Agents of an assistance desk: officials who work in an applicant's form, with consent."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from yingshang.apps.directory.errors import RefusedError
from yingshang.apps.directory.models import Authorisation, Person
from yingshang.apps.directory.permissions import require
from yingshang.apps.directory.portal_events import AgentTakenOn
from yingshang.apps.directory.services.authorisations import rows
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.services import record

Kind, State = Authorisation.Kind, Authorisation.State


@transaction.atomic
def take_on(*, authorisation: Authorisation, actor: Person, at: datetime) -> Authorisation:
    """Begin to help an applicant between two days, both inclusive; the applicant may end it.

    Args:
        authorisation: Not yet saved: enterprise or for_person, matters (empty: all), days, and in
            `ground` how the applicant consented.

    Raises:
        PermissionDenied: `actor` may not help applicants.
        RefusedError: Oneself, a closed account, no consent, or days out of order or past.

    Source: the assistance that task texts call 帮办代办; consent as for any handling of personal
        information on somebody's behalf.
    """
    row, today = authorisation, local_day(at)
    require(actor, "directory.help_applicant", at=at)
    if row.valid_from is None or row.valid_to is None or not (row.enterprise or row.for_person):
        raise RefusedError(_("Choose whom you help and both days."))
    if not row.ground.strip():
        raise RefusedError(_("Write down how the applicant consented."))
    _check_helped(row, actor)
    rows.check_days(row.valid_from, row.valid_to, today)
    row.kind, row.state, row.person = Kind.AGENT, State.IN_FORCE, actor
    row.asked_by, row.asked_at, row.settled_at = actor, at, at
    row.save(force_insert=True)
    fact = AgentTakenOn(
        **rows.about(row),
        consent=row.ground.strip(),
        matters=tuple(row.matters),
        first_day=row.valid_from.isoformat(),
        last_day=row.valid_to.isoformat(),
    )
    record(fact, actor=actor, at=at)
    return row


def _check_helped(row: Authorisation, actor: Person) -> None:
    helped: Person | None = row.for_person
    if helped is None:
        return
    if helped.pk == actor.pk:
        raise RefusedError(_("Nobody helps themselves as an agent; apply in your own name."))
    if not Person.objects.filter(pk=helped.pk, is_active=True).exists():
        raise RefusedError(_("This account is closed."))
