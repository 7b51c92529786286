"""Every use of an authorisation goes on record: by whom, as what, for whom."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from yingshang.apps.directory.models import Authorisation, Enterprise, Person
from yingshang.apps.directory.portal_events import AuthorisationUsed
from yingshang.apps.directory.selectors.authorisations import acting_for
from yingshang.apps.directory.services.authorisations import rows
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.services import record


@transaction.atomic
def use(
    *, whom: Enterprise | Person, matter: str, what: str, actor: Person, at: datetime
) -> Authorisation:
    """Record that `actor` does something for `whom` now; call it in the act's own transaction.

    The authorisation is locked, so an end that comes at the same moment waits or wins, never both.

    Args:
        matter: Code of the type of cases.
        what: What was done, in a few words with the number of the case; not personal.

    Raises:
        PermissionDenied: `actor` may not act for `whom` in this matter today.
    """
    today = local_day(at)
    found = acting_for(actor, whom, matter, today)
    if found is None:
        raise PermissionDenied("directory.act_for")
    row = rows.locked(found.pk)
    if row.state != Authorisation.State.IN_FORCE:
        raise PermissionDenied("directory.act_for")
    record(AuthorisationUsed(**rows.about(row), matter=matter, what=what), actor=actor, at=at)
    return row
