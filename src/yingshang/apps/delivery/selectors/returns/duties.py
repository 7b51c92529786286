"""The duty behind a return."""

from yingshang.apps.delivery.models import Return
from yingshang.apps.obligations.models import Obligation, State


def open_duty(report: Return) -> Obligation | None:
    """The duty that this return fulfils, while it is open."""
    if report.obligation_id is None:
        return None
    return Obligation.objects.filter(pk=report.obligation_id, state=State.OPEN).first()
