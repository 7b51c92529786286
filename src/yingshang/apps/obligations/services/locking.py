"""The first beats of every service: take the row, and name it for the ledger."""

from typing import Any
from uuid import UUID

from yingshang.apps.obligations.models import Obligation

# What no service needs of a duty's unit, nor of the duty: long to read, and read for every act.
UNUSED = (
    "explanation", "holder_unit__note_zh", "holder_unit__note_en", "holder_unit__level",
    "holder_unit__parent", "holder_unit__division_code", "holder_unit__status",
    "holder_unit__rank", "holder_unit__pack_id", "holder_unit__workspace",
)  # fmt: skip


def locked(obligation_id: int) -> Obligation:
    """The duty, locked until the transaction ends.

    Raises:
        Obligation.DoesNotExist: There is none with this id.
    """
    rows = Obligation.objects.select_related("holder_unit").prefetch_related("co_holders")
    return rows.defer(*UNUSED).select_for_update(of=("self",)).get(pk=obligation_id)


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
    rows = sorted(obligation.co_holders.all(), key=lambda row: row.pk)
    return tuple(row.unit_id for row in rows)
