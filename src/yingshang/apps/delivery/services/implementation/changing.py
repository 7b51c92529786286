"""A unit changes a plan that is in force."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yingshang.apps.delivery.errors import NothingToChangeError, ReasonMissingError
from yingshang.apps.delivery.events import ImplementationChangeBegun
from yingshang.apps.delivery.models import ImplementationVersion
from yingshang.apps.delivery.permissions import DRAFT_IMPLEMENTATION
from yingshang.apps.delivery.selectors.implementation.content import content_of, latest_version
from yingshang.apps.delivery.services.implementation.drafting import next_version
from yingshang.apps.delivery.services.implementation.locking import locked, naming
from yingshang.apps.delivery.services.implementation.writing import write
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import require
from yingshang.apps.ledger.services import record


@transaction.atomic
def change(
    *, implementation_id: UUID, reason: str, actor: Person, at: datetime
) -> ImplementationVersion:
    """Begin the next version of an accepted plan as a copy; the accepted one stays in force.

    Raises:
        PermissionDenied: `actor` does not draft for the unit.
        ReasonMissingError: The reason is empty.
        NothingToChangeError: The latest version is not an accepted one.
    """
    plan = locked(implementation_id)
    require(actor, DRAFT_IMPLEMENTATION, at=at, unit=plan.unit_id)
    if not reason.strip():
        raise ReasonMissingError
    latest = latest_version(plan)
    if latest is None or latest.state != ImplementationVersion.State.ACCEPTED:
        raise NothingToChangeError
    draft = next_version(plan, latest, actor, at, reason.strip())
    write(draft, content_of(latest), plan=plan, at=at)
    fact = ImplementationChangeBegun(**naming(plan, draft.number), reason=draft.reason)
    record(fact, actor=actor, at=at)
    return draft
