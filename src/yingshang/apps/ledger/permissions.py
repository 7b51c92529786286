"""Who may do what to the ledger itself."""

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied

MOVE_CLOCK = "ledger.change_clock"
RETRY_DELIVERY = "ledger.change_delivery"
SEE_DELIVERIES = "ledger.view_delivery"
ERASE_PERSONAL = "ledger.change_personalvalue"


def require(actor: AbstractUser | None, permission: str) -> None:
    """Refuse a person who lacks `permission`; the installation itself (None) may.

    Raises:
        PermissionDenied: The person may not.
    """
    if actor is not None and not actor.has_perm(permission):
        raise PermissionDenied(permission)
