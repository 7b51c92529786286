"""Erase personal values; what happened stays."""

from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from yingshang.apps.ledger.events import PersonalValuesErased
from yingshang.apps.ledger.models import PersonalValue
from yingshang.apps.ledger.permissions import ERASE_PERSONAL_VALUES, require
from yingshang.apps.ledger.services.record import record


@transaction.atomic
def erase_personal(
    *, event: int, reason: str, actor: AbstractBaseUser | None, at: datetime
) -> tuple[str, ...]:
    """Empty every personal value of one event; its digests stay, so the chain still holds.

    The salt goes too, so that nobody can find the value again by trying.

    Args:
        event: The event's sequence number.
        reason: Whose request or which rule ordered it; shown in the timeline.

    Returns:
        The fields that were emptied; none when nothing was left, and then nothing is recorded.

    Raises:
        PermissionDenied: `actor` may not erase personal values.

    Source: 个人信息保护法 §47 (the duty to delete).
    """
    require(actor, ERASE_PERSONAL_VALUES)
    kept = PersonalValue.objects.select_for_update().filter(event_id=event, sealed__isnull=False)
    fields = tuple(kept.order_by("field").values_list("field", flat=True))
    if fields:
        PersonalValue.objects.filter(event_id=event).update(salt=None, sealed=None)
        fact = PersonalValuesErased(event=event, fields=fields, reason=reason)
        record(fact, actor=actor, at=at)
    return fields
