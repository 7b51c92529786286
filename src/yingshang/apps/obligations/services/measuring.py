"""Pauses and extensions: the dates of a duty are computed again, by the limits it began with."""

from datetime import date, datetime, timedelta

from django.db import transaction

from yingshang.apps.directory.permissions import Actor, on_record, require
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.services import record
from yingshang.apps.obligations.duties import Term
from yingshang.apps.obligations.errors import (
    GroundNotAllowedError,
    LimitMissingError,
    NoPauseError,
    NotOpenError,
    ReasonMissingError,
)
from yingshang.apps.obligations.events import ClockPaused, ClockResumed
from yingshang.apps.obligations.models import DueChange, Extension, Obligation, Pause, State
from yingshang.apps.obligations.permissions import MOVE_DATES
from yingshang.apps.obligations.remeasuring import measured
from yingshang.apps.obligations.services.locking import locked, naming
from yingshang.apps.obligations.services.moving import move_dates
from yingshang.apps.obligations.timekeeping import timekeeping_of
from yingshang.engines.timelimits import Length

ONE_DAY = timedelta(days=1)


@transaction.atomic
def pause(*, obligation_id: int, ground: str, note: str, actor: Actor, at: datetime) -> Pause:
    """Stop the clock of a duty from today, on a ground that its limit names.

    Args:
        note: The document by which those concerned were told.

    Raises:
        PermissionDenied: `actor` may not move dates.
        NotOpenError, LimitMissingError, GroundNotAllowedError: As they say.

    Source: the limit's `pauses` in the pack, such as 行政许可法 §45.
    """
    duty = locked(obligation_id)
    require(actor, MOVE_DATES, at=at, unit=duty.holder_unit_id)
    _require_measurable(duty)
    keeping = timekeeping_of(duty.release_digest)
    limit = keeping.limit(duty.limit_ref, keeping.calendar.instant(duty.started_at).date())
    names = {each.id: each.name.zh for each in limit.grounds}
    if ground not in names:
        raise GroundNotAllowedError
    from_on = local_day(at)
    stopped = Pause.objects.create(obligation=duty, ground=ground, note=note, from_on=from_on)
    duty.state, duty.suspended_reason = State.SUSPENDED, names[ground]
    duty.save(update_fields=["state", "suspended_reason"])
    fact = ClockPaused(**naming(duty), ground=names[ground], from_on=from_on.isoformat())
    record(fact, actor=on_record(actor), at=at)
    return stopped


@transaction.atomic
def end_pause(*, obligation_id: int, actor: Actor, at: datetime) -> Obligation:
    """Let a stopped clock run again. Every day that the pause touched, today included, is left out.

    Raises:
        PermissionDenied: `actor` may not move dates.
        NoPauseError: The clock is running.
    """
    duty = locked(obligation_id)
    require(actor, MOVE_DATES, at=at, unit=duty.holder_unit_id)
    running = duty.pauses.filter(until_on=None).first()
    if running is None:
        raise NoPauseError
    running.until_on = local_day(at)
    running.save(update_fields=["until_on"])
    duty.state, duty.suspended_reason = State.OPEN, ""
    duty.save(update_fields=["state", "suspended_reason"])
    resumed = ClockResumed(
        **naming(duty), from_on=running.from_on.isoformat(), until_on=running.until_on.isoformat()
    )
    record(resumed, actor=on_record(actor), at=at)
    move_dates(duty, term=_measured(duty), reason=DueChange.Reason.PAUSE, actor=actor, at=at)
    return duty


@transaction.atomic
def extend(
    *,
    obligation_id: int,
    length: Length,
    reason: str,
    actor: Actor,
    at: datetime,
    asked_on: date | None = None,
) -> Obligation:
    """Grant more time, asked for before expiry, as far as the limit's law allows it.

    Args:
        asked_on: Local day of the request; the day of the grant unless told otherwise.

    Raises:
        PermissionDenied: `actor` may not move dates.
        NotOpenError, LimitMissingError, ReasonMissingError: As they say.
        ExtensionRefused: The law allows none, it is too long, one too many, or late.
    """
    duty = locked(obligation_id)
    require(actor, MOVE_DATES, at=at, unit=duty.holder_unit_id)
    _require_measurable(duty)
    if not reason.strip():
        raise ReasonMissingError
    Extension.objects.create(
        obligation=duty,
        length=str(length),
        asked_on=asked_on or local_day(at),
        reason=reason.strip(),
        granted_by=on_record(actor),
        granted_at=at,
    )
    why = DueChange.Reason.EXTENSION
    move_dates(duty, term=_measured(duty), reason=why, actor=actor, at=at, note=reason.strip())
    return duty


def _measured(duty: Obligation) -> Term:
    return measured(duty, timekeeping_of(duty.release_digest))


def _require_measurable(duty: Obligation) -> None:
    if duty.state != State.OPEN or duty.claimed_at is not None:
        raise NotOpenError
    if not duty.limit_ref:
        raise LimitMissingError
