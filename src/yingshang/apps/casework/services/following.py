"""The dates of steps follow those of their duties, whatever moved them."""

from datetime import date

from django.db import transaction

from yingshang.apps.casework.kinds import CHECKED_STEP, STEP
from yingshang.apps.casework.models import Step
from yingshang.apps.obligations.models import Obligation


@transaction.atomic
def follow_dates(*, obligation_id: int, moved_from: date) -> bool:
    """Copy the dates of a duty to its step, as after a change of the holiday calendar.

    The statutory day moves by as much. Twice without harm.

    Args:
        moved_from: The last day before the change.

    Returns:
        Whether the step had still the old dates.
    """
    rows = Obligation.objects.filter(pk=obligation_id, kind__in=[STEP.code, CHECKED_STEP.code])
    duty = rows.first()
    if duty is None:
        return False
    step = Step.objects.select_for_update().filter(pk=duty.subject_key).first()
    if step is None or step.due_at == duty.due_at:
        return False
    by = duty.due_on - moved_from
    step.promised_on = duty.due_on if step.promised_on else None
    step.statutory_on = step.statutory_on + by if step.statutory_on else None
    step.expires_at = step.expires_at + by if step.expires_at else None
    step.due_at = duty.due_at
    step.save(update_fields=["promised_on", "statutory_on", "expires_at", "due_at"])
    return True
