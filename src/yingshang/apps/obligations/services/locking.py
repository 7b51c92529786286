"""The first beats of every service: take the row, and name it for the ledger."""

from typing import Any
from uuid import UUID

from yingshang.apps.obligations.models import Obligation


def locked(obligation_id: int) -> Obligation:
    """The duty, locked until the transaction ends.

    Raises:
        Obligation.DoesNotExist: There is none with this id.
    """
    rows = Obligation.objects.select_related("holder_unit")
    return rows.select_for_update(of=("self",)).get(pk=obligation_id)


def naming(obligation: Obligation) -> dict[str, Any]:
    """The fields that every fact about this duty carries."""
    return {
        "obligation": obligation.pk,
        "title": obligation.title_zh,
        "subject_type": obligation.subject_type,
        "subject_key": obligation.subject_key,
        "matter_type": obligation.matter_type,
        "matter_key": obligation.matter_key,
        "unit_id": obligation.holder_unit_id,
        "unit": obligation.holder_unit.official_name_zh,
        "co_units": co_units(obligation),
    }


def co_units(obligation: Obligation) -> tuple[UUID, ...]:
    """Ids of the units that owe the duty beside its holder."""
    rows = obligation.co_holders.order_by("pk")
    return tuple(rows.values_list("unit_id", flat=True))
