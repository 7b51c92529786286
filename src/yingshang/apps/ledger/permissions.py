"""Who may do what to the ledger itself. The directory, one storey up, gives the answers."""

from collections.abc import Callable

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied

MOVE_CLOCK = "ledger.move_clock"
SEE_DELIVERIES = "ledger.see_deliveries"
RETRY_DELIVERY = "ledger.retry_delivery"
ERASE_PERSONAL_VALUES = "ledger.erase_personal_values"
VERBS = (MOVE_CLOCK, SEE_DELIVERIES, RETRY_DELIVERY, ERASE_PERSONAL_VALUES)

Authority = Callable[[AbstractBaseUser, str], bool]
_authorities: list[Authority] = []


def ask(authority: Authority) -> None:
    """Let `authority(person, verb)` answer for the `VERBS`; without one nobody may."""
    _authorities[:] = [authority]


def may(actor: AbstractBaseUser | None, verb: str) -> bool:
    """Whether `actor` may use `verb`; the installation itself (None) may use every one."""
    return actor is None or any(authority(actor, verb) for authority in _authorities)


def require(actor: AbstractBaseUser | None, verb: str) -> None:
    """Raise PermissionDenied unless `actor` may use `verb`."""
    if not may(actor, verb):
        raise PermissionDenied(verb)
