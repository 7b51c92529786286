"""Pauses, extensions and new calendars: the dates of a duty are computed again."""

from datetime import datetime, timedelta

from django.db import transaction

from yingshang.apps.directory.permissions import Actor, on_record, require
from yingshang.apps.ledger.services import record
from yingshang.apps.obligations.duties import Term
from yingshang.apps.obligations.errors import (
    GroundNotAllowedError,
    LimitMissingError,
    NoPauseError,
    NotOpenError,
)
from yingshang.apps.obligations.events import ClockPaused
from yingshang.apps.obligations.models import DueChange, Extension, Obligation, Pause, State
from yingshang.apps.obligations.permissions import MOVE_DATES
from yingshang.apps.obligations.services.locking import locked, naming
from yingshang.apps.obligations.services.moving import move_dates
from yingshang.apps.obligations.terms import Timekeeping
from yingshang.engines.timelimits import extensions as extending
from yingshang.engines.timelimits import pauses as pausing
from yingshang.engines.timelimits.lengths import Length, parse_length

CHUNK = 500


@transaction.atomic
def pause(
    *, obligation_id: int, ground: str, note: str, keeping: Timekeeping, actor: Actor, at: datetime
) -> Pause:
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
    _require_measurable(duty, State.OPEN)
    limit = keeping.limit(duty.limit_ref, duty.started_on)
    names = {each.id: each.name.zh for each in limit.grounds}
    if ground not in names:
        raise GroundNotAllowedError(ground)
    from_on = keeping.calendar.instant(at).date()
    stopped = Pause.objects.create(obligation=duty, ground=ground, note=note, from_on=from_on)
    duty.state, duty.suspended_reason = State.SUSPENDED, names[ground]
    duty.save(update_fields=["state", "suspended_reason"])
    fact = ClockPaused(**naming(duty), ground=names[ground], from_on=from_on.isoformat())
    record(fact, actor=on_record(actor), at=at)
    return stopped


@transaction.atomic
def end_pause(
    *, obligation_id: int, keeping: Timekeeping, actor: Actor, at: datetime
) -> Obligation:
    """Let a stopped clock run again; the days of the pause, yesterday included, do not count.

    Raises:
        PermissionDenied: `actor` may not move dates.
        NoPauseError: The clock is running.
    """
    duty = locked(obligation_id)
    require(actor, MOVE_DATES, at=at, unit=duty.holder_unit_id)
    running = duty.pauses.filter(until_on=None).first()
    if running is None:
        raise NoPauseError
    yesterday = keeping.calendar.instant(at).date() - timedelta(days=1)
    if yesterday < running.from_on:
        running.delete()
    else:
        running.until_on = yesterday
        running.save(update_fields=["until_on"])
    duty.state, duty.suspended_reason = State.OPEN, ""
    duty.save(update_fields=["state", "suspended_reason"])
    term = measured(duty, keeping)
    move_dates(duty, term, reason=DueChange.Reason.PAUSE, actor=actor, at=at)
    return duty


@transaction.atomic
def extend(
    *,
    obligation_id: int,
    length: Length,
    reason: str,
    keeping: Timekeeping,
    actor: Actor,
    at: datetime,
) -> Obligation:
    """Grant more time, asked for before expiry, as far as the limit's law allows it.

    Raises:
        PermissionDenied: `actor` may not move dates.
        NotOpenError, LimitMissingError: As they say.
        ExtensionRefused: The law allows none, it is too long, one too many, or late.
    """
    duty = locked(obligation_id)
    require(actor, MOVE_DATES, at=at, unit=duty.holder_unit_id)
    _require_measurable(duty, State.OPEN)
    Extension.objects.create(
        obligation=duty,
        length=str(length),
        asked_on=keeping.calendar.instant(at).date(),
        reason=reason,
        granted_by=on_record(actor),
        granted_at=at,
    )
    term = measured(duty, keeping)
    move_dates(duty, term, reason=DueChange.Reason.EXTENSION, actor=actor, at=at, note=reason)
    return duty


@transaction.atomic
def recompute(*, after_id: int, keeping: Timekeeping, actor: Actor, at: datetime) -> list[int]:
    """Compute the dates of the next open duties again, after the calendar changed.

    Only duties that rest on a time limit of the pack move; each move is recorded with its reason.

    Args:
        after_id: Key of the last duty of the chunk before; 0 begins.

    Returns:
        Ids of the chunk, in order, moved or not; empty at the end.

    Raises:
        PermissionDenied: `actor` may not move dates.
    """
    require(actor, MOVE_DATES, at=at)
    rows = Obligation.objects.open().exclude(limit_ref="").filter(pk__gt=after_id)
    chunk = rows.select_related("holder_unit").select_for_update(of=("self",)).order_by("pk")
    duties = list(chunk.prefetch_related("pauses", "extensions")[:CHUNK])
    for duty in duties:
        term = measured(duty, keeping)
        move_dates(duty, term, reason=DueChange.Reason.CALENDAR, actor=actor, at=at)
    return [duty.pk for duty in duties]


def measured(duty: Obligation, keeping: Timekeeping) -> Term:
    """The dates of `duty` by its limit, its ended pauses and its extensions."""
    pauses = [
        pausing.Pause(each.ground, each.from_on, each.until_on, each.note)
        for each in duty.pauses.all()
    ]
    granted = [
        extending.Extension(parse_length(each.length), each.asked_on)
        for each in duty.extensions.all()
    ]
    return keeping.term(
        duty.limit_ref,
        duty.started_on,
        opened_at=duty.opened_at,
        pauses=pauses,
        extensions=granted,
    )


def _require_measurable(duty: Obligation, state: State) -> None:
    if duty.state != state or duty.claimed_at is not None:
        raise NotOpenError(duty.state)
    if not duty.limit_ref:
        raise LimitMissingError
