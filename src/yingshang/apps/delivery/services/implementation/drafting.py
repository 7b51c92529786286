"""A unit writes its plan; every saving keeps the whole content or nothing."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yingshang.apps.delivery.decisions.completeness import unstorable
from yingshang.apps.delivery.decisions.implementation import Content
from yingshang.apps.delivery.errors import IncompleteError, NotEditableError
from yingshang.apps.delivery.events import ImplementationSaved
from yingshang.apps.delivery.models import ImplementationPlan, ImplementationVersion
from yingshang.apps.delivery.permissions import DRAFT_IMPLEMENTATION
from yingshang.apps.delivery.selectors.implementation.content import (
    content_of,
    latest_version,
)
from yingshang.apps.delivery.services.implementation.locking import (
    locked,
    naming,
    require_read,
)
from yingshang.apps.delivery.services.implementation.writing import write
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import require
from yingshang.apps.ledger.services import record

State = ImplementationVersion.State


@transaction.atomic
def keep(
    *, implementation_id: UUID, content: Content, token: str, actor: Person, at: datetime
) -> ImplementationVersion | None:
    """Keep `content` as the draft; the same content twice changes nothing.

    After a sending back the first saving begins the next version, and the one sent back is kept.

    Args:
        token: `token_of` the version that `actor` had read.

    Returns:
        The draft; None while nobody has begun and `content` says nothing.

    Raises:
        PermissionDenied: `actor` does not draft for the unit.
        NotEditableError: The plan is signed or accepted.
        EditedMeanwhileError: Somebody saved it since `token` was read.
        IncompleteError: A date or a figure is wrong in a way that cannot even be kept.
        UnknownMeasureError: It names a measure that the task does not have.
    """
    plan = locked(implementation_id)
    require(actor, DRAFT_IMPLEMENTATION, at=at, unit=plan.unit_id)
    latest = latest_version(plan)
    if content_of(latest).says_the_same(content):
        return latest
    if latest is not None and latest.state not in {State.DRAFT, State.SENT_BACK}:
        raise NotEditableError
    require_read(latest, token)
    wrong = [str(fault) for fault in unstorable(content)]
    if wrong:
        raise IncompleteError(wrong)
    draft = _draft(plan, latest, actor, at)
    write(draft, content, plan=plan, at=at)
    fact = ImplementationSaved(**naming(plan, draft.number), measures=len(content.measures))
    record(fact, actor=actor, at=at)
    return draft


def _draft(
    plan: ImplementationPlan, latest: ImplementationVersion | None, actor: Person, at: datetime
) -> ImplementationVersion:
    if latest is None or not latest.is_draft:
        reason = latest.reason if latest else ""
        return next_version(plan, latest, actor, at, reason)
    latest.revision += 1
    latest.drafted_by, latest.saved_at = actor, at
    latest.save(update_fields=["revision", "drafted_by", "saved_at"])
    return latest


def next_version(
    plan: ImplementationPlan,
    latest: ImplementationVersion | None,
    actor: Person,
    at: datetime,
    reason: str,
) -> ImplementationVersion:
    """A new draft behind `latest`, still without content."""
    if latest is not None:
        ImplementationVersion.objects.filter(pk=latest.pk).update(is_latest=False)
    return ImplementationVersion.objects.create(
        plan=plan,
        number=latest.number + 1 if latest else 1,
        revision=1,
        reason=reason,
        drafted_by=actor,
        saved_at=at,
    )
