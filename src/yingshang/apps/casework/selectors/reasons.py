"""Why steps were overdue, as the units said it in public."""

from dataclasses import dataclass
from datetime import datetime

from yingshang.apps.casework.models import Step
from yingshang.apps.casework.types import type_of
from yingshang.engines.packs.schema.common import Text

MOST = 100


@dataclass(frozen=True)
class PublishedReason:
    """One published reason: of which step and unit, when; of whose case it was is not told."""

    step: Text
    unit: str
    published_at: datetime
    reason: str


def published_reasons(type_code: str, *, since: datetime) -> list[PublishedReason]:
    """The reasons that units published for overdue steps of a service, the newest first.

    For everybody to read: no number, title, applicant or official is among it.

    Args:
        since: Aware, inclusive. At most the latest hundred.
    """
    rows = Step.objects.filter(case__type_code=type_code, late_reason_published_at__gte=since)
    found = rows.select_related("case__release", "holder_unit").defer(
        "case__values", "case__sources", "case__release__content"
    )
    return [
        PublishedReason(
            step=type_of(row.case).steps[row.code].name,
            unit=row.holder_unit.official_name_zh if row.holder_unit else "",
            published_at=row.late_reason_published_at,
            reason=row.late_reason,
        )
        for row in found.order_by("-late_reason_published_at", "-pk")[:MOST]
        if row.late_reason_published_at is not None
    ]
