"""The first beats of every service: take the plan, its latest version and its duty."""

from typing import Any
from uuid import UUID

from yingshang.apps.delivery.errors import EditedMeanwhileError
from yingshang.apps.delivery.events.implementation import IMPLEMENTATION
from yingshang.apps.delivery.models import ImplementationPlan, ImplementationVersion
from yingshang.apps.delivery.selectors.implementation.content import latest_version, token_of
from yingshang.apps.obligations.models import Obligation, State
from yingshang.apps.obligations.selectors import about


def locked(implementation_id: UUID) -> ImplementationPlan:
    """The plan, locked until the transaction ends.

    Raises:
        ImplementationPlan.DoesNotExist: There is none with this id.
    """
    rows = ImplementationPlan.objects.select_related("task__plan", "unit")
    rows = rows.defer("task__plan__text")
    return rows.select_for_update(of=("self",)).get(pk=implementation_id)


def read_as(plan: ImplementationPlan, token: str) -> ImplementationVersion | None:
    """The latest version, provided that it is still the one that `token` stands for.

    Raises:
        EditedMeanwhileError: Somebody has saved the plan since.
    """
    latest = latest_version(plan)
    require_read(latest, token)
    return latest


def require_read(latest: ImplementationVersion | None, token: str) -> None:
    """Refuse to go on from an older version than `latest`.

    Raises:
        EditedMeanwhileError: Somebody has saved the plan since.
    """
    if latest is not None and token_of(latest) != token:
        raise EditedMeanwhileError(latest.drafted_by.name, latest.saved_at)


def open_duty(plan: ImplementationPlan) -> Obligation | None:
    """The duty that this plan fulfils, while it is open."""
    return about(IMPLEMENTATION, str(plan.pk)).filter(state=State.OPEN).first()


def naming(plan: ImplementationPlan, number: int) -> dict[str, Any]:
    """The fields that every fact about this plan carries."""
    return {
        "implementation": str(plan.pk),
        "number": number,
        "task": str(plan.task_id),
        "task_code": plan.task.code,
        "task_title": plan.task.title,
        "unit_id": plan.unit_id,
        "unit": plan.unit.official_name_zh,
    }
