"""Returns prove milestones; called by the services of returns, in their transaction."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from yingshang.apps.delivery.events import MilestonesProven, ProofWithdrawn
from yingshang.apps.delivery.models import ImplementationVersion, Milestone
from yingshang.apps.delivery.permissions import PROVE_MILESTONES
from yingshang.apps.delivery.services.implementation.locking import locked, naming
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import require
from yingshang.apps.ledger.services import record


@transaction.atomic
def prove(
    *,
    implementation_id: UUID,
    milestone_keys: Collection[UUID],
    return_key: str,
    actor: Person,
    at: datetime,
) -> int:
    """Take milestones of one plan as proven by a return, in every version that has them.

    Args:
        milestone_keys: `Milestone.key`, the same from version to version.
        return_key: Primary key of the return, as text.

    Returns:
        How many milestones are new; one that is proven already keeps its first proof.

    Raises:
        PermissionDenied: `actor` does not verify returns.
    """
    require(actor, PROVE_MILESTONES, at=at)
    plan = locked(implementation_id)
    fresh = _milestones(plan.pk, milestone_keys).filter(proven_at=None)
    results = _results(fresh)
    if results:
        fresh.update(proven_at=at, proven_by=return_key)
        number = _version_number(plan.pk)
        said = "；".join(results.values())
        fact = MilestonesProven(**naming(plan, number), results=said, return_key=return_key)
        record(fact, actor=actor, at=at)
    return len(results)


@transaction.atomic
def withdraw_proof(
    *, implementation_id: UUID, return_key: str, reason: str, actor: Person, at: datetime
) -> int:
    """No longer take as proven what one return proved, because it turned out hollow or false.

    Returns:
        How many milestones are open again.

    Raises:
        PermissionDenied: `actor` does not verify returns.
    """
    require(actor, PROVE_MILESTONES, at=at)
    plan = locked(implementation_id)
    rows = Milestone.objects.filter(planned_measure__version__plan=plan, proven_by=return_key)
    results = _results(rows)
    if results:
        rows.update(proven_at=None, proven_by="")
        said = "；".join(results.values())
        fact = ProofWithdrawn(
            **naming(plan, _version_number(plan.pk)), results=said, reason=reason.strip()
        )
        record(fact, actor=actor, at=at)
    return len(results)


def _milestones(plan_id: UUID, keys: Collection[UUID]) -> QuerySet[Milestone]:
    return Milestone.objects.filter(planned_measure__version__plan=plan_id, key__in=keys)


def _results(rows: QuerySet[Milestone]) -> dict[UUID, str]:
    """Words of each milestone, by key, in the order of their dates."""
    return dict(rows.order_by("due_on", "position").values_list("key", "result"))


def _version_number(plan_id: UUID) -> int:
    """The version in force, else the latest."""
    found = ImplementationVersion.objects.filter(plan=plan_id)
    accepted = found.filter(state=ImplementationVersion.State.ACCEPTED)
    return (
        (accepted | found.filter(is_latest=True))
        .order_by("number")
        .values_list("number", flat=True)[0]
    )
