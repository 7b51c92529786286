"""A unit corrects what was approved; the old version stays on record."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yingshang.apps.delivery.errors import ReasonMissingError
from yingshang.apps.delivery.events import CorrectionBegun
from yingshang.apps.delivery.models import Return
from yingshang.apps.delivery.permissions import FILL_RETURN
from yingshang.apps.delivery.selectors.returns.content import latest_version
from yingshang.apps.delivery.services.returns.drafting import next_version
from yingshang.apps.delivery.services.returns.locking import locked, naming, waiting
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import require
from yingshang.apps.ledger.services import record


@transaction.atomic
def correct(*, return_id: UUID, reason: str, actor: Person, at: datetime) -> Return:
    """Begin the next version of an approved return as a copy; the duty stays settled meanwhile.

    Raises:
        PermissionDenied: `actor` does not fill in for the unit.
        ReasonMissingError: The reason is empty.
        ReturnMovedOnError: It is not approved.
    """
    report = locked(return_id)
    require(actor, FILL_RETURN, at=at, unit=report.unit_id)
    if not reason.strip():
        raise ReasonMissingError
    waiting(report, Return.State.APPROVED)
    approved = latest_version(report)
    version = next_version(report, approved, reason.strip(), actor, at)
    version.without_note = approved.without_note if approved else ""
    version.save(update_fields=["without_note"])
    report.state, report.revision = Return.State.DRAFT, report.revision + 1
    report.save(update_fields=["state", "revision"])
    fact = CorrectionBegun(**naming(report, version.number), reason=version.reason)
    record(fact, actor=actor, at=at)
    return report
