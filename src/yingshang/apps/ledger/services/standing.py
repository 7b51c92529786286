"""Move the clock of a sample or training installation."""

from datetime import date, datetime

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from yingshang.apps.ledger import clock
from yingshang.apps.ledger.canonical import instant
from yingshang.apps.ledger.errors import ClockCannotStandError, ClockGoesBackError
from yingshang.apps.ledger.events import ClockMoved
from yingshang.apps.ledger.models import Clock
from yingshang.apps.ledger.permissions import MOVE_CLOCK, require
from yingshang.apps.ledger.services.record import record
from yingshang.apps.ledger.services.strands import hold_strands


@transaction.atomic
def stand_at(when: date | datetime, *, actor: AbstractBaseUser | None) -> datetime:
    """Let this installation stand at an instant of its own from now on.

    Args:
        when: An aware instant, or a local day, which means its nine o'clock in the morning.
        actor: An administrator; None for the command line.

    Returns:
        The instant at which the installation now stands.

    Raises:
        PermissionDenied: `actor` may not move the clock.
        ClockCannotStandError: This is a production installation.
        ClockGoesBackError: `when` lies before the last thing in the ledger.
    """
    require(actor, MOVE_CLOCK)
    if not settings.IS_SAMPLE:
        raise ClockCannotStandError
    to = when if isinstance(when, datetime) else clock.morning_of(when)
    before = clock.now()
    _refuse_going_back(to)
    Clock.objects.update_or_create(pk=1, defaults={"standing_at": to})
    clock.forget()
    record(ClockMoved(moved_from=instant(before), moved_to=instant(to)), actor=actor, at=to)
    return to


@transaction.atomic
def advance_clock(*, to: date | datetime, actor: AbstractBaseUser | None) -> datetime:
    """Move a standing clock forward; `to` and the refusals are those of `stand_at`."""
    if not clock.is_standing():
        raise ClockCannotStandError
    return stand_at(to, actor=actor)


def _refuse_going_back(to: datetime) -> None:
    last = [head.recorded_at for head in hold_strands() if head.recorded_at is not None]
    if last and to < max(last):
        raise ClockGoesBackError
