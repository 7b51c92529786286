"""What every change of an authorisation shares: its lock, its end, its part of a fact."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from yingshang.apps.directory.errors import RefusedError
from yingshang.apps.directory.events import PERSON
from yingshang.apps.directory.models import Authorisation, Enterprise, Person
from yingshang.apps.directory.portal_events import ENTERPRISE, AuthorisationEnded
from yingshang.apps.ledger.services import record

State = Authorisation.State


def locked(pk: int) -> Authorisation:
    """The row, locked until the transaction ends, with the names that facts need."""
    rows = Authorisation.objects.select_for_update(of=("self",))
    return rows.select_related("person", "enterprise", "for_person").get(pk=pk)


def locked_enterprise(enterprise: Enterprise) -> Enterprise:
    """The enterprise, locked: two who change who acts for it go one after the other."""
    return Enterprise.objects.select_for_update().get(pk=enterprise.pk)


def require_open(person: Person) -> None:
    """Refuse whoever closed the account meanwhile."""
    if not Person.objects.filter(pk=person.pk, is_active=True).exists():
        raise PermissionDenied("directory.oneself")


def require_waiting(row: Authorisation) -> None:
    """Refuse an answer to what was answered already."""
    if row.state != State.WAITING:
        raise RefusedError(_("This was answered already; load the page afresh."))


def check_days(first_day: date, last_day: date, today: date) -> None:
    """Refuse days in the wrong order and days that are over; both are inclusive."""
    if last_day < first_day:
        raise RefusedError(_("The last day lies before the first day."))
    if last_day < today:
        raise RefusedError(_("The last day has passed; choose today or later."))


def settle(row: Authorisation, state: State, *, at: datetime, reason: str = "") -> None:
    """Write the answer down."""
    row.state, row.settled_at, row.reason = state, at, reason
    row.save(update_fields=["state", "settled_at", "reason", "valid_from"])


def close(row: Authorisation, *, reason: str, actor: Person, at: datetime) -> None:
    """End the rights at once and record it."""
    row.state, row.ended_at, row.reason = State.ENDED, at, reason
    row.save(update_fields=["state", "ended_at", "reason"])
    record(AuthorisationEnded(**about(row), reason=reason), actor=actor, at=at)


def about(row: Authorisation) -> dict[str, Any]:
    """The fields that every fact of an authorisation carries."""
    is_enterprise = row.enterprise_id is not None
    return {
        "authorisation_id": str(row.pk),
        "authorised_as": row.kind,
        "person_id": row.person_id,
        "person": row.person.name,
        "whom_type": ENTERPRISE if is_enterprise else PERSON,
        "whom_id": str(row.enterprise_id if is_enterprise else row.for_person_id),
        "whom": row.whom,
    }
